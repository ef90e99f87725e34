// What the checks make of times in a query and in a rule's schedule.
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/checks/run.ts';
import { itemFrom, now, plainProject, tables } from './fixtures.ts';

function codesOf(query: string, frequency: string, period: string): string[] {
  const text = `id: 5f0a3a52-7f0c-4a39-9d1b-2c6f3b1f7a10
name: Git run by a service account
kind: Scheduled
queryFrequency: ${frequency}
queryPeriod: ${period}
query: |
${query.replaceAll(/^/gm, '  ')}
`;
  const items = [itemFrom(text, 'analytics-rules/rule.yaml')];
  const timed = /ago-beyond|overlapping|no-ingestion|ingestion-window|redundant|^KS/;
  return lint({ project: plainProject, items, tables, now })
    .diagnostics.map(({ code }) => code)
    .filter((code) => timed.test(code));
}

const beyond = 'kql/ago-beyond-period';
const overlapping = 'content/overlapping-runs';

describe('ago() beyond queryPeriod', () => {
  test.each([
    ['a literal', 'where TimeGenerated > ago(181m)', [beyond]],
    ['up to the period', 'where TimeGenerated between (ago(3h) .. ago(1h))', []],
    ['time(...)', 'where TimeGenerated > ago(time(1.00:00:00))', [beyond]],
    ['a product', 'where TimeGenerated > ago(4 * 1h)', [beyond]],
    ['another column than the time of the event', 'where CreatedDateTime > ago(30d)', []],
    ['ingestion time', 'where ingestion_time() > ago(1d)', [beyond]],
    ['no column at all', 'extend Since = ago(1d)', [beyond]],
  ])('%s', (_what, operator, codes) => {
    expect(codesOf(`SigninLogs | ${operator}`, '1h', '3h').filter((code) => code === beyond)).toEqual(codes);
  });

  test('through lets', () => {
    const query = 'let day = 1d;\nlet back = 2 * day;\nSigninLogs | where TimeGenerated > ago(back)';
    expect(codesOf(query, '1h', '1d')).toContain(beyond);
    expect(codesOf(query, '1h', '2d')).not.toContain(beyond);
  });
});

describe('a stretch of ingestion time', () => {
  const narrow = 'kql/ingestion-window';
  const ofWindow = (operators: string, frequency = '30m', period = '30m') =>
    codesOf(`SigninLogs | ${operators}`, frequency, period).filter(
      (code) => code === narrow || code === overlapping,
    );

  test.each([
    ['25 of 30 minutes never looked at', 'where ingestion_time() > ago(5m)', [narrow]],
    ['moved by a delay', 'where ingestion_time() > ago(35m) and ingestion_time() <= ago(5m)', []],
    [
      'moved by a delay, in two filters',
      'where ingestion_time() > ago(35m) | where ingestion_time() < ago(5m)',
      [],
    ],
    ['moved, and cut', 'where ingestion_time() > ago(30m) and ingestion_time() <= ago(5m)', [narrow]],
    ['between', 'where ingestion_time() between (ago(35m) .. ago(5m))', []],
    ['between, too short', 'where ingestion_time() between (ago(20m) .. now())', [narrow]],
    ['through a column', 'extend Came = ingestion_time() | where Came > ago(5m)', [narrow]],
    [
      'through the column of a stored function',
      'extend IngestedAt = todatetime(CreatedDateTime) | where IngestedAt > ago(5m)',
      [narrow],
    ],
    ['from now()', 'where ingestion_time() > now() - 5m', [narrow]],
    ['from now(-x)', 'where ingestion_time() >= now(-30m)', []],
    ['from the other side', 'where ago(5m) < ingestion_time()', [narrow]],
    ['one of two conditions', 'where ingestion_time() > ago(5m) or Status == "x"', []],
    ['a length the text does not say', 'where ingestion_time() > ago(1m * toint(ResultType))', []],
  ])('%s', (_what, operators, codes) => {
    expect(ofWindow(operators)).toEqual(codes);
  });

  test('each side of a join is looked at by itself', () => {
    const join = (left: string, right: string) =>
      `where ingestion_time() > ago(${left}) | join kind=inner (AuditLogs | where ingestion_time() > ago(${right}) | project CorrelationId) on CorrelationId`;
    expect(ofWindow(join('30m', '30m'))).toEqual([]);
    expect(ofWindow(join('30m', '5m'))).toEqual([narrow]);
  });

  test('longer than a run, one event alerts twice; in a period as long as the frequency it cannot', () => {
    expect(ofWindow('where ingestion_time() > ago(2h)', '1h', '3h')).toEqual([overlapping]);
    expect(ofWindow('where ingestion_time() > ago(2h)', '1h', '1h')).toEqual([]);
  });
});

describe('runs that overlap', () => {
  test.each([
    ['no filter', 'take 5', [overlapping]],
    ['what was ingested since the last run', 'where ingestion_time() > ago(1h)', []],
    ['what was ingested, seen from the other side', 'where ago(1h) <= ingestion_time()', []],
    ['events since the last run', 'where TimeGenerated >= ago(1h)', []],
    ['more than since the last run', 'where ingestion_time() > ago(2h)', [overlapping]],
    ['only what is older', 'where TimeGenerated < ago(1h)', [overlapping]],
    ['between', 'where TimeGenerated between (ago(1h) .. now())', []],
    ['another column', 'where CreatedDateTime > ago(30m)', [overlapping]],
    [
      'what the run before knew, by a column',
      'where CreatedDateTime <= ago(5m) | summarize Before = countif(CreatedDateTime <= ago(65m)), Now = count() | where Before == 0',
      [],
    ],
    [
      'two moments that are not a run apart',
      'where CreatedDateTime <= ago(5m) | summarize Before = countif(CreatedDateTime <= ago(95m))',
      [overlapping],
    ],
  ])('%s', (_what, operator, codes) => {
    expect(codesOf(`SigninLogs | ${operator}`, '1h', '3h')).toEqual(codes);
  });

  test('a let that holds the start of the run', () => {
    expect(codesOf('let since = ago(1h);\nSigninLogs | where ingestion_time() > since', '1h', '3h')).toEqual(
      [],
    );
  });

  test('runs side by side do not overlap, but miss late events', () => {
    expect(codesOf('SigninLogs | take 5', '1h', '1h')).toEqual(['content/no-ingestion-delay']);
  });

  test('a schedule that is itself wrong is the only finding', () => {
    expect(codesOf('SigninLogs | where TimeGenerated > ago(1d)', '2h', '1h')).toEqual([]);
  });
});
