// Reads seed rows: every value is checked against the schema of its table, and times relative to a clock stay relative.
import type { ValuePath } from '../content/content-item.ts';
import { lengthOf } from '../content/duration.ts';
import { isJsonMap, type JsonMap, own } from '../json/json.ts';
import { ingestionTimeKey } from '../rows/seed-row.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { columnOnDemand } from '../tables/open-columns.ts';
import type { Column, KqlType } from '../tables/schema.ts';
import type { CaseReader } from './case-reader.ts';
import type { CaseCell, CaseRow, CaseSeed } from './case-rows.ts';
import { fittingValues, readSeedValue } from './seed-values.ts';

export interface SeedOptions {
  readonly reader: CaseReader;
  readonly tables: TableCatalogue;
  /** Table -> columns every row of it has unless it says otherwise. */
  readonly defaults: JsonMap;
}

/** A row that says no time happened five minutes before the clock. */
const usualTime = '-5m';
/** Keys of a row that are not columns: so many rows, each `{n}` their number, each so much later than the one before. */
const repeatKey = '_repeat';
const everyKey = '_every';
const maxRepeat = 5000;

/** Reads `seed:`, a map of tables to lists of rows. */
export function readSeed(value: unknown, path: ValuePath, options: SeedOptions): CaseSeed {
  const { reader } = options;
  const seed: Record<string, readonly CaseRow[]> = {};
  for (const [table, rows] of Object.entries(reader.map(value, path))) {
    const at = [...path, table];
    const columns = columnsOf(table, at, options);
    if (columns === undefined) continue;
    seed[table] = reader
      .list(rows, at)
      .flatMap((row, index) => readRows(row, [...at, index], { table, columns, ...options }));
  }
  return seed;
}

/** Checks `defaults:` as if they were rows, so that a slip is reported where it stands. */
export function checkDefaults(path: ValuePath, options: SeedOptions): void {
  const { reader, defaults } = options;
  for (const [table, row] of Object.entries(defaults)) {
    const at = [...path, table];
    const columns = columnsOf(table, at, options);
    if (columns !== undefined) readRow(reader.map(row, at), at, { table, columns, ...options, defaults: {} });
  }
}

/** The columns of a table that rows may be of; a name that is none is reported at `path`. */
function columnsOf(
  name: string,
  path: ValuePath,
  { reader, tables }: SeedOptions,
): ReadonlyMap<string, KqlType> | undefined {
  const schema = tables.table(name);
  if (schema === undefined || schema.advancedHuntingOnly) {
    reader.unknownName('test/unknown-table', `There is no table \`${name}\``, {
      path,
      known: tables.names(),
    });
    return undefined;
  }
  const ingestion: Column = { name: ingestionTimeKey, type: 'datetime' };
  return new Map([...schema.columns, ingestion].map((column) => [column.name, column.type]));
}

interface RowOptions extends SeedOptions {
  readonly table: string;
  readonly columns: ReadonlyMap<string, KqlType>;
}

function readRows(value: unknown, path: ValuePath, options: RowOptions): readonly CaseRow[] {
  const { reader } = options;
  const { [repeatKey]: repeat, [everyKey]: every, ...row } = reader.map(value, path);
  if (repeat === undefined && every === undefined) return [readRow(row, path, options)];
  const count = reader.count(repeat, [...path, repeatKey]) ?? 0;
  const step = typeof every === 'string' ? lengthOf(every) : every === undefined ? 0 : undefined;
  if (step === undefined) {
    reader.reportValue(
      [...path, everyKey],
      'A length of time was expected here',
      'Write it as 20s, 5m or 1h.',
    );
    return [];
  }
  if (count < 1 || count > maxRepeat) {
    reader.reportValue([...path, repeatKey], `A row is repeated 1 to ${maxRepeat} times`);
    return [];
  }
  return Array.from({ length: count }, (_, index) =>
    later(readRow(numbered(row, index + 1) as JsonMap, path, options), index * step),
  );
}

function later(row: CaseRow, ms: number): CaseRow {
  return row.map((cell) => ('offsetMs' in cell ? { ...cell, offsetMs: cell.offsetMs + ms } : cell));
}

function numbered(value: unknown, number: number): unknown {
  if (typeof value === 'string') return value.replaceAll('{n}', String(number));
  if (Array.isArray(value)) return value.map((item) => numbered(item, number));
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, numbered(inner, number)]));
}

function readRow(given: JsonMap, path: ValuePath, options: RowOptions): CaseRow {
  const { reader, table, tables, columns } = options;
  const defaults = reader.map(own(options.defaults, table), path);
  const row: CaseCell[] = [];
  for (const [name, value] of Object.entries({ TimeGenerated: usualTime, ...defaults, ...given })) {
    const type = columns.get(name) ?? columnOnDemand(tables.table(table)!, name);
    const at = [...path, name];
    if (type === undefined) {
      const message = `\`${table}\` has no column \`${name}\``;
      // A default is reported once, where it stands.
      if (Object.hasOwn(given, name))
        reader.unknownName('test/unknown-column', message, { path: at, known: [...columns.keys()] });
      continue;
    }
    const read = readSeedValue(value, type);
    if (read !== undefined) row.push({ column: name, ...read });
    else if (Object.hasOwn(given, name)) {
      const message = `\`${name}\` is a ${type}, and ${JSON.stringify(value)} is none`;
      reader.reportType(at, message, `Write ${fittingValues[type]}.`);
    }
  }
  return row;
}
