// Reads a length of time in the three spellings content files use, and writes the one ARM takes.

/** How a duration was spelt: `5m`, `1.00:00:00`, a bare number (.NET reads it as days), `PT5M`. */
type DurationForm = 'shorthand' | 'timespan' | 'bare-days' | 'iso';

export interface Duration {
  readonly ms: number;
  readonly form: DurationForm;
}

const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const units = { m: minuteMs, h: hourMs, d: dayMs } as const satisfies Record<string, number>;
const lengthUnits = { s: secondMs, ...units } as const;

/** Twenty years: above any limit of the service, below any loss of precision. */
const longestMs = 20 * 366 * dayMs;

const shorthandPattern = /^(\d{1,9})([mhd])$/;
const bareDaysPattern = /^\d{1,8}$/;
const timespanPattern = /^(?:(\d{1,8})[.:])??(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/;
const isoPattern = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/;

/**
 * Parses `5m`/`1h`/`14d`, a .NET timespan (`00:05:00`, `1.00:00:00`, bare `5` = 5 days) or ISO 8601 (`PT1H30M`).
 * Undefined for anything else: negative lengths, calendar units (`P1M`), parts out of range (`25:00:00`, `00:60:00`).
 * https://learn.microsoft.com/dotnet/api/system.timespan.parse
 */
export function parseDuration(value: unknown): Duration | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const duration = shorthand(text) ?? bareDays(text) ?? timespan(text) ?? iso(text);
  return duration !== undefined && duration.ms <= longestMs ? duration : undefined;
}

/** Milliseconds of `1h30m`, `20s`, `1.5d`, the spelling of the tool's own files and flags; undefined for anything else. */
export function lengthOf(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[dhms])+$/.test(text)) return undefined;
  const parts = Array.from(text.matchAll(/([\d.]+)([dhms])/g));
  return parts.reduce(
    (sum, [, number, unit]) => sum + Number(number) * lengthUnits[unit as keyof typeof lengthUnits],
    0,
  );
}

/** `PT5M`, `P1D`, `P2DT1H30M`: the largest units first, nothing that is zero; zero itself is `PT0S`. */
export function isoDuration(ms: number): string {
  const days = Math.floor(ms / dayMs);
  const hours = Math.floor((ms % dayMs) / hourMs);
  const minutes = Math.floor((ms % hourMs) / minuteMs);
  const seconds = (ms % minuteMs) / secondMs;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  if (!days && !time) return 'PT0S';
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** The canonical ISO form of a duration in any accepted spelling; anything else comes back as it is. */
export function toIsoDuration(value: unknown): unknown {
  const duration = parseDuration(value);
  return duration === undefined ? value : isoDuration(duration.ms);
}

/** `PT1H` as `1h`; what is no whole number of minutes, or no duration, comes back as it is. */
export function shortDuration(value: unknown): unknown {
  const duration = parseDuration(value);
  if (duration === undefined || duration.ms === 0) return value;
  const unit = (['d', 'h', 'm'] as const).find((name) => duration.ms % units[name] === 0);
  return unit === undefined ? value : `${duration.ms / units[unit]}${unit}`;
}

function shorthand(text: string): Duration | undefined {
  const match = shorthandPattern.exec(text);
  if (!match) return undefined;
  return { ms: Number(match[1]) * units[match[2] as keyof typeof units], form: 'shorthand' };
}

function bareDays(text: string): Duration | undefined {
  return bareDaysPattern.test(text) ? { ms: Number(text) * dayMs, form: 'bare-days' } : undefined;
}

function timespan(text: string): Duration | undefined {
  const match = timespanPattern.exec(text);
  if (!match) return undefined;
  const parts = partsOf(match);
  // .NET reads `24:00:00` as 24 days; whoever writes that means something else, so it is refused.
  if (parts.hours > 23 || parts.minutes > 59 || parts.seconds > 59) return undefined;
  return { ms: total(parts), form: 'timespan' };
}

function iso(text: string): Duration | undefined {
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  return { ms: total(partsOf(match)), form: 'iso' };
}

/** Both patterns capture days, hours, minutes, seconds and the digits of a fraction, in this order. */
function partsOf(match: RegExpExecArray) {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0, fraction = ''] = match;
  return {
    days: Number(days),
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
    fractionMs: fraction === '' ? 0 : Math.round(Number(`0.${fraction}`) * secondMs),
  };
}

function total({ days, hours, minutes, seconds, fractionMs }: ReturnType<typeof partsOf>): number {
  return days * dayMs + hours * hourMs + minutes * minuteMs + seconds * secondMs + fractionMs;
}
