// Times in case files: `-5m` before the clock of the test, `+30s` after it, `now`, or a time of its own.
import { lengthOf } from '../content/duration.ts';

const absolute = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?Z)?$/;

/** A time as it is written: so far from the clock of the test, or a moment (ms since 1970) that no clock moves. */
export type CaseTime = { readonly offsetMs: number } | { readonly momentMs: number };

/** Reads `now`, `-5m`, `+1h30m`, `2026-01-15T12:00:00Z`; undefined for anything else. */
export function readTime(text: string): CaseTime | undefined {
  if (text === 'now') return { offsetMs: 0 };
  if (/^[+-]/.test(text)) {
    const length = lengthOf(text.slice(1));
    return length === undefined ? undefined : { offsetMs: text.startsWith('-') ? -length : length };
  }
  const momentMs = absolute.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(momentMs) ? undefined : { momentMs };
}

/** The moment a text means at a clock, in ms since 1970; undefined for a text that is no time. */
export function momentOf(text: string, now: Date): number | undefined {
  const time = readTime(text);
  if (time === undefined) return undefined;
  return 'offsetMs' in time ? now.getTime() + time.offsetMs : time.momentMs;
}

/** A moment as queries answer it: `2026-01-15T12:00:00.0000000Z`. */
export function datetimeText(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}
