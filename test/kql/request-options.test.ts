// `set`: the clock is followed, what changes no row is taken, and the rest is refused at its place.
import { afterAll, expect, test } from 'vitest';
import { closeEngine, findingsOf, runQuery } from './run-query.ts';

afterAll(closeEngine);

test('query_now is the clock of now() and ago()', async () => {
  const { rows } = await runQuery('set query_now = datetime(2026-01-01T12:00:00Z); print now(), ago(1d)');
  expect(rows).toEqual([['2026-01-01T12:00:00.0000000Z', '2025-12-31T12:00:00.0000000Z']]);
});

test.each([
  [
    'set query_bin_auto_size=10; range x from 1 to 25 step 1 | summarize count() by bin_auto(x) | sort by x asc',
    '0 9 10 10 20 6',
  ],
  [
    'set query_bin_auto_size=1h; set query_bin_auto_at=datetime(2026-01-01 00:05); range t from datetime(2026-01-01 00:05) to datetime(2026-01-01 02:00) step 1m | summarize n = count() by t = bin_auto(t) | sort by t asc | project minuteOf = datetime_part("minute", t), n',
    '5 60 5 56',
  ],
])('bin_auto() has its bins from the options: %s', async (query, expected) => {
  const { rows } = await runQuery(query);
  expect(rows.flat().join(' ')).toBe(expected);
});

test.each(['bin_auto(1h)', 'bin_auto(now())'])('%s without a size that fits is refused', (call) => {
  const query = `set query_bin_auto_size = 1.5; print ${call}`;
  expect(findingsOf(query)).toMatchObject([{ code: 'kql/unsupported-function' }]);
});

test.each([
  ['set truncationmaxrecords = 5; T | count', /truncationmaxrecords decides which rows/],
  ['set query_datetimescope_to = datetime(2026-01-01); T | count', /query_datetimescope_to decides/],
  ['set nosuchoption; T | count', /nosuchoption is not known here/],
  ['set query_now; T | count', /query_now takes a datetime/],
  ['set query_bin_auto_size; T | count', /query_bin_auto_size takes a literal/],
])('%s', (query, message) => {
  expect(findingsOf(query)).toMatchObject([
    { code: 'kql/unsupported-statement', line: 1, column: 1, message: expect.stringMatching(message) },
  ]);
});
