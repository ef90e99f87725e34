// The example of docs/detection-tests.md is a sound case file, and the page names every key there is.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectationKeys } from '../../src/testing/case-keys.ts';
import { casesFrom } from './fixture.ts';

const page = readFileSync(new URL('../../docs/detection-tests.md', import.meta.url), 'utf8');

test('the example is read without a finding', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { cases, diagnostics } = casesFrom(example);
  expect(diagnostics).toEqual([]);
  expect(cases.map(({ name, gap }) => [name, gap !== undefined])).toEqual([
    ['A sign-in from elsewhere', false],
    ['A failed sign-in', false],
    ['A sign-in through a proxy at home', true],
  ]);
});

test.each([
  ...expectationKeys,
  'why',
  'tier',
  'gap',
  'skip',
  'seedFiles',
  'shared',
  'defaults',
  'now',
  '_repeat',
  '_every',
])('it explains %s', (key) => {
  expect(page).toContain(`\`${key}`);
});
