// What a reader is told about a query that does not bind: once, at the right place, with the nearest right name.
import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { queryDiagnostics } from '../../src/kql/bind/diagnostics.ts';
import { tables } from './fixtures.ts';

function found(query: string) {
  return queryDiagnostics(bindQuery(query, { tables }), tables).map(
    ({ code, message, hint, start, end }) => ({
      code,
      message,
      hint,
      text: query.slice(start, end),
    }),
  );
}

describe('syntax', () => {
  test('a misspelt operator is one finding with the operator it is near to', () => {
    expect(found('SigninLogs | wher ResultType == "0" | take 5')).toEqual([
      {
        code: 'KS176',
        message: '`wher` is not a query operator',
        hint: 'Did you mean `where`?',
        text: 'wher',
      },
    ]);
  });

  test('each statement has its first error', () => {
    const codes = found('let a = SigninLogs | wher x;\nlet b = SigninLogs | where (;\na').map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['KS176', 'KS006']);
  });

  test('a query that does not parse is not blamed for names as well', () => {
    expect(found('SigninLogs | where NoSuchColumn == 1 | where (').map(({ code }) => code)).toEqual([
      'KS006',
    ]);
  });

  test('a management command is refused', () => {
    expect(found('.show tables').map(({ code }) => code)).toEqual(['kql/management-command']);
  });

  test('a query nested beyond the parser is a finding, not a crash', () => {
    const deep = `SigninLogs | where ${'('.repeat(2000)}true${')'.repeat(2000)}`;
    expect(found(deep).length).toBeGreaterThan(0);
  });
});

test('a long query with several slips: each once, on its own line, and nothing else', () => {
  const query = `let tools = dynamic(["git.exe", "gh.exe"]);
let byProcess = DeviceProcessEvents
  | where FileName in~ (tools) and ProcessCommandLine has_any ("push", "clone")
  | project TimeGenerated, DeviceName, Account = AccountName, Size = strlen(ProcessCommandLine);
let byNetwork = DeviceNetworkEvents
  | where RemoteUrl endswith "github.com" and BytesSent > 443
  | where AccountName != ""
  | project TimeGenerated, DeviceName, Account = InitiatingProcessAccountName, Size = tolong(RemotePort);
union byProcess, byNetwork
| summarize Total = sum(Size), Devices = dcount(DeviceName) by Account, bin(TimeGenerated, 1h)
| where Total > 1000 and Device > 1
| sort by Total desc`;
  const diagnostics = queryDiagnostics(bindQuery(query, { tables }), tables);
  expect(
    diagnostics.map(({ code, start = 0, end }) => [
      code,
      query.slice(0, start).split('\n').length,
      query.slice(start, end),
    ]),
  ).toEqual([
    ['KS142', 6, 'BytesSent'],
    ['KS142', 7, 'AccountName'],
    ['KS142', 11, 'Device'],
  ]);
});

describe('names', () => {
  test.each([
    ['a column in scope', 'SigninLogs | where ResultTyp == "0"', 'Did you mean `ResultType`?'],
    ['a table', 'SigninLog | take 1', 'Did you mean `SigninLogs`?'],
    ['a function', 'SigninLogs | where strle(Identity) > 1', 'Did you mean `strlen`?'],
    ['a let', 'let Limit = 5; SigninLogs | take Limt', 'Did you mean `Limit`?'],
    [
      'a longer column',
      'DeviceNetworkEvents | project AccountName',
      'Did you mean `InitiatingProcessAccountName`?',
    ],
    [
      'the time column',
      'SigninLogs | where Timestamp > ago(1h)',
      'Use TimeGenerated, the time column of a workspace table.',
    ],
  ])('%s', (_what, query, hint) => {
    expect(found(query)).toMatchObject([{ hint }]);
  });

  test('columns are those the operator sees, not those of the table', () => {
    const query = 'SigninLogs | project Name = Identity | where Nam == "x"';
    expect(found(query)).toMatchObject([{ hint: 'Did you mean `Name`?' }]);
  });

  test('what only Defender advanced hunting has is named so', () => {
    expect(found('DeviceInfo | invoke FileProfile(SHA1)').map(({ message }) => message)).toEqual([
      expect.stringContaining('only Defender advanced hunting has'),
    ]);
    expect(found('AADSignInEventsBeta | take 1').map(({ message }) => message)).toEqual([
      expect.stringContaining('only Defender advanced hunting has'),
    ]);
  });

  test('a watchlist may have any columns', () => {
    expect(found('_GetWatchlist("Servers") | where Owner == "x" | project Owner, SearchKey')).toEqual([]);
  });

  test('at most twenty findings, the last of which counts the rest', () => {
    const conditions = Array.from({ length: 30 }, (_, i) => `Missing${i} == 1`).join(' and ');
    const all = found(`SigninLogs | where ${conditions}`);
    expect(all).toHaveLength(20);
    expect(all.at(-1)?.message).toContain('(and 10 more like these)');
  });
});
