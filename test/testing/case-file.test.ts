// A case file says what it means, and every slip in one is found at its place.
import { describe, expect, test } from 'vitest';
import { rowsAt } from '../../src/testing/case-rows.ts';
import { atClock, type DetectionCase } from '../../src/testing/detection-case.ts';
import { casesFrom, findings } from './fixture.ts';

/** The sign-ins of a case at its own clock. */
const rowsOf = (one: DetectionCase | undefined) =>
  one === undefined ? undefined : rowsAt(one, one.now)['SigninLogs'];

describe('seed rows', () => {
  test('relative times become moments, five minutes ago where none is given', () => {
    const { cases, diagnostics } = casesFrom(`
cases:
  - name: times
    seed:
      SigninLogs:
        - { TimeGenerated: -1h30m, UserPrincipalName: a }
        - { UserPrincipalName: b, _IngestionTime: -1m }
        - { TimeGenerated: 2026-01-01T00:00:00Z, UserPrincipalName: c }
    none: true
`);
    expect(diagnostics).toEqual([]);
    expect(rowsOf(cases[0])).toEqual([
      { TimeGenerated: '2026-01-15T10:30:00.0000000Z', UserPrincipalName: 'a' },
      {
        TimeGenerated: '2026-01-15T11:55:00.0000000Z',
        UserPrincipalName: 'b',
        _IngestionTime: '2026-01-15T11:59:00.0000000Z',
      },
      { TimeGenerated: '2026-01-01T00:00:00.0000000Z', UserPrincipalName: 'c' },
    ]);
  });

  test('a time that is written out keeps its seven digits', () => {
    const { cases, diagnostics } = casesFrom(`
cases:
  - name: ticks
    seed:
      SigninLogs:
        - { TimeGenerated: 2026-01-01T00:00:00.1234567Z, CreatedDateTime: 2026-01-01T00:00:00.5Z }
    none: true
`);
    expect(diagnostics).toEqual([]);
    expect(rowsOf(cases[0])).toEqual([
      { TimeGenerated: '2026-01-01T00:00:00.1234567Z', CreatedDateTime: '2026-01-01T00:00:00.5000000Z' },
    ]);
  });

  test('a case says why it must come out so, and how hard it is to see', () => {
    const { cases, diagnostics } = casesFrom(
      'cases: [{ name: a, why: a pull reads, tier: B, none: true }, { name: b, none: true }]',
    );
    expect(diagnostics).toEqual([]);
    expect(cases.map(({ why, tier }) => [why, tier])).toEqual([
      ['a pull reads', 'B'],
      [undefined, undefined],
    ]);
  });

  test('the clock can be set for a file and for a case', () => {
    const { cases } = casesFrom(`
now: 2026-03-01T00:00:00Z
cases:
  - { name: a, none: true, seed: { SigninLogs: [{ TimeGenerated: -1m }] } }
  - { name: b, now: 2026-04-01T00:00:00Z, none: true, seed: { SigninLogs: [{ TimeGenerated: -1m }] } }
`);
    expect(cases.map((one) => rowsOf(one)?.[0]?.['TimeGenerated'])).toEqual([
      '2026-02-28T23:59:00.0000000Z',
      '2026-03-31T23:59:00.0000000Z',
    ]);
  });

  test('defaults, anchors and merge keys fill rows; the row itself stands over them', () => {
    const { cases, diagnostics } = casesFrom(`
shared:
  - &user { UserPrincipalName: jdoe@contoso.com, IPAddress: 10.0.0.1 }
defaults:
  SigninLogs: { ResultType: '0', AppDisplayName: GitHub }
cases:
  - name: merged
    seed:
      SigninLogs:
        - { <<: *user, IPAddress: 203.0.113.9 }
        - { AppDisplayName: Other }
    none: true
`);
    expect(diagnostics).toEqual([]);
    expect(rowsOf(cases[0])).toMatchObject([
      {
        UserPrincipalName: 'jdoe@contoso.com',
        IPAddress: '203.0.113.9',
        ResultType: '0',
        AppDisplayName: 'GitHub',
      },
      { ResultType: '0', AppDisplayName: 'Other' },
    ]);
  });

  test('one row repeated is numbered and spread over time', () => {
    const { cases } = casesFrom(`
cases:
  - name: three
    seed:
      SigninLogs: [{ _repeat: 3, _every: 20s, TimeGenerated: -2m, UserPrincipalName: 'u{n}' }]
    none: true
`);
    expect(rowsOf(cases[0])).toEqual([
      { TimeGenerated: '2026-01-15T11:58:00.0000000Z', UserPrincipalName: 'u1' },
      { TimeGenerated: '2026-01-15T11:58:20.0000000Z', UserPrincipalName: 'u2' },
      { TimeGenerated: '2026-01-15T11:58:40.0000000Z', UserPrincipalName: 'u3' },
    ]);
  });

  test('rows of a seed file, of the head and of the case come together', () => {
    const { cases } = casesFrom(
      `
seedFiles: [day.yaml]
seed:
  SigninLogs: [{ UserPrincipalName: head }]
cases:
  - { name: a, none: true, seed: { SigninLogs: [{ UserPrincipalName: own }] } }
`,
      { seedFiles: { 'day.yaml': 'seed:\n  SigninLogs: [{ UserPrincipalName: shared }]\n' } },
    );
    expect(rowsOf(cases[0])?.map((row) => row['UserPrincipalName'])).toEqual(['shared', 'head', 'own']);
  });

  test('rows of a seed file are told from the clock of each case', () => {
    const { cases } = casesFrom(
      `
seedFiles: [day.yaml]
cases:
  - { name: a, none: true }
  - { name: b, none: true, now: 2026-02-01T00:00:00Z }
  - { name: c, none: true }
`,
      { seedFiles: { 'day.yaml': 'seed:\n  SigninLogs: [{ TimeGenerated: -1h }]\n' } },
    );
    expect(cases.map((one) => rowsOf(one)?.[0]?.['TimeGenerated'])).toEqual([
      '2026-01-15T11:00:00.0000000Z',
      '2026-01-31T23:00:00.0000000Z',
      '2026-01-15T11:00:00.0000000Z',
    ]);
  });
});

describe('one case at several clocks', () => {
  const read = (row: string) =>
    casesFrom(`cases:\n  - { name: a, none: true, seed: { SigninLogs: [${row}] } }\n`).cases[0]!;
  const clocks = ['2026-03-01T00:00:00Z', '2026-04-01T06:30:00.5Z'].map((text) => new Date(text));

  test('rows move with the clock, and the case stays as it is', () => {
    const one = read('{ _repeat: 2, _every: 20s, TimeGenerated: now, _IngestionTime: +1m, Location: NL }');
    const before = structuredClone(one);
    expect(clocks.map((now) => rowsAt(one, now)['SigninLogs'])).toEqual([
      [
        {
          TimeGenerated: '2026-03-01T00:00:00.0000000Z',
          _IngestionTime: '2026-03-01T00:01:00.0000000Z',
          Location: 'NL',
        },
        {
          TimeGenerated: '2026-03-01T00:00:20.0000000Z',
          _IngestionTime: '2026-03-01T00:01:20.0000000Z',
          Location: 'NL',
        },
      ],
      [
        {
          TimeGenerated: '2026-04-01T06:30:00.5000000Z',
          _IngestionTime: '2026-04-01T06:31:00.5000000Z',
          Location: 'NL',
        },
        {
          TimeGenerated: '2026-04-01T06:30:20.5000000Z',
          _IngestionTime: '2026-04-01T06:31:20.5000000Z',
          Location: 'NL',
        },
      ],
    ]);
    expect(one).toEqual(before);
  });

  test.each([
    ['{ TimeGenerated: 2026-01-01 }', true],
    ['{ _IngestionTime: 2026-01-01T00:00:00Z }', true],
    ['{ TimeGenerated: null }', false],
    ['{ CreatedDateTime: 2026-01-01 }', false],
    ['{ TimeGenerated: -1h }', false],
  ])('%s: the clock of a service leaves some times where they were: %s', (row, timesStay) => {
    const [now] = clocks;
    expect(read(row).timesStay).toBeUndefined();
    expect(atClock(read(row), now!)).toMatchObject({ now, timesStay });
  });
});

/** The findings of a text in which \`@@\` marks the place of the one that is expected. */
function findingsAt(marked: string): { place: string; found: string[] } {
  const before = marked.slice(0, marked.indexOf('@@')).split('\n');
  const place = `${before.length}:${before.at(-1)!.length + 1}`;
  return { place, found: findings(marked.replace('@@', '')) };
}

describe('findings', () => {
  test.each([
    ['{ @@UserPrincipleName: a }', 'unknown-column', 'Did you mean `UserPrincipalName`?'],
    ['{ ResultType: @@0 }', 'wrong-type', 'Write a text in quotes.'],
    ['{ CreatedDateTime: @@yesterday }', 'wrong-type', '`-5m`'],
    ['{ CreatedDateTime: @@-1x }', 'wrong-type', '`-5m`'],
    ['{ IsInteractive: @@maybe }', 'wrong-type', 'true or false'],
    ["{ IsInteractive: @@'true' }", 'wrong-type', 'true or false'],
    ['{ _repeat: @@0 }', 'bad-value', ''],
    ['{ _repeat: 2, _every: @@often }', 'bad-value', '20s'],
    ['@@three', 'bad-value', ''],
  ])('row %s', (row, code, hint) => {
    const { place, found } = findingsAt(
      `cases:\n  - name: a\n    none: true\n    seed:\n      SigninLogs:\n        - ${row}\n`,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${place} test/${code} `);
    expect(found[0]).toContain(hint);
  });

  test.each([
    ['{ name: a, none: true, seed: { @@SigninLog: [] } }', 'unknown-table', '`SigninLogs`'],
    ['@@{ name: a, seed: {} }', 'bad-expectation', 'none: true'],
    ['{ name: a, none: true, @@alerts: 1 }', 'bad-expectation', 'Keep one'],
    ['{ name: a, rowCount: 1, none: @@false }', 'bad-value', ''],
    ['{ name: a, none: true, @@alert: 1 }', 'unknown-key', '`alerts`'],
    ['@@{ none: true }', 'bad-value', 'no name'],
    ['{ name: a, alerts: @@-1 }', 'bad-value', ''],
    ['{ name: a, none: true, tier: @@D }', 'bad-value', 'A, B, C'],
    ['{ name: a, none: true, why: @@[b] }', 'bad-value', ''],
    ['{ name: a, alerts: [{ severity: @@Critical }] }', 'bad-value', 'Informational'],
    ['{ name: a, incidents: @@many }', 'bad-value', '0, 1, 2'],
    ['{ name: a, incidents: [{ severity: @@Critical }] }', 'bad-value', 'Informational'],
    ['{ name: a, incidents: [{ alerts: @@[] }] }', 'bad-value', '0, 1, 2'],
    ['{ name: a, incidents: [{ @@alert: 1 }] }', 'unknown-key', '`alerts`'],
    ['{ name: a, none: true, @@incidents: 1 }', 'bad-expectation', 'Keep one'],
    ['{ name: a, entities: [{ type: @@Machine }] }', 'bad-value', 'Host'],
    ['{ name: a, entities: [{ type: Host, @@FulName: x }] }', 'unknown-key', '`FullName`'],
    ['{ name: a, none: true, seedFiles: [@@gone.yaml] }', 'bad-value', 'does not exist'],
  ])('case %s', (text, code, hint) => {
    const { place, found } = findingsAt(`cases:\n  - ${text}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${place} test/${code} `);
    expect(found[0]).toContain(hint);
  });

  test('a slip in the defaults is found once, where it stands', () => {
    const { place, found } = findingsAt(`
defaults:
  SigninLogs: { @@ResultTyp: '0' }
cases:
  - { name: a, none: true, seed: { SigninLogs: [{}, {}] } }
`);
    expect(found).toEqual([
      `${place} test/unknown-column \`SigninLogs\` has no column \`ResultTyp\` (Did you mean \`ResultType\`?)`,
    ]);
  });

  test('a finding inside a seed file names that file', () => {
    const { diagnostics } = casesFrom('seedFiles: [day.yaml]\ncases:\n  - { name: a, none: true }\n', {
      seedFiles: { 'day.yaml': 'seed:\n  SigninLogs: [{ Nope: 1 }]\n' },
    });
    expect(diagnostics).toMatchObject([
      { file: 'day.yaml', line: 2, column: 18, code: 'test/unknown-column' },
    ]);
  });

  test('a file with an error gives no cases', () => {
    expect(casesFrom('cases:\n  - { name: a, none: true, nonsense: 1 }\n').cases).toEqual([]);
    expect(casesFrom('cases: [').cases).toEqual([]);
  });

  test('a hunting query raises no incidents', () => {
    const found = findings('cases:\n  - { name: a, incidents: 1 }\n', { kind: 'hunting-query' });
    expect(found).toEqual([
      '2:16 test/bad-expectation A hunting query raises no incidents (Expect `rows` or `rowCount`.)',
    ]);
  });

  test('a hunting query raises no alerts', () => {
    const found = findings('cases:\n  - { name: a, alerts: 1 }\n', { kind: 'hunting-query' });
    expect(found).toEqual([
      '2:16 test/bad-expectation A hunting query raises no alerts (Expect `rows` or `rowCount`.)',
    ]);
  });
});
