// Asks for the keys of bags before a query runs, and writes them into it as the result schemas that bag_unpack and pivot take.
import { openColumnNames } from '../kql/bind/open-columns.ts';
import { type BagProbe, bagSchema } from '../kql/rewrite/bag-schema.ts';
import { applyEdits, type EditedText } from '../kql/rewrite/text-edits.ts';
import type { Syntax } from '../kql/syntax.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { type EngineDiagnostic, engineFault } from './engine-fault.ts';

/** More bags in one query than this are left open. */
export const maxProbes = 16;

/**
 * The keys that a query reads of a bag which no row has: where nothing is known of it, a query that is tried out has the columns
 * that it names.
 */
export function readKeys(
  root: Syntax | undefined,
  { beside, prefix }: BagProbe,
  { tables }: { readonly tables: TableCatalogue },
): QueryResult['rows'] {
  const known = new Set(beside.map(({ name }) => name));
  const names = root === undefined ? [] : openColumnNames(root, tables);
  return names
    .filter((name) => !known.has(name) && name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length), '']);
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
