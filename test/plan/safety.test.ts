// How much one apply may delete or overwrite before it asks.
import { expect, it } from 'vitest';
import type { Change } from '../../src/plan/change.ts';
import { allowedDeletes, checkSafety, limitOf, parseLimit } from '../../src/plan/safety.ts';

const change = (
  action: 'create' | 'update' | 'delete',
  more: Pick<Partial<Change>, 'fields' | 'item'> = {},
): Change => {
  const base = {
    kind: 'analytics-rule',
    id: 'x',
    name: 'x',
    fields: more.fields ?? [{ path: 'severity', before: 'Low', after: 'High' }],
  } as const;
  if (action === 'create') return { ...base, action, item: true };
  const { item = true } = more;
  return action === 'update' ? { ...base, action, item } : { ...base, action, item, status: 'orphaned' };
};
const codes = (changes: readonly Change[], owned: number) =>
  checkSafety(changes, owned, undefined).map((finding) => finding.code);

it.each([
  [1, 1],
  [6, 1],
  [19, 1],
  [20, 2],
  [49, 4],
  [50, 5],
  [500, 5],
])('of %i owned items, %i may go at once', (owned, allowed) => {
  expect(allowedDeletes(owned, undefined)).toBe(allowed);
});

it.each([
  ['0', 0],
  ['7', 7],
  ['25%', 12],
  ['100%', 50],
  ['0%', 0],
])('--max-deletes %s allows %i of 50', (text, allowed) => {
  expect(allowedDeletes(50, parseLimit(text))).toBe(allowed);
});

it.each(['', 'many', '-1', '101%', '1.5', '5 %x'])('--max-deletes %j is refused', (text) => {
  expect(() => parseLimit(text)).toThrow('--max-deletes takes a number of items or a share');
});

it.each([
  ['what is stated stands over the project', '7', { count: 1, percent: 2 }, { count: 7 }],
  ['one number of the project', undefined, { count: 3 }, { count: 3 }],
  ['one share of the project', undefined, { percent: 20 }, { percent: 20 }],
  ['both together are the default', undefined, { count: 5, percent: 10 }, undefined],
  ['nothing is the default', undefined, {}, undefined],
])('the limit: %s', (_, stated, project, limit) => {
  expect(limitOf(stated, project)).toEqual(limit);
});

it('names how many and what to do', () => {
  const [finding] = checkSafety([change('delete'), change('delete')], 6, undefined);
  expect(finding).toMatchObject({
    code: 'plan/too-many-deletes',
    message: 'The plan deletes 2 of 6 owned items; 1 at once is allowed.',
    hint: 'Check that no folder is missing, then pass --max-deletes 2.',
  });
});

it('a record whose item is already gone does not count as a delete', () => {
  expect(codes([change('delete'), change('delete', { item: false })], 6)).toEqual([]);
});

it('asks before overwriting ten items and more than three in ten', () => {
  const updates = (count: number) => Array.from({ length: count }, () => change('update'));
  expect(codes(updates(9), 9)).toEqual([]);
  expect(codes(updates(10), 34)).toEqual([]);
  expect(codes(updates(10), 33)).toEqual(['plan/too-many-updates']);
});

it('does not count new layout, ownership records or creates as overwriting', () => {
  const layout = { path: 'query', before: 'a', after: ' a', formattingOnly: true } as const;
  const harmless = [
    change('update', { fields: [layout] }),
    change('update', { item: false }),
    change('create'),
  ];
  expect(codes(Array.from({ length: 30 }, () => harmless).flat(), 90)).toEqual([]);
});
