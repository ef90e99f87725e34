// Binds a query against the tables and functions it names: the one entry to KQL for checks, translator and tests.

import { advancedHuntingColumns } from '../../tables/advanced-hunting.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { withColumnsOnDemand } from '../../tables/open-columns.ts';
import { type Column, parseColumns } from '../../tables/schema.ts';
import { type WorkspaceFunction, workspaceFunction } from '../../tables/workspace-functions.ts';
import { createBudget, TooComplex } from '../budget.ts';
import { kindOfText, parseQuery, tokensOf } from '../parser.ts';
import type { ParsedQuery, RawDiagnostic, ResultType, Syntax } from '../syntax.ts';
import { underBudget } from './binder-hooks.ts';
import { createBoundQueries } from './bound-queries.ts';
import type { DatabaseMember } from './database-member.ts';
import { corrected } from './findings/binder-corrections.ts';
import { undeclaredMember } from './undeclared-sources.ts';

export interface BoundQuery {
  readonly text: string;
  /** Undefined when the text could not be parsed at all (a diagnostic says why). */
  readonly root: Syntax | undefined;
  readonly diagnostics: readonly RawDiagnostic[];
  readonly result: ResultType;
  /** The tables and functions the query was bound against: what `search` and `find` without a list look through. */
  readonly members?: readonly DatabaseMember[] | undefined;
}

export interface BindOptions {
  readonly tables: TableCatalogue;
  /** Functions with a KQL body (the user's parsers); they stand over the known workspace functions. */
  readonly functions?: readonly DatabaseMember[] | undefined;
  /** Tables in scope even when the text does not name them: those that `union *`, `find` and `search` should see. */
  readonly alwaysInScope?: readonly string[] | undefined;
  /** Columns that the rows at hand have: an open table has those it would take on demand. Sorted. */
  readonly columnsOfRows?: readonly string[] | undefined;
  /** Whether `union *`, `search` and `find` read tables that nobody names: any column may then come from one of them. */
  readonly anyTable?: boolean | undefined;
  /** Whether tables, columns and functions that only Defender advanced hunting has are in scope too. */
  readonly advancedHunting?: boolean | undefined;
  /** Tables and functions that nothing known has, taken to be there with whatever columns the query reads. Sorted. */
  readonly undeclared?: readonly string[] | undefined;
  /** Names of tables that the query means as columns: those tables are out of scope. Sorted. */
  readonly columnsOnly?: readonly string[] | undefined;
}

/** The service refuses rule queries over 10,000 characters; the parser is only kept from texts that would stall it. */
export const maxQueryLength = 1_000_000;

const bound = createBoundQueries<BoundQuery>();

/**
 * Parses and binds `text`. Never throws on bad queries: whatever is wrong is a diagnostic with offsets into `text`. The same text
 * with the same catalogue and functions gives the same object while it is among the last ones.
 */
export function bindQuery(text: string, options: BindOptions): BoundQuery {
  return bound.get(text, options, () => bindNow(text, options));
}

function bindNow(text: string, options: BindOptions): BoundQuery {
  if (text.length > maxQueryLength) {
    return unusable(
      text,
      'kql/too-long',
      `The query has ${text.length} characters; more than ${maxQueryLength} are not read.`,
    );
  }
  if (kindOfText(text) === 'command') {
    return unusable(
      text,
      'kql/management-command',
      'This is a management command, not a query; a workspace runs queries only.',
    );
  }
  try {
    return { text, ...underBudget(createBudget(), () => bindMembers(text, options)) };
  } catch (error) {
    if (error instanceof TooComplex) return unusable(text, 'kql/too-complex', error.message);
    if (error instanceof TypeError || error instanceof RangeError) {
      return unusable(text, 'kql/nested-too-deeply', 'The query is nested too deeply for the parser.');
    }
    throw error;
  }
}

function bindMembers(text: string, options: BindOptions): ParsedQuery & Pick<BoundQuery, 'members'> {
  const members = membersNamedIn(text, options);
  const parsed = parseQuery(text, members);
  return { ...parsed, diagnostics: corrected(parsed.root, parsed.diagnostics), members };
}

function unusable(text: string, code: string, message: string): BoundQuery {
  const end = Math.min(text.length, 1);
  return {
    text,
    root: undefined,
    diagnostics: [{ code, severity: 'error', message, start: 0, end }],
    result: { kind: 'none' },
  };
}

/** Making symbols for all two thousand tables costs more than the parse; a text can only mean what it spells. */
function membersNamedIn(text: string, options: BindOptions): DatabaseMember[] {
  const { tables } = options;
  const own = new Map((options.functions ?? []).map((member) => [member.name, member]));
  const found = new Map<string, DatabaseMember>();
  const pending = [...wordsOf(text), ...wildcardTables(text, tables), ...(options.alwaysInScope ?? [])];
  const names = [...columnNamesIn(text), ...(options.columnsOfRows ?? [])];
  const scope = { names, advancedHunting: options.advancedHunting === true };
  for (let word = pending.pop(); word !== undefined; word = pending.pop()) {
    if (found.has(word) || options.columnsOnly?.includes(word) === true) continue;
    const member = own.get(word) ?? tableMember(word, tables, scope) ?? functionMember(word, tables, scope);
    if (member === undefined) continue;
    found.set(word, member);
    if (member.kind === 'function' && 'body' in member.result)
      for (const named of wordsOf(member.result.body)) pending.push(named);
  }
  for (const name of options.undeclared ?? []) if (!found.has(name)) found.set(name, undeclaredMember(name));
  if (options.anyTable === true) found.set(anyTable.name, anyTable);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Stands for all tables of the workspace where a query reads them without naming any. */
const anyTable: DatabaseMember = {
  kind: 'table',
  name: '__any_table',
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
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

const memberCaches = new WeakMap<TableCatalogue, Map<string, DatabaseMember | undefined>>();

/** Members are kept so that the parser's symbols for them are made once. */
function cached(
  tables: TableCatalogue,
  key: string,
  make: () => DatabaseMember | undefined,
): DatabaseMember | undefined {
  const cache = memberCaches.get(tables) ?? new Map<string, DatabaseMember | undefined>();
  memberCaches.set(tables, cache);
  if (!cache.has(key)) cache.set(key, make());
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
}

function tableMember(name: string, tables: TableCatalogue, scope: Scope): DatabaseMember | undefined {
  const where = scope.advancedHunting ? 'hunting ' : '';
  const member = cached(tables, `${where}table ${name}`, () => {
    const schema = tables.table(name);
    if (schema === undefined || (schema.advancedHuntingOnly && !scope.advancedHunting)) return undefined;
    const added = scope.advancedHunting ? advancedHuntingColumns(name) : [];
    const isNew = ({ name: column }: Column) => !schema.columns.some((known) => known.name === column);
    return { kind: 'table', name, columns: [...schema.columns, ...added.filter(isNew)] };
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
    onDemand,
  }));
}

function functionMember(
  name: string,
  tables: TableCatalogue,
  { advancedHunting }: Scope,
): DatabaseMember | undefined {
  return cached(tables, `${advancedHunting ? 'hunting ' : ''}function ${name}`, () => {
    const known = workspaceFunction(name, tables);
    if (known === undefined || known.kind === 'scope') return undefined;
    if (known.scope === 'advanced-hunting' && !advancedHunting) return undefined;
    return { kind: 'function', name, parameters: parametersOf(known), result: resultOf(known) };
  });
}

function parametersOf(known: WorkspaceFunction): string {
  const parameters = known.parameters ?? '()';
  if (known.kind !== 'invoke') return parameters;
  return parameters === '()' ? '(T:(*))' : `(T:(*), ${parameters.slice(1)}`;
}

function resultOf(known: WorkspaceFunction): Extract<DatabaseMember, { kind: 'function' }>['result'] {
  if (known.kind === 'scalar') return { scalar: known.scalarType ?? 'dynamic' };
  return { columns: known.columns ?? [], open: known.open };
}
