// Datetimes and timespans as ticks of 100 ns: the reading of their text forms.

const ticksPerSecond = 10_000_000n;
const ticksPerMinute = 60n * ticksPerSecond;
const ticksPerHour = 60n * ticksPerMinute;
export const ticksPerDay = 24n * ticksPerHour;

/** Ticks from 0001-01-01 to 1970-01-01. */
export const unixEpochTicks = 621_355_968_000_000_000n;

/** 9999-12-31T23:59:59.9999999Z. https://learn.microsoft.com/kusto/query/scalar-data-types/datetime */
export const maxDatetimeTicks = 3_155_378_975_999_999_999n;

/** Whether a datetime can have that many ticks. */
export function isDatetime(ticks: bigint): boolean {
  return ticks >= 0n && ticks <= maxDatetimeTicks;
}

/** Ticks since 0001-01-01 of a JavaScript date. */
export function ticksOfDate(date: Date): bigint {
  return BigInt(date.getTime()) * 10_000n + unixEpochTicks;
}

const datetimePattern =
  /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7})\d*)?)?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Ticks of a datetime in one of the documented forms; undefined for any other text. https://learn.microsoft.com/kusto/query/scalar-data-types/datetime */
export function datetimeTicks(text: string): bigint | undefined {
  const match = datetimePattern.exec(isoForm(text.trim()));
  if (match === null) return undefined;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const [y, m, d, h, min, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(y, m - 1, d);
  if (y < 1 || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  if (h > 23 || min > 59 || s > 59) return undefined;
  date.setUTCHours(h, min, s);
  const ticks = ticksOfDate(date) + BigInt(fraction.padEnd(7, '0')) - offsetTicks(zone);
  return ticks >= 0n && ticks <= maxDatetimeTicks ? ticks : undefined;
}

/** `12-31-2022` and `12/31/2022` have the month first; `datetime(2025, 6, 14)` lists year, month and day. */
function isoForm(given: string): string {
  // Blanks may stand around the hyphens of a date: datetime(2017 - 08 - 01).
  const text = given
    .replace(/^(\d{4}) *- *(\d{1,2}) *- *(\d{1,2})/, '$1-$2-$3')
    .replace(/\s*(GMT|UTC)$/i, 'Z');
  const monthFirst = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(.*)$/.exec(text);
  if (monthFirst !== null) return `${monthFirst[3]}-${monthFirst[1]}-${monthFirst[2]}${monthFirst[4]}`;
  const listed = /^(\d{4})\s*,\s*(\d{1,2})\s*,\s*(\d{1,2})$/.exec(text);
  return listed === null ? rfcForm(text) : `${listed[1]}-${listed[2]}-${listed[3]}`;
}

/**
 * RFC 822 (`Sat, 8 Nov 14 15:05:02 GMT`) and RFC 850 (`Saturday, 08-Nov-14 15:05:02 UTC`): the day of the week, the seconds and the
 * zone may be missing. A regular expression for JavaScript and DuckDB both.
 */
export const rfcPattern = String.raw`^\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(\d{1,2})[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -](\d{4}|\d{2})\s+(\d{1,2}:\d{2})(:\d{2})?(?:\.(\d{1,7}))?\s*(gmt|utc|z|[+-]\d{2}:?\d{2})?\s*$`;
const rfcRegex = new RegExp(rfcPattern, 'i');
const monthNames = 'janfebmaraprmayjunjulaugsepoctnovdec';

/** Years of two digits below this one belong to the century from 2000, the others to that from 1900. */
export const centuryPivot = 50;

function rfcForm(text: string): string {
  const match = rfcRegex.exec(text);
  if (match === null) return text;
  const [, day, name, year, time, seconds = ':00', fraction = '', zone = 'Z'] = match;
  const month = monthNames.indexOf(name!.toLowerCase()) / 3 + 1;
  const century = year!.length === 4 ? '' : Number(year) < centuryPivot ? '20' : '19';
  const offset = /^(gmt|utc)$/i.test(zone) ? 'Z' : zone;
  return `${century}${year}-${month}-${day} ${time}${seconds}.${fraction}0${offset}`;
}

function offsetTicks(zone: string | undefined): bigint {
  if (zone === undefined || /^z$/i.test(zone)) return 0n;
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(zone)!;
  const ticks = BigInt(hours!) * ticksPerHour + BigInt(minutes!) * ticksPerMinute;
  return sign === '-' ? -ticks : ticks;
}

/** Ticks of each unit a timespan may be written in. */
export const timespanUnits: Readonly<Record<string, bigint>> = {
  d: ticksPerDay,
  day: ticksPerDay,
  days: ticksPerDay,
  h: ticksPerHour,
  hr: ticksPerHour,
  hrs: ticksPerHour,
  hour: ticksPerHour,
  hours: ticksPerHour,
  m: ticksPerMinute,
  min: ticksPerMinute,
  minute: ticksPerMinute,
  minutes: ticksPerMinute,
  s: ticksPerSecond,
  sec: ticksPerSecond,
  second: ticksPerSecond,
  seconds: ticksPerSecond,
  ms: 10_000n,
  milli: 10_000n,
  millis: 10_000n,
  millisec: 10_000n,
  millisecond: 10_000n,
  milliseconds: 10_000n,
  micro: 10n,
  micros: 10n,
  microsec: 10n,
  microsecond: 10n,
  microseconds: 10n,
  nano: 0n,
  nanos: 0n,
  nanosec: 0n,
  nanosecond: 0n,
  nanoseconds: 0n,
  tick: 1n,
  ticks: 1n,
};

/** Ticks of `1.5h`, `1.02:03:04.5`, `12:30` or a bare number of days; undefined for any other form, and for what 64 bits do not hold. */
export function timespanTicks(text: string): bigint | undefined {
  const ticks = anyTicks(text);
  return ticks === undefined || BigInt.asIntN(64, ticks) !== ticks ? undefined : ticks;
}

function anyTicks(text: string): bigint | undefined {
  const trimmed = text.trim();
  const unit = /^(-?)(\d+)(?:\.(\d+))? *([a-z]+)$/i.exec(trimmed);
  if (unit !== null) {
    const [, sign, whole, fraction = '', name] = unit;
    const size = timespanUnits[name!.toLowerCase()];
    if (size === undefined) return undefined;
    const ticks = (BigInt(whole! + fraction) * size) / 10n ** BigInt(fraction.length);
    return sign === '-' ? -ticks : ticks;
  }
  const clock = /^(-?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7})\d*)?)?$/.exec(trimmed);
  if (clock !== null) {
    const [, sign, days = '0', hours, minutes, seconds = '0', fraction = ''] = clock;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const ticks =
      BigInt(days) * ticksPerDay +
      BigInt(hours!) * ticksPerHour +
      BigInt(minutes!) * ticksPerMinute +
      BigInt(seconds) * ticksPerSecond +
      BigInt(fraction.padEnd(7, '0'));
    return sign === '-' ? -ticks : ticks;
  }
  return /^-?\d+$/.test(trimmed) ? BigInt(trimmed) * ticksPerDay : undefined;
}

const pad = (value: bigint, width: number) => value.toString().padStart(width, '0');

/** `[-][d.]hh:mm:ss[.fffffff]`, as tostring() prints a timespan. */
export function timespanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / ticksPerDay;
  const fraction = size % ticksPerSecond;
  return [
    ticks < 0n ? '-' : '',
    days > 0n ? `${days}.` : '',
    `${pad((size % ticksPerDay) / ticksPerHour, 2)}:${pad((size % ticksPerHour) / ticksPerMinute, 2)}:`,
    pad((size % ticksPerMinute) / ticksPerSecond, 2),
    fraction > 0n ? `.${pad(fraction, 7)}` : '',
  ].join('');
}

/** `YYYY-MM-DDTHH:MM:SS.fffffffZ`, as tostring() prints a datetime. */
export function datetimeText(ticks: bigint): string {
  const date = new Date(
    Number((ticks - unixEpochTicks) / 10_000n - ((ticks - unixEpochTicks) % 10_000n < 0n ? 1n : 0n)),
  );
  const year = date.getUTCFullYear().toString().padStart(4, '0');
  const rest = date
    .toISOString()
    .replace(/^[+-]?\d+-/, '')
    .slice(0, 14);
  return `${year}-${rest}.${pad(ticks % ticksPerSecond, 7)}Z`;
}
