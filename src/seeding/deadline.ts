// How long a seeding may wait for a service that takes its time, with a clock and a sleep that a test can give.

export interface Patience {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** The longest wait, in milliseconds. */
  readonly waitMs: number;
  /** Between two attempts. */
  readonly everyMs: number;
}

export const pollEveryMs = 15_000;

/** Repeats `attempt` until it gives something, or the wait is over: then undefined. It is tried once at least. */
export async function untilThere<T>(
  { now, sleep, waitMs, everyMs }: Patience,
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const started = now();
  for (;;) {
    const result = await attempt();
    if (result !== undefined) return result;
    const left = waitMs - (now() - started);
    if (left <= 0) return undefined;
    await sleep(Math.min(everyMs, left));
  }
}
