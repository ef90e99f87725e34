// What Microsoft's binder leaves to the service, and what it says although the service runs the query.
import { afterAll, describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { queryDiagnostics } from '../../src/kql/bind/diagnostics.ts';
import { corrections } from '../../src/kql/bind/findings/binder-corrections.ts';
import { argumentRules } from '../../src/kql/bind/findings/constant-arguments.ts';
import { widerParameters } from '../../src/kql/bind/signature-repairs.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { closeEngine, findingsOf, runQuery } from './run-query.ts';

afterAll(closeEngine);

const tables = createTableCatalogue([]);

/** Code and place of every finding of a query, as `code text`. */
function found(query: string): string[] {
  const bound = bindQuery(query, { tables });
  return queryDiagnostics(bound, tables).map(
    ({ code, severity, start, end }) =>
      `${severity === 'error' ? '' : `${severity} `}${code} ${query.slice(start, end)}`,
  );
}

describe('literals that are no value of their type', () => {
  // The page of each type: https://learn.microsoft.com/kusto/query/scalar-data-types/
  test.each([
    'datetime(2026-13-45)',
    'datetime("DummyString")',
    'datetime(2026-02-30)',
    'datetime(2026-01-01 25:00)',
    'guid(not-a-guid)',
    'guid(1234)',
    'long(abc)',
    'long(9223372036854775808)',
    'int(2147483648)',
    'int(-2147483649)',
    '99999999999999999999',
    'real(abc)',
    'decimal(x)',
    'bool(maybe)',
    'timespan(soon)',
    'time("a")',
  ])('%s', (literal) => {
    expect(found(`print ${literal}`)).toEqual([`kql/invalid-literal ${literal}`]);
    expect(findingsOf(`print ${literal}`)).toMatchObject([{ code: 'kql/invalid-literal', column: 7 }]);
  });

  test.each([
    'datetime(2026-12-31)',
    'datetime(null)',
    'datetime(2017 - 08 - 01)',
    'datetime(01/02/2026)',
    'datetime("2026-01-01T00:00:00Z")',
    'datetime(Thu, 1 Jan 2026 00:00:00 GMT)',
    'guid(74be27de-1e4e-49d9-b579-fe0b331d3642)',
    'guid({74be27de-1e4e-49d9-b579-fe0b331d3642})',
    'long(-9223372036854775808)',
    'long(null)',
    '0xFFFFFFFFFFFFFFFF',
    'int(-2147483648)',
    'real(nan)',
    'real(-inf)',
    '1e3',
    'bool(1)',
    'true',
    'timespan(1.02:03:04)',
    'timespan(2 seconds)',
    '1.5h',
    'dynamic({"a":[1e300,-1]})',
  ])('%s is one', (literal) => {
    expect(found(`print ${literal}`)).toEqual([]);
  });

  test('a number in a dynamic that no real holds; the smallest long in an expression, not in data', () => {
    expect(found('print dynamic({"a":1e400})')).toEqual(['kql/invalid-literal 1e400']);
    expect(found('print dynamic([-1e400])')).toEqual(['kql/invalid-literal 1e400']);
    expect(found('print -9223372036854775808')).toEqual(['kql/invalid-literal 9223372036854775808']);
    expect(found('datatable(v:long)[-9223372036854775808]')).toEqual([]);
  });
});

describe('constant arguments', () => {
  test.each([
    ["print datetime_utc_to_local(now(), 'Mars/Olympus')", "kql/invalid-argument 'Mars/Olympus'"],
    ["print datetime_local_to_utc(now(), '')", "kql/invalid-argument ''"],
    ["let zone = 'Mars'; print datetime_utc_to_local(now(), zone)", "kql/invalid-argument 'Mars'"],
    ["print format_datetime(now(), 'yyyy-MM-ddTHH')", "kql/invalid-argument 'yyyy-MM-ddTHH'"],
    ["print format_datetime(now(), 'hh\\\\mm')", "kql/invalid-argument 'hh\\\\mm'"],
    ["print format_timespan(1h, 'c')", "kql/invalid-argument 'c'"],
    ["print format_timespan(1h, 'yyyy')", "kql/invalid-argument 'yyyy'"],
    ['range x from 1 to 3 step 1 | summarize percentile(x, 150)', 'kql/invalid-argument 150'],
    ['range x from 1 to 3 step 1 | summarize percentiles(x, 5, -1)', 'kql/invalid-argument -1'],
    ['range x from 1 to 3 step 1 | summarize percentilesw(x, x, 101)', 'kql/invalid-argument 101'],
    ['range x from 1 to 3 step 1 | summarize dcount(x, 9)', 'kql/invalid-argument 9'],
    ['print bin(5, 0)', 'warning kql/constant-result 0'],
    ['print bin(now(), -1h)', 'warning kql/constant-result -1h'],
    ['print make_datetime(2020, 13, 1)', 'warning kql/constant-result 13'],
    ['print make_datetime(2020, 1, 32)', 'warning kql/constant-result 32'],
    ['print make_datetime(2020, 1, 1, 24, 0)', 'warning kql/constant-result 24'],
    ["print todatetime('soon')", "warning kql/constant-result 'soon'"],
    ["print todatetime('2026-13-45')", "warning kql/constant-result '2026-13-45'"],
    ["print totimespan('soon')", "warning kql/constant-result 'soon'"],
    ["print toint('12.5')", "warning kql/constant-result '12.5'"],
    ["print tolong('x')", "warning kql/constant-result 'x'"],
    ["print todouble('1,5')", "warning kql/constant-result '1,5'"],
    ["print toguid('x')", "warning kql/constant-result 'x'"],
    ["print ipv4_is_in_range('10.0.0.1', '10.0.0.0/33')", "warning kql/constant-result '10.0.0.0/33'"],
    ["print parse_ipv4('10.0.0.256')", "warning kql/constant-result '10.0.0.256'"],
    ["print extract('a(b)', 2, 'ab')", 'warning kql/constant-result 2'],
    ["print 'a{' matches regex 'a{'", 'warning kql/undocumented-pattern {'],
    ["print 'a' matches regex @'[\\w-.]'", 'warning kql/undocumented-pattern \\w-.'],
  ])('%s', (query, expected) => {
    expect(found(query)).toEqual([expected]);
  });

  test.each([
    "print datetime_utc_to_local(now(), 'Europe/Berlin')",
    "print format_datetime(now(), 'yyyy-MM-dd [HH:mm:ss.fffffff] tt')",
    "print format_timespan(1h, 'd.hh:mm:ss')",
    'range x from 1 to 3 step 1 | summarize percentiles(x, 0, 99.9, 100), dcount(x, 4)',
    "print bin(5, 2), bin(now(), 1h), toint('0x1F'), toint(''), todouble('1e3'), tolong(' 5 ')",
    "print todatetime('1 Jan 2026'), ipv4_is_in_range('10.0.0.1', '10.0.0.0/8'), extract('a(b)', 1, 'ab')",
  ])('%s is clean', (query) => {
    expect(found(query)).toEqual([]);
  });

  test('each rule names functions of KQL and an official page', () => {
    for (const { functions, see } of argumentRules) {
      expect(see).toMatch(/^[a-z0-9-]+-function$/);
      expect(functions.length).toBeGreaterThan(0);
    }
  });
});

describe('queries that the engine refuses', () => {
  // Recorded answers of the engine; the window functions: https://learn.microsoft.com/kusto/query/window-functions
  const data = 'datatable(a:long, d:dynamic)[1, dynamic([1]), 2, dynamic([2])]';
  test.each([
    [`${data} | extend r = row_number()`, 'kql/not-serialized row_number()'],
    [`${data} | where a > 1 | extend p = prev(a)`, 'kql/not-serialized prev(a)'],
    [
      `${data} | sort by a asc | summarize by a | extend c = row_cumsum(a)`,
      'kql/not-serialized row_cumsum(a)',
    ],
    [`let t = ${data}; t | where next(a) == 2`, 'kql/not-serialized next(a)'],
    [`union (${data}), (${data}) | project row_rank_dense(a)`, 'kql/not-serialized row_rank_dense(a)'],
    [`${data} | extend q = d * d`, 'kql/mismatched-types d * d'],
    [`${data} | extend q = d.x + d.y`, 'kql/mismatched-types d.x + d.y'],
    [
      `${data} | summarize l = make_list(a) | extend q = l == array_sort_asc(l)`,
      'kql/mismatched-types l == array_sort_asc(l)',
    ],
    ['print dynamic([1]) != dynamic([2])', 'kql/mismatched-types dynamic([1]) != dynamic([2])'],
    ['print iif(true, 1, 2.0)', 'kql/mismatched-types iif(true, 1, 2.0)'],
    ['print case(true, 1, false, 2, 3.0)', 'kql/mismatched-types case(true, 1, false, 2, 3.0)'],
    ['print coalesce(1, 2.0)', 'kql/mismatched-types coalesce(1, 2.0)'],
    ["print d = dynamic({'a':1}) | extend r = repeat(d, 3)", 'kql/mismatched-types d'],
    ["print extract_all('abc', 'abc')", "kql/invalid-pattern 'abc'"],
  ])('%s', (query, expected) => {
    expect(found(query)).toEqual([expected]);
  });

  test.each([
    `${data} | sort by a asc | extend r = row_number(), p = prev(a)`,
    `${data} | serialize | where a > 0 | project r = row_number()`,
    `${data} | serialize r = row_number()`,
    `${data} | top 1 by a | extend r = row_number()`,
    'range x from 1 to 3 step 1 | extend p = prev(x)',
    `${data} | mv-apply d on (extend p = prev(d))`,
    `let t = ${data} | sort by a asc; t | extend r = row_number()`,
    `${data} | extend q = d * a, s = d.x + 1, e = d == 1, r = repeat(a, 2)`,
    'print iif(true, 1, toint(2)), iif(true, 1.5, 2.0), coalesce(long(null), 1), case(true, "a", "b")',
  ])('%s runs', (query) => {
    expect(found(query)).toEqual([]);
  });
});

describe('findings of the binder that are wrong', () => {
  // Recorded answers of the engine, or the page of the function.
  test.each([
    ['datatable(x:long)[1, long(null)] | summarize c = count(x)', [[2]]],
    ['print v = make_timespan(1, 12, 30, 55.123)', [['1.12:30:55.1230000']]],
    ['print v = todynamic(dynamic([1])), w = toobject(dynamic({"a":2}))', [[[1], { a: 2 }]]],
    ["datatable(s:string)['error', 'warn'] | search not('error') | project s", [['warn']]],
    [
      "datatable(s:string)['100', 'abc', '10.5'] | search '1*' and not('abc') | project s",
      [['100'], ['10.5']],
    ],
    [
      "datatable(a:string, b:long, c:real)['needle', 42, 3.14, 'haystack', 7, 2.71] | search 'needle' or 42 or 2.71 | project a",
      [['needle']],
    ],
    ["print d = dynamic({'a':1, 'b':2}) | evaluate bag_unpack(d, ignoredProperties = dynamic(['a']))", [[2]]],
    ['let V_1 = view () { print x = 1 }; union isfuzzy=true V_*, Some* | count', [[1]]],
    [
      'datatable(d:dynamic)[dynamic({"city":"x"})] | extend X = column_ifexists("d", "") | project c = X.city',
      [['x']],
    ],
    ['print a = 5 | extend X = column_ifexists("b", "none") | project X', [['none']]],
  ])('%s', async (query, rows) => {
    expect(found(query)).toEqual([]);
    expect((await runQuery(query)).rows).toEqual(rows);
  });

  test.each([
    ["print s = 'a' | where not('a')", "KS107 'a'"],
    ['print s = 1 | search not(s + 1)', 'KS107 s + 1'],
    ['union isfuzzy=false V*, Some*', 'KS142 Some*'],
    ['print d = dynamic({}) | evaluate bag_unpack(d, 5)', 'KS107 5'],
  ])('%s is still one', (query, expected) => {
    expect(found(query)).toContain(expected);
  });

  test('each correction says why it is one', () => {
    expect(widerParameters.filter(({ reason }) => reason.length < 30)).toEqual([]);
    for (const { reason, codes } of corrections) {
      expect(reason).toMatch(/https:\/\/learn\.microsoft\.com\/kusto\/query\//);
      expect(codes.length).toBeGreaterThan(0);
    }
  });
});

describe('one cause, one finding', () => {
  test.each([
    ['Foo | where x == 1 | summarize count() by y', ['KS204 Foo']],
    ['print a = 1 | extend b = nosuch | extend c = b + 1 | where c == "x"', ['KS142 nosuch']],
    ['print a = 1 | evaluate nosuch(a) | where z == 1 | project q', ['KS124 nosuch']],
    ['print a = 1 | invoke nosuch() | where z == 1', ['KS211 nosuch']],
    ['print a = 1 | project-away zzz', ['KS142 zzz']],
    ['print a = 1 | summarize b = nosuch(a) by a | where b > 1', ['KS211 nosuch']],
    ['print a = 1 | where zz == 1 | evaluate nosuch(a)', ['KS142 zz', 'KS124 nosuch']],
    ['print a = 1 | where a == 1 |', ['KS006 ']],
  ])('%s', (query, expected) => {
    expect(found(query).map((one) => one.replace(/^KS\d+ $/, 'KS006 '))).toEqual(expected);
  });
});
