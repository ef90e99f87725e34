// No value in a file, however wrong, makes a check fall over; values of a wrong type are named once.
import { expect, test } from 'vitest';
import { lint } from '../../src/checks/run.ts';
import type { ContentItem } from '../../src/content/content-item.ts';
import { analyticsRuleFields } from '../../src/content/model/analytics-rule.ts';
import { fieldOf, fileKeys } from '../../src/content/model/fields.ts';
import { bases, contentFile } from './estate.ts';
import { itemFrom, now, plainProject, tables } from './fixtures.ts';

const odd: readonly unknown[] = [
  null,
  '',
  'x',
  -1,
  1e300,
  true,
  [],
  [null],
  [[]],
  ['x'],
  {},
  { x: null },
  [{ x: 1 }],
];
const sound = itemFrom(contentFile(bases[0]!, 1), 'analytics-rules/sound.yaml');
/** A short one, because every case binds it anew. */
const query = 'SigninLogs';

function lintWith(values: Record<string, unknown>) {
  const item: ContentItem = { ...sound, values: { ...sound.values, ...values } };
  return lint({ project: plainProject, items: [item], tables, now }).diagnostics;
}

const keys = [...fileKeys(analyticsRuleFields), 'displayName'];

test.each(keys)('%s may hold anything', (key) => {
  for (const value of odd) expect(() => lintWith({ query, [key]: value })).not.toThrow();
});

test.each(keys.filter((key) => nestedKeys(key).length > 0))('and so may what stands below %s', (key) => {
  const field = fieldOf(analyticsRuleFields, key);
  for (const inner of nestedKeys(key)) {
    for (const value of odd) {
      const map = { [inner]: value };
      expect(() => lintWith({ query, [key]: field?.type === 'maps' ? [map] : map })).not.toThrow();
    }
  }
});

function nestedKeys(key: string): readonly string[] {
  return fileKeys(fieldOf(analyticsRuleFields, key)?.fields ?? {});
}

test('a value of a wrong type is one finding', () => {
  expect(lintWith({ severity: ['High'] }).map(({ code }) => code)).toEqual(['content/wrong-type']);
  expect(lintWith({ query: 5 }).map(({ code }) => code)).toEqual(['content/wrong-type']);
  expect(lintWith({ customDetails: ['x'] }).map(({ code }) => code)).toEqual(['content/wrong-type']);
});

test('an empty file asks for what it lacks and nothing else', () => {
  const item: ContentItem = { ...sound, id: '', name: '', values: {}, spelling: new Map() };
  const { diagnostics } = lint({ project: plainProject, items: [item], tables, now });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'The required field `id` is missing',
    'The required field `name` is missing',
    'The required field `kind` is missing',
  ]);
});

test('binary noise as a query gives at most twenty findings', () => {
  const noise = Array.from({ length: 5000 }, (_, i) => String.fromCharCode((i * 7919) % 0x250)).join('');
  const found = lintWith({ query: noise }).filter(({ code }) => code.startsWith('KS'));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(20);
});
