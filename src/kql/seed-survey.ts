// What of a query must change so that it reads seed rows and nothing else: the tables it names, the clock, what no rewriting covers.
import type { Column } from '../tables/schema.ts';
import type { BoundQuery } from './bind.ts';
import { type Syntax, walk } from './syntax.ts';

export interface SeedSurvey {
  /** Names of the tables, sorted. */
  readonly tables: readonly string[];
  /** Every place that names a table: a name, or `table("T")`. */
  readonly references: readonly TableReference[];
  /** What seed rows cannot stand in for, in whatever way they are given. */
  readonly notCovered: readonly string[];
  /** Calls of ingestion_time(). */
  readonly ingestionTimes: readonly Syntax[];
  /** Calls of now() and ago(), and the literal datetime(now). */
  readonly clocks: readonly Syntax[];
  /** Places that need the table's own name, so that only a `let` of that name can stand there. */
  readonly bareNames: readonly string[];
  /** All words of the query: a column that is none of them matters to no result. */
  readonly words: ReadonlySet<string>;
}

export interface TableReference {
  readonly table: string;
  readonly node: Syntax;
  /** `table("T")`: no `let` stands in for it. */
  readonly isCall: boolean;
}

const surveys = new WeakMap<BoundQuery, SeedSurvey>();

/** The survey of a query that parses; undefined of one that does not. One query is run with the rows of many cases. */
export function seedSurvey(bound: BoundQuery): SeedSurvey | undefined {
  if (bound.root === undefined) return undefined;
  const known = surveys.get(bound) ?? survey(bound.text, bound.root);
  surveys.set(bound, known);
  return known;
}

/** The columns of a table that the query or its rows name, and TimeGenerated: no other matters. */
export function usedColumns(
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, unknown>>[],
  { words }: SeedSurvey,
): readonly Column[] {
  const seeded = new Set(rows.flatMap((row) => Object.keys(row)));
  return columns.filter(({ name }) => name === 'TimeGenerated' || words.has(name) || seeded.has(name));
}

interface Found {
  readonly references: TableReference[];
  readonly notCovered: Set<string>;
  readonly ingestionTimes: Syntax[];
  readonly clocks: Syntax[];
  readonly bareNames: Set<string>;
}

function survey(text: string, root: Syntax): SeedSurvey {
  const found: Found = {
    references: [],
    notCovered: new Set(),
    ingestionTimes: [],
    clocks: [],
    bareNames: new Set(),
  };
  walk(root, (node) => {
    visits[node.kind]?.(node, found);
    return undefined;
  });
  const { references, notCovered, ingestionTimes, clocks, bareNames } = found;
  return {
    tables: [...new Set(references.map(({ table }) => table))].sort(),
    references,
    notCovered: [...notCovered],
    ingestionTimes,
    clocks,
    bareNames: [...bareNames],
    words: new Set(text.match(/\w+/g)),
  };
}

const visits: Readonly<Record<string, (node: Syntax, found: Found) => void>> = {
  DateTimeLiteralExpression: (node, { clocks }) => {
    if (/^date(time)?\s*\(\s*now\s*\)$/.test(node.text)) clocks.push(node);
  },
  FindOperator: visitSearch,
  FunctionCallExpression: visitCall,
  NameReference: visitName,
  SearchOperator: visitSearch,
  UnionOperator: (node, { bareNames }) => {
    if (/^union\b[^|(]*?\bwithsource\s*=/is.test(node.text)) bareNames.add('union withsource=');
  },
  WildcardedName: (node, { notCovered }) => notCovered.add(`wildcard ${node.text}`),
};

/** Without a list of tables and without rows piped in, they look through all tables of the workspace. */
function visitSearch(node: Syntax, { notCovered, bareNames }: Found): void {
  const word = node.kind === 'FindOperator' ? 'find' : 'search';
  const hasTables = node.children().some(({ kind }) => kind === 'FindInClause');
  if (hasTables || isPiped(node)) bareNames.add(word);
  else notCovered.add(`${word} through all tables`);
}

function isPiped(node: Syntax): boolean {
  return node.parent?.kind === 'PipeExpression' && node.parent.start !== node.start;
}

function visitName(node: Syntax, { references, notCovered, bareNames }: Found): void {
  const { symbol } = node;
  if (node.text === '$table') bareNames.add('$table');
  if (symbol?.kind === 'table' && symbol.name !== '')
    references.push({ table: symbol.name, node, isCall: false });
  if (symbol?.kind === 'function' && symbol.family === 'workspace') {
    notCovered.add(`function ${symbol.name}()`);
  }
  // The service goes on without it, or reads it where there is one.
  if (symbol === undefined && isFuzzyOperand(node)) notCovered.add(`the unknown table ${node.name}`);
}

function isFuzzyOperand({ parent }: Syntax): boolean {
  return parent?.kind === 'UnionOperator' && /^union\b[^|(]*?\bisfuzzy\s*=\s*true\b/is.test(parent.text);
}

/** Functions of KQL's own that lead to other data than the workspace's tables by name. */
const elsewhere = new Set(['cluster', 'database', 'external_table', 'materialized_view']);

function visitCall(node: Syntax, { references, notCovered, ingestionTimes, clocks }: Found): void {
  const { symbol } = node.get('Name');
  if (symbol?.kind !== 'function' || symbol.family === 'declared') return;
  const { name } = symbol;
  if (name === 'ingestion_time') ingestionTimes.push(node);
  if (name === 'now' || name === 'ago') clocks.push(node);
  if (elsewhere.has(name)) notCovered.add(`function ${name}()`);
  if (name === 'table') {
    const table = node.child('ArgumentList')?.list('Expressions')[0]?.stringValue;
    if (table === undefined) notCovered.add('table() of a computed name');
    else references.push({ table, node, isCall: true });
  }
}
