// Functions that are saved in a workspace: how a query that calls them is bound, run, and sent with seed rows in front of it.
// https://learn.microsoft.com/azure/azure-monitor/logs/functions
// https://learn.microsoft.com/kusto/query/functions/user-defined-functions
import { afterAll, describe, expect, it } from 'vitest';
import { bindForChecks } from '../../src/checks/reading/bind-for-checks.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { queryDiagnostics } from '../../src/kql/bind/diagnostics.ts';
import { withPrologue } from '../../src/kql/rewrite/prologue.ts';
import { withTestTables } from '../../src/kql/rewrite/test-tables.ts';
import { offsetAt, placeAt } from '../../src/kql/rewrite/text-edits.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';
import type { WorkspaceFunction } from '../../src/tables/workspace-function.ts';

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'User', type: 'string' },
  { name: 'Id', type: 'int' },
] as const;

const none = createTableCatalogue([
  { name: 'Logons', columns, source: 'custom', advancedHuntingOnly: false },
  { name: 'Alerts', columns, source: 'custom', advancedHuntingOnly: false },
]);

const bodies: Readonly<Record<string, readonly [parameters: string, body: string]>> = {
  Failed: ['', 'Logons | where Id == 2 | project User, Id'],
  // Azure's own text of parameters, as an ASIM parser has them.
  Filtered: [
    'starttime:datetime=datetime(null), users:dynamic=dynamic([]), disabled:bool=False',
    `let wanted = users;
Logons
| where not(disabled)
| where isnull(starttime) or TimeGenerated >= starttime
| where array_length(wanted) == 0 or User in~ (wanted)
| project User // the end`,
  ],
  Both: ['', 'union (Failed | project User), (Filtered(disabled=true))'],
  Owner: ['T:(*), fallback:string="nobody"', 'T | project Owner = column_ifexists("User", fallback)'],
  UserOf: ['T:(*)', 'T | project User'],
  TopOf: ['T:(User:string), count:long=1', 'T | top count by User | project User'],
  Marked: ['text:string, mark:string="!"', 'strcat(text, mark)'],
  Number: ['n:long', 'print n, type = gettype(n)'],
  Types: [
    'a:int=-1, b:timespan=1h, c:real=1.5, d:string="q", e:long=long(7), f:guid=guid(null), g:decimal=decimal(2.5)',
    'print a, b, c, d, e, f, g',
  ],
  Alerts: ['', 'table("Alerts") | project Hidden = User'],
  Leaks: ['', 'Mine | take 1'],
  Misspelt: ['', 'Logons\n| where Usr == "ann"'],
  Unclosed: ['', 'Logons | where (User == "ann"'],
  NoType: ['n:lnog', 'print n'],
  HalfOpen: ['T:(TimeGenerated:datetime, *), n:long=1', 'T | take n'],
  NoDate: ['', 'print datetime(2026-13-45)'],
  Deeper: ['', 'Misspelt | take 1'],
  Circle: ['', 'Circle | take 1'],
  Ping: ['', 'Pong'],
  Pong: ['', 'Logons | union Ping'],
  Foreign: ['', 'Logons | evaluate python(typeof(*), "x")'],
  CallsForeign: ['', 'Foreign'],
  Custom: ['', 'Nobody_CL | where Level_s == "high"'],
  Recent: ['', 'Logons | where TimeGenerated > ago(1d) and ingestion_time() > ago(2d) | project User'],
};
const functions = Object.entries(bodies).map(
  ([name, [parameters, body]]): WorkspaceFunction => ({ name, parameters, body }),
);
const tables = withFunctions(none, functions);
const now = new Date('2026-01-03T00:00:00Z');
const rows = {
  Logons: [
    { TimeGenerated: '2026-01-01T00:00:00Z', User: 'ann', Id: 1 },
    { TimeGenerated: '2026-01-02T12:00:00Z', User: 'bob', Id: 2 },
  ],
  Alerts: [{ TimeGenerated: '2026-01-01T00:00:00Z', User: 'eve', Id: 3 }],
};
const engine = createEngine({ limits: { memoryMb: 300, threads: 1 } });
afterAll(() => engine.close());

async function answer(query: string, catalogue = tables, data: Parameters<typeof seedSource>[0] = rows) {
  const outcome = await engine.run(query, { tables: catalogue, data: seedSource(data), now });
  if ('result' in outcome) return outcome.result.rows;
  return outcome.diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

function messages(query: string): string[] {
  return queryDiagnostics(bindQuery(query, { tables }), tables).map(({ message }) => message);
}

describe('answers', () => {
  it.each<[query: string, rows: unknown]>([
    ['Failed', [['bob', 2]]],
    ['Failed() | count', [[1]]],
    // Called by name alone where every parameter has a default, as `imDns | ...` is.
    ['Filtered', [['ann'], ['bob']]],
    ['Filtered() | count', [[2]]],
    ['Filtered(datetime(2026-01-02)) | project User', [['bob']]],
    ['Filtered(users=dynamic(["BOB"]))', [['bob']]],
    ['Filtered(disabled=true, starttime=now())', []],
    ['Both', [['bob']]],
    ['Logons | invoke Owner()', [['ann'], ['bob']]],
    ['Logons | project-away User | invoke Owner("nobody else") | take 1', [['nobody else']]],
    ['Owner((Logons | where Id == 1))', [['ann']]],
    ['TopOf(Logons, 2)', [['bob'], ['ann']]],
    ['Logons | invoke TopOf()', [['bob']]],
    ['print Marked("a"), Marked(mark="?", text="b")', [['a!', 'b?']]],
    ['Logons | project Marked(User)', [['ann!'], ['bob!']]],
    // The value has the type that the parameter declares.
    ['Number(int(5))', [[5, 'long']]],
    ['Number("5")', [[5, 'long']]],
    ['Types', [[-1, '01:00:00', 1.5, 'q', 7, null, '2.5']]],
    ['Types(b=2h) | project print_1', [['02:00:00']]],
    ['print toscalar(Failed | count)', [[1]]],
    ['Logons | where User in ((Failed | project User)) | project User', [['bob']]],
    ['union Failed, Filtered | count', [[3]]],
    ['union isfuzzy=true Failed, Nowhere | count', [[1]]],
    // ASIM's unifying parsers call those of sources that need not be there.
    ['union isfuzzy=true Failed, Nowhere(disabled=true), (Nowhere() | where x == 1) | count', [[1]]],
    ['let f = () { union isfuzzy=true Failed, (Nowhere(1)) }; f | count', [[1]]],
    ['let f = () { Failed }; f | count', [[1]]],
    // "If a stored function and a table both have the same name, the stored function will be chosen."
    // https://learn.microsoft.com/kusto/query/schema-entities/tables
    ['Alerts', [['eve']]],
    ['Alerts | project Hidden', [['eve']]],
    // table() returns "data from table T if a table named T exists". https://learn.microsoft.com/kusto/query/table-function
    ['table("Alerts") | project Id', [[3]]],
    // A let of the query hides a function of its name, and is not seen by the body of another.
    ['let Failed = print x = 7; Failed', [[7]]],
    ['let Logons = datatable(User:string, Id:int)["zed", 2]; Failed', [['bob', 2]]],
    ['let Failed = print User = "zed"; Both', [['bob']]],
  ])('%s', async (query, expected) => {
    expect(await answer(query)).toEqual(expected);
  });
});

describe('calls that the binder refuses', () => {
  it.each<[query: string, finding: string]>([
    ['Failed(1)', 'KS119 1:1'],
    ['Number()', 'KS119 1:1'],
    ['Number', 'KS117 1:1'],
    ['print Marked()', 'KS119 1:7'],
    ['Filtered(nobody=1)', 'KS196 1:10'],
    ['TopOf((print x = 1))', 'KS249 1:7'],
    ['Failed | where Nope == 1', 'KS142 1:16'],
    ['Faild | take 1', 'KS204 1:1'],
    ['Nowhere() | take 1', 'KS211 1:1'],
  ])('%s', async (query, finding) => {
    expect(await answer(query)).toEqual([finding]);
  });
});

describe('functions that cannot be used: one finding at the call', () => {
  const name =
    "the name 'Usr' does not refer to any known column, table, variable or function (line 2 of its body)";
  it.each<[query: string, place: string, reason: string]>([
    ['Misspelt', '1:1', `The function Misspelt cannot be used: ${name}`],
    ['let a = 1;\nMisspelt() | where Nope == a', '2:1', `The function Misspelt cannot be used: ${name}`],
    [
      'Deeper | project Nope',
      '1:1',
      `The function Deeper cannot be used: it calls Misspelt, and there ${name}`,
    ],
    ['Unclosed', '1:1', 'The function Unclosed cannot be used: expected: ) (line 1 of its body)'],
    [
      'NoType(1)',
      '1:1',
      "The function NoType cannot be used: its parameters (n:lnog) do not parse: the name 'lnog' is not a valid type name that can be used here",
    ],
    // "a solitary (*)": columns and a star do not go together, in a let neither.
    [
      'HalfOpen(Logons, 1)',
      '1:1',
      'The function HalfOpen cannot be used: its parameters (T:(TimeGenerated:datetime, *), n:long=1) do not parse: expected: )',
    ],
    [
      'NoDate',
      '1:1',
      'The function NoDate cannot be used: `datetime(2026-13-45)` is not a datetime (line 1 of its body)',
    ],
    [
      'let Mine = datatable(a:int)[1];\nLeaks',
      '2:1',
      "The function Leaks cannot be used: the name 'Mine' does not refer to any known table, tabular variable or function (line 1 of its body)",
    ],
    [
      'Circle',
      '1:1',
      'The function Circle cannot be used: a function may not be recursive (Circle calls Circle)',
    ],
    [
      'Ping() | count',
      '1:1',
      'The function Ping cannot be used: a function may not be recursive (Ping calls Pong calls Ping)',
    ],
  ])('%s', async (query, place, reason) => {
    expect(messages(query)).toEqual([reason]);
    expect(await answer(query)).toEqual([`kql/broken-function ${place}`]);
  });

  it('is found in each call where the rows given to it differ', () => {
    expect(messages('union (Alerts | invoke UserOf()), (Logons | invoke UserOf())')).toEqual([
      "The function UserOf cannot be used: the name 'User' does not refer to any known column, table, variable or function (line 1 of its body)",
    ]);
  });

  it('is named where the engine cannot run it', async () => {
    const run = { tables, data: seedSource(rows), now };
    const outcome = await engine.run('Logons\n| union CallsForeign', run);
    expect(outcome).toMatchObject({
      diagnostics: [
        {
          code: 'kql/unsupported-plugin',
          message: expect.stringMatching(/^In the function CallsForeign: The plugin python is not supported/),
          line: 2,
          column: 9,
        },
      ],
    });
  });
});

describe('what nobody declared', () => {
  it('may be in the workspace: a check takes it as there, in a body too', () => {
    expect(bindForChecks('Custom | where Any == 1', { tables }).diagnostics).toEqual([]);
    expect(bindQuery('Custom', { tables }).unknownSources).toEqual(['Nobody_CL']);
  });
  it('is not taken as there where a known name is close', () => {
    const slip = withFunctions(none, [{ name: 'Slip', parameters: '', body: 'Logon | take 1' }]);
    expect(bindForChecks('Slip', { tables: slip }).diagnostics).toMatchObject([
      { code: 'kql/broken-function' },
    ]);
  });
});

describe('in front of the query', () => {
  it('callees first, with the parameters as they are', () => {
    const prepared = withPrologue(
      bindQuery('Both | count', { tables }),
      {},
      new Date('2026-01-15T12:00:00Z'),
    );
    if (!('query' in prepared)) throw new Error(prepared.notCovered.join());
    const { text } = prepared.query;
    expect(text.slice(text.indexOf('let Failed'))).toBe(
      `let Failed = () {${bodies['Failed']![1]}\n};\nlet Filtered = (${bodies['Filtered']![0]}) {${bodies['Filtered']![1]}\n};\nlet Both = () {${bodies['Both']![1]}\n};\nBoth | count`,
    );
    expect(bindQuery(text, { tables: none }).diagnostics).toEqual([]);
  });

  it('a place leads back to the query', () => {
    const query = 'Both\n| where User == "x"';
    const seeded = { runId: 'run', caseName: 'case', now };
    const prepared = withTestTables(bindQuery(query, { tables }), rows, seeded);
    if (!('query' in prepared)) throw new Error(prepared.notCovered.join());
    const { text, originalOffset } = prepared.query;
    const at = text.lastIndexOf('User');
    expect(placeAt(query, originalOffset(at))).toEqual({ line: 2, column: 9 });
    expect(originalOffset(offsetAt(text, { line: 1, column: 9 }))).toBe(0);
  });

  it.each([
    'Both',
    'Filtered(users=dynamic(["bob"]))',
    'Recent',
    'Logons | invoke Owner()',
    'Both | union Both',
  ])('seed rows and functions: %s', async (query) => {
    const prepared = withPrologue(bindQuery(query, { tables }), rows, new Date('2026-01-15T12:00:00Z'));
    if (!('query' in prepared)) throw new Error(prepared.notCovered.join());
    const { text, lineOffset } = prepared.query;
    expect(text.split('\n').slice(lineOffset).join('\n')).toBe(query);
    expect(await answer(text, none, {})).toEqual(await answer(query));
  });

  it('ingestion_time() in a body reads the seeded column', () => {
    const prepared = withPrologue(bindQuery('Recent', { tables }), rows, new Date('2026-01-15T12:00:00Z'));
    expect('query' in prepared && prepared.query.text).toContain('_IngestionTime   > ago(2d)');
  });

  it('test tables stand in for the tables of a body, at the clock of the run', () => {
    const seeded = { runId: 'run', caseName: 'case', now };
    const prepared = withTestTables(bindQuery('Recent | count', { tables }), rows, seeded);
    if (!('query' in prepared)) throw new Error(prepared.notCovered.join());
    expect(prepared.query.tables.map(({ name }) => name)).toEqual(['Test_Logons_CL']);
    const [head, ...others] = prepared.query.text.split('\n');
    expect(head).toMatch(
      /^let Recent = \(\) \{\(Test_Logons_CL \| where .* project .*\) \| where TimeGenerated > \(datetime\(2026-01-03T00:00:00.000Z\) - \(1d\)\) and SeedIngestionTime > /,
    );
    expect(others).toEqual(['};', 'Recent | count']);
  });

  it.each([
    ['let Failed = 1; Both', 'a let that is named Failed'],
    ['Alerts', 'the table Alerts beside the function of that name'],
    ['_GetWatchlist(strcat("x", "y")) | join (Failed) on User', 'function _GetWatchlist()'],
  ])('%s is not covered, and says why', (query, reason) => {
    expect(withPrologue(bindQuery(query, { tables }), rows, new Date('2026-01-15T12:00:00Z'))).toEqual({
      notCovered: [reason],
    });
  });
});
