// What a detection test needs from a place that can run a query over seed rows: the local engine, or Log Analytics.
import { UserError } from '../diagnostics/user-error.ts';
import type { QueryResult } from './query-result.ts';
import type { SeedTables } from './seed-row.ts';

/** One query with the rows and the clock it runs on. */
export interface QueryRun {
  readonly query: string;
  /** The case whose rows these are, for a runner that finds them by it. */
  readonly caseName?: string;
  readonly tables: SeedTables;
  /** The clock of `now()` and `ago()`. */
  readonly now: Date;
  /** Rows outside [start, end) by TimeGenerated are not seen, as the service windows a rule. */
  readonly window?: { readonly start: Date; readonly end: Date };
}

/** How seed rows reach the query: put in front of it, or read from test tables of the workspace. */
export const seedWays = ['prologue', 'tables'] as const;
export type SeedWay = (typeof seedWays)[number];

export interface SeedUse {
  readonly way: SeedWay;
  /** Why the rows of this case do not go through test tables, where others do. */
  readonly why?: string;
}

/** Runs queries over seed rows, on the embedded engine or on a workspace. */
export interface QueryRunner {
  readonly description: string;
  /** The way that the rows of a case take; undefined where there is but one, the local engine's. */
  seedOf?(caseName: string): SeedUse | undefined;
  run(request: QueryRun): Promise<QueryResult>;
  /** The same answers, in the order of the requests, where many at once cost less than one after another; see `runAll`. */
  runAll?(requests: readonly QueryRun[]): Promise<readonly RunAnswer[]>;
}

/** What a run gave, or what `run` would have thrown. */
export type RunAnswer = { readonly result: QueryResult } | { readonly thrown: unknown };

/**
 * Runs all requests: queries over rows, clocks and windows in any mixture. It is the one way to ask many of them: a runner that can
 * put runs of one query together does, any other runs them one after another. A defect of the tool ends all of it.
 */
export async function runAll(
  runner: QueryRunner,
  requests: readonly QueryRun[],
): Promise<readonly RunAnswer[]> {
  if (runner.runAll !== undefined) return runner.runAll(requests);
  const answers: RunAnswer[] = [];
  for (const request of requests) answers.push(await answerOf(runner, request));
  return answers;
}

/**
 * A runner whose runs wait for each other: those that are asked for at the same time, each awaited by somebody else, become one
 * `runAll`. Many plays of rules, begun together, ask so for their next runs together.
 */
export function gathered(runner: QueryRunner): QueryRunner {
  let waiting: { readonly request: QueryRun; answer(answer: RunAnswer | Promise<never>): void }[] = [];
  const flush = () => {
    const asked = waiting;
    waiting = [];
    runAll(
      runner,
      asked.map(({ request }) => request),
    ).then(
      (answers) => {
        for (const [index, { answer }] of asked.entries()) answer(answers[index]!);
      },
      (defect: unknown) => {
        for (const { answer } of asked) answer(Promise.reject(defect));
      },
    );
  };
  const ask = (request: QueryRun) =>
    new Promise<RunAnswer>((resolve) => {
      // Who got an answer asks for the next one before the next turn of the loop.
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ request, answer: resolve });
    });
  return {
    ...runner,
    run: async (request) => {
      const answer = await ask(request);
      if ('thrown' in answer) throw answer.thrown;
      return answer.result;
    },
    runAll: (requests) => Promise.all(requests.map(ask)),
  };
}

async function answerOf(runner: QueryRunner, request: QueryRun): Promise<RunAnswer> {
  try {
    return { result: await runner.run(request) };
  } catch (thrown) {
    if (thrown instanceof UserError || thrown instanceof NotCoveredError) return { thrown };
    throw thrown;
  }
}

/** A runner that cannot run this query faithfully says so; the test counts as skipped with this reason, never as passed. */
export class NotCoveredError extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`seed rows cannot stand in for ${reasons.join(', ')}`);
    this.reasons = reasons;
    this.name = 'NotCoveredError';
  }
}
