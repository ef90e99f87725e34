// A case passes when what it expects comes out, and a failed one says in words what differs.
import { describe, expect, test } from 'vitest';
import type { Code } from '../../src/diagnostics/diagnostic.ts';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { NotCoveredError, type QueryRunner } from '../../src/rows/query-runner.ts';
import { countCases } from '../../src/testing/detection-case.ts';
import { failuresOf, runCase, runTests } from '../../src/testing/run-tests.ts';
import { casesFrom, rule, runnerOver } from './fixture.ts';

const signIn = `
defaults:
  SigninLogs: { UserPrincipalName: jdoe@contoso.com, ResultType: '0' }
cases:
  - name: one
    seed:
      SigninLogs:
        - { IPAddress: 203.0.113.9 }
        - { IPAddress: 198.51.100.7 }
`;

async function run(expectation: string, item = rule()) {
  const { cases, diagnostics } = casesFrom(`${signIn}${expectation.replaceAll(/^/gm, '    ')}\n`);
  expect(diagnostics).toEqual([]);
  return runCase(item, cases[0]!, runnerOver('SigninLogs'));
}

describe('what a case expects', () => {
  test.each([
    'alerts: 1',
    'rows: [{ IPAddress: 198.51.100.7, TimeGenerated: -5m }]',
    'rows: [{ IPAddress: 198.51.100.7 }, { IPAddress: 203.0.113.9 }]',
    'rowCount: 2',
    'alerts: [{ severity: Medium, title: Sign-in from a place }]',
    'incidents: 1',
    'incidents: [{ severity: Medium, title: Sign-in from a place, alerts: 1 }]',
  ])('%s holds', async (expectation) => {
    expect(await run(expectation)).toMatchObject({ status: 'passed', differences: [] });
  });

  test.each([
    [
      'none: true',
      'Nothing should come out, but there is 1 alert: TimeGenerated = "2026-01-15T11:55:00.0000000Z", UserPrincipalName = "jdoe@contoso.com", ResultType = "0", IPAddress = "203.0.113.9"',
    ],
    ['alerts: 2', 'Expected 2 alerts, got 1: all rows of a run are one alert under SingleAlert'],
    ['rowCount: 1', 'Expected 1 result row, got 2'],
    [
      'rows: [{ IPAddress: 192.0.2.1, ResultType: "0" }]',
      'No further result row has IPAddress = "192.0.2.1", ResultType = "0"; the nearest has IPAddress = "203.0.113.9"',
    ],
    [
      'rows: [{ ResultType: "0" }, { ResultType: "0" }, { ResultType: "0" }]',
      'No further result row has ResultType = "0"; there is none left',
    ],
    ['rows: [{ IpAddress: x }]', 'The result has no column IpAddress; did you mean IPAddress?'],
    ['alerts: [{ severity: High }]', 'No alert is High; the nearest differs in severity ("Medium")'],
    ['incidents: 2', 'Expected 2 incidents, got 1'],
    [
      'incidents: [{ severity: High, alerts: 2, entities: [{ type: IP, Address: 203.0.113.9 }] }]',
      'No incident is High of 2 alerts with IP Address "203.0.113.9"; the nearest differs in severity ("Medium"), alerts (1), entity IP Address "203.0.113.9" (has none)',
    ],
    [
      'entities: [{ type: IP, Address: 203.0.113.9 }]',
      'No alert has the entity IP Address "203.0.113.9"; there is none',
    ],
  ])('%s fails', async (expectation, difference) => {
    expect(await run(expectation)).toMatchObject({ status: 'failed', differences: [difference] });
  });

  test.each([
    [
      'each row its own alert',
      { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } },
      'Expected 1 alert, got 2: each row is an alert of its own under AlertPerResult',
    ],
    [
      'a trigger that is not met',
      { triggerOperator: 'gt', triggerThreshold: 2 },
      'Expected 1 alert, got 0: 2 result rows do not meet the trigger (GreaterThan 2)',
    ],
  ])('why so many alerts: %s', async (_, settings, difference) => {
    expect(await run('alerts: 1', rule(settings))).toMatchObject({ differences: [difference] });
  });

  describe('incidents of alerts that the rule groups', () => {
    const address = { identifier: 'Address', columnName: 'IPAddress' };
    const grouped = (groupingConfiguration: Readonly<Record<string, unknown>>, createIncident = true) =>
      rule({
        eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
        entityMappings: [{ entityType: 'IP', fieldMappings: [address] }],
        incidentConfiguration: { createIncident, groupingConfiguration },
      });
    test.each([
      ['none', {}, true, 'incidents: 2\nalerts: 2'],
      ['by any alert', { enabled: true, matchingMethod: 'AnyAlert' }, true, 'incidents: [{ alerts: 2 }]'],
      [
        'by all entities',
        { enabled: true, matchingMethod: 'AllEntities' },
        true,
        'incidents: [{ alerts: 1, entities: [{ type: IP, Address: 198.51.100.7 }] }, { alerts: 1 }]',
      ],
      ['no incidents', {}, false, 'incidents: 0\nalerts: 2'],
    ])('%s', async (_, grouping, create, expectation) => {
      expect(await run(expectation, grouped(grouping, create))).toMatchObject({
        status: 'passed',
        differences: [],
      });
    });
  });

  test('rows are assigned so that each expected one has its own', async () => {
    const result = await run('rows: [{ ResultType: "0" }, { IPAddress: 203.0.113.9 }]');
    expect(result.status).toBe('passed');
  });

  test('rows outside the window of a rule are not seen', async () => {
    const { cases } = casesFrom(`
cases:
  - { name: old, none: true, seed: { SigninLogs: [{ TimeGenerated: -11m }] } }
  - { name: young, alerts: 1, seed: { SigninLogs: [{ TimeGenerated: -10m }] } }
  - { name: not there yet, none: true, seed: { SigninLogs: [{ _IngestionTime: +1m }] } }
`);
    for (const one of cases) {
      expect(await runCase(rule(), one, runnerOver('SigninLogs'))).toMatchObject({ status: 'passed' });
    }
  });
});

describe('parameters', () => {
  const cases = (value: string) =>
    casesFrom(`cases:\n  - { name: a, parameters: ${value}, none: true }\n`).cases;

  test('a case sets them', async () => {
    const runner = runnerOver('SigninLogs');
    await runCase(rule(), cases('{ Limit: 7, Names: [a] }')[0]!, runner);
    expect(runner.runs[0]?.query).toContain(
      'let Limit = 7; // how many\nlet Names = dynamic(["a"]); // who\n',
    );
  });

  test('one that the query does not have fails the case', async () => {
    const result = await runCase(rule(), cases('{ Limt: 7 }')[0]!, runnerOver('SigninLogs'));
    expect(result).toMatchObject({
      status: 'failed',
      differences: ['The query has no parameter `Limt`. Did you mean `Limit`?'],
    });
  });
});

describe('gaps and skips', () => {
  const one = (text: string) => casesFrom(`cases:\n  - ${text}\n`).cases[0]!;
  const silent = runnerOver('SigninLogs', () => []);
  const loud = runnerOver('SigninLogs', () => [{ a: 1 }]);

  test('a known gap stays silent, and is counted', async () => {
    const results = await runTests(
      [{ item: rule(), cases: [one('{ name: a, gap: not on the command line }')] }],
      silent,
    );
    expect(results.summary).toEqual({ passed: 1, failed: 0, skipped: 0, knownGaps: 1 });
  });

  test('a gap that is closed fails', async () => {
    const result = await runCase(rule(), one('{ name: a, gap: unseen }'), loud);
    expect(result.status).toBe('failed');
    expect(result.differences[0]).toBe(
      'The known gap (unseen) is closed: write what comes out in place of `gap`',
    );
  });

  test('a skipped case that holds fails', async () => {
    const skipped = one('{ name: a, alerts: 1, skip: not today }');
    expect(await runCase(rule(), skipped, silent)).toMatchObject({ status: 'skipped', skip: 'not today' });
    expect(await runCase(rule(), skipped, loud)).toMatchObject({
      status: 'failed',
      differences: ['The case is skipped (not today), but it holds now: remove `skip`'],
    });
  });

  test('gaps count neither as firing nor as silent', () => {
    const { cases } = casesFrom(`
cases:
  - { name: a, gap: unseen }
  - { name: b, none: true }
  - { name: c, alerts: 0 }
  - { name: d, alerts: 2 }
`);
    expect(countCases(cases)).toEqual({ positive: 1, negative: 2 });
  });
});

describe('runners that do not answer', () => {
  const { cases } = casesFrom('cases:\n  - { name: a, gap: unseen }\n');
  const failing = (error: Error): QueryRunner => ({
    description: 'failing',
    run: () => Promise.reject(error),
  });

  test('a query that cannot run is a failed case at its place', async () => {
    const runner = failing(new UserError('The table T is not known', { code: 'KS142' as Code }));
    const results = await runTests([{ item: rule(), cases }], runner);
    expect(failuresOf(results)).toMatchObject([
      {
        code: 'test/failed',
        message: '"a": The table T is not known',
        file: 'test/analytics-rules/rule/cases.yaml',
        line: 2,
        column: 5,
      },
    ]);
  });

  test('a case that the runner cannot run faithfully is skipped', async () => {
    expect(await runCase(rule(), cases[0]!, failing(new NotCoveredError(['workspace()'])))).toMatchObject({
      status: 'skipped',
      skip: 'seed rows cannot stand in for workspace()',
    });
  });

  test('a defect of the tool is not taken for a failed case', async () => {
    await expect(runCase(rule(), cases[0]!, failing(new TypeError('x')))).rejects.toThrow(TypeError);
  });
});

describe('several items', () => {
  const { cases } = casesFrom('cases:\n  - { name: a, none: true }\n  - { name: b, none: true }\n');
  const names = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
  const items = names.map((name) => ({ item: { ...rule(), name }, cases }));
  const nothing = { columns: [], rows: [] };

  test('keep their order, whichever ends first', async () => {
    let running = 0;
    let most = 0;
    let left = 12;
    const results = await runTests(items, {
      description: 'slower and slower, backwards',
      run: async () => {
        most = Math.max(most, ++running);
        for (let turn = left--; turn > 0; turn--) await Promise.resolve();
        running--;
        return nothing;
      },
    });
    expect(results.rules.map(({ name, cases: ran }) => [name, ran.length])).toEqual(
      names.map((name) => [name, 2]),
    );
    expect(most).toBe(4);
  });

  test('a defect is thrown when nothing runs any more', async () => {
    let running = 0;
    let started = 0;
    const runner: QueryRunner = {
      description: 'broken at once',
      run: async () => {
        running++;
        const isFirst = started++ === 0;
        if (!isFirst) for (let turn = 20; turn > 0; turn--) await Promise.resolve();
        running--;
        if (isFirst) throw new TypeError('a defect');
        return nothing;
      },
    };
    await expect(runTests(items, runner)).rejects.toThrow('a defect');
    // The three that ran beside it end their item; no other is begun.
    expect([running, started]).toEqual([0, 1 + 3 * 2]);
  });
});
