// Infers the columns of a table that no schema knows from the values in its file.
import { unmarked } from '../../json/json-text.ts';
import { ingestionTimeKey } from '../../rows/seed-row.ts';
import { inferTypes } from '../../tables/infer-types.ts';
import type { Column } from '../../tables/schema.ts';
import type { FileRecord } from './file-row.ts';

/** Columns in the order they first occur, with the types that all their values have; see `inferTypes`. */
export async function inferColumns(records: AsyncIterable<FileRecord>, isText: boolean): Promise<Column[]> {
  const inference = inferTypes(isText);
  for await (const record of records)
    if (!('problem' in record)) inference.add(withLargeIntegers(record.values));
  return inference.columns().filter(({ name }) => name !== ingestionTimeKey);
}

/** Integers that JSON numbers do not hold stand as marked texts. */
function withLargeIntegers(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(values);
  const isLarge = (value: unknown) => unmarked(value) !== value;
  if (!entries.some(([, value]) => isLarge(value))) return values;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isLarge(value) ? BigInt(String(unmarked(value))) : value]),
  );
}

/** The names of all values in a file. */
export async function namesIn(records: AsyncIterable<FileRecord>): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const record of records) {
    if ('problem' in record) continue;
    for (const name in record.values) names.add(name);
  }
  return names;
}
