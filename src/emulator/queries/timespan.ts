// The timespan of a query request: ISO 8601 durations and intervals, as Azure Monitor reads them.
import { durationMs } from '../shape.ts';

export interface Window {
  readonly start: Date;
  readonly end: Date;
}

/**
 * Reads `P1D` (until now), `start/end`, `start/PT1H` and `PT1H/end`. Answers undefined for no timespan (absent or
 * empty) and `invalid` for one of another form. https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format
 */
export function windowOf(timespan: unknown, now: Date): Window | undefined | 'invalid' {
  if (timespan === undefined || timespan === null || timespan === '') return undefined;
  if (typeof timespan !== 'string') return 'invalid';
  const [first = '', second, ...rest] = timespan.split('/');
  if (rest.length > 0) return 'invalid';
  if (second === undefined) return interval(durationBefore(first, now), now);
  const start = dateOf(first);
  if (start !== undefined) return interval(start, dateOf(second) ?? durationAfter(second, start));
  const end = dateOf(second);
  return interval(end && durationBefore(first, end), end);
}

function interval(start: Date | undefined, end: Date | undefined): Window | 'invalid' {
  return start === undefined || end === undefined || start > end ? 'invalid' : { start, end };
}

/** A date with or without a time; without an offset it is UTC. */
function dateOf(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return undefined;
  const date = new Date(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function shifted(duration: string, from: Date, sign: 1 | -1): Date | undefined {
  const ms = durationMs(duration);
  return ms === undefined ? undefined : new Date(from.getTime() + sign * ms);
}

const durationBefore = (duration: string, end: Date) => shifted(duration, end, -1);
const durationAfter = (duration: string, start: Date) => shifted(duration, start, 1);
