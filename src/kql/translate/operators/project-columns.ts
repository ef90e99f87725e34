// project-away, project-keep, project-rename, project-reorder: which of the rows' columns stay, where, and under which name.
import { type Expression, knownJson, knownString } from '../expression.ts';
import type { RelationColumn } from '../relation.ts';
import { columnsInOrder, columnsMeant, fitsPattern } from './column-patterns.ts';
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
    const columns = (names as string[]).flatMap((name) =>
      input.columns.filter((column) => fitsPattern(column.name, name)),
    );
    return withColumns(input, [...new Set(columns)]);
  }),
};

export const projectAwayOperator: TabularOperator = {
  syntaxKind: 'ProjectAwayOperator',
  see: 'project-away-operator',
  translate: piped((node, input) => {
    const away = new Set(node.list('Expressions').flatMap((item) => columnsMeant(item, input)));
    const result = withColumns(
      input,
      input.columns.filter((column) => !away.has(column)),
    );
    const { bag } = input;
    if (bag === undefined) return result;
    const named = node.list('Expressions').map((item) => item.name);
    return { ...result, bag: { ...bag, ignored: [...bag.ignored, ...named] } };
  }),
};

export const projectKeepOperator: TabularOperator = {
  syntaxKind: 'ProjectKeepOperator',
  see: 'project-keep-operator',
  translate: piped((node, input, scope) => {
    if (refusesBag(input, node, scope)) return undefined;
    const kept = new Set(node.list('Expressions').flatMap((item) => columnsMeant(item, input)));
    return withColumns(
      input,
      input.columns.filter((column) => kept.has(column)),
    );
  }),
};

export const projectReorderOperator: TabularOperator = {
  syntaxKind: 'ProjectReorderOperator',
  see: 'project-reorder-operator',
  translate: piped((node, input) => {
    const first = node.list('Expressions').flatMap((item) => columnsInOrder(item, input));
    return withColumns(input, [...new Set([...first, ...input.columns])]);
  }),
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
