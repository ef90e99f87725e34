// What of a query must change so that it reads seed rows and nothing else: the tables it names, the clock, what no rewriting covers.
import type { Column } from '../../tables/schema.ts';
import type { BoundQuery } from '../bind/bind.ts';
import { isUnknownSource } from '../bind/tables-of.ts';
import { type Syntax, walk } from '../syntax.ts';

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
  /** Names that a `let` of the query itself gives, outside of function bodies: no other `let` can have them. */
  readonly ownLets: ReadonlySet<string>;
  /** Whether a column is named, be it by `Src*` or as the `Name1` of a join; a column that is not matters to no result. */
  isNamed(column: string): boolean;
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
  { isNamed }: SeedSurvey,
): readonly Column[] {
  const seeded = new Set(rows.flatMap((row) => Object.keys(row)));
  return columns.filter(({ name }) => name === 'TimeGenerated' || isNamed(name) || seeded.has(name));
}

interface Found {
  readonly references: TableReference[];
  readonly notCovered: Set<string>;
  readonly ingestionTimes: Syntax[];
  readonly clocks: Syntax[];
  readonly bareNames: Set<string>;
  readonly ownLets: Set<string>;
  /** `Src*` where columns are meant. */
  readonly columnPatterns: Set<string>;
  /** Something that sees every column, named or not. */
  seesAll: boolean;
}

function survey(text: string, root: Syntax): SeedSurvey {
  const found: Found = {
    references: [],
    notCovered: new Set(),
    ingestionTimes: [],
    clocks: [],
    bareNames: new Set(),
    ownLets: new Set(),
    columnPatterns: new Set(),
    seesAll: false,
  };
  walk(root, (node) => {
    visits[node.kind]?.(node, found);
    return undefined;
  });
  const { references, notCovered, ingestionTimes, clocks, bareNames, ownLets } = found;
  return {
    tables: [...new Set(references.map(({ table }) => table))].sort(),
    references,
    notCovered: [...notCovered],
    ingestionTimes,
    clocks,
    bareNames: [...bareNames],
    ownLets,
    isNamed: naming(text, found),
  };
}

/** The number a join gives to the second column of a name, and the type a union gives to columns of several types. */
const givenEnding = /(?:\d+|_(?:bool|datetime|decimal|dynamic|guid|int|long|real|string|timespan))$/;

function naming(text: string, { seesAll, columnPatterns }: Found): SeedSurvey['isNamed'] {
  if (seesAll) return () => true;
  const words = text.match(/\w+/g) ?? [];
  const names = new Set([...words, ...words.map((word) => word.replace(givenEnding, ''))]);
  const patterns = [...columnPatterns].map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
  return (column) => names.has(column) || patterns.some((pattern) => pattern.test(column));
}

const visits: Readonly<Record<string, (node: Syntax, found: Found) => void>> = {
  DateTimeLiteralExpression: (node, { clocks }) => {
    if (/^date(time)?\s*\(\s*now\s*\)$/.test(node.text)) clocks.push(node);
  },
  FindOperator: visitSearch,
  FunctionCallExpression: visitCall,
  GetSchemaOperator: (_, found) => {
    found.seesAll = true;
  },
  LetStatement: (node, { ownLets }) => {
    if (node.parent?.kind !== 'FunctionBody') ownLets.add(node.get('Name').name);
  },
  NameReference: visitName,
  SearchOperator: visitSearch,
  UnionOperator: (node, { bareNames }) => {
    if (/^union\b[^|(]*?\bwithsource\s*=/is.test(node.text)) bareNames.add('union withsource=');
  },
  WildcardedName: (node, { notCovered, columnPatterns }) => {
    const parent = node.parent?.parent?.kind ?? '';
    if (/^Project\w*Operator$/.test(parent)) columnPatterns.add(node.text);
    else notCovered.add(`wildcard ${node.text}`);
  },
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
  // Where the workspace has one, the query would read its own data.
  if (isUnknownSource(node) || isUnknownList(node)) notCovered.add(`the unknown table ${node.name}`);
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

function visitCall(node: Syntax, found: Found): void {
  const { references, notCovered, ingestionTimes, clocks } = found;
  const { symbol, name: called } = node.get('Name');
  // Nobody but Microsoft makes plugins; any other function may be one that is saved in the workspace.
  if (symbol === undefined && node.parent?.kind !== 'EvaluateOperator')
    notCovered.add(`the unknown function ${called}()`);
  if (symbol?.kind !== 'function' || symbol.family === 'declared') return;
  const { name } = symbol;
  if (seeingAll.has(name)) found.seesAll = true;
  if (name === 'ingestion_time') ingestionTimes.push(node);
  if (name === 'now' || name === 'ago') clocks.push(node);
  if (elsewhere.has(name)) notCovered.add(`function ${name}()`);
  if (name === 'table') {
    const table = node.child('ArgumentList')?.list('Expressions')[0]?.stringValue;
    if (table === undefined) notCovered.add('table() of a computed name');
    else references.push({ table, node, isCall: true });
  }
}
