// The table catalogue of a workspace: the known Log Analytics tables plus the user's own, looked up by name on demand.
import { logAnalyticsTables, standardColumns } from './data/log-analytics.ts';
import { lineOf, namesOf } from './lines.ts';
import { ownTableOf } from './other-resources.ts';
import { parseColumns, type TableSchema } from './schema.ts';

export interface TableCatalogue {
  /** The schema of a table (names are case-sensitive, as in KQL), or undefined when nothing knows it. */
  table(name: string): TableSchema | undefined;
  /** Every known name, for wildcards and did-you-mean. */
  names(): readonly string[];
}

const builtIn = new Map<string, TableSchema | undefined>();
let builtInNames: readonly string[] | undefined;

/** Builds a catalogue; a custom table stands over the built-in one of the same name. Without custom tables it is one for all. */
export function createTableCatalogue(custom: readonly TableSchema[] = []): TableCatalogue {
  return custom.length === 0 ? standard : catalogueOf(custom);
}

function catalogueOf(custom: readonly TableSchema[]): TableCatalogue {
  const own = new Map(custom.map((table) => [table.name, table]));
  const tableNamed = (name: string) => own.get(name) ?? builtInTable(name);
  return {
    // A table of another workspace has the columns of its namesake here.
    table: (name) => tableNamed(ownTableOf(name) ?? name),
    names: () => {
      builtInNames ??= namesOf(logAnalyticsTables);
      return own.size === 0 ? builtInNames : [...new Set([...own.keys(), ...builtInNames])];
    },
  };
}

/** What is kept for a catalogue (symbols, bound queries) serves all projects that have no tables of their own. */
const standard = catalogueOf([]);

function builtInTable(name: string): TableSchema | undefined {
  if (!builtIn.has(name)) builtIn.set(name, readBuiltIn(name));
  return builtIn.get(name);
}

function readBuiltIn(name: string): TableSchema | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const line = lineOf(logAnalyticsTables, name);
  if (line === undefined) return undefined;
  const blank = line.indexOf(' ');
  const source = line.slice(0, blank);
  const advancedHuntingOnly = source.startsWith('!');
  const columns = parseColumns(line.slice(blank + 1));
  const present = new Set(columns.map((column) => column.name));
  const standard = advancedHuntingOnly ? [] : parseColumns(standardColumns);
  return {
    name,
    source: source.replace('!', ''),
    advancedHuntingOnly,
    columns: [...columns, ...standard.filter((column) => !present.has(column.name))],
  };
}
