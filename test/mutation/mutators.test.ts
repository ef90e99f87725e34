// What is changed in a query, and what is left alone because it would be the same query again.
import { describe, expect, test } from 'vitest';
import { changedQueries, isSound } from '../../src/mutation/mutants-of.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { mutatedRule } from './fixture.ts';

const tables = createTableCatalogue();

/** `kind: before -> after` of every mutant. */
function mutants(query: string): readonly string[] {
  const one = mutatedRule(query);
  return changedQueries(one, tables)
    .filter((mutant) => isSound(mutant, one, tables))
    .map(({ kind, before, after }) => `${kind}: ${before} -> ${after}`);
}

const ofKind = (kind: string, query: string) =>
  mutants(query)
    .filter((mutant) => mutant.startsWith(`${kind}: `))
    .map((mutant) => mutant.slice(kind.length + 2));

describe('every kind of change', () => {
  test.each<[kind: string, query: string, changes: readonly string[]]>([
    ['aggregate', 'SigninLogs | summarize min(TimeGenerated) by IPAddress', ['min -> max']],
    ['boundary', 'SigninLogs | summarize n = count() by IPAddress | where n > 5', ['> -> >=']],
    ['by-key', 'SigninLogs | distinct IPAddress, Location', ['IPAddress, -> ', ', Location -> ']],
    [
      'filter',
      'SigninLogs | where isempty(IPAddress)',
      ['isempty(IPAddress) -> true', 'isempty(IPAddress) -> not(isempty(IPAddress))'],
    ],
    ['join-kind', 'SigninLogs | join kind=inner (AuditLogs) on CorrelationId', ['inner -> leftouter']],
    ['join-kind', 'SigninLogs | join (AuditLogs) on CorrelationId', [' -> kind=inner']],
    ['list-element', 'SigninLogs | where IPAddress in ("a", "b", "c")', ['"a", -> ', ', "c" -> ']],
    ['logic', 'SigninLogs | where isempty(IPAddress) or isempty(Location)', ['or -> and']],
    ['regex', 'SigninLogs | where IPAddress matches regex "(?i)ab"', ['(?i) -> ']],
    ['string-operator', 'SigninLogs | where IPAddress has "a"', ['has -> has_cs', 'has -> contains']],
    ['threshold', 'SigninLogs | summarize n = count() by IPAddress | where n > 5', ['5 -> 6', '5 -> 4']],
    ['timespan', 'SigninLogs | where TimeGenerated > ago(1h)', ['1h -> 61m', '1h -> 59m']],
    [
      'union-arm',
      'SigninLogs | union (AuditLogs) | project TimeGenerated',
      ['union (AuditLogs) -> where true'],
    ],
    [
      'union-arm',
      'union SigninLogs, AuditLogs | project TimeGenerated',
      ['SigninLogs, -> ', ', AuditLogs -> '],
    ],
  ])('%s: %s', (kind, query, changes) => {
    expect(ofKind(kind, query)).toEqual(changes);
  });
});

describe('what would be the same query', () => {
  test.each<[kind: string, query: string]>([
    ['string-operator', 'SigninLogs | where IPAddress == "203.0.113.9"'],
    ['string-operator', 'SigninLogs | where tolower(IPAddress) == "ab"'],
    ['string-operator', 'SigninLogs | where ResultSignature in ("1", "2")'],
    [
      'string-operator',
      'SigninLogs | extend Kind = iff(isempty(IPAddress), "none", "some") | where Kind == "none"',
    ],
    [
      'string-operator',
      'union (SigninLogs | extend Of = "a"), (AuditLogs | extend Of = "b") | where Of in ("a", "c")',
    ],
    [
      'string-operator',
      'SigninLogs | extend User = coalesce(tolower(UserId), "nobody") | sort by User asc | where User != prev(User)',
    ],
    [
      'string-operator',
      'SigninLogs | extend User = trim_end("s", replace_regex(tolower(UserId), "@.*", "")) | where User in ("ada", "bob")',
    ],
    [
      'string-operator',
      'SigninLogs | extend Verb = toupper(OperationName) | extend Verb = iff(Verb == "DEFAULT", "GET", Verb) | where Verb in ("GET", "POST")',
    ],
    [
      'string-operator',
      'SigninLogs | extend Name = strcat(tolower(UserId), "@", extract("a.*", 0, tolower(Location))) | where Name != "a@b"',
    ],
    [
      'string-operator',
      'let Kinds = () { SigninLogs | extend Kind = iff(isempty(IPAddress), "none", "some") }; Kinds() | where Kind == "none"',
    ],
    ['string-operator', 'SigninLogs | extend Who = strcat("user ", tolower(UserId)) | where Who == "user a"'],
    ['string-operator', 'SigninLogs | where UserId contains "@" or UserId !has "://"'],
    [
      'string-operator',
      'let f = (Name:string) { let Kind = case(isempty(Name), "none", "some"); Kind == "none" }; SigninLogs | where f(UserId)',
    ],
    ['regex', 'SigninLogs | where IPAddress matches regex @"(?i)^\\d+\\s"'],
  ])('no %s in %s', (kind, query) => {
    expect(ofKind(kind, query)).toEqual([]);
  });
});

describe('a part of a text', () => {
  test.each<[query: string, changes: readonly string[]]>([
    ['SigninLogs | where UserId contains "a@"', ['contains -> contains_cs', 'contains -> has']],
    ['SigninLogs | where tolower(UserId) startswith "ab"', ['startswith -> contains']],
    ['SigninLogs | where tolower(UserId) has "ab"', ['has -> contains']],
    ['SigninLogs | where tolower(UserId) endswith "Ab"', ['endswith -> endswith_cs', 'endswith -> contains']],
    [
      'SigninLogs | extend Kind = iff(isempty(IPAddress), "None", "some") | where Kind !contains "none"',
      ['!contains -> !contains_cs', '!contains -> !has'],
    ],
  ])('%s', (query, changes) => {
    expect(ofKind('string-operator', query)).toEqual(changes);
  });
});

describe('what rows can tell apart', () => {
  test.each<[query: string]>([
    ['SigninLogs | where UserId == "ab"'],
    ['SigninLogs | sort by UserId asc | where UserId == prev(UserId)'],
    ['SigninLogs | where tolower(UserId) == "Ab"'],
    ['SigninLogs | extend Kind = iff(isempty(IPAddress), "None", "none") | where Kind == "none"'],
    ['SigninLogs | extend Kind = iff(isempty(IPAddress), "none", UserId) | where Kind == "none"'],
    ['let Of = () { SigninLogs | extend Kind = UserId }; Of() | where Kind == "none"'],
    ['SigninLogs | extend Who = strcat("user ", UserId) | where Who == "user a"'],
    ['union (SigninLogs | extend Of = "a"), (AuditLogs | extend Of = OperationName) | where Of == "a"'],
    ['SigninLogs | extend Kind = "a" | union (SigninLogs | extend Kind = "A") | where Kind == "a"'],
    ['SigninLogs | extend Kind = strcat(tolower(UserId), "X") | where Kind == "aX"'],
    ['SigninLogs | extend Kind = replace_string(tolower(UserId), "x", "X") | where Kind == "ax"'],
    [
      'SigninLogs | extend Kind = substring(iff(isempty(UserId), "aNone", "bnone"), 1) | where Kind == "none"',
    ],
    ['SigninLogs | where toupper(UserId) == "Ab"'],
    ['let Kind = "1"; SigninLogs | where UserId == Kind'],
  ])('%s', (query) => {
    expect(ofKind('string-operator', query)).toEqual(['== -> =~']);
  });
});

test('what does not bind is no mutant', () => {
  expect(
    ofKind('by-key', 'SigninLogs | summarize count() by IPAddress, Location | project IPAddress'),
  ).toEqual([', Location -> ']);
});

test('an id names kind, place in the query and change, and a mutant its place in the file', () => {
  const [first] = changedQueries(mutatedRule('SigninLogs\n| where isempty(IPAddress)'), tables);
  expect(first).toMatchObject({ file: 'analytics-rules/a.yaml', column: 11 });
  expect(first!.id).toMatch(/^filter@2:9:[0-9a-f]{8}$/);
});
