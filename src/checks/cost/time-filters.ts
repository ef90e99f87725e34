// Factors of time in hunting queries: tables that are read without a filter on time. Of a rule the service sets the window, of a parser its caller.
import type { Syntax } from '../../kql/syntax.ts';
import { huntingKinds } from '../check.ts';
import { pages } from '../pages.ts';
import { argumentsOf, calledName } from '../reading/query-view.ts';
import type { CostFactor, CostText } from './factor.ts';
import { columnsIn, isOfTime } from './selective.ts';

export const timeFactors: readonly CostFactor[] = [
  {
    name: 'no-time-filter',
    points: 10,
    kinds: huntingKinds,
    what: 'a hunting query that filters no table by time; counted once',
    why: 'Only the time picker of the portal bounds it; asked for through the API it reads all that is kept.',
    instead: 'Begin with a filter such as `where TimeGenerated > ago(7d)`.',
    see: pages.optimizeQueries,
    find(text) {
      const reads = readsOf(text);
      return reads.some(({ isBounded }) => isBounded) ? [] : reads.slice(0, 1).map(({ node }) => node);
    },
  },
  {
    name: 'table-without-time-filter',
    points: 20,
    kinds: huntingKinds,
    what: 'a table without a filter on time in a hunting query that has one for another table',
    why: 'A filter on TimeGenerated anywhere switches the time picker off: this table is read as far back as it is kept.',
    instead: 'Filter each table by time, in each subquery.',
    see: pages.timeRange,
    find(text) {
      const reads = readsOf(text);
      if (!reads.some(({ isBounded }) => isBounded)) return [];
      return reads.filter(({ isBounded }) => !isBounded).map(({ node }) => node);
    },
  },
];

/** A place in the query's own text that reads a table, itself or through a function, and whether a filter on time bounds it. */
interface TableRead {
  readonly node: Syntax;
  readonly isBounded: boolean;
}

function readsOf({ root, functionName }: CostText): readonly TableRead[] {
  if (functionName !== undefined) return [];
  const reads = new Map<number, TableRead>();
  const add = (node: Syntax, isBounded: boolean) => {
    // A let that is used twice may be filtered at one use only.
    const known = reads.get(node.start);
    reads.set(node.start, { node, isBounded: isBounded && known?.isBounded !== false });
  };
  const place = { add, seen: { bounded: new Set<Syntax>(), unbounded: new Set<Syntax>() } };
  for (const statement of root.list('Statements')) {
    if (statement.kind === 'ExpressionStatement') visit(statement.get('Expression'), false, place);
  }
  return [...reads.values()].sort((a, b) => a.node.start - b.node.start);
}

interface Visit {
  add(node: Syntax, isBounded: boolean): void;
  /** What names and calls lead to, with a filter on time and without: a chain of `let`s, each used twice, would be walked without end. */
  readonly seen: Readonly<Record<'bounded' | 'unbounded', Set<Syntax>>>;
  /** The call in the query's own text that the node is reached through. */
  readonly call?: Syntax;
}

/** `isBounded`: what comes of the node is filtered by time further down its pipe. */
function visit(node: Syntax, isBounded: boolean, place: Visit): void {
  switch (node.kind) {
    case 'PipeExpression':
      visitPipe(node, isBounded, place);
      return;
    case 'NameReference':
      visitName(node, isBounded, place);
      return;
    case 'FunctionCallExpression':
      visitCall(node, isBounded, place);
      return;
    case 'FunctionBody':
      for (const child of node.children()) if (child.kind !== 'LetStatement') visit(child, isBounded, place);
      return;
    case 'ParenthesizedExpression':
    case 'MaterializeExpression':
      visit(node.get('Expression'), isBounded, place);
      return;
    case 'SearchOperator':
    case 'FindOperator':
      visitSearch(node, isBounded, place);
      return;
    case 'UnionOperator':
      for (const arm of node.list('Expressions')) visit(arm, isBounded, place);
      return;
    default:
      // Subqueries inside an expression are filtered by what they say themselves.
      if (!node.isToken) for (const child of node.children()) visit(child, false, place);
  }
}

/** `search in (T) TimeGenerated > ago(1d) and "x"`, `find in (T) where TimeGenerated > ago(1d)`: the condition holds for each table. */
function visitSearch(search: Syntax, isBounded: boolean, place: Visit): void {
  const condition = search.get('Condition');
  const isBoundedHere = isBounded || filtersTime(condition);
  for (const table of search.child('InClause')?.list('Expressions') ?? []) visit(table, isBoundedHere, place);
  visit(condition, false, place);
}

/** Behind these the columns of time are others, or the rows have been counted already. */
const changesTime = /^(?:Summarize|Distinct|MakeSeries|Take|Top|Count)Operator$/;

function visitPipe(pipe: Syntax, isBounded: boolean, place: Visit): void {
  const operator = pipe.get('Operator');
  const isBoundedBefore = (isBounded && !changesTime.test(operator.kind)) || boundsTime(operator);
  const isReadInBody =
    operator.kind === 'InvokeOperator' && operator.get('Function').calledBody() !== undefined;
  if (isReadInBody) {
    visit(operator.get('Function'), isBounded, place);
    return;
  }
  visit(pipe.get('Expression'), isBoundedBefore, place);
  if (operator.kind === 'UnionOperator') visit(operator, isBounded, place);
  else if (operator.kind === 'SearchOperator') visit(operator.get('Condition'), false, place);
  else for (const child of operator.children()) visit(child, false, place);
}

function boundsTime(operator: Syntax): boolean {
  if (/^(?:Filter|Search)Operator$/.test(operator.kind)) return filtersTime(operator.get('Condition'));
  // `make-series ... from ago(1d) to now()` has no place for other rows.
  return operator.kind === 'MakeSeriesOperator' && operator.child('RangeClause') !== undefined;
}

function visitName(name: Syntax, isBounded: boolean, place: Visit): void {
  const { symbol } = name;
  if (symbol?.kind === 'table' || symbol?.kind === 'group') place.add(place.call ?? name, isBounded);
  if (symbol?.kind === 'variable' && symbol.source?.result.kind === 'table') {
    visitOnce(symbol.source, isBounded, place);
  }
  if (symbol?.kind === 'function') visitBody(name, isBounded, place);
}

function visitCall(call: Syntax, isBounded: boolean, place: Visit): void {
  const given = argumentsOf(call);
  // ASIM's filtering parsers take a start time, and others may: https://learn.microsoft.com/azure/sentinel/normalization-about-parsers
  const takesTime = given.some(
    ({ result }) => result.kind === 'scalar' && (result.type === 'datetime' || result.type === 'timespan'),
  );
  if (call.result.kind === 'table') {
    if (calledName(call) === 'table') place.add(place.call ?? call, isBounded);
    else visitBody(call, isBounded || takesTime, place);
  }
  for (const argument of given) {
    // A table that is given to a body is read where the body names its parameter, behind the filters there.
    const isReadInBody = argument.result.kind === 'table' && call.calledBody() !== undefined;
    if (!isReadInBody) visit(argument, isBounded, place);
  }
}

function visitBody(call: Syntax, isBounded: boolean, place: Visit): void {
  const body = call.calledBody();
  if (body !== undefined) visitOnce(body, isBounded, { ...place, call: place.call ?? call });
}

function visitOnce(node: Syntax, isBounded: boolean, place: Visit): void {
  const seen = place.seen[isBounded ? 'bounded' : 'unbounded'];
  if (seen.has(node)) return;
  seen.add(node);
  visit(node, isBounded, place);
}

/** Whether a condition holds a moment against one that is the same for all rows: `TimeGenerated > ago(1d)`, `between`, `ingestion_time() > x`. */
function filtersTime(condition: Syntax): boolean {
  switch (condition.kind) {
    case 'ParenthesizedExpression':
      return filtersTime(condition.get('Expression'));
    case 'AndExpression':
      return filtersTime(condition.get('Left')) || filtersTime(condition.get('Right'));
    case 'OrExpression':
      return filtersTime(condition.get('Left')) && filtersTime(condition.get('Right'));
    case 'BetweenExpression':
    case 'EqualExpression':
    case 'GreaterThanExpression':
    case 'GreaterThanOrEqualExpression':
    case 'LessThanExpression':
    case 'LessThanOrEqualExpression':
      return (
        isOfTime(condition) && ['Left', 'Right'].some((side) => columnsIn(condition.get(side)).length === 0)
      );
    default:
      return false;
  }
}
