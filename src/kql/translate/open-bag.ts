// Makes columns of a bag's keys once the rows are read: bag_unpack() and pivot() without a result schema.
import { mapOf } from '../../json/json.ts';
import type { KqlType } from '../../tables/schema.ts';
import type { OpenBagColumn, OutputColumn } from './translation.ts';

export interface UnpackedRows {
  readonly columns: readonly OutputColumn[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * The rows with one column for each key of their bags (the last cell of a row, parsed JSON or null), in alphabetical order.
 * A key that has the name of a column is a conflict: `conflict` names it, and nothing else is given then.
 * https://learn.microsoft.com/kusto/query/bag-unpack-plugin
 */
export function unpackBag(
  columns: readonly OutputColumn[],
  rows: readonly (readonly unknown[])[],
  bag: OpenBagColumn,
): UnpackedRows | { readonly conflict: string } {
  const bags = rows.map((row) => mapOf(row.at(-1)));
  const own = columns.map((column) => column.name);
  const keys = [...new Set(bags.flatMap((one) => Object.keys(one)))].sort();
  const named = keys
    .map((key) => ({ key, name: bag.prefix + key }))
    .filter(({ name }) => !bag.ignored.includes(name) && (bag.beside.includes(name) || !own.includes(name)));
  const clashing = named.find(({ name }) => own.includes(name));
  if (clashing !== undefined && bag.conflict === 'error') return { conflict: clashing.name };
  const replaces = bag.conflict === 'replace_source';
  const added = named.filter(({ name }) => replaces || !own.includes(name));
  const kept = columns.flatMap((column, i) =>
    replaces && added.some(({ name }) => name === column.name) ? [] : [{ column, i }],
  );
  const types = added.map(({ key }) => typeOf(bags.map((one) => one[key])));
  return {
    columns: [
      ...kept.map(({ column }) => column),
      ...added.map(({ name }, i) => ({ name, type: types[i]! })),
    ],
    rows: rows.map((row, r) => [
      ...kept.map(({ i }) => row[i]),
      ...added.map(({ key }, i) => cell(bags[r]![key] ?? bag.missing, types[i]!)),
    ]),
  };
}

/** The one type that all values have; dynamic where they differ. */
function typeOf(values: readonly unknown[]): KqlType {
  const types = new Set(
    values
      .filter((value) => value !== null && value !== undefined)
      .map((value): KqlType => {
        if (typeof value === 'boolean') return 'bool';
        if (typeof value === 'bigint') return 'long';
        if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'real';
        return typeof value === 'string' ? 'string' : 'dynamic';
      }),
  );
  if (types.size === 1) return [...types][0]!;
  return types.size === 2 && types.has('long') && types.has('real') ? 'real' : 'dynamic';
}

function cell(value: unknown, type: KqlType): unknown {
  if (value === undefined || value === null) return type === 'string' ? '' : null;
  return value;
}
