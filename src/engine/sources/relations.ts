// Makes the relations a translated query reads: tables of rows, and views over what the database holds.
import type { SourceColumn } from '../../kql/translate/translation.ts';
import { ingestionTimeKey } from '../../rows/seed-row.ts';
import type { TableSchema } from '../../tables/schema.ts';
import { quoteName, quoteText, sqlTypes } from '../sql-types.ts';
import type { StoredTable } from '../table-source.ts';
import { type Connected, writeCells } from './cells.ts';
import { hiddenColumns } from './seed-rows.ts';
import type { SourceRows, StoredSource } from './source-rows.ts';

/** Makes a temporary relation for each source. */
export async function makeRelations(
  connected: Connected,
  sources: readonly (SourceRows | StoredSource)[],
): Promise<void> {
  for (const source of sources) {
    if (source.kind === 'stored') await connected.connection.run(viewOf(source));
    else {
      const { relation: name, columns, rows } = source;
      await writeCells(connected, { name, temporary: true, columns }, rows);
    }
  }
}

function viewOf({ source, schema, table, window }: StoredSource): string {
  const columns = source.columns.map(
    (column) => `${storedExpression(column, schema, table)} as ${quoteName(column.sqlName)}`,
  );
  const time = table.columns.get('TimeGenerated');
  const inside =
    time === undefined
      ? 'false'
      : `${quoteName(time)} >= ${window?.start} and ${quoteName(time)} < ${window?.end}`;
  return `create temp view ${quoteName(source.relation)} as select ${columns.join(', ') || 'true as row_exists'} from ${quoteName(table.sqlName)}${window === undefined ? '' : ` where ${inside}`}`;
}

/** The same rules as cellOf, in SQL. */
function storedExpression({ name, type }: SourceColumn, schema: TableSchema, table: StoredTable): string {
  const stored = (column: string) => {
    const sqlName = table.columns.get(column);
    return sqlName === undefined ? `null::${sqlTypes[type]}` : quoteName(sqlName);
  };
  if (name === hiddenColumns.table) return quoteText(schema.name);
  if (name === hiddenColumns.ingestionTime) {
    return `coalesce(${stored(ingestionTimeKey)}, ${stored('TimeGenerated')})`;
  }
  if (type !== 'string') return stored(name);
  if (!table.columns.has(name)) return quoteText(name === 'Type' ? schema.name : '');
  return name === 'Type'
    ? `case when ${stored(name)} = '' then ${quoteText(schema.name)} else ${stored(name)} end`
    : stored(name);
}
