// What a sample of runs tells of all of them: the bounds that anyone can compute, and a drawing that leaves no hour out.
import { expect, test } from 'vitest';
import { drawnOf, sampleOf } from '../../src/alerting/run-sample.ts';

const month = 8640;

test.each([
  [300, month, 84],
  [600, month, 41],
  [1500, month, 15],
  [60, 720, 33],
  [150, 720, 12],
  [300, 720, 5],
])('%i of %i runs drawn, none fired: at most %i did', (drawn, of, most) => {
  expect(sampleOf({ drawn, of, fired: 0 })).toMatchObject({ least: 0, most });
});

test('where runs fired both bounds hold the share that was seen', () => {
  for (const fired of [1, 6, 30]) {
    const { least, most } = sampleOf({ drawn: 300, of: month, fired });
    const seen = (fired / 300) * month;
    expect(least).toBeLessThan(seen);
    expect(most).toBeGreaterThan(seen);
  }
  expect(sampleOf({ drawn: 300, of: month, fired: 1 })).toMatchObject({ least: 1 });
});

test('all runs leave no doubt', () => {
  expect(sampleOf({ drawn: 24, of: 24, fired: 3 })).toMatchObject({ least: 3, most: 3 });
  expect(sampleOf({ drawn: 24, of: 24, fired: 0 })).toMatchObject({ least: 0, most: 0 });
});

test('one of each stretch is drawn, the same by the same seed', () => {
  const all = Array.from({ length: 288 }, (_, index) => index);
  const drawn = drawnOf(all, 24, 7);
  expect(drawn.map((index) => Math.floor(index / 12))).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
  expect(drawnOf(all, 24, 7)).toEqual(drawn);
  expect(drawnOf(all, 24, 8)).not.toEqual(drawn);
  expect(drawnOf(all, 288, 7)).toBe(all);
});
