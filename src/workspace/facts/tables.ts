// Reads the tables of a workspace and their columns: https://learn.microsoft.com/rest/api/loganalytics/tables/list-by-workspace
import { compareText } from '../../diagnostics/compare-text.ts';
import { isJsonMap, own } from '../../json/json.ts';
import type { WorkspaceTable } from '../../tables/workspace-table.ts';

/** Tables of a list, sorted by name; type names in KQL spelling. */
export function readTables(list: readonly Readonly<Record<string, unknown>>[]): readonly WorkspaceTable[] {
  return list.map(readTable).sort((a, b) => compareText(a.name, b.name));
}

function readTable(table: Readonly<Record<string, unknown>>): WorkspaceTable {
  const properties = isJsonMap(table['properties']) ? table['properties'] : {};
  const schema = isJsonMap(properties['schema']) ? properties['schema'] : {};
  const columns = [schema['standardColumns'], schema['columns']]
    .flatMap((list) => (Array.isArray(list) ? list.filter(isJsonMap) : []))
    .map((column) => ({ name: String(column['name']), type: kqlType(String(column['type'])) }));
  const unique = new Map(columns.map((column) => [column.name, column]));
  return { name: String(table['name'] ?? schema['name']), columns: [...unique.values()] };
}

/** The name of a column's type in KQL's spelling. */
export function kqlType(type: string): string {
  const lower = type.toLowerCase();
  return own({ boolean: 'bool', double: 'real' }, lower) ?? lower;
}
