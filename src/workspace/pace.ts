// Keeps requests below a rate: each waits until it fits the window of the last ones.

export interface PaceOptions {
  /** So many requests... */
  readonly requests: number;
  /** ...in so many milliseconds. */
  readonly windowMs: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Resolves when one more request may be sent. */
export type Pace = () => Promise<void>;

/**
 * What Log Analytics takes from one user, less a tenth for whoever else queries under the same identity: 200 requests in 30 s.
 * https://learn.microsoft.com/azure/azure-monitor/service-limits#log-queries-and-language
 */
export const queryApiRate = { requests: 180, windowMs: 30_000 } as const;

/** A gate for requests; those that wait are let through in the order they came. */
export function createPace({ requests, windowMs, now, sleep }: PaceOptions): Pace {
  const sent: number[] = [];
  const pass = async () => {
    for (;;) {
      const time = now();
      while (sent[0] !== undefined && sent[0] <= time - windowMs) sent.shift();
      if (sent.length < requests) {
        sent.push(time);
        return;
      }
      await sleep(sent[0]! + windowMs - time);
    }
  };
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(pass);
    return last;
  };
}
