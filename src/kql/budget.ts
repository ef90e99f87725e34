// What reading one query may cost. Parser and translator run on the JavaScript thread, where no timer can stop them, so they count.

/** Thrown where a query would cost more; caught where a query is bound or translated, and reported as `kql/too-complex`. */
export class TooComplex extends Error {}

/** Counts the work on one query. */
export interface Budget {
  /** @throws TooComplex when the steps so far, or the time they took, are more than one query may cost. */
  spend(steps: number): void;
}

export interface BudgetLimits {
  /** Nodes bound or translated, each as often as the query uses it; rules that are published stay below 20,000. */
  readonly steps: number;
  readonly timeMs: number;
}

export const readingLimits = { steps: 500_000, timeMs: 60_000 } as const satisfies BudgetLimits;

/** The longest SQL a query may become: DuckDB takes ten seconds and a gigabyte to plan so much. */
export const maxSqlLength = 4_000_000;

/** What one text may take while a query runs; DuckDB holds it several times while it makes it, and no interrupt reaches it there. */
export const maxTextBytes = 256 * 1024 * 1024;

/** The start of DuckDB's message where a text would have grown beyond. */
export const textTooLong = 'A text of the query would grow beyond';

/** How often the clock is read: every so many steps. */
const clockEvery = 256;

/** `now` gives milliseconds of any clock that never goes back. */
export function createBudget(limits: Partial<BudgetLimits> = {}, now = () => performance.now()): Budget {
  const { steps, timeMs } = { ...readingLimits, ...limits };
  const started = now();
  let spent = 0;
  let nextLook = clockEvery;
  return {
    spend(count) {
      spent += count;
      if (spent > steps) {
        throw new TooComplex(
          `The query expands to more than ${figure(steps)} steps (each part counts as often as it is used) and is refused.`,
        );
      }
      if (spent < nextLook) return;
      nextLook = spent + clockEvery;
      if (now() - started > timeMs) {
        throw new TooComplex(
          `Reading the query takes longer than ${figure(timeMs / 1000)} s and is refused.`,
        );
      }
    },
  };
}

/** @throws TooComplex when a text that is to become SQL grows beyond what DuckDB should be given. */
export function checkSqlLength(length: number): void {
  if (length <= maxSqlLength) return;
  throw new TooComplex(
    `The query expands to more than ${figure(maxSqlLength)} characters of SQL and is refused.`,
  );
}

function figure(value: number): string {
  return value.toLocaleString('en');
}
