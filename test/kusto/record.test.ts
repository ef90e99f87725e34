// What is remembered of a run on a real Kusto engine, and what the page of the language says with it and without it.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderConfirmed } from '../../scripts/pages/kql-confirmed.ts';
import { recordOf } from './record.ts';

const record = recordOf(
  [
    { id: 'a', status: 'confirmed' },
    { id: 'b', status: 'differs', words: 'x | y' },
    { id: 'c', status: 'not-asked', words: 'no name' },
  ],
  {
    engine: 'Kusto.Engine 1.0',
    image: 'kusto@sha256:1',
    on: new Date('2026-01-15T23:00:00Z'),
    cases: { equal: 3, compared: 4 },
  },
);

test('a record has what was not confirmed, and no durations', () => {
  expect(record).toEqual({
    engine: 'Kusto.Engine 1.0',
    image: 'kusto@sha256:1',
    on: '2026-01-15',
    confirmed: 1,
    others: [
      { id: 'b', status: 'differs', words: 'x | y' },
      { id: 'c', status: 'not-asked', words: 'no name' },
    ],
    cases: { equal: 3, compared: 4 },
  });
});

test('the page says who confirmed how much, and what was not', () => {
  const text = renderConfirmed(record);
  expect(text).toContain(
    'Confirmed on 2026-01-15 by Kusto.Engine 1.0, kusto@sha256:1: 1 of 3 examples and truths',
  );
  expect(text).toContain('the rows of 3 of 4 detection cases');
  expect(text).toContain('| b | the engine answers otherwise | x \\| y |');
});

test('the page claims nothing without a committed record', () => {
  expect(renderConfirmed(undefined)).toContain('nothing on this page is confirmed');
  const isCommitted = existsSync(new URL('confirmed.json', import.meta.url));
  const page = readFileSync(new URL('../../docs/reference/kql.md', import.meta.url), 'utf8');
  expect(page.includes('nothing on this page is confirmed')).toBe(!isCommitted);
});
