// The entry: a bound query to one SQL statement, or to the list of everything in it that is not supported.

import { ticksOfDate } from '../../rows/ticks.ts';
import type { Column, KqlType } from '../../tables/schema.ts';
import type { BoundQuery } from '../bind/bind.ts';
import { underBudget } from '../bind/binder-hooks.ts';
import { openColumns } from '../bind/open-columns.ts';
import { runValuesBelow } from '../bind/run-values.ts';
import { watchlistColumns } from '../bind/watchlist-calls.ts';
import { type Budget, createBudget, TooComplex } from '../budget.ts';
import { kqlCode } from '../codes.ts';
import type { BagProbe } from '../rewrite/bag-schema.ts';
import { type ColumnSymbol, type RawDiagnostic, type Syntax, walk } from '../syntax.ts';
import type { QueryContext, Scope, UnsupportedFinding } from './context.ts';
import { type Expression, sqlTypes } from './expression.ts';
import { withOpen } from './fixtures.ts';
import { knownExpression } from './literals.ts';
import {
  columnExpression,
  isPlaceholder,
  type OpenBag,
  orderByClause,
  orderSql,
  placeholderName,
  type Relation,
  type RelationColumn,
} from './relation.ts';
import { requestOptions } from './request-options.ts';
import { isOfRun, runNow, runValue, runValueColumn } from './run-value.ts';
import { convert } from './scalar/conversions.ts';
import { translateScalar } from './scalar.ts';
import { type ColumnsRead, createSources, type Sources } from './sources.ts';
import { columnSql, listSql, nameSql, type Sql, sql, textSql } from './sql.ts';
import { createNames, declareStatements } from './statements.ts';
import { createSteps, type Steps } from './steps.ts';
import { translateTable } from './tabular.ts';
import { type OpenBagColumn, runColumns, type Translation } from './translation.ts';

export interface TranslateOptions {
  /** The query's clock: what now() gives. */
  readonly now: Date;
  /** Tables of other workspaces that rows are given for, by the names of other-resources.ts. */
  readonly otherTables?: readonly string[];
  /** One statement for many runs, each with its clock and its rows; `now` is left open. With a finding, each has to be run alone. */
  readonly manyRuns?: boolean;
  /** Of many runs: names that have another value in each. */
  readonly runValues?: readonly Column[] | undefined;
  /** Give the first bag without a schema instead of a translation that leaves its columns open. */
  readonly probesBags?: boolean;
}

export type TranslateResult =
  | { readonly translation: Translation }
  | { readonly probe: BagProbe }
  | {
      readonly diagnostics: readonly RawDiagnostic[];
      /** The values of the run that what is not supported is made of: as constants they might be. */
      readonly constants?: readonly string[];
    };

/**
 * Translates a query that bound without errors. Nothing is guessed: what cannot be translated is a diagnostic with offsets into
 * the query, and all of them are reported. A query that grows beyond what one may cost is refused as `kql/too-complex`.
 */
export function translate(bound: BoundQuery, options: TranslateOptions): TranslateResult {
  const budget = createBudget();
  try {
    // The bodies of functions are bound while they are translated.
    return underBudget(budget, () => translateWithin(budget, bound, options));
  } catch (error) {
    if (error instanceof TooComplex) return { diagnostics: [tooComplex(error.message, bound.text)] };
    throw error;
  }
}

function translateWithin(budget: Budget, bound: BoundQuery, options: TranslateOptions): TranslateResult {
  const findings: UnsupportedFinding[] = [];
  const { root } = bound;
  const statement = root?.list('Statements').findLast((one) => one.kind === 'ExpressionStatement');
  if (root === undefined || statement === undefined) {
    return { diagnostics: [emptyQuery(bound.text)] };
  }
  const { nowTicks: setTicks, binAuto, findings: refused } = requestOptions(root.list('Statements'));
  const nowTicks = setTicks ?? ticksOfDate(options.now);
  findings.push(...refused);
  const { manyRuns = false } = options;
  const given = {
    now: manyRuns && setTicks === undefined ? runNow : knownExpression('datetime', nowTicks),
    binAuto,
    manyRuns,
    otherTables: new Set(options.otherTables),
    spend: budget.spend,
  };
  const state = createState(bound, given, findings);
  const { context } = state;
  const runValues = (options.runValues ?? []).map(runValueColumn);
  const around = createNames();
  for (const column of runValues) around.set(column.name, { kind: 'scalar', value: () => runValue(column) });
  const names = declareStatements(root.list('Statements'), { query: context, names: around });
  const scope: Scope = { query: context, names };
  const node = statement.get('Expression');
  const relation = node.result.kind === 'scalar' ? scalarResult(node, scope) : translateTable(node, scope);
  const { probe } = state;
  if (options.probesBags === true && probe.first !== undefined) return { probe: probe.first };
  if (relation === undefined && findings.length === 0) findings.push(lost(node));
  if (relation === undefined || findings.length > 0) {
    return {
      diagnostics: unique(findings.map((finding) => diagnosticOf(finding, state.calls))),
      constants: [...new Set(findings.flatMap(constantsOf))],
    };
  }
  const written = { ...finish(relation, state), writesRows: writesRows(root), runValues };
  return { translation: written };
}

function constantsOf({ node, constant }: UnsupportedFinding): readonly string[] {
  return constant === undefined ? runValuesBelow(node) : [constant];
}

interface State {
  readonly context: QueryContext;
  readonly steps: Steps;
  readonly sources: Sources;
  readonly variables: { readonly name: string; readonly sql: string }[];
  readonly read: { readonly used: Set<string>; readonly whole: Set<string> };
  readonly probe: { first?: BagProbe };
  /** By body: the call that it was translated for first. */
  readonly calls: Map<Syntax, Syntax>;
}

function createState(
  bound: BoundQuery,
  given: Pick<QueryContext, 'now' | 'binAuto' | 'manyRuns' | 'otherTables' | 'spend'>,
  findings: UnsupportedFinding[],
): State {
  const steps = createSteps(given.spend);
  const sources = createSources(steps, { inOrder: !given.manyRuns });
  const variables: { name: string; sql: string }[] = [];
  const read: State['read'] = { used: new Set(), whole: new Set() };
  const variable = (select: Sql, type: KqlType, elements?: KqlType): Expression => {
    const rendered = steps.render(select);
    if (given.manyRuns && isOfRun(rendered.sql))
      return valueOfRun(sql`(${select})`, type, { elements, steps });
    noteRead(read, rendered);
    const name = `v${variables.length}`;
    variables.push({ name, sql: rendered.sql.text });
    // A variable that holds NULL has lost its type.
    const typed = elements === undefined ? sqlTypes[type] : sql`${sqlTypes[elements]}[]`;
    const value = sql`getvariable(${textSql(name)})::${typed}`;
    return { sql: value, type, elements, nullable: true, foldable: true };
  };
  const probe: { first?: BagProbe } = {};
  const calls = new Map<Syntax, Syntax>();
  const openTables = new Set(
    (bound.members ?? []).flatMap((one) => (one.kind === 'table' && one.open === true ? [one.name] : [])),
  );
  const context: QueryContext = {
    steps,
    probeBag: (node, bag, from, options) => {
      if (probe.first !== undefined || findings.length > 0 || topOf(node) !== bound.root) return;
      const select = keysOf(bag, from, { steps, sources, variables: [...variables], read: copyOf(read) });
      if (select !== undefined) probe.first = { ...options, select, at: node.end };
    },
    ...given,
    tables: bound.tables,
    unsupported: (finding) => {
      findings.push(finding);
    },
    findingCount: () => findings.length,
    enter: (body, call) => {
      if (!calls.has(body)) calls.set(body, call);
    },
    source: (table, columns) => {
      const isOpen = openTables.has(table);
      return sources.table(table, isOpen ? withOpen(columns, { query: context }) : columns);
    },
    fixture: sources.fixture,
    openColumns: () => (bound.root === undefined ? [] : openColumns(bound.root, bound.tables)),
    watchlistColumns: (alias) => watchlistColumns(alias, bound),
    allTables: (bound.members ?? []).flatMap((member) => (member.kind === 'table' ? [member] : [])),
    variable,
    constant: ({ sql: value, type, elements }) => {
      const select = sql`select ${value}`;
      // Two selects deep, what stands around the statement and a relation of the run would not be those of one run: DuckDB mixes them up.
      if (given.manyRuns && isOfRun(steps.render(select).sql))
        return valueOfRun(value, type, { elements, steps });
      return variable(select, type, elements);
    },
    firstValue: (table, column, node) => {
      const value = columnExpression(column);
      const select = sql`select ${value.sql} from ${table.from} ${orderByClause(table)} limit 1`;
      if (!isPlaceholder(table) && steps.render(select).unbound.length > 0) {
        findings.push(correlated(node));
        return undefined;
      }
      return variable(select, column.type, column.elements);
    },
    placeholder: (node) => {
      if (findings.length === 0) findings.push(lost(node));
      const symbols = node.result.kind === 'table' ? node.result.columns : [];
      return { from: placeholderName, columns: symbols.map(emptyColumn), sort: [], arrival: [] };
    },
    table: translateTable,
    scalar: translateScalar,
  };
  return { context, steps, sources, variables, read, probe, calls };
}

function noteRead(read: State['read'], { used, whole }: ColumnsRead): void {
  for (const name of used) read.used.add(name);
  for (const name of whole) read.whole.add(name);
}

function copyOf({ used, whole }: State['read']): State['read'] {
  return { used: new Set(used), whole: new Set(whole) };
}

/** What one run would read into a variable, as a relation of one row inside the statement. */
function valueOfRun(
  value: Sql,
  type: KqlType,
  { elements, steps }: { readonly elements: KqlType | undefined; readonly steps: Steps },
): Expression {
  const name = steps.newColumn();
  const from = steps.add([{ items: [{ name, sql: value }], from: sql`(select 1)` }]);
  return {
    sql: sql`(select ${columnSql(name)} from ${from})`,
    type,
    elements,
    nullable: true,
    foldable: true,
  };
}

/** The keys of a bag with the JSON types of their values; undefined where the rows depend on rows around them. */
function keysOf(
  bag: Sql,
  from: Sql,
  state: Pick<State, 'steps' | 'sources' | 'variables' | 'read'>,
): Translation | undefined {
  const { steps, sources, variables, read } = state;
  const keys = sql`select unnest(json_keys(b)) as k, b from (select ${bag} as b from ${from}) where json_type(b) = 'OBJECT'`;
  const value = sql`json_type(json_extract(b, '$."' || replace(replace(k, '\\', '\\\\'), '"', '\\"') || '"'))`;
  const select = sql`select k as o0, string_agg(distinct ${value}, ' ') as o1 from (${keys}) group by k`;
  const rendered = steps.render(select);
  if (rendered.unbound.length > 0) return undefined;
  noteRead(read, rendered);
  const columns = [
    { name: 'key', type: 'string' },
    { name: 'types', type: 'string' },
  ] as const;
  return { variables, sql: rendered.sql.text, columns, sources: sources.used(read) };
}

/** The query block a node stands in; the body of a called function is a tree of its own. */
function topOf(node: Syntax): Syntax {
  let top = node;
  for (let { parent } = top; parent !== undefined; { parent } = top) top = parent;
  return top;
}

/** The call in the query's own text of the function of the workspace in whose body, or in whose callee's, a node stands. */
function storedCallOf(node: Syntax, calls: ReadonlyMap<Syntax, Syntax>): Syntax | undefined {
  let outermost: Syntax | undefined;
  for (let call = calls.get(topOf(node)); call !== undefined; call = calls.get(topOf(call))) {
    if (call.symbol?.kind === 'function' && call.symbol.family === 'workspace') outermost = call;
  }
  return outermost;
}

/** A query that is one scalar expression gives one row with one column. */
function scalarResult(node: Syntax, scope: Scope): Relation | undefined {
  const value = translateScalar(node, scope);
  if (value === undefined) return undefined;
  const name = scope.query.steps.newColumn();
  const from = scope.query.steps.add([{ items: [{ name, sql: value.sql }], from: sql`(select 1)` }]);
  const { type, nullable, elements } = value;
  return {
    from,
    columns: [{ name: 'print_0', type, sqlName: name, nullable, elements }],
    sort: [],
    arrival: [],
  };
}

function finish(relation: Relation, state: State): Translation {
  const columns = relation.columns.map((column, i) => sql`${outputSql(column)} as ${nameSql(`o${i}`)}`);
  const { bag } = relation;
  if (bag !== undefined) columns.push(sql`${columnSql(bag.sqlName)} as bag`);
  const { manyRuns } = state.context;
  const place = sql`row_number() over (${orderByClause(relation)}) as ${nameSql(runColumns.place)}`;
  if (columns.length === 0) columns.push(sql`1 as o0`);
  const selected = manyRuns ? [...columns, place] : columns;
  const order = manyRuns || relation.sort.length === 0 ? sql`` : sql` order by ${orderSql(relation)}`;
  const rendered = state.steps.render(sql`select ${listSql(selected)} from ${relation.from}${order}`);
  noteRead(state.read, rendered);
  return {
    variables: state.variables,
    sql: rendered.sql.text,
    columns: relation.columns.map(({ name, type }) => ({ name, type })),
    sources: state.sources.used(state.read),
    missing: missingOf(state),
    openBag: bag === undefined ? undefined : openBagOf(bag),
    manyRuns,
  };
}

/** What is said where nobody gives the rows of a fixture. */
function missingOf({ sources, calls }: State): ReadonlyMap<string, RawDiagnostic> | undefined {
  if (sources.uses.size === 0) return undefined;
  return new Map(
    Array.from(sources.uses, ([relation, { message, node }]) => {
      const finding = diagnosticOf({ code: 'kql/no-fixture', message: `${message}.`, node }, calls);
      return [relation, { ...finding, severity: 'warning' as const }];
    }),
  );
}

/** Whether rows stand in the query itself. */
function writesRows(root: Syntax): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= /^(?:DataTableExpression|PrintOperator|RangeOperator)$/.test(node.kind);
    return !found;
  });
  return found;
}

function openBagOf({ prefix, conflict, beside, ignored, missing }: OpenBag): OpenBagColumn {
  return { prefix, conflict, beside, ignored, missing };
}

/** The value forms that translation.ts promises: JSON for every dynamic, no NULL strings. */
function outputSql(column: RelationColumn): Sql {
  const value = columnExpression(column);
  if (column.type === 'dynamic') return convert(value, 'dynamic').sql;
  return column.type === 'string' && column.nullable ? sql`coalesce(${value.sql}, '')` : value.sql;
}

function diagnosticOf(
  { code, message, node, see }: UnsupportedFinding,
  calls: ReadonlyMap<Syntax, Syntax>,
): RawDiagnostic {
  const call = storedCallOf(node, calls);
  const name = call?.symbol?.kind === 'function' ? call.symbol.name : '';
  const { start, end } = call ?? node;
  return {
    code: kqlCode(code),
    severity: 'error',
    message: call === undefined ? message : `In the function ${name}: ${message}`,
    start,
    end,
    see: see === undefined ? undefined : `https://learn.microsoft.com/kusto/query/${see}`,
  };
}

function unique(diagnostics: readonly RawDiagnostic[]): RawDiagnostic[] {
  const seen = new Map(diagnostics.map((one) => [`${one.start} ${one.code} ${one.message}`, one]));
  return [...seen.values()].sort((a, b) => a.start - b.start);
}

function emptyQuery(text: string): RawDiagnostic {
  return {
    code: kqlCode('kql/no-result'),
    severity: 'error',
    message: 'The query has no expression that gives rows.',
    start: 0,
    end: Math.min(1, text.length),
  };
}

function tooComplex(message: string, text: string): RawDiagnostic {
  return {
    code: kqlCode('kql/too-complex'),
    severity: 'error',
    message,
    start: 0,
    end: Math.min(1, text.length),
  };
}

function emptyColumn({ name, type }: ColumnSymbol): RelationColumn {
  return { name, type: type === 'unknown' ? 'dynamic' : type, sqlName: 'none', nullable: true };
}

function correlated(node: Syntax): UnsupportedFinding {
  return {
    code: 'kql/unsupported-form',
    message: 'toscalar() of rows that depend on the row it stands in is not supported, in Kusto neither.',
    node,
    see: 'toscalar-function',
  };
}

/** Whoever gives up must have said why; if nobody did, the part is named rather than half translated. */
function lost(node: Syntax): UnsupportedFinding {
  const message = `This part of the query is not supported: ${node.text.slice(0, 80)}`;
  return { code: 'kql/unsupported-form', message, node };
}
