// The steps of a query, in the order in which rows pass them; each is a query of its own.
import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { stepsOf } from '../../src/kql/rewrite/steps.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const tables = createTableCatalogue();
const steps = (query: string) => stepsOf(bindQuery(query, { tables }));

test.each<[string, string, readonly string[]]>([
  ['a pipe', 'SigninLogs | where UserId == "a" | count', ['SigninLogs', '| where UserId == "a"', '| count']],
  ['over lines', 'SigninLogs\n| where\n    UserId == "a"', ['SigninLogs', '| where UserId == "a"']],
  ['a let at its head', 'let A = SigninLogs | take 5; A | count', ['SigninLogs', '| take 5', '| count']],
  [
    'a let over a let, materialized',
    'let A = materialize(SigninLogs | take 5); let B = A | take 4; B | count',
    ['SigninLogs', '| take 5', '| take 4', '| count'],
  ],
  ['brackets', '(SigninLogs | take 5) | count', ['SigninLogs', '| take 5', '| count']],
  ['a call', 'range x from 1 to 3 step 1 | where x > 1', ['range x from 1 to 3 step 1', '| where x > 1']],
  ['a union', 'union SigninLogs, AuditLogs | count', ['union SigninLogs, AuditLogs', '| count']],
  ['a let that is a value', 'let a = 1; print a', ['print a']],
  ['no query at all', 'let a = 1;', []],
])('%s', (_, query, expected) => {
  expect(steps(query).map(({ text }) => text)).toEqual(expected);
});

test('each step is a query that binds, with the lets in front of it', () => {
  const query =
    'let Name = "a";\nlet A = materialize(SigninLogs\n  | where UserId == Name);\nlet B = A | take 4;\nB | count';
  const all = steps(query);
  expect(all.map(({ let: name }) => name)).toEqual(['A', 'A', 'B', undefined]);
  expect(all[1]!.query).toBe('let Name = "a";\nSigninLogs\n  | where UserId == Name');
  for (const step of all) expect(bindQuery(step.query, { tables }).diagnostics).toEqual([]);
  expect(all.map(({ start }) => query.slice(0, start).split('\n').length)).toEqual([2, 3, 4, 5]);
});

describe('the conditions of a where', () => {
  const conditions = (predicate: string) => steps(`SigninLogs | where ${predicate}`).at(-1)!.conditions;

  test('are those that must hold together', () => {
    const all = conditions(
      'UserId == "a" and (AppId has "b" and not(Id == "c")) and (Id == "d" or Id == "e")',
    );
    expect(all.map(({ text }) => text)).toEqual([
      'UserId == "a"',
      'AppId has "b"',
      'not(Id == "c")',
      'Id == "d" or Id == "e"',
    ]);
  });

  test.each([
    ['UserId == "a"', 'UserId =~ "a"'],
    ['UserId in ("a", "b")', 'UserId in~ ("a", "b")'],
    ['UserId has_cs "a"', 'UserId has "a"'],
    ['UserId has "a"', 'UserId contains "a"'],
    ['UserId contains_cs "a"', 'UserId contains "a"'],
    ['tolower(UserId) startswith_cs "a"', 'tolower(UserId) startswith "a"'],
  ])('%s has a laxer form', (strict, lax) => {
    expect(conditions(strict)[0]!.laxer?.text).toBe(lax);
  });

  test.each(['UserId =~ "a"', 'TimeGenerated == datetime(2026-01-15)', 'UserId != "a"', 'isempty(UserId)'])(
    '%s has none',
    (text) => {
      expect(conditions(text)[0]!.laxer).toBeUndefined();
    },
  );
});
