// What a case file may write for a column of each type, and the value that a row then has.
import { describe, expect, test } from 'vitest';
import { readSeedValue } from '../../src/testing/seed-values.ts';

const guid = '0B2F2D3C-1D5E-4A57-9C1B-6D3B0F0D7A11';

describe('a value that fits', () => {
  test.each([
    ['bool', true, true],
    ['datetime', '2026-01-15', '2026-01-15T00:00:00.0000000Z'],
    ['datetime', '2026-01-15T12:00Z', '2026-01-15T12:00:00.0000000Z'],
    ['datetime', '2026-01-15T12:00:00.12Z', '2026-01-15T12:00:00.1200000Z'],
    ['decimal', 1.5, '1.5'],
    ['decimal', '-1.50', '-1.50'],
    ['dynamic', { a: ['-5m'] }, { a: ['-5m'] }],
    ['guid', guid, guid.toLowerCase()],
    ['int', -(2 ** 31), -(2 ** 31)],
    ['long', 7, 7],
    ['long', '9223372036854775807', '9223372036854775807'],
    ['real', 0.5, 0.5],
    ['string', '-5m', '-5m'],
    ['string', null, ''],
    ['long', null, null],
    ['timespan', '-1.02:03:04.5', '-1.02:03:04.5'],
  ] as const)('%s %j', (type, written, value) => {
    expect(readSeedValue(written, type)).toEqual({ value });
  });

  test.each([
    ['now', 0],
    ['-1h30m', -5_400_000],
    ['+0.5s', 500],
  ])('datetime %s is so far from the clock', (written, offsetMs) => {
    expect(readSeedValue(written, 'datetime')).toEqual({ offsetMs });
  });
});

test.each([
  ['bool', 'true'],
  ['bool', 1],
  ['datetime', 'yesterday'],
  ['datetime', '-5x'],
  ['datetime', '2026-02-30T25:00Z'],
  ['datetime', '2026-01-15 12:00'],
  ['datetime', 0],
  ['decimal', 'a'],
  ['decimal', ' 1 '],
  ['guid', `{${guid}}`],
  ['guid', 'a'],
  ['int', 2 ** 31],
  ['int', 1.5],
  ['int', '1'],
  ['long', 2 ** 53],
  ['long', '+1'],
  ['long', '9223372036854775808'],
  ['real', '1'],
  ['string', 0],
  ['timespan', '5m'],
  ['timespan', '25:00:00'],
] as const)('%s takes no %j', (type, written) => {
  expect(readSeedValue(written, type)).toBeUndefined();
});
