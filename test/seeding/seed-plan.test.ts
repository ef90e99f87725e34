// What seeding plans for cases: their tables, their rows, and which cases stay with the prologue, with the reason.
import { describe, expect, test } from 'vitest';
import { clockOfRun, createRunId } from '../../src/seeding/run-id.ts';
import { planSeeding } from '../../src/seeding/seed-plan.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import type { DetectionCase } from '../../src/testing/detection-case.ts';
import { caseRun } from '../../src/testing/run-tests.ts';
import { casesFrom, rule, tables } from '../testing/fixture.ts';

const now = new Date('2026-01-15T12:00:00Z');
const runId = createRunId(now, '1f2e3d4c');

/** Rows of SigninLogs, one a line of YAML flow; the rule looks ten minutes back unless `more` says otherwise. */
function plan(rows: readonly string[], more: Readonly<Record<string, unknown>> = {}) {
  const text = `cases:\n  - name: a case\n    seed:\n      SigninLogs:\n${rows.map((row) => `        - ${row}\n`).join('')}    alerts: 1\n`;
  return planOf(casesFrom(text).cases, more);
}

function planOf(cases: readonly DetectionCase[], more: Readonly<Record<string, unknown>> = {}) {
  return planSeeding({ items: [{ item: rule(more), cases }], catalogue: tables, runId, now });
}

describe('run ids', () => {
  test('tell their clock', () => {
    expect(runId).toBe('20260115T120000000Z-1f2e3d4c');
    expect(clockOfRun(runId)).toEqual(now);
  });
  test.each(['', 'latest', '2026-01-15', '20261315T120000000Z-1f2e3d4c'])('%j is none', (text) => {
    expect(clockOfRun(text)).toBeUndefined();
  });
});

test('rows bear run and case, the names of their test table, and when they were ingested', () => {
  const planned = plan([
    '{ TimeGenerated: -5m, _IngestionTime: -1m, TenantId: t, ResultType: null, Location: NL }',
  ]);
  expect(planned.tables.map(({ name }) => name)).toEqual(['Test_SigninLogs_CL']);
  expect(planned.cases).toMatchObject([{ name: 'a case', use: { way: 'tables' } }]);
  const [batch] = planned.batches;
  expect(batch!.caseName).toMatch(/^5a7c1d2e-0000-4000-8000-000000000001 a case [0-9a-f]{8}$/);
  expect(batch!.rows).toEqual([
    {
      TimeGenerated: '2026-01-15T11:55:00.0000000Z',
      SeedTenantId: 't',
      ResultType: '',
      Location: 'NL',
      SeedRunId: runId,
      SeedCase: batch!.caseName,
      SeedIngestionTime: '2026-01-15T11:59:00.0000000Z',
    },
  ]);
});

test('a run finds its rows by the name and the rows of its case', () => {
  const [one] = casesFrom(
    'cases:\n  - name: a case\n    seed: { SigninLogs: [{ Location: NL }] }\n    alerts: 1\n',
  ).cases;
  const planned = planOf([one!]);
  const prepared = caseRun(rule(), one!);
  if ('problems' in prepared) throw new Error(prepared.problems.join());
  expect(planned.seededCase(prepared.run)).toEqual({ runId, now, caseName: planned.batches[0]!.caseName });
  expect(planned.seededCase({ ...prepared.run, caseName: 'another' })).toBeUndefined();
});

test('other rows are rows of another name: those of a former wording are not taken for them', () => {
  const caseName = (place: string) => plan([`{ Location: ${place} }`]).batches[0]!.caseName;
  expect(caseName('NL')).toBe(caseName('NL'));
  expect(caseName('NL')).not.toBe(caseName('VN'));
});

test('a table without rows is needed too, so that the query finds it empty', () => {
  const query = 'SigninLogs | union AuditLogs';
  const planned = plan(['{ Location: NL }'], { query });
  expect(planned.tables.map(({ name }) => name)).toEqual(['Test_AuditLogs_CL', 'Test_SigninLogs_CL']);
  expect(planned.batches).toHaveLength(1);
});

describe('stays with the prologue', () => {
  const period = { queryPeriod: '14d', queryFrequency: '1d' };
  test.each([
    [
      'a row that is too old',
      ['{ TimeGenerated: -3d }'],
      period,
      'TimeGenerated 2026-01-12T12:00:00Z is older than 2 days',
    ],
    ['a date of its own', ['{ TimeGenerated: 2025-06-01T00:00:00Z }'], period, 'is older than 2 days'],
    [
      'a row that is too far ahead',
      ['{ TimeGenerated: +2d, _IngestionTime: -1m }'],
      period,
      'is more than a day ahead',
    ],
    [
      'a row without a time',
      ['{ TimeGenerated: null, _IngestionTime: -1m }'],
      period,
      'a row has no TimeGenerated',
    ],
    [
      'a text that is too long',
      [`{ Location: ${'é'.repeat(33_000)} }`],
      {},
      'SigninLogs.Location has more than 64 KB, which would be cut off',
    ],
    [
      'a text that would become a bag',
      [`{ LocationDetails: '{"city":"x"}' }`],
      {},
      'SigninLogs.LocationDetails has a text that reads as JSON',
    ],
    [
      'a query that needs the name of its table',
      ['{ Location: NL }'],
      { query: 'union withsource=Source SigninLogs' },
      'test tables cannot stand in for union withsource=',
    ],
  ])('%s', (_, rows, more, why) => {
    const planned = plan(rows, more);
    expect(planned.cases[0]!.use).toMatchObject({ way: 'prologue', why: expect.stringContaining(why) });
    expect(planned.batches).toEqual([]);
  });

  test.each(['-46h', '+22h'])('but not a row at %s, an hour within what the service takes', (time) => {
    const planned = plan([`{ TimeGenerated: ${time}, _IngestionTime: -1m }`], period);
    expect(planned.cases[0]!.use).toEqual({ way: 'tables' });
  });

  test('a table whose test table stands in for another one', () => {
    const catalogue = createTableCatalogue([
      {
        name: 'SigninLogs_CL',
        columns: tables.table('SigninLogs')!.columns,
        source: 'custom',
        advancedHuntingOnly: false,
      },
    ]);
    const { cases } = casesFrom(
      'cases:\n  - name: a case\n    seed: { SigninLogs: [{ Location: NL }] }\n    alerts: 1\n',
    );
    const query = 'SigninLogs | union SigninLogs_CL';
    const planned = planSeeding({ items: [{ item: rule({ query }), cases }], catalogue, runId, now });
    expect(planned.cases[0]!.use.why).toBe('Test_SigninLogs_CL stands in for another table already');
  });

  test('two cases of one name, which could not be told apart', () => {
    const text = (place: string) =>
      `cases:\n  - name: a case\n    seed: { SigninLogs: [{ Location: ${place} }] }\n    alerts: 1\n`;
    const planned = planOf(['NL', 'VN'].flatMap((place) => casesFrom(text(place)).cases));
    expect(planned.useOf('5a7c1d2e-0000-4000-8000-000000000001 a case')).toMatchObject({ way: 'prologue' });
    expect(planned.batches).toEqual([]);
  });
});
