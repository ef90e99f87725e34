// Keeps requests below what a service takes: so many in a window of time, or as many as a bucket of tokens holds.

interface Waiting {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface PaceOptions extends Waiting {
  /** So many requests... */
  readonly requests: number;
  /** ...in so many milliseconds. */
  readonly windowMs: number;
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
  return inOrder(pass);
}

export interface BucketOptions extends Waiting {
  /** So many requests at once... */
  readonly capacity: number;
  /** ...and then so many a second. */
  readonly perSecond: number;
}

/**
 * What Resource Manager takes of one identity, in one subscription and region, by kind of request.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export const resourceManagerBuckets = {
  GET: { capacity: 250, perSecond: 25 },
  PUT: { capacity: 200, perSecond: 10 },
  DELETE: { capacity: 200, perSecond: 10 },
} as const;

/** A gate that opens while the bucket holds tokens; it is full at first, and fills at its rate. */
export function createBucket({ capacity, perSecond, now, sleep }: BucketOptions): Pace {
  let tokens = capacity;
  let filledAt = now();
  return inOrder(async () => {
    for (;;) {
      const time = now();
      tokens = Math.min(capacity, tokens + ((time - filledAt) * perSecond) / 1000);
      filledAt = time;
      if (tokens >= 1) {
        tokens -= 1;
        return;
      }
      await sleep(Math.ceil(((1 - tokens) * 1000) / perSecond));
    }
  });
}

function inOrder(pass: () => Promise<void>): Pace {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(pass);
    return last;
  };
}
