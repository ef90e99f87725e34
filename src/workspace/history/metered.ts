// A place of history that is asked no faster than it allows, and every request counted.
import type { Pace } from '../requests/pace.ts';
import type { HistoryPlace } from './place.ts';

/** What a replay has cost so far. */
interface Cost {
  readonly requests: number;
  readonly rows: number;
}

export interface MeteredOptions {
  /** Resolves when one more request may be sent. */
  readonly pace?: Pace | undefined;
  /** So many requests are under way at once at most. */
  readonly atOnce: number;
  /** Hears of every request before it is sent. */
  readonly onRequest?: (number: number) => void;
}

export interface MeteredPlace extends HistoryPlace {
  cost(): Cost;
}

/**
 * 150 requests in any 30 seconds, less than the 200 that Log Analytics takes of one user, who may be an analyst at work.
 * https://learn.microsoft.com/azure/azure-monitor/service-limits#log-queries-and-language
 */
export const workspaceRate = { capacity: 30, perSecond: 4 } as const;

/** Of five queries that Log Analytics runs at once for one user: one is left to the analyst. */
export const workspaceAtOnce = 4;

/** 30 a minute of the 45 that the data lake takes. https://learn.microsoft.com/azure/sentinel/datalake/sentinel-lake-service-limits */
export const dataLakeRate = { capacity: 5, perSecond: 0.4 } as const;

export function metered(place: HistoryPlace, { pace, atOnce, onRequest }: MeteredOptions): MeteredPlace {
  const cost = { requests: 0, rows: 0 };
  const waiting: (() => void)[] = [];
  let free = atOnce;
  const taken = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const given = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    ...place,
    cost: () => ({ ...cost }),
    send: async (query) => {
      await taken();
      try {
        await pace?.();
        cost.requests += 1;
        onRequest?.(cost.requests);
        const result = await place.send(query);
        cost.rows += result.rows.length;
        return result;
      } finally {
        given();
      }
    },
  };
}
