// Two ways to run a query that writes its tables in front of itself: binding all of it, and binding the rest of it once over
// tables. They must never differ.
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { createWrittenQueries } from '../../src/engine/sources/written-query.ts';
import { noRows, seedSource } from '../../src/engine/table-source.ts';
import { literalText } from '../../src/kql/rewrite/literal-text.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';
import { type KqlType, kqlTypes } from '../../src/tables/schema.ts';

const tables = createTableCatalogue();
const now = new Date('2026-01-15T12:00:00Z');
const engine = createEngine({ limits: { memoryMb: 300, threads: 1 } });
const written = createWrittenQueries(engine);
afterAll(() => engine.close());

const options = { tables, data: noRows, now };
/** By binding all of the text. */
const whole = (query: string) => engine.run(query, options);
/** By binding the rest alone; undefined where that is not done. */
const rest = async (query: string) => written.run(query, options);

const signIns = `let SigninLogs = datatable(TimeGenerated:datetime, UserPrincipalName:string, ResultType:string, Duration:long, Status:dynamic) [
  datetime(2026-01-15T11:00:00Z), "ann", "0", long(5), dynamic({"k":"v","list":[1,2]}),
  datetime(2026-01-15T11:30:00Z), "bob", "50126", long(null), dynamic(null),
  datetime(2026-01-13T11:30:00.1234567Z), "", "50126", long(-7), dynamic(["x","y"]),
  datetime(null), "ann", "", long(9223372036854775807), dynamic("text")];
`;
const audits = `let AuditLogs = datatable(['TimeGenerated']:datetime, ['Identity']:string, ['Result']:string) [
  datetime(2026-01-15T10:00:00Z), "ann", "success", datetime(2026-01-15T10:00:00Z), "eve", "failure"];
`;
const none = 'let AuditLogs = datatable(Identity:string) [];\n';

describe('both ways give the same', () => {
  test.each([
    'SigninLogs',
    'SigninLogs | count',
    '// a comment\nSigninLogs | where TimeGenerated > ago(1d) | project UserPrincipalName, Duration',
    'SigninLogs | summarize count(), dcount(ResultType), make_set(ResultType) by UserPrincipalName | sort by UserPrincipalName asc',
    'SigninLogs | summarize arg_max(TimeGenerated, *) by UserPrincipalName | sort by UserPrincipalName asc',
    'SigninLogs | extend k = Status.k, item = Status.list[0] | project-away Status',
    'SigninLogs | mv-expand Status to typeof(string) | project UserPrincipalName, Status',
    'SigninLogs | getschema',
    'SigninLogs | where * has "ann" | distinct UserPrincipalName',
    'SigninLogs | sort by Duration desc nulls last | serialize n = row_number() | project n, Duration',
    'SigninLogs | take 2 | as Few | union Few | count',
    "['SigninLogs'] | where UserPrincipalName in~ (('ANN')) | count",
    'let limit = 1;\nlet failed = materialize(SigninLogs | where ResultType != "0");\nfailed | where Duration < limit | union failed | count',
    'let f = (d:long) { SigninLogs | where Duration > d };\nf(0) | count',
    'let n = toscalar(SigninLogs | summarize max(Duration));\nprint n',
    'SigninLogs | where UserPrincipalName in (SigninLogs | where Duration < 0 | project UserPrincipalName) | count',
    'declare query_parameters(least:long = 0);\nSigninLogs | where Duration >= least | count',
    'union isfuzzy=true SigninLogs, (SigninLogs | where ResultType == "0") | count',
    'SigninLogs | make-series count() on TimeGenerated from datetime(2026-01-13) to datetime(2026-01-16) step 1d',
    'SigninLogs | where ingestion_latency < 1\n| count',
    'SigninLogs | evaluate preview(1)',
    'SigninLogs | where Nope == 1',
    'SigninLogs | whre Duration == 1',
    'SigninLogs | extend x = 1/0, y = tolong("9223372036854775807") + 1 | project x, y',
  ])('%s', async (query) => {
    const text = signIns + query;
    const fast = await rest(text);
    if (fast !== undefined) expect(fast).toEqual(await whole(text));
    expect([query, fast === undefined]).toEqual([query, /Nope|whre|preview|ingestion_latency/.test(query)]);
  });

  test.each([
    'SigninLogs | join kind=inner AuditLogs on $left.UserPrincipalName == $right.Identity | project UserPrincipalName, Result, TimeGenerated1',
    'SigninLogs | join kind=leftouter (AuditLogs | project Identity, Result) on $left.UserPrincipalName == $right.Identity | sort by TimeGenerated asc | project Result',
    'union SigninLogs, AuditLogs | sort by TimeGenerated asc, UserPrincipalName asc, Identity asc',
    'AuditLogs | lookup (SigninLogs | project UserPrincipalName, Duration) on $left.Identity == $right.UserPrincipalName | count',
  ])('over two tables: %s', async (query) => {
    const text = signIns + audits + query;
    const fast = await rest(text);
    expect(fast).toBeDefined();
    expect(fast).toEqual(await whole(text));
  });

  test('one query over other rows and other columns', async () => {
    const query = 'AuditLogs | summarize n = count(), who = make_set(Identity)';
    for (const head of [audits, none, 'let AuditLogs = datatable(Identity:string) ["x"];', audits]) {
      expect(await rest(head + query)).toEqual(await whole(head + query));
    }
  });

  test('a table that is not written out is still that of the workspace', async () => {
    const data = seedSource({ SecurityEvent: [{ TimeGenerated: '2026-01-15T11:00:00Z', Account: 'ann' }] });
    const query = `${signIns}SigninLogs | join SecurityEvent on $left.UserPrincipalName == $right.Account | count`;
    expect(await written.run(query, { ...options, data })).toEqual(
      await engine.run(query, { ...options, data }),
    );
  });
});

describe('binding all of the text is left to do', () => {
  test.each([
    'search "ann"',
    'find in (SigninLogs) where ResultType == "0"',
    'union * | count',
    'union Signin* | count',
    'union withsource=Source SigninLogs, AuditLogs | distinct Source',
    'table("SigninLogs") | count',
    'workspace("other").SigninLogs | count',
    'SigninLogs | where ingestion_time() > ago(1d)',
    'let SigninLogs = SigninLogs | take 1;\nSigninLogs | count',
    'SigninLogs | take 1 | as SigninLogs | count',
    'SigninLogs | extend SigninLogs = 1 | project SigninLogs',
    'let f = (SigninLogs:long) { SigninLogs + 1 };\nprint f(1)',
    '_GetWatchlist("x") | join SigninLogs on $left.SearchKey == $right.UserPrincipalName',
  ])('for %s', async (query) => {
    expect(await rest(signIns + query)).toBeUndefined();
  });

  test('for a function of the workspace, which reads the tables of the workspace', async () => {
    const saved = [
      { name: 'Failed', parameters: '', body: 'SigninLogs | where ResultType != "0"' },
      { name: 'AuditLogs', parameters: '', body: 'print Identity = "saved"' },
    ];
    const stored = { ...options, tables: withFunctions(tables, saved) };
    expect(await written.run(`${signIns}Failed | count`, stored)).toBeUndefined();
    expect(await written.run(`${audits}AuditLogs | count`, stored)).toBeUndefined();
    const outcome = await engine.run(`${signIns}Failed | count`, stored);
    expect(outcome).toMatchObject({ result: { rows: [[0]] } });
  });

  test('for a name no table has, for nothing written, and for a text that is too long', async () => {
    expect(await rest('let Mine = datatable(a:long) [long(1)];\nMine')).toBeUndefined();
    expect(await rest('SigninLogs | count')).toBeUndefined();
    expect(await rest(`${signIns}SigninLogs // ${'x'.repeat(1_000_000)}`)).toBeUndefined();
  });
});

test('a window leaves written rows alone', async () => {
  const window = { start: new Date('2026-01-15T11:15:00Z'), end: now };
  const query = `${signIns}SigninLogs | count`;
  const fast = await written.run(query, { ...options, window });
  expect(fast).toMatchObject({ result: { rows: [[4]] } });
  expect(fast).toEqual(await engine.run(query, { ...options, window }));
});

const digits = (max: number) =>
  fc.integer({ min: 0, max }).map((n) => String(n).padStart(String(max).length, '0'));
const moment = fc
  .date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
  .chain((date) => digits(9999).map((ticks) => `${date.toISOString().slice(0, -1)}${ticks}Z`));
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a"b', '\\', "it's", '\u2028', '\t'),
);
const values: Readonly<Record<KqlType, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  datetime: moment,
  decimal: fc.tuple(fc.maxSafeInteger(), digits(99999)).map(([whole, part]) => `${whole}.${part}`),
  dynamic: fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.array(fc.integer()),
    fc.dictionary(fc.stringMatching(/^[a-z]+$/), text),
  ),
  guid: fc.uuid(),
  int: fc.oneof(fc.integer(), fc.constantFrom(-(2 ** 31), 2 ** 31 - 1)),
  long: fc
    .oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n))
    .map(String),
  real: fc.oneof(
    fc.integer({ min: -9_999_999, max: 9_999_999 }).map((n) => n / 1000),
    fc.constantFrom('NaN', 'Infinity', '-Infinity'),
  ),
  string: text,
  timespan: fc.tuple(digits(99), digits(23), digits(59), digits(59), digits(9999999)).map(([d, ...rest]) => {
    const [h, m, s, f] = rest;
    return `-${d}.${h}:${m}:${s}.${f}`;
  }),
};

test.each(kqlTypes)('a %s as validation writes it is read the same both ways', async (type) => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(values[type], { freq: 8 }), { minLength: 2, maxLength: 2 }),
      async (cells) => {
        const literals = cells.map((cell) => literalText(cell, type));
        const query = `let AuditLogs = datatable(v:${type}) [${literals.join(', ')}];\nAuditLogs`;
        const fast = await rest(query);
        if (fast === undefined) return;
        read++;
        expect(fast).toEqual(await whole(query));
      },
    ),
    { numRuns: 60 },
  );
  expect(read).toBeGreaterThan(0);
});
