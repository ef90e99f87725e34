// Times of seed rows: `-5m` before the clock of the test, `+30s` after it, or a time of its own.

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;
const relative = /^([+-])((?:\d+(?:\.\d+)?[dhms])+)$/;
const part = /(\d+(?:\.\d+)?)([dhms])/g;
const absolute = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?Z)?$/;

/** Milliseconds of `1h30m`, `20s`; undefined for anything else. */
export function lengthOf(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[dhms])+$/.test(text)) return undefined;
  return Array.from(text.matchAll(part)).reduce(
    (sum, [, number, unit]) => sum + Number(number) * unitMs[unit as keyof typeof unitMs],
    0,
  );
}

/** The moment a text means, in ms since 1970: `now`, `-5m`, `+1h30m`, `2026-01-15T12:00:00Z`; undefined for anything else. */
export function momentOf(text: string, now: Date): number | undefined {
  if (text === 'now') return now.getTime();
  const match = relative.exec(text);
  if (match !== null) {
    const length = lengthOf(match[2]!)!;
    return now.getTime() + (match[1] === '-' ? -length : length);
  }
  if (!absolute.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

/** Whether a text is a time that no clock moves. */
export function isFixedTime(text: unknown): boolean {
  return typeof text === 'string' && absolute.test(text);
}

/** A moment as queries answer it: `2026-01-15T12:00:00.0000000Z`. */
export function datetimeText(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}
