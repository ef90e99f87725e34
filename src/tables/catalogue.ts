// What a workspace offers to queries: the known Log Analytics tables, the user's own, and the functions saved in it, by name.
import { logAnalyticsTables, standardColumns } from './data/log-analytics.ts';
import { moreColumns } from './data/more-columns.ts';
import { namedTables } from './data/named-tables.ts';
import { derived } from './derived.ts';
import type { Fixture } from './fixtures.ts';
import { lineOf, namesOf } from './lines.ts';
import { ownTableOf } from './other-resources.ts';
import { parseColumns, type TableSchema } from './schema.ts';
import { unknownWatchlist, type Watchlist, watchlistAliasOf, watchlistSchema } from './watchlists.ts';
import type { WorkspaceFunction } from './workspace-function.ts';

/** The tables and functions that queries may name. */
export interface TableCatalogue {
  /** The schema of a table (names are case-sensitive, as in KQL), or undefined when nothing knows it. */
  table(name: string): TableSchema | undefined;
  /** Every known name, for wildcards and did-you-mean. */
  names(): readonly string[];
  /** A function saved in the workspace, or undefined. It hides a table of its name: https://learn.microsoft.com/kusto/query/schema-entities/tables */
  function(name: string): WorkspaceFunction | undefined;
  /** The names of those functions. */
  functionNames(): readonly string[];
  /** A watchlist that is known, by its alias. */
  watchlist(alias: string): Watchlist | undefined;
  /** The aliases of the watchlists that are known. */
  watchlistAliases(): readonly string[];
  /** Rows that are given for a function, a lookup or a file on the web, by the names of fixtures.ts. */
  fixture(name: string): Fixture | undefined;
}

const builtIn = new Map<string, TableSchema | undefined>();
let builtInNames: readonly string[] | undefined;

/** Builds a catalogue; a custom table stands over the built-in one of the same name. Without anything of its own it is one for all. */
export function createTableCatalogue(
  custom: readonly TableSchema[] = [],
  functions: readonly WorkspaceFunction[] = [],
): TableCatalogue {
  return withFunctions(custom.length === 0 ? standard : catalogueOf(custom), functions);
}

/** The catalogue with more tables; one of them stands over another of the same name. To be kept: bound queries are known by it. */
export function withTables(catalogue: TableCatalogue, tables: Iterable<TableSchema>): TableCatalogue {
  const own = new Map(Array.from(tables, (table) => [table.name, table]));
  if (own.size === 0) return catalogue;
  return {
    ...catalogue,
    table: (name) => own.get(name) ?? catalogue.table(name),
    names: () => [...new Set([...own.keys(), ...catalogue.names()])],
  };
}

/** The catalogue with more functions; one of them stands over another of the same name. Equal functions give the same one. */
export function withFunctions(
  catalogue: TableCatalogue,
  functions: readonly WorkspaceFunction[],
): TableCatalogue {
  if (functions.length === 0) return catalogue;
  return derived(catalogue, { what: 'functions', added: functions }, () => {
    const own = new Map(functions.map((one) => [one.name, one]));
    return {
      ...catalogue,
      function: (name) => own.get(name) ?? catalogue.function(name),
      functionNames: () => [...new Set([...own.keys(), ...catalogue.functionNames()])],
    };
  });
}

function catalogueOf(custom: readonly TableSchema[]): TableCatalogue {
  const own = new Map(custom.map((table) => [table.name, table]));
  const tableNamed = (name: string) => own.get(name) ?? builtInTable(name);
  return {
    // A table of another workspace has the columns of its namesake here.
    table: (name) => {
      const alias = watchlistAliasOf(name);
      if (alias !== undefined) return watchlistSchema(unknownWatchlist(alias));
      return tableNamed(ownTableOf(name) ?? name);
    },
    names: () => {
      builtInNames ??= [...new Set([logAnalyticsTables, moreColumns, namedTables].flatMap(namesOf))];
      return own.size === 0 ? builtInNames : [...new Set([...own.keys(), ...builtInNames])];
    },
    function: () => undefined,
    functionNames: () => [],
    watchlist: () => undefined,
    watchlistAliases: () => [],
    fixture: () => undefined,
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
  const more = lineOf(moreColumns, name);
  const line = lineOf(logAnalyticsTables, name) ?? more ?? nameAlone(name);
  if (line === undefined) return undefined;
  const source = line.slice(0, line.indexOf(' '));
  const advancedHuntingOnly = source.startsWith('!');
  const columns = [...new Set([line, more ?? line])].flatMap((each) =>
    parseColumns(each.slice(each.indexOf(' ') + 1)),
  );
  const present = new Set(columns.map((column) => column.name));
  const standard = advancedHuntingOnly ? [] : parseColumns(standardColumns);
  return {
    name,
    source: source.replace('!', ''),
    advancedHuntingOnly,
    columns: [...columns, ...standard.filter((column) => !present.has(column.name))],
  };
}

/** A table that is known by its name: beside the columns that every table has it may have any. */
function nameAlone(name: string): string | undefined {
  return lineOf(namedTables, name) === undefined ? undefined : 'named ';
}
