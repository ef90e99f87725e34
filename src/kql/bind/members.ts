// The tables and functions that a query can mean, of all that a workspace has: those that its text spells.
import { createCache } from '../../cache/cache.ts';
import { compareText } from '../../diagnostics/compare-text.ts';
import { advancedHuntingColumns } from '../../tables/advanced-hunting.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { functionFixture } from '../../tables/fixtures.ts';
import { type KnownFunction, knownFunction } from '../../tables/known-functions.ts';
import { hasUnknownColumns, isOpenTable, withColumnsOnDemand } from '../../tables/open-columns.ts';
import { anyTableName, type Column, parseColumns, type TableSchema } from '../../tables/schema.ts';
import { getWatchlist, unknownWatchlist } from '../../tables/watchlists.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import { tokensOf } from '../parser.ts';
import type { BindOptions } from './bind-options.ts';
import type { DatabaseMember } from './database-member.ts';
import { bodyText } from './stored-calls.ts';
import { undeclaredMember } from './undeclared-sources.ts';

/**
 * Making symbols for all two thousand tables costs more than the parse; a text can only mean what it spells. The bodies of the
 * functions it calls are read as the query is. A function stands beside a table of its name: `table("T")` means the table.
 */
export function membersNamedIn(text: string, options: BindOptions): DatabaseMember[] {
  const { tables } = options;
  const functions = functionsNamedIn(text, tables);
  const texts = [text, ...functions.flatMap(({ parameters, body }) => [parameters, body])];
  const words = new Set([
    ...texts.flatMap(wordsOf),
    ...texts.flatMap((one) => wildcardTables(one, tables)),
    ...(options.alwaysInScope ?? []),
  ]);
  for (const name of options.columnsOnly ?? []) words.delete(name);
  const names = [...texts.flatMap(columnNamesIn), ...(options.columnsOfRows ?? [])];
  const scope: Scope = {
    names: [...new Set(names)].sort(),
    advancedHunting: options.advancedHunting === true,
    openTables: options.openTables === true,
  };
  const named: DatabaseMember[] = functions.map(storedMember);
  const known = new Set(functions.map(({ name }) => name));
  for (const word of words) {
    const isStored = known.has(word);
    const member =
      tableMember(word, tables, scope) ??
      (isStored ? undefined : (fixtureMember(word, tables) ?? functionMember(word, tables, scope)));
    if (member === undefined) continue;
    named.push(member);
    known.add(word);
  }
  for (const name of options.undeclared ?? []) if (!known.has(name)) named.push(undeclaredMember(name));
  if (options.anyTable === true) named.push(anyTable);
  return named.sort((a, b) => compareText(a.name, b.name) || compareText(a.kind, b.kind));
}

/** The functions of the workspace that a text spells, and those that their bodies spell. */
function functionsNamedIn(text: string, tables: TableCatalogue): WorkspaceFunction[] {
  const stored = new Map<string, WorkspaceFunction>();
  if (tables.functionNames().length === 0) return [];
  const pending = wordsOf(text);
  for (let word = pending.pop(); word !== undefined; word = pending.pop()) {
    const member = stored.has(word) ? undefined : tables.function(word);
    if (member === undefined) continue;
    stored.set(word, member);
    pending.push(...wordsOf(member.body));
  }
  return [...stored.values()];
}

const storedMembers = new WeakMap<WorkspaceFunction, DatabaseMember>();

function storedMember(stored: WorkspaceFunction): DatabaseMember {
  const known = storedMembers.get(stored);
  if (known !== undefined) return known;
  const { name, parameters } = stored;
  const result = { body: bodyText(stored) };
  const made: DatabaseMember = { kind: 'function', name, parameters: `(${parameters})`, result };
  const member = oneOfEqual(made, JSON.stringify([made, []]));
  storedMembers.set(stored, member);
  return member;
}

const members = createCache<string, DatabaseMember>({ capacity: 1000 });

/**
 * The one object for all members that are equal to this one, whatever catalogue they are of: what the binder finds out about a query
 * or the body of a function serves the project, the workspace that it is written to, and the next project.
 */
function oneOfEqual(member: DatabaseMember, key: string): DatabaseMember {
  const one = members.get(key) ?? member;
  members.set(key, one);
  return one;
}

/** Stands for all tables of the workspace where a query reads them without naming any. */
const anyTable: DatabaseMember = {
  kind: 'table',
  name: anyTableName,
  columns: parseColumns('TimeGenerated:datetime TenantId Type'),
  open: true,
};

function wordsOf(text: string): string[] {
  return [...new Set(text.match(/[A-Za-z_]\w*/g))];
}

function wildcardTables(text: string, tables: TableCatalogue): string[] {
  const words = text.match(/[A-Za-z_*][\w*]*/g) ?? [];
  const patterns = [...new Set(words.filter((word) => word.includes('*') && /\w/.test(word)))];
  return patterns.flatMap((pattern) => tables.names().filter((name) => matchesWildcard(name, pattern)));
}

/** Without a regular expression: many `.*` in a row take exponential time. */
function matchesWildcard(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const index = name.indexOf(part, at);
    if (index < 0) return false;
    at = index + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

const memberCaches = new WeakMap<TableCatalogue, Map<string, DatabaseMember | undefined>>();

/** What a member is, as a text; columns that depend on an argument are those of a watchlist. */
function keyOf(member: DatabaseMember, tables: TableCatalogue): string {
  const dependsOnArgument = member.kind === 'function' && 'columnsFor' in member.result;
  const watchlists = dependsOnArgument
    ? tables.watchlistAliases().map((alias) => tables.watchlist(alias))
    : [];
  return JSON.stringify([member, watchlists]);
}

/** Members are kept so that the parser's symbols for them are made once. */
function cached(
  tables: TableCatalogue,
  key: string,
  make: () => DatabaseMember | undefined,
): DatabaseMember | undefined {
  const cache = memberCaches.get(tables) ?? new Map<string, DatabaseMember | undefined>();
  memberCaches.set(tables, cache);
  if (!cache.has(key)) {
    const member = make();
    cache.set(key, member && oneOfEqual(member, keyOf(member, tables)));
  }
  return cache.get(key);
}

/** Names that end in a type suffix, as code and not as text: what `column_ifexists("x_s", "")` asks for need not be there. */
function columnNamesIn(text: string): readonly string[] {
  if (!/\w_[sdbgt]\b/.test(text)) return [];
  const names = tokensOf(text)
    .filter(({ kind }) => kind === 'IdentifierToken')
    .map((token) => token.text);
  return [...new Set(names)].filter((name) => /_[sdbgt]$/.test(name)).sort();
}

interface Scope {
  /** Columns that the query names, which an open table takes on demand. */
  readonly names: readonly string[];
  readonly advancedHunting: boolean;
  readonly openTables: boolean;
}

function tableMember(name: string, tables: TableCatalogue, scope: Scope): DatabaseMember | undefined {
  const where = `${scope.advancedHunting ? 'hunting ' : ''}${scope.openTables ? 'open ' : ''}`;
  const isOpen = (schema: TableSchema) =>
    hasUnknownColumns(schema) || (scope.openTables && isOpenTable(schema));
  const member = cached(tables, `${where}table ${name}`, () => {
    const schema = tables.table(name);
    if (schema === undefined || (schema.advancedHuntingOnly && !scope.advancedHunting)) return undefined;
    const added = scope.advancedHunting ? advancedHuntingColumns(name) : [];
    const isNew = ({ name: column }: Column) => !schema.columns.some((known) => known.name === column);
    const columns = [...schema.columns, ...added.filter(isNew)];
    return { kind: 'table', name, columns, open: isOpen(schema) };
  });
  if (member?.kind !== 'table' || scope.names.length === 0) return member;
  const schema = tables.table(name)!;
  const opened = withColumnsOnDemand(schema, scope.names);
  if (opened === schema) return member;
  const onDemand = opened.columns
    .slice(schema.columns.length)
    .map((column) => column.name)
    .sort();
  return cached(tables, `${where}table ${name} ${onDemand.join(' ')}`, () => ({
    kind: 'table',
    name,
    columns: opened.columns,
    open: isOpen(schema),
    onDemand,
  }));
}

function functionMember(
  name: string,
  tables: TableCatalogue,
  { advancedHunting }: Scope,
): DatabaseMember | undefined {
  return cached(tables, `${advancedHunting ? 'hunting ' : ''}function ${name}`, () => {
    const known = knownFunction(name, tables);
    if (known === undefined || known.kind === 'scope') return undefined;
    if (known.scope === 'advanced-hunting' && !advancedHunting) return undefined;
    if (name === getWatchlist) return watchlistMember(known, tables);
    return { kind: 'function', name, parameters: parametersOf(known), result: resultOf(known) };
  });
}

/** A function that a fixture gives the rows of, known or not. */
function fixtureMember(name: string, tables: TableCatalogue): DatabaseMember | undefined {
  return cached(tables, `fixture ${name}`, () => {
    const fixture = tables.fixture(functionFixture(name));
    const known = knownFunction(name, tables);
    if (fixture === undefined || 'text' in fixture || (known !== undefined && known.kind !== 'tabular'))
      return undefined;
    const { columns } = fixture;
    return {
      kind: 'function',
      name,
      parameters: known?.parameters ?? '()',
      result: { columns, open: false },
    };
  });
}

/** A body by which the binder knows the columns of `T | invoke f()`: those of T and the others, of which T may have some already. */
function addingBody(columns: readonly Column[]): string {
  const added = columns.map(({ name, type }) => {
    const nothing = type === 'string' ? '""' : `${type}(null)`;
    return `${name} = column_ifexists("${name}", ${nothing})`;
  });
  return `{ T | extend ${added.join(', ')} }`;
}

/** The columns are those of the watchlist, where it is known which one is meant. */
function watchlistMember(known: KnownFunction, tables: TableCatalogue): DatabaseMember {
  const columnsFor = (alias: string | undefined) =>
    (alias === undefined ? undefined : tables.watchlist(alias)) ?? unknownWatchlist(alias ?? '');
  return { kind: 'function', name: known.name, parameters: parametersOf(known), result: { columnsFor } };
}

function parametersOf(known: KnownFunction): string {
  const parameters = known.parameters ?? '()';
  if (known.kind !== 'invoke') return parameters;
  return parameters === '()' ? '(T:(*))' : `(T:(*), ${parameters.slice(1)}`;
}

function resultOf(known: KnownFunction): Extract<DatabaseMember, { kind: 'function' }>['result'] {
  const { columns = [], addsColumns } = known;
  if (addsColumns && columns.length > 0) return { body: addingBody(columns) };
  if (known.kind === 'scalar') return { scalar: known.scalarType ?? 'dynamic' };
  return { columns: known.columns ?? [], open: known.open };
}
