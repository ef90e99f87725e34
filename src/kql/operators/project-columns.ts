// project-away, project-keep, project-rename, project-reorder: the binder has already worked out which columns stay, and where.
import { type Expression, knownJson, knownString } from '../expression.ts';
import type { Relation, RelationColumn } from '../relation.ts';
import type { Syntax } from '../syntax.ts';
import { withColumns } from './projection.ts';
import { piped, refusesBag, type TabularOperator } from './tabular-operator.ts';

export const projectByNamesOperator: TabularOperator = {
  syntaxKind: 'ProjectByNamesOperator',
  see: 'project-by-names-operator',
  translate: piped((node, input, scope) => {
    if (refusesBag(input, node, scope)) return undefined;
    const values = node
      .list('Expressions')
      .map((item) => scope.query.scalar(item, { ...scope, rows: undefined }));
    if (values.includes(undefined)) return undefined;
    const names = (values as Expression[]).flatMap(
      (value) => knownJson(value) ?? knownString(value) ?? undefined,
    );
    if (names.some((name) => typeof name !== 'string')) {
      return scope.query.unsupported({
        code: 'kql/unsupported-form',
        message: 'project-by-names with names not known before the query runs is not supported.',
        node,
        see: 'project-by-names-operator',
      });
    }
    const columns = (names as string[]).flatMap((name) => {
      const pattern = new RegExp(
        `^${name
          .split('*')
          .map((part) => part.replaceAll(/[^\w]/g, '\\$&'))
          .join('.*')}$`,
      );
      return input.columns.filter((column) => pattern.test(column.name));
    });
    return withColumns(input, [...new Set(columns)]);
  }),
};

function resultNames(node: Syntax): string[] {
  return node.result.kind === 'table' ? node.result.columns.map((column) => column.name) : [];
}

function inResultOrder(node: Syntax, input: Relation): Relation {
  const byName = new Map(input.columns.map((column) => [column.name, column]));
  return withColumns(
    input,
    resultNames(node).flatMap((name) => byName.get(name) ?? []),
  );
}

export const projectAwayOperator: TabularOperator = {
  syntaxKind: 'ProjectAwayOperator',
  see: 'project-away-operator',
  translate: piped((node, input) => {
    const named = node.list('Expressions').map((item) => item.name);
    const { bag } = input;
    const result = inResultOrder(node, input);
    return bag === undefined ? result : { ...result, bag: { ...bag, ignored: [...bag.ignored, ...named] } };
  }),
};

export const projectKeepOperator: TabularOperator = {
  syntaxKind: 'ProjectKeepOperator',
  see: 'project-keep-operator',
  translate: piped((node, input, scope) =>
    refusesBag(input, node, scope) ? undefined : inResultOrder(node, input),
  ),
};

export const projectReorderOperator: TabularOperator = {
  syntaxKind: 'ProjectReorderOperator',
  see: 'project-reorder-operator',
  translate: piped((node, input) => inResultOrder(node, input)),
};

export const projectRenameOperator: TabularOperator = {
  syntaxKind: 'ProjectRenameOperator',
  see: 'project-rename-operator',
  translate: piped((node, input, scope) => {
    if (refusesBag(input, node, scope)) return undefined;
    const renames = new Map(
      node
        .list('Expressions')
        .filter((item) => item.kind === 'SimpleNamedExpression')
        .map((item) => [item.get('Expression').name, item.get('Name').name]),
    );
    const columns: RelationColumn[] = input.columns.map((column) => ({
      ...column,
      name: renames.get(column.name) ?? column.name,
    }));
    return withColumns(input, columns);
  }),
};
