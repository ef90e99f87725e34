// What each factor of cost counts in a query, where, and what it leaves alone.
import { describe, expect, test } from 'vitest';
import { createCheckContext } from '../../src/checks/context.ts';
import { costFactors } from '../../src/checks/cost/factors.ts';
import { queryCost } from '../../src/checks/cost/query-cost.ts';
import { functionsIn } from '../../src/content/kinds/kinds.ts';
import { withFunctions } from '../../src/tables/catalogue.ts';
import { ruleText } from '../content/a-rule.ts';
import { itemFrom, now, tables } from './fixtures.ts';

const block = (query: string) => `|\n  ${query.replaceAll('\n', '\n  ')}`;
const rule = (query: string) => itemFrom(ruleText({ query: block(query) }), 'analytics-rules/a.yaml');
const hunt = (query: string) =>
  itemFrom(
    `id: 6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01\nname: H\ndescription: x\nquery: ${block(query)}\n`,
    'hunting-queries/a.yaml',
  );

function costOf(item: ReturnType<typeof rule>, beside: readonly ReturnType<typeof rule>[] = []) {
  const all = withFunctions(tables, functionsIn(beside));
  return queryCost(item, createCheckContext({ items: [item, ...beside], tables: all, now }))!;
}

/** `15 regex` of each part, the most expensive first. */
const partsOf = (item: ReturnType<typeof rule>) =>
  costOf(item).parts.map(({ points, factor }) => `${points} ${factor}`);

const ofRules: readonly (readonly [query: string, ...parts: readonly string[]])[] = [
  ['SigninLogs'],
  ['search "x"', '50 every-table'],
  ['search *', '50 every-table'],
  ['search in (*) "x"', '50 every-table'],
  ['find where UserPrincipalName == "x"', '50 every-table'],
  ['union *', '50 every-table'],
  ['union withsource=T * | where TimeGenerated > ago(1d)', '50 every-table'],
  ['search in (SigninLogs) "x"'],
  ['SigninLogs | search "x"'],
  ['find in (SigninLogs) where UserPrincipalName == "x"'],
  ['union SigninLogs, AuditLogs'],
  ['union Signin*', '20 tables-by-wildcard'],
  ['search in (Signin*, AuditLogs) "x"', '20 tables-by-wildcard'],
  ['SigninLogs | project-away User*'],

  ['SigninLogs | where UserPrincipalName matches regex "a.b"', '15 regex'],
  ['SigninLogs | where UserPrincipalName has "a" | where UserPrincipalName matches regex "a.b"', '5 regex'],
  ['SigninLogs | where UserPrincipalName has "a" and UserPrincipalName matches regex "a.b"', '5 regex'],
  ['SigninLogs | where UserPrincipalName matches regex "a.b" and UserPrincipalName has "a"', '15 regex'],
  ['SigninLogs | where UserPrincipalName has "a" or UserPrincipalName matches regex "a.b"', '15 regex'],
  ['SigninLogs | where TimeGenerated > ago(1h) | where UserPrincipalName matches regex "a.b"', '15 regex'],
  ['SigninLogs | where UserPrincipalName != "a" | where UserPrincipalName matches regex "a.b"', '15 regex'],
  [
    'SigninLogs | extend x = extract("a(.)", 1, UserPrincipalName), y = extract("b(.)", 1, UserPrincipalName)',
    '15 regex',
  ],
  ['SigninLogs | parse kind=regex UserPrincipalName with "a+" x', '15 regex'],
  ['SigninLogs | parse UserPrincipalName with x "@" y'],
  ['SigninLogs | parse-kv UserPrincipalName as (a: string) with (regex="(.)=(.)")', '15 regex'],
  ['SigninLogs | parse-kv UserPrincipalName as (a: string) with (pair_delimiter=";", kv_delimiter="=")'],
  ['SigninLogs | extend x = countof(UserPrincipalName, "a.", "regex")', '15 regex'],
  ['SigninLogs | extend x = countof(UserPrincipalName, "a")'],
  ['SigninLogs | extend x = replace_string(UserPrincipalName, "a", "b")'],
  ['SigninLogs | extend x = extract("a(.)", 1, "abc")'],
  [
    'SigninLogs | summarize count() by UserPrincipalName | where UserPrincipalName matches regex "a.b"',
    '5 regex',
  ],
  ['SigninLogs | take 10 | where UserPrincipalName matches regex "a.b"'],
  ['datatable(x: string)["a"] | where x matches regex "a"'],
  ['_GetWatchlist("L") | where SearchKey matches regex "a"'],
  [
    'let T = SigninLogs | where ResultType == "0";\nT | where UserPrincipalName matches regex "a.b"',
    '5 regex',
  ],
  [
    'union (SigninLogs | where ResultType == "0"), AuditLogs | where CorrelationId matches regex "a"',
    '15 regex',
  ],
  ['let f = (x: string) { extract("a(.)", 1, x) };\nSigninLogs | extend y = f(UserPrincipalName)'],

  ['SigninLogs | where UserPrincipalName contains "a"', '6 part-of-word'],
  ['SigninLogs | where UserPrincipalName !endswith_cs "a"', '6 part-of-word'],
  ['SigninLogs | where ResultType == "0" and UserPrincipalName contains "a"', '2 part-of-word'],
  [
    'SigninLogs | where UserPrincipalName has "a" or UserPrincipalName startswith "b" or UserPrincipalName hasprefix "c"',
  ],
  ['SigninLogs | where tolower(UserPrincipalName) == "a"', '5 case-folded'],
  ['SigninLogs | where ResultType == "0" | where toupper(UserPrincipalName) in ("A")', '2 case-folded'],
  ['SigninLogs | where UserPrincipalName =~ tolower("A")'],
  ['SigninLogs | extend x = tolower(UserPrincipalName)'],
  ['SigninLogs | where tolower(UserPrincipalName) has "a"', '5 case-folded'],
  ['SigninLogs | where tolower(UserPrincipalName) !startswith "a"', '5 case-folded'],
  ['SigninLogs | where tolower(UserPrincipalName) has_any ("a", "b")', '5 case-folded'],
  ['SigninLogs | where tolower(UserPrincipalName) contains "a"', '6 part-of-word', '5 case-folded'],
  ['SigninLogs | where * has "a"', '6 every-column'],
  ['SigninLogs | where ResultType == "0" and * has "a"', '2 every-column'],
  ['SigninLogs | summarize arg_max(TimeGenerated, *) by UserPrincipalName'],

  ['SigninLogs | join kind=inner AuditLogs on CorrelationId', '15 unfiltered-join', '15 unfiltered-join'],
  ['SigninLogs | where ResultType == "0" | join kind=inner AuditLogs on CorrelationId', '15 unfiltered-join'],
  [
    'SigninLogs | where ResultType == "0" | join kind=inner (AuditLogs | where TimeGenerated > ago(1h)) on CorrelationId',
    '15 unfiltered-join',
  ],
  [
    'SigninLogs | where ResultType == "0" | join kind=inner (AuditLogs | where OperationName == "x") on CorrelationId',
  ],
  [
    'SigninLogs | summarize by CorrelationId | join kind=inner (AuditLogs | distinct CorrelationId) on CorrelationId',
  ],
  ['SigninLogs | join kind=inner (datatable(CorrelationId: string)["a"]) on CorrelationId'],
  ...[
    'where IsInteractive',
    'where has_ipv4(IPAddress, "10.0.0.1")',
    'where ipv4_is_in_range(IPAddress, "10.0.0.0/8")',
  ].map(
    (filter) =>
      [
        `SigninLogs | ${filter} | join kind=inner (AuditLogs | where OperationName == "x") on CorrelationId`,
      ] as const,
  ),
  ['SigninLogs | lookup kind=leftouter AuditLogs on CorrelationId', '15 unfiltered-join'],
  ['SigninLogs | lookup kind=leftouter (_GetWatchlist("L")) on $left.UserPrincipalName == $right.SearchKey'],

  ['AuditLogs | mv-expand TargetResources', '10 expansion-before-filter'],
  ['AuditLogs | mv-expand TargetResources limit 5'],
  ['AuditLogs | mv-apply t = TargetResources on (take 1)', '10 expansion-before-filter'],
  ['AuditLogs | where OperationName == "x" | mv-apply t = TargetResources on (take 1)'],
  ['AuditLogs | where OperationName == "x" | mv-expand TargetResources'],
  ['AuditLogs | extend x = TargetResources[0].id, y = TargetResources[1].id', '8 dynamic-before-filter'],
  ['AuditLogs | where OperationName == "x" | extend x = TargetResources[0].id'],
  ['AuditLogs | where tostring(InitiatedBy.user) has "x"', '8 dynamic-before-filter'],
  ['AuditLogs | where InitiatedBy has "x" | where InitiatedBy.user has "x"'],
  ['SigninLogs | extend x = parse_json(UserPrincipalName)', '8 dynamic-before-filter'],
  ['SigninLogs | extend x = extract_json("$.a", UserPrincipalName)', '8 dynamic-before-filter'],
  ['SigninLogs | extend x = split(UserPrincipalName, "@")[0]'],
  ['SigninLogs | extend x = strcat(UserPrincipalName, "!") | where x has "a"', '5 filter-on-computed'],
  ['SigninLogs | where ResultType == "0" | extend x = strcat(UserPrincipalName, "!") | where x has "a"'],
  ['SigninLogs | extend x = UserPrincipalName | where x has "a"'],
  ['SigninLogs | summarize n = count() by UserPrincipalName | where n > 5'],
  ['SigninLogs | sort by TimeGenerated desc', '10 sort'],
  ['SigninLogs | where ResultType == "0" | order by TimeGenerated desc', '3 sort'],
  ['SigninLogs | sort by TimeGenerated desc | take 10'],
  ['SigninLogs | top 10 by TimeGenerated'],
  ['SigninLogs | summarize count() by UserPrincipalName | sort by count_ desc'],
];

test.each(ofRules)('%s', (query, ...parts) => {
  expect(partsOf(rule(query))).toEqual(parts);
});

const ofHunts: readonly (readonly [query: string, ...parts: readonly string[]])[] = [
  ['SigninLogs', '10 no-time-filter'],
  ['union SigninLogs, AuditLogs', '10 no-time-filter'],
  ['SigninLogs | where TimeGenerated > ago(1d)'],
  ['SigninLogs | where TimeGenerated between (ago(2d) .. ago(1d))'],
  ['SigninLogs | where ingestion_time() > ago(1d)'],
  ['union SigninLogs, AuditLogs | where TimeGenerated > ago(1d)'],
  ['let T = SigninLogs;\nT | where TimeGenerated > ago(1d)'],
  ['SigninLogs | make-series n = count() on TimeGenerated from ago(7d) to now() step 1d by AppDisplayName'],
  ['datatable(x: string)["a"]'],
  ['SigninLogs | where TimeGenerated > ago(1d) or TimeGenerated > ago(2d)'],
  ['SigninLogs | where TimeGenerated > ago(1d) or ResultType == "0"', '10 no-time-filter'],
  ['search in (SigninLogs) "x" | where TimeGenerated > ago(1d)'],
  ['search in (SigninLogs) TimeGenerated > ago(1d) and "x"'],
  ['SigninLogs | search TimeGenerated > ago(1d) and "x"'],
  ['search in (SigninLogs) "x"', '10 no-time-filter'],
  ['find in (SigninLogs) where TimeGenerated > ago(1d) and UserPrincipalName has "x"'],
  ...['Recent(SigninLogs)', 'SigninLogs | invoke Recent()'].map(
    (call) =>
      [
        `let Recent = (T: (TimeGenerated: datetime)) { T | where TimeGenerated > ago(1d) };\n${call}`,
      ] as const,
  ),
  ...['All(SigninLogs)', 'SigninLogs | invoke All()'].flatMap((call) => {
    const query = `let All = (T: (TimeGenerated: datetime)) { T | extend x = 1 };\n${call}`;
    return [[query, '10 no-time-filter'], [`${query} | where TimeGenerated > ago(1d)`]] as const;
  }),
  [
    'let All = (T: (TimeGenerated: datetime)) { T };\nSigninLogs | where TimeGenerated > ago(1d) | invoke All()',
  ],
  [
    'SigninLogs | where TimeGenerated > ago(1d) | where ResultType == "0" | join kind=inner (AuditLogs | summarize arg_max(TimeGenerated, *) by CorrelationId) on CorrelationId',
    '20 table-without-time-filter',
  ],
  [
    'SigninLogs | where TimeGenerated > ago(1d) | where CorrelationId in ((AuditLogs | project CorrelationId))',
    '20 table-without-time-filter',
  ],
  [
    'SigninLogs | where ResultType == "0" | join kind=inner (AuditLogs | where OperationName == "x") on CorrelationId | where TimeGenerated1 > TimeGenerated',
    '10 no-time-filter',
  ],
];

test.each(ofHunts)('of a hunting query: %s', (query, ...parts) => {
  expect(partsOf(hunt(query))).toEqual(parts);
});

test('every factor is counted by a query above', () => {
  const seen = [...ofRules, ...ofHunts].flatMap(([, ...parts]) => parts.map((part) => part.split(' ')[1]));
  expect([...new Set(seen)].sort()).toEqual(costFactors.map(({ name }) => name).sort());
});

test('parts have the places of the file, the most expensive first', () => {
  const query =
    'SigninLogs\n| sort by TimeGenerated desc\n| where UserPrincipalName matches regex "a"\n  or UserPrincipalName matches regex "b"';
  const { points, parts } = costOf(rule(query));
  expect(points).toBe(25);
  expect(parts).toEqual([
    {
      factor: 'regex',
      points: 15,
      source: 'UserPrincipalName matches regex "a"',
      at: { line: 14, column: 11, endColumn: 46 },
      places: 2,
    },
    {
      factor: 'sort',
      points: 10,
      source: 'sort by TimeGenerated desc',
      at: { line: 13, column: 5, endColumn: 31 },
      places: 1,
    },
  ]);
});

describe('a function of the project', () => {
  const parser = itemFrom(
    'id: 6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a09\nFunction:\n  Title: T\n  Version: 1.0.0\n  LastUpdated: 2026-01-15\nCategory: x\nFunctionName: SignIns\nFunctionAlias: SignIns\nFunctionQuery: |\n  SigninLogs | extend x = extract("a(.)", 1, UserPrincipalName) | where x matches regex "b"\n',
    'parsers/sign-ins.yaml',
  );
  const at = { line: 12, column: 3, endColumn: 10 };

  test('counts where it is called, once however often that is', () => {
    const { parts } = costOf(rule('SignIns\n| union SignIns, (SignIns | where x == "a")'), [parser]);
    const part = { factor: 'regex', points: 30, source: 'SignIns', at, places: 2, inFunction: 'SignIns' };
    expect(parts).toEqual([part]);
  });

  test('has its own filters, and costs nothing uncalled', () => {
    expect(costOf(rule('SigninLogs'), [parser]).parts).toEqual([]);
    expect(costOf(parser).points).toBe(30);
  });
});

test('lets that are each used twice are walked once', () => {
  const lets = Array.from({ length: 40 }, (_, n) => `let t${n + 1} = union t${n}, t${n};`);
  const item = hunt(['let t0 = SigninLogs;', ...lets, 't40 | where Location matches regex "a"'].join('\n'));
  expect(partsOf(item)).toEqual(['15 regex', '10 no-time-filter']);
});

test('a query that does not parse has no cost', () => {
  const item = rule('SigninLogs | where (');
  expect(queryCost(item, createCheckContext({ items: [item], tables, now }))).toBeUndefined();
});
