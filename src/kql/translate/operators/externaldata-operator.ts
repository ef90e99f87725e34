// externaldata: rows of files on the web, given here as fixtures.
import { webFixture } from '../../../tables/fixtures.ts';
import type { Column } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { knownString } from '../expression.ts';
import { arrivalOf, type Relation } from '../relation.ts';
import { columnSql, countSql } from '../sql.ts';
import type { WebFileForm } from '../translation.ts';
import type { TabularOperator } from './tabular-operator.ts';

export const externaldataOperator: TabularOperator = {
  syntaxKind: 'ExternalDataExpression',
  see: 'externaldata-operator',
  differs: 'Nothing is read from the network: the rows are those of a fixture.',
  translate(node, _input, scope) {
    const symbols = node.result.kind === 'table' ? node.result.columns : [];
    const columns = symbols.map(
      ({ name, type }): Column => ({ name, type: type === 'unknown' ? 'dynamic' : type }),
    );
    const file = formOf(node);
    const files = node.list('URIs').map((address) => {
      const url = knownString(scope.query.scalar(address, { ...scope, rows: undefined }));
      if (url === undefined) return computedAddress(address, scope);
      const message = `The file ${withoutKey(url)} is on the web, which is not read here: without a fixture it has no rows`;
      return scope.query.fixture(webFixture(url), columns, { message, node, file });
    });
    return files.includes(undefined) ? undefined : inTurn(files as readonly Relation[], scope);
  },
};

/** What follows a `?` or `;` is often a key. */
const withoutKey = (url: string) => url.replace(/[?;].*$/s, '');

function formOf(node: Syntax): WebFileForm {
  const properties = node.child('WithClause')?.list('Properties') ?? [];
  const value = (name: string) =>
    properties.find((one) => one.get('Name').name.toLowerCase() === name.toLowerCase())?.get('Expression');
  const format = value('format');
  return {
    format: (format?.stringValue ?? format?.text)?.toLowerCase(),
    ignoreFirstRecord: /^true$/i.test(value('ignoreFirstRecord')?.text ?? ''),
  };
}

function computedAddress(node: Syntax, { query }: Scope): undefined {
  return query.unsupported({
    code: 'kql/unsupported-source',
    message: 'externaldata of an address that is not known before the query runs is not supported.',
    node,
    see: 'externaldata-operator',
  });
}

/** The rows of one file after those of another. */
function inTurn(files: readonly Relation[], { query }: Scope): Relation | undefined {
  const [first] = files;
  if (first === undefined || files.length === 1) return first;
  const [place, number] = [query.steps.newColumn(), query.steps.newColumn()];
  const columns = first.columns.map((column) => ({ ...column, sqlName: query.steps.newColumn() }));
  const from = query.steps.add(
    files.map((file, at) => ({
      items: [
        ...columns.map(({ sqlName }, i) => ({ name: sqlName, sql: columnSql(file.columns[i]!.sqlName) })),
        { name: place, sql: arrivalOf(file) },
        { name: number, sql: countSql(at) },
      ],
      from: file.from,
    })),
  );
  return { from, columns, sort: [], arrival: [number, place] };
}
