// What of a query must change so that it reads seed rows and nothing else: the tables it names, the clock, what no rewriting covers.
import type { Column } from '../../tables/schema.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import type { BoundQuery } from '../bind/bind.ts';
import { isColumnPattern, type SourceText, sourceTexts } from '../bind/query-sources.ts';
import { type WatchlistCall, watchlistCall } from '../bind/watchlist-calls.ts';
import { type Syntax, walk } from '../syntax.ts';

export interface SeedSurvey {
  /** Names of the tables, sorted. */
  readonly tables: readonly string[];
  /** The query's own text first, then the functions of the workspace that it calls. */
  readonly texts: readonly SurveyedText[];
  /** What seed rows cannot stand in for, in whatever way they are given. */
  readonly notCovered: readonly string[];
  /** Whether anything asks for ingestion_time(). */
  readonly readsIngestionTime: boolean;
  /** Places that show the table's own name: neither another table nor a `let` can stand there. */
  readonly bareNames: readonly string[];
  /** Names that a `let` of the query itself gives, outside of function bodies: no other `let` can have them. */
  readonly ownLets: ReadonlySet<string>;
  /** Whether a column is named, be it by `Src*` or as the `Name1` of a join; a column that is not matters to no result. */
  isNamed(column: string): boolean;
}

/** What may change in one text: the query's own, or the body of a function. Offsets of nodes in a body are those into its `bodyText`. */
export interface SurveyedText {
  /** The function whose body this is. */
  readonly stored: WorkspaceFunction | undefined;
  /** Names of the functions that it calls. */
  readonly calls: readonly string[];
  /** Every place that names a table: a name, or `table("T")`. */
  readonly references: readonly TableReference[];
  /** Calls of _GetWatchlist whose alias is known. */
  readonly watchlists: readonly KnownWatchlistCall[];
  /** Calls of ingestion_time(). */
  readonly ingestionTimes: readonly Syntax[];
  /** Calls of now() and ago(), and the literal datetime(now). */
  readonly clocks: readonly Syntax[];
}

interface KnownWatchlistCall extends WatchlistCall {
  readonly alias: string;
}

interface TableReference {
  readonly table: string;
  readonly node: Syntax;
  /** `table("T")`: no `let` stands in for it. */
  readonly isCall: boolean;
}

const surveys = new WeakMap<BoundQuery, SeedSurvey>();

/** The survey of a query that parses; undefined of one that does not. One query is run with the rows of many cases. */
export function seedSurvey(bound: BoundQuery): SeedSurvey | undefined {
  if (bound.root === undefined) return undefined;
  const known = surveys.get(bound) ?? survey(bound.text, sourceTexts(bound.root, bound.tables));
  surveys.set(bound, known);
  return known;
}

/** The columns of a table that the query or its rows name, and TimeGenerated: no other matters. */
export function usedColumns(
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, unknown>>[],
  { isNamed }: SeedSurvey,
): readonly Column[] {
  const seeded = new Set(rows.flatMap((row) => Object.keys(row)));
  return columns.filter(({ name }) => name === 'TimeGenerated' || isNamed(name) || seeded.has(name));
}

/** What one text holds. */
interface TextFacts {
  readonly ingestionTimes: Syntax[];
  readonly clocks: Syntax[];
  readonly notCovered: Set<string>;
  readonly bareNames: Set<string>;
  readonly ownLets: Set<string>;
  /** `Src*` where columns are meant. */
  readonly columnPatterns: Set<string>;
  /** Something that sees every column, named or not. */
  seesAll: boolean;
}

function survey(query: string, read: readonly SourceText[]): SeedSurvey {
  const all = read.map((text) => ({ ...factsOf(text), ...sourcesIn(text), stored: text.stored }));
  const ownLets = new Set(all.flatMap((one) => [...one.ownLets]));
  const tables = new Set(all.flatMap(({ references }) => references.map(({ table }) => table)));
  const clashes = read.flatMap(({ stored }) => {
    if (stored === undefined) return [];
    if (ownLets.has(stored.name)) return [`a let that is named ${stored.name}`];
    return tables.has(stored.name) ? [`the table ${stored.name} beside the function of that name`] : [];
  });
  const words = [query, ...read.flatMap(({ stored }) => (stored ? [stored.parameters, stored.body] : []))];
  const patterns = all.flatMap(({ columnPatterns }) => [...columnPatterns]);
  const seesAll = all.some((one) => one.seesAll);
  return {
    tables: [...tables].sort(),
    texts: all,
    notCovered: [...new Set([...all.flatMap((one) => [...one.unread, ...one.notCovered]), ...clashes])],
    readsIngestionTime: all.some(({ ingestionTimes }) => ingestionTimes.length > 0),
    bareNames: [...new Set(all.flatMap(({ bareNames }) => [...bareNames]))],
    ownLets,
    isNamed: seesAll ? () => true : naming(words.join('\n'), patterns),
  };
}

function factsOf({ root }: SourceText): TextFacts {
  const facts: TextFacts = {
    ingestionTimes: [],
    clocks: [],
    notCovered: new Set(),
    bareNames: new Set(),
    ownLets: new Set(),
    columnPatterns: new Set(),
    seesAll: false,
  };
  walk(root, (node) => {
    visits[node.kind]?.(node, facts);
    return undefined;
  });
  return facts;
}

/** The tables and functions that a text names, and in `unread` those that seed rows cannot stand in for. */
function sourcesIn({ sources }: SourceText): Pick<SurveyedText, 'references' | 'calls' | 'watchlists'> & {
  readonly unread: readonly string[];
} {
  const references: TableReference[] = [];
  const calls = new Set<string>();
  const watchlists: KnownWatchlistCall[] = [];
  const unread: string[] = [];
  for (const source of sources) {
    const { node } = source;
    switch (source.kind) {
      case 'table':
        references.push({ table: source.name, node, isCall: source.isCall });
        break;
      case 'function':
        if (source.stored !== undefined) calls.add(source.name);
        else {
          const watchlist = knownWatchlist(node);
          if (watchlist === undefined) unread.push(`function ${source.name}()`);
          else watchlists.push(watchlist);
        }
        break;
      // Where the workspace has one, the query would read its own data.
      case 'unknown':
        unread.push(`the unknown table ${source.name}`);
        break;
      case 'unknown-call':
        unread.push(`the unknown function ${source.name}()`);
        break;
      case 'unnamed':
        unread.push(unnamed(node));
    }
  }
  return { references, calls: [...calls], watchlists, unread };
}

/** The alias is a text, or a name that a `let` gives one, and both arguments stand in their order. */
function knownWatchlist(node: Syntax): KnownWatchlistCall | undefined {
  const call = watchlistCall(node);
  if (call?.alias === undefined || call.arguments.some(({ kind }) => kind === 'SimpleNamedExpression'))
    return undefined;
  return { ...call, alias: call.alias };
}

function unnamed({ kind, text }: Syntax): string {
  if (kind === 'NameReference') return `wildcard ${text}`;
  return kind === 'PathExpression'
    ? `function ${/^\w+/.exec(text)?.[0] ?? text}()`
    : 'table() of a computed name';
}

/** The number a join gives to the second column of a name, and the type a union gives to columns of several types. */
const givenEnding = /(?:\d+|_(?:bool|datetime|decimal|dynamic|guid|int|long|real|string|timespan))$/;

function naming(text: string, columnPatterns: readonly string[]): SeedSurvey['isNamed'] {
  const words = text.match(/\w+/g) ?? [];
  const names = new Set([...words, ...words.map((word) => word.replace(givenEnding, ''))]);
  const patterns = columnPatterns.map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
  return (column) => names.has(column) || patterns.some((pattern) => pattern.test(column));
}

const visits: Readonly<Record<string, (node: Syntax, facts: TextFacts) => void>> = {
  DateTimeLiteralExpression: (node, { clocks }) => {
    if (/^date(time)?\s*\(\s*now\s*\)$/.test(node.text)) clocks.push(node);
  },
  FindOperator: visitSearch,
  FunctionCallExpression: visitCall,
  GetSchemaOperator: (_, facts) => {
    facts.seesAll = true;
  },
  LetStatement: (node, { ownLets }) => {
    if (node.parent?.kind !== 'FunctionBody') ownLets.add(node.get('Name').name);
  },
  NameReference: visitName,
  SearchOperator: visitSearch,
  UnionOperator: (node, { bareNames }) => {
    if (/^union\b[^|(]*?\bwithsource\s*=/is.test(node.text)) bareNames.add('union withsource=');
  },
  WildcardedName: (node, { columnPatterns }) => {
    if (node.parent !== undefined && isColumnPattern(node.parent)) columnPatterns.add(node.text);
  },
};

/** Without a list of tables and without rows piped in, they look through all tables of the workspace. */
function visitSearch(node: Syntax, { notCovered, bareNames }: TextFacts): void {
  const word = node.kind === 'FindOperator' ? 'find' : 'search';
  const hasTables = node.children().some(({ kind }) => kind === 'FindInClause');
  if (hasTables || isPiped(node)) bareNames.add(word);
  else notCovered.add(`${word} through all tables`);
}

function isPiped(node: Syntax): boolean {
  return node.parent?.kind === 'PipeExpression' && node.parent.start !== node.start;
}

function visitName(node: Syntax, { notCovered, bareNames }: TextFacts): void {
  if (node.text === '$table') bareNames.add('$table');
  if (isUnknownList(node)) notCovered.add(`the unknown table ${node.name}`);
}

/** `x in (Names)`: of the values of a column nobody makes a list of one, so the name is that of a table or a saved function. */
function isUnknownList({ symbol, parent }: Syntax): boolean {
  const list = parent?.parent?.kind ?? '';
  const isList = parent?.kind === 'ExpressionList' && /^(Not)?(In|InCs|HasAny|HasAll)Expression$/.test(list);
  return symbol === undefined && isList && parent.list('Expressions').length === 1;
}

/** Functions of KQL's own that lead to other data than the workspace's tables by name. */
const elsewhere = new Set(['cluster', 'database', 'external_table', 'materialized_view']);

/** They look at columns that the query does not name. */
const seeingAll = new Set(['bag_unpack', 'narrow', 'pack_all']);

function visitCall(node: Syntax, facts: TextFacts): void {
  const { symbol } = node.get('Name');
  if (symbol?.kind !== 'function' || symbol.family === 'declared') return;
  const { name } = symbol;
  if (seeingAll.has(name)) facts.seesAll = true;
  if (name === 'ingestion_time') facts.ingestionTimes.push(node);
  if (name === 'now' || name === 'ago') facts.clocks.push(node);
  if (elsewhere.has(name)) facts.notCovered.add(`function ${name}()`);
}
