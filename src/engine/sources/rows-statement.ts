// A translated query as one prepared statement that takes its rows as parameters: its plan cannot depend on them, so it serves any.
import type * as DuckDB from '@duckdb/node-api';
import type { Translation } from '../../kql/translate/translation.ts';
import { decimalScale, decimalWidth } from '../../rows/cell.ts';
import type { KqlType } from '../../tables/schema.ts';
import { quoteName, sqlTypes } from '../sql-types.ts';
import { converterOf, type DuckDBModule } from './cells.ts';
import type { SourceRows, StoredSource } from './source-rows.ts';

/** More rows are faster through a table. */
const maxRows = 2048;

/**
 * The rows to be given to a statement, or undefined where tables have to be made: for stored rows, for many rows, and for a query
 * whose variables are read when it is prepared.
 */
export function parameterRows(
  { variables }: Translation,
  sources: readonly (SourceRows | StoredSource)[],
): readonly SourceRows[] | undefined {
  const rowSources = sources.filter((source) => source.kind === 'rows');
  if (variables.length > 0 || rowSources.length < sources.length) return undefined;
  return rowSources.reduce((sum, { rows }) => sum + rows.length, 0) <= maxRows ? rowSources : undefined;
}

/**
 * The SQL over relations that are made of parameters, one list a column. A prepared statement over tables would be wrong for other
 * rows: DuckDB plans with the statistics of the rows it sees when it prepares.
 */
export function overParameters(sql: string, sources: readonly SourceRows[]): string {
  if (sources.length === 0) return sql;
  const relations = sources.map(({ relation, columns }) => {
    const lists = columns.map(({ sqlName, type }) => {
      const list = `unnest($${parameterName(relation, sqlName)}::${sqlTypes[plainType(type)]}[])`;
      return `${list}${type === 'dynamic' ? `::${sqlTypes.dynamic}` : ''} as ${quoteName(sqlName)}`;
    });
    return `${quoteName(relation)} as (select ${lists.join(', ')})`;
  });
  const own = /^with\s/i.test(sql) ? `, ${sql.slice('with '.length)}` : ` ${sql}`;
  return `with ${relations.join(', ')}${own}`;
}

/** Gives the statement the rows of its next run. */
export function bindRows(
  module: DuckDBModule,
  statement: DuckDB.DuckDBPreparedStatement,
  sources: readonly SourceRows[],
): void {
  const values: Record<string, DuckDB.DuckDBValue> = {};
  const types: Record<string, DuckDB.DuckDBType> = {};
  for (const { relation, columns, rows } of sources) {
    columns.forEach(({ sqlName, type }, index) => {
      const name = parameterName(relation, sqlName);
      const convert = converterOf(module, type);
      const items = rows.map((row) => {
        const cell = row[index] ?? null;
        return cell === null ? null : convert(cell);
      });
      values[name] = module.listValue(items);
      types[name] = module.LIST(parameterTypes[plainType(type)](module));
    });
  }
  if (sources.length > 0) statement.bind(values, types);
}

function parameterName(relation: string, column: string): string {
  return `${relation}_${column}`;
}

/** A parameter is no JSON: one of another type than was planned for would be planned for anew in every run. */
function plainType(type: KqlType): Exclude<KqlType, 'dynamic'> {
  return type === 'dynamic' ? 'string' : type;
}

/** The types of sql-types.ts as the client names them. */
const parameterTypes = {
  bool: ({ BOOLEAN }) => BOOLEAN,
  datetime: ({ BIGINT }) => BIGINT,
  decimal: ({ DECIMAL }) => DECIMAL(decimalWidth, decimalScale),
  guid: ({ UUID }) => UUID,
  int: ({ INTEGER }) => INTEGER,
  long: ({ BIGINT }) => BIGINT,
  real: ({ DOUBLE }) => DOUBLE,
  string: ({ VARCHAR }) => VARCHAR,
  timespan: ({ BIGINT }) => BIGINT,
} satisfies Record<Exclude<KqlType, 'dynamic'>, (module: DuckDBModule) => DuckDB.DuckDBType>;
