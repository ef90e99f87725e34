// Runs the steps of a query one after another over the same rows: how many rows are left behind each, and why a `where` left none.
import type { BoundQuery } from '../kql/bind/bind.ts';
import { type QueryStep, type StepCondition, stepsOf } from '../kql/rewrite/steps.ts';
import type { QueryResult } from '../rows/query-result.ts';

export interface TracedStep {
  /** As the query spells it, on one line. */
  readonly text: string;
  /** 1-based, in the query. */
  readonly line: number;
  /** The `let` whose rows it makes; absent: the query's own. */
  readonly let?: string;
  /** Rows behind it; absent where the query cut off here cannot be run. */
  readonly rows?: number;
  /** The first of them, where they were asked for. */
  readonly first?: QueryResult;
}

export interface Trace {
  readonly steps: readonly TracedStep[];
  /** The step behind which there is nothing any more; absent where rows come out. */
  readonly lost?: LostRows;
}

export interface LostRows {
  /** Index of the step. */
  readonly at: number;
  /** Of a `where`: its conditions that hold for no row by themselves. */
  readonly missed: readonly MissedCondition[];
}

export interface MissedCondition {
  readonly text: string;
  /** Some of the values that it looked at. */
  readonly values: readonly string[];
  /** A laxer operator that would have let rows through. */
  readonly hint?: string;
}

/** Runs one query; undefined where it cannot be run. */
export type Ask = (query: string) => Promise<QueryResult | undefined>;

export interface TraceOptions {
  /** So many of the first rows behind each step are kept; by default none. */
  readonly firstRows?: number;
  /** Only the step that left no row is wanted: of a long query not every step is asked about. */
  readonly onlyLoss?: boolean;
}

/** A longer query is not asked about step by step where only the place of the loss is wanted. */
const mostSteps = 12;

/** Traces a bound query. The steps of a query that cannot be read are none. */
export async function traceQuery(
  bound: Pick<BoundQuery, 'root' | 'text'>,
  ask: Ask,
  { firstRows = 0, onlyLoss = false }: TraceOptions = {},
): Promise<Trace> {
  const steps = stepsOf(bound);
  const counts = new Map<number, number | undefined>();
  const countAt = async (index: number) => {
    if (!counts.has(index)) counts.set(index, countIn(await ask(`${steps[index]!.query}\n| count`)));
    return counts.get(index);
  };
  if (onlyLoss && steps.length > mostSteps) await halve(steps.length, countAt);
  else for (const index of steps.keys()) await countAt(index);
  const traced: TracedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const rows = counts.get(index);
    const wantsRows = firstRows > 0 && rows !== 0;
    const first = wantsRows ? await ask(`${step.query}\n| take ${firstRows}`) : undefined;
    traced.push({
      text: step.text,
      line: lineOf(bound.text, step.start),
      ...(step.let !== undefined && { let: step.let }),
      ...(rows !== undefined && { rows }),
      ...(first !== undefined && { first }),
    });
  }
  const at = lostAt(traced);
  if (at === undefined) return { steps: traced };
  return { steps: traced, lost: { at, missed: await missedBy(steps, at, ask) } };
}

/** Asks about as few steps as show a step with rows and none behind the next one. */
async function halve(count: number, countAt: (index: number) => Promise<number | undefined>): Promise<void> {
  let [some, none] = [0, count - 1];
  if ((await countAt(none)) !== 0 || (await countAt(some)) === 0) return;
  while (none - some > 1) {
    const middle = (some + none) >> 1;
    if ((await countAt(middle)) === 0) none = middle;
    else some = middle;
  }
}

/** The first of the steps at the end that leave nothing; steps nobody asked about are between two that leave the same. */
function lostAt(steps: readonly TracedStep[]): number | undefined {
  if (steps.at(-1)?.rows !== 0) return undefined;
  const last = steps.findLastIndex(({ rows }) => rows !== undefined && rows > 0);
  return steps.findIndex(({ rows }, index) => index > last && rows === 0);
}

const shownValues = 3;

async function missedBy(
  steps: readonly QueryStep[],
  at: number,
  ask: Ask,
): Promise<readonly MissedCondition[]> {
  const [before, step] = [steps[at - 1], steps[at]!];
  if (before === undefined) return [];
  const missed: MissedCondition[] = [];
  for (const condition of step.conditions) {
    const found = await holding(before, condition, ask);
    if (found !== undefined) missed.push(found);
  }
  return missed;
}

/** What a condition looked at; undefined where it holds for a row, or cannot be asked about. */
async function holding(
  { query }: QueryStep,
  { text, compared, laxer }: StepCondition,
  ask: Ask,
): Promise<MissedCondition | undefined> {
  const asked = [
    `countif(${text})`,
    laxer === undefined ? '0' : `countif(${laxer.text})`,
    compared === undefined ? 'dynamic([])' : `make_set(tostring(${compared}), ${shownValues})`,
  ];
  const rows = (
    await ask(`${query}\n| summarize ${asked.map((one, index) => `Asked${index} = ${one}`).join(', ')}`)
  )?.rows;
  const [holds, wouldHold, values] = rows?.[0] ?? [];
  if (holds !== 0) return undefined;
  return {
    text,
    values: Array.isArray(values) ? values.map(String) : [],
    ...(laxer !== undefined && Number(wouldHold) > 0 && { hint: laxer.words }),
  };
}

function countIn(result: QueryResult | undefined): number | undefined {
  const [count] = result?.rows[0] ?? [];
  return count === undefined ? undefined : Number(count);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
