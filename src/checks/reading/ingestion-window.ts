// Which stretch of ingestion time a filter keeps: from how long before the run until how long before it.
import type { Syntax } from '../../kql/syntax.ts';
import { ageMs } from './query-time.ts';
import { calledName, enclosing, type QueryView } from './query-view.ts';

export interface IngestionWindow {
  /** The comparison that sets the outer bound. */
  readonly node: Syntax;
  /** Outer bound less inner bound, which is 0 where nothing cuts off what has just come. */
  readonly widthMs: number;
}

interface Bound {
  readonly node: Syntax;
  readonly side: 'outer' | 'inner';
  readonly ms: number;
}

const lessThan: ReadonlySet<string> = new Set(['LessThanExpression', 'LessThanOrEqualExpression']);
const comparisons: ReadonlySet<string> = new Set([
  ...lessThan,
  'BetweenExpression',
  'GreaterThanExpression',
  'GreaterThanOrEqualExpression',
]);
const either: ReadonlySet<string> = new Set(['OrExpression']);

/**
 * The windows that a query's filters on `ingestion_time()` keep, one for each pipeline. Bounds that the text alone does not tell
 * and those below an `or` are left out, and with them the window.
 */
export function ingestionWindows(query: QueryView): IngestionWindow[] {
  const byPipeline = new Map<Syntax, Bound[]>();
  const undecided = new Set<Syntax>();
  for (const moment of ingestionTimes(query)) {
    const comparison = enclosing(moment, comparisons);
    const filter = enclosing(moment, filters);
    if (comparison === undefined || filter === undefined || comparison.start < filter.start) continue;
    const pipeline = pipelineOf(filter);
    const bounds = enclosing(moment, either) === undefined ? boundsOf(comparison, moment) : undefined;
    if (bounds === undefined) undecided.add(pipeline);
    else byPipeline.set(pipeline, [...(byPipeline.get(pipeline) ?? []), ...bounds]);
  }
  return [...byPipeline].flatMap(([pipeline, bounds]) => {
    if (undecided.has(pipeline)) return [];
    const outer = bounds.filter(({ side }) => side === 'outer').sort((a, b) => a.ms - b.ms)[0];
    const inner = bounds.filter(({ side }) => side === 'inner').map(({ ms }) => ms);
    return outer === undefined ? [] : [{ node: outer.node, widthMs: outer.ms - Math.max(0, ...inner) }];
  });
}

const filters: ReadonlySet<string> = new Set(['FilterOperator']);

/** The column in which stored functions of a project give the ingestion time of each of their tables' rows. */
const columnOfFunctions = 'IngestedAt';

/** Calls, columns that an `extend` made of one, and the column of stored functions. */
function ingestionTimes(query: QueryView): Syntax[] {
  const calls = query
    .ofKind('FunctionCallExpression')
    .filter((call) => calledName(call) === 'ingestion_time');
  const columns = new Set([
    columnOfFunctions,
    ...calls.flatMap(({ parent }) =>
      parent?.kind === 'SimpleNamedExpression' ? [parent.get('Name').name] : [],
    ),
  ]);
  const uses = query
    .ofKind('NameReference')
    .filter(({ name, symbol }) => columns.has(name) && symbol?.kind === 'column');
  return [...calls, ...uses];
}

/** `ingestion_time() > ago(5m)` has an outer bound, `<` an inner one, `between` both. */
function boundsOf(comparison: Syntax, moment: Syntax): Bound[] | undefined {
  if (comparison.kind === 'BetweenExpression') {
    const range = comparison.child('Right');
    const [outer, inner] = [ageMs(range?.child('First')), ageMs(range?.child('Second'))];
    if (outer === undefined || inner === undefined) return undefined;
    return [
      { node: comparison, side: 'outer', ms: outer },
      { node: comparison, side: 'inner', ms: inner },
    ];
  }
  const [left, right] = [comparison.child('Left'), comparison.child('Right')];
  const isLeft = left !== undefined && left.start <= moment.start && moment.end <= left.end;
  // `ingestion_time() + 5m > ago(1h)` is another bound than it looks.
  if ((isLeft ? left : right)?.text !== moment.text) return undefined;
  const ms = ageMs(isLeft ? right : left);
  if (ms === undefined) return undefined;
  const keepsNewer = isLeft !== lessThan.has(comparison.kind);
  return [{ node: comparison, side: keepsNewer ? 'outer' : 'inner', ms }];
}

/** The topmost of the pipes that the filter stands in, without leaving its parentheses. */
function pipelineOf(filter: Syntax): Syntax {
  let top = filter;
  while (top.parent?.kind === 'PipeExpression') top = top.parent;
  return top;
}
