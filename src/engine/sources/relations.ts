// Makes the relations a translated query reads: tables of rows, and views over what the database holds.
import type { SourceColumn } from '../../kql/translate/translation.ts';
import { ingestionTimeKey } from '../../rows/seed-row.ts';
import { datetimeText, ticksOfDate } from '../../rows/ticks.ts';
import type { KqlType, TableSchema } from '../../tables/schema.ts';
import { quoteName, quoteText, sqlTypes } from '../sql-types.ts';
import type { StoredTable } from '../table-source.ts';
import { type Connected, writeCells } from './cells.ts';
import { hiddenColumns, typesOf } from './seed-rows.ts';
import type { SourceRows, StoredSource } from './source-rows.ts';

/** Makes a temporary relation for each source. */
export async function makeRelations(
  connected: Connected,
  sources: readonly (SourceRows | StoredSource)[],
  options: ViewOptions = {},
): Promise<void> {
  for (const source of sources) {
    if (source.kind === 'stored') await connected.connection.run(viewOf(source, options));
    else {
      const { relation: name, columns, rows } = source;
      await writeCells(connected, { name, temporary: true, columns }, rows);
    }
  }
}

interface ViewOptions {
  /**
   * Rows are counted instead of asked for their place. What sorts all rows of a file straight from it DuckDB plans to do in memory and
   * fails where they do not fit; behind a count it writes them to disk in time.
   */
  readonly counted?: boolean;
}

function viewOf({ source, schema, table, window }: StoredSource, { counted = false }: ViewOptions): string {
  const own = counted && table.row !== undefined ? { ...table, row: undefined } : table;
  const place = own === table ? 'rowid' : 'row_number() over ()';
  const columns = source.columns.map(
    (column) => `${storedExpression(column, schema, own, place)} as ${quoteName(column.sqlName)}`,
  );
  const conditions = [...windowConditions(table, window), ...arrivalConditions(schema, table)];
  const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
  return `create temp view ${quoteName(source.relation)} as select ${columns.join(', ') || 'true as row_exists'} from ${quoteName(table.sqlName)}${where}`;
}

function windowConditions(table: StoredTable, window: StoredSource['window']): readonly string[] {
  if (window === undefined) return [];
  if (table.time !== undefined) {
    const { sqlName, sqlType } = table.time;
    const zone = sqlType === 'TIMESTAMP' ? '' : '+00';
    const at = (ticks: bigint) => `'${datetimeText(ticks).slice(0, -2)}${zone}'::${sqlType}`;
    return [`${quoteName(sqlName)} >= ${at(window.start)}`, `${quoteName(sqlName)} < ${at(window.end)}`];
  }
  const time = table.columns.get('TimeGenerated');
  return time === undefined
    ? ['false']
    : [`${quoteName(time)} >= ${window.start}`, `${quoteName(time)} < ${window.end}`];
}

/** A table without TimeGenerated is always seen as a whole, as it is not windowed. */
function arrivalConditions(schema: TableSchema, table: StoredTable): readonly string[] {
  if (table.seen === undefined || typesOf(schema).get('TimeGenerated') !== 'datetime') return [];
  const { after, until, maxLateMs } = table.seen.ingested;
  const arrived = arrivalExpression(table);
  const late = `(${arrived}) - ${storedColumn('TimeGenerated', 'datetime', table)}`;
  return [
    `(${arrived}) <= ${ticksOfDate(until)}`,
    ...(after === undefined ? [] : [`(${arrived}) > ${ticksOfDate(after)}`]),
    ...(maxLateMs === undefined ? [] : [`${late} <= ${ticksOfMs(maxLateMs)}`]),
  ];
}

function arrivalExpression(table: StoredTable): string {
  const told = `coalesce(${storedColumn(ingestionTimeKey, 'datetime', table)}, ${storedColumn('TimeGenerated', 'datetime', table)})`;
  const delayMs = table.seen?.delayMs ?? 0;
  return delayMs === 0 ? told : `${told} + ${ticksOfMs(delayMs)}`;
}

function ticksOfMs(ms: number): bigint {
  return BigInt(ms) * 10_000n;
}

function storedColumn(column: string, type: KqlType, table: StoredTable): string {
  const sqlName = table.columns.get(column);
  return sqlName === undefined ? `null::${sqlTypes[type]}` : quoteName(sqlName);
}

/** The same rules as cellOf, in SQL. */
function storedExpression(
  { name, type, isReadInside }: SourceColumn,
  schema: TableSchema,
  table: StoredTable,
  place: string,
): string {
  const stored = (column: string) => storedColumn(column, type, table);
  if (name === hiddenColumns.table) return quoteText(schema.name);
  if (name === hiddenColumns.ingestionTime) return arrivalExpression(table);
  if (name === hiddenColumns.row) return table.row === undefined ? place : quoteName(table.row);
  const text = isReadInside === true ? table.texts?.get(name) : undefined;
  if (text !== undefined) return quoteName(text);
  const asStored = table.types.get(name) ?? type;
  if (asStored !== type && table.columns.has(name)) return retyped(stored(name), asStored, type);
  if (type !== 'string') return stored(name);
  if (!table.columns.has(name)) return quoteText(name === 'Type' ? schema.name : '');
  return name === 'Type'
    ? `case when ${stored(name)} = '' then ${quoteText(schema.name)} else ${stored(name)} end`
    : stored(name);
}

/** A bag or a list as the text of its JSON, as `tostring` gives it; a text as the number or the JSON that it is. */
function retyped(stored: string, from: KqlType, to: KqlType): string {
  if (to === 'string') {
    const text = from === 'dynamic' ? `json_extract_string(${stored}, '$')` : `${stored}::varchar`;
    return `coalesce(${text}, '')`;
  }
  if (to !== 'dynamic') return `try_cast(${stored} as ${sqlTypes[to]})`;
  return `case when ${stored} = '' then null when json_valid(${stored}) then ${stored}::json else to_json(${stored}) end`;
}
