// Asks for the keys of bags before a query runs, and writes them into it as the result schemas that bag_unpack and pivot take.
import { openColumnNames } from '../kql/bind/open-columns.ts';
import { type BagProbe, bagSchema } from '../kql/rewrite/bag-schema.ts';
import { applyEdits, type EditedText } from '../kql/rewrite/text-edits.ts';
import { type Syntax, walk } from '../kql/syntax.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { type EngineDiagnostic, engineFault } from './engine-fault.ts';

/** More bags in one query than this are left open. */
export const maxProbes = 16;

/**
 * The keys that a query reads of a bag which no row has: where nothing is known of it, a query that is tried out has the columns
 * that it names. One that rows are grouped or joined by is a text, for no dynamic value may be: it would be the query's fault else.
 */
export function readKeys(
  root: Syntax | undefined,
  { beside, prefix }: BagProbe,
  { tables }: { readonly tables: TableCatalogue },
): QueryResult['rows'] {
  const known = new Set(beside.map(({ name }) => name));
  if (root === undefined) return [];
  const grouped = groupingNames(root);
  return openColumnNames(root, tables)
    .filter((name) => !known.has(name) && name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length), grouped.has(name) ? 'VARCHAR' : '']);
}

/** Where a name by itself is what rows are told apart by. */
const groupings: ReadonlySet<string> = new Set([
  'DistinctOperator',
  'JoinOnClause',
  'MakeSeriesByClause',
  'SummarizeByClause',
]);

/** What stands between such a place and the name. */
const wrappings: ReadonlySet<string> = new Set(['List', 'ParenthesizedExpression', 'SimpleNamedExpression']);

function groupingNames(root: Syntax): ReadonlySet<string> {
  const names = new Set<string>();
  walk(root, (node) => {
    if (node.kind !== 'NameReference') return undefined;
    let holder = node.parent;
    while (holder !== undefined && wrappings.has(holder.kind)) holder = holder.parent;
    if (holder !== undefined && groupings.has(holder.kind)) names.add(node.name);
    return undefined;
  });
  return names;
}

export function withSchema(
  edited: EditedText,
  probe: BagProbe,
  rows: QueryResult['rows'],
): { readonly edited: EditedText } | { readonly diagnostic: EngineDiagnostic } | undefined {
  const keys = rows.map(([key, types]) => ({ key: String(key), types: String(types).split(' ') }));
  const schema = bagSchema(keys, probe);
  if ('conflict' in schema) return { diagnostic: bagConflict(schema.conflict) };
  if ('unwritable' in schema) return undefined;
  return { edited: applyEdits(edited, [{ start: probe.at, end: probe.at, text: schema.text }]) };
}

export function bagConflict(name: string): EngineDiagnostic {
  return engineFault(
    'engine/bag-conflict',
    `bag_unpack found the key '${name}', which is the name of a column already.`,
    'Give bag_unpack a prefix, or columnsConflict.',
  );
}
