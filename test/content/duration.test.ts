// Durations: every accepted spelling, and what is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDuration, parseDuration, toIsoDuration } from '../../src/content/duration.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('parseDuration', () => {
  it.each([
    ['5m', 5 * minute, 'shorthand', 'PT5M'],
    ['1h', hour, 'shorthand', 'PT1H'],
    ['14d', 14 * day, 'shorthand', 'P14D'],
    ['90m', 90 * minute, 'shorthand', 'PT1H30M'],
    ['00:05:00', 5 * minute, 'timespan', 'PT5M'],
    ['6:12', 6 * hour + 12 * minute, 'timespan', 'PT6H12M'],
    ['6:12:14', 6 * hour + 12 * minute + 14_000, 'timespan', 'PT6H12M14S'],
    ['6:12:14:45', 6 * day + 12 * hour + 14 * minute + 45_000, 'timespan', 'P6DT12H14M45S'],
    ['1.00:00:00', day, 'timespan', 'P1D'],
    ['14.00:00', 14 * day, 'timespan', 'P14D'],
    ['00:00:00.5', 500, 'timespan', 'PT0.5S'],
    ['5', 5 * day, 'bare-days', 'P5D'],
    [5, 5 * day, 'bare-days', 'P5D'],
    [' 1h ', hour, 'shorthand', 'PT1H'],
    ['PT5M', 5 * minute, 'iso', 'PT5M'],
    ['P1D', day, 'iso', 'P1D'],
    ['PT24H', day, 'iso', 'P1D'],
    ['P14D', 14 * day, 'iso', 'P14D'],
    ['PT1H30M', 90 * minute, 'iso', 'PT1H30M'],
    ['P2DT1H30M', 2 * day + 90 * minute, 'iso', 'P2DT1H30M'],
    ['PT0S', 0, 'iso', 'PT0S'],
    ['PT90S', 90_000, 'iso', 'PT1M30S'],
  ])('%j is %d ms, %s, in ISO %s', (text, ms, form, iso) => {
    expect(parseDuration(text)).toEqual({ ms, form });
    expect(isoDuration(ms)).toBe(iso);
  });

  it.each([
    '',
    'soon',
    '5s',
    '5 m',
    '5M',
    '-5m',
    '1.5h',
    '-01:00:00',
    '24:00:00',
    '00:60:00',
    '00:00:60',
    'P',
    'PT',
    'P1DT',
    'P1M',
    'P1Y',
    'P1W',
    'pt5m',
    '99999999d',
    Number.NaN,
    1.5,
    null,
    undefined,
    true,
    ['5m'],
  ])('%j is refused and left as it is', (value) => {
    expect(parseDuration(value)).toBeUndefined();
    expect(toIsoDuration(value)).toBe(value);
  });

  it('reads back every length it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * day }), (ms) => {
        expect(parseDuration(isoDuration(ms))).toEqual({ ms, form: 'iso' });
      }),
    );
  });
});
