// Lengths of time inside a query: literals, and names that stand for one.
import { dayMs, hourMs, minuteMs } from '../../content/duration.ts';
import type { Syntax } from '../../kql/syntax.ts';
import { timespanTicks } from '../../rows/ticks.ts';
import { argumentsOf, below, calledName, enclosing, type QueryView } from './query-view.ts';

/** Milliseconds of `1d`, `2 * 12h`, `time(1.00:00:00)` or a `let` that holds one; undefined when the text alone does not say. */
function timespanMs(node: Syntax | undefined): number | undefined {
  if (node === undefined) return undefined;
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return timespanMs(node.child('Expression'));
    case 'NameReference':
      return node.symbol?.kind === 'variable' ? timespanMs(node.symbol.source) : undefined;
    case 'MultiplyExpression':
      return product(node.child('Left'), node.child('Right'));
    case 'AddExpression': {
      const [left, right] = [timespanMs(node.child('Left')), timespanMs(node.child('Right'))];
      return left === undefined || right === undefined ? undefined : left + right;
    }
    default:
      return literalMs(node.text);
  }
}

function product(left: Syntax | undefined, right: Syntax | undefined): number | undefined {
  const factor = (node: Syntax | undefined) =>
    node !== undefined && /^\d+(\.\d+)?$/.test(node.text) ? Number(node.text) : undefined;
  const [span, times] = [timespanMs(left) ?? timespanMs(right), factor(left) ?? factor(right)];
  return span === undefined || times === undefined ? undefined : span * times;
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/timespan */
function literalMs(source: string): number | undefined {
  const inner = /^(?:timespan|time)\s*\(\s*(.*?)\s*\)$/.exec(source)?.[1] ?? source;
  const text = inner.replaceAll(/^"|"$/g, '');
  // A bare number is a count of days to a cast alone; here it may be a factor.
  const ticks = /^\d+$|^-/.test(text) ? undefined : timespanTicks(text);
  return ticks === undefined ? undefined : Number(ticks) / 10_000;
}

export interface AgoCall {
  readonly node: Syntax;
  /** Undefined when the text alone does not say. */
  readonly ms: number | undefined;
  /** What it is compared with: event time, ingestion time, another column, or nothing (a let, an argument). */
  readonly comparedWith: 'event-time' | 'ingestion-time' | 'other' | 'nothing';
  /** How it keeps what is newer: `x > ago(1h)` is a lower bound, `x between (ago(1h) .. y)` starts a range. */
  readonly bound: 'lower' | 'range-start' | undefined;
}

const comparisons: ReadonlySet<string> = new Set([
  'BetweenExpression',
  'EqualExpression',
  'GreaterThanExpression',
  'GreaterThanOrEqualExpression',
  'LessThanExpression',
  'LessThanOrEqualExpression',
  'NotBetweenExpression',
]);

/** The calls of `ago` in a query, in text order. */
export function agoCalls(query: QueryView): AgoCall[] {
  return query
    .ofKind('FunctionCallExpression')
    .filter((call) => calledName(call) === 'ago')
    .map((node) => ({
      node,
      ms: timespanMs(argumentsOf(node)[0]),
      comparedWith: comparedWith(node),
      bound: boundOf(node),
    }));
}

/** Names of the time columns a rule's window is laid over. */
const eventTimes: ReadonlySet<string> = new Set(['TimeGenerated', 'Timestamp']);

function comparedWith(call: Syntax): AgoCall['comparedWith'] {
  const comparison = enclosing(call, comparisons);
  if (comparison === undefined) return 'nothing';
  if (below(comparison, 'FunctionCallExpression').some((inner) => calledName(inner) === 'ingestion_time')) {
    return 'ingestion-time';
  }
  const columns = below(comparison, 'NameReference').filter((name) => name.symbol?.kind === 'column');
  if (columns.length === 0) return 'nothing';
  return columns.some((column) => eventTimes.has(column.name)) ? 'event-time' : 'other';
}

function boundOf(call: Syntax): AgoCall['bound'] {
  const comparison = enclosing(call, comparisons);
  const isInside = (side: Syntax | undefined) =>
    side !== undefined && side.start <= call.start && call.end <= side.end;
  switch (comparison?.kind) {
    case 'GreaterThanExpression':
    case 'GreaterThanOrEqualExpression':
      return isInside(comparison.child('Right')) ? 'lower' : undefined;
    case 'LessThanExpression':
    case 'LessThanOrEqualExpression':
      return isInside(comparison.child('Left')) ? 'lower' : undefined;
    case 'BetweenExpression':
      return isInside(comparison.child('Right')?.child('First')) ? 'range-start' : undefined;
    default:
      return undefined;
  }
}

/** How long before the run a moment lies: `ago(5m)`, `now()`, `now(-5m)`, `now() - 5m`; undefined when the text alone does not say. */
export function ageMs(node: Syntax | undefined): number | undefined {
  switch (node?.kind) {
    case 'ParenthesizedExpression':
      return ageMs(node.child('Expression'));
    case 'NameReference':
      return node.symbol?.kind === 'variable' ? ageMs(node.symbol.source) : undefined;
    case 'SubtractExpression': {
      const [moment, span] = [ageMs(node.child('Left')), timespanMs(node.child('Right'))];
      return moment === undefined || span === undefined ? undefined : moment + span;
    }
    case 'FunctionCallExpression': {
      const [argument] = argumentsOf(node);
      if (calledName(node) === 'ago') return timespanMs(argument);
      if (calledName(node) !== 'now') return undefined;
      if (argument === undefined) return 0;
      return argument.text.startsWith('-') ? literalMs(argument.text.slice(1).trim()) : undefined;
    }
    default:
      return undefined;
  }
}

/** `2 d`, `90 min`: the largest unit that divides. */
export function spanText(ms: number): string {
  const units = [
    [dayMs, 'd'],
    [hourMs, 'h'],
    [minuteMs, 'min'],
    [1000, 's'],
  ] as const;
  const [size, name] = units.find(([unit]) => ms % unit === 0) ?? ([1, 'ms'] as const);
  return `${ms / size} ${name}`;
}
