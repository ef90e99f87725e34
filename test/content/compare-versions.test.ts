// Versions are compared number by number; what is no version has no order.
import { expect, test } from 'vitest';
import { compareVersions } from '../../src/content/compare-versions.ts';

test.each<[string | undefined, string | undefined, number | undefined]>([
  ['1.0.0', '1.0.0', 0],
  ['1.9.0', '1.10.0', -1],
  ['2.0.0', '1.99.99', 1],
  ['1.0.3', '1.2.0', -1],
  ['1.0', '1.0.0.0', 0],
  ['3', '3.0.1', -1],
  ['1.0.0.1', '1.0.0', 1],
  ['01.2.0', '1.2.0', 0],
  ['1.2.0', undefined, undefined],
  [undefined, undefined, undefined],
  ['', '1.0.0', undefined],
  ['v1.0.0', '1.0.0', undefined],
  ['v1.0.0', 'v1.0.0', 0],
  ['1.0.0-beta', '1.0.0-beta', 0],
  ['1.0.0-beta', '1.0.0', undefined],
  ['1..0', '1.0.0', undefined],
  ['1.2.3.4.5', '1.2.3', undefined],
  [' 1.0.0', '1.0.0', undefined],
])('%s beside %s: %s', (a, b, order) => {
  const found = compareVersions(a, b);
  expect(found === undefined ? undefined : Math.sign(found)).toBe(order);
});
