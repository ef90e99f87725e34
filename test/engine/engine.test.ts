// KQL in, rows out: the engine binds, translates and runs, and says where a query is wrong.
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine, type RunOptions } from '../../src/engine/engine.ts';
import { noRows, seedSource } from '../../src/engine/table-source.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';

const tables = createTableCatalogue();
const now = new Date('2026-01-15T12:00:00Z');
const engine = createEngine({ limits: { memoryMb: 300, threads: 2 } });
afterAll(() => engine.close());

const run = (query: string, options: Partial<RunOptions> = {}) =>
  engine.run(query, { tables, data: noRows, now, ...options });

const signIns = seedSource({
  SigninLogs: [
    { TimeGenerated: '2026-01-15T11:00:00Z', UserPrincipalName: 'a@x', ResultType: '0' },
    { TimeGenerated: '2026-01-15T11:30:00Z', UserPrincipalName: 'b@x', ResultType: '50126' },
    { TimeGenerated: '2026-01-13T11:30:00Z', UserPrincipalName: 'b@x', ResultType: '50126' },
  ],
});

describe('a query', () => {
  test('reads seed rows with the clock it is given', async () => {
    const query = 'SigninLogs | where TimeGenerated > ago(1d) | project UserPrincipalName, Type';
    expect(await run(query, { data: signIns })).toEqual({
      result: {
        columns: [
          { name: 'UserPrincipalName', type: 'string' },
          { name: 'Type', type: 'string' },
        ],
        rows: [
          ['a@x', 'SigninLogs'],
          ['b@x', 'SigninLogs'],
        ],
      },
    });
    const later = await run(query, { data: signIns, now: new Date('2026-01-16T11:15:00Z') });
    expect(later).toMatchObject({ result: { rows: [['b@x', 'SigninLogs']] } });
  });

  test('sees the window only', async () => {
    const window = { start: new Date('2026-01-13T00:00:00Z'), end: new Date('2026-01-15T11:30:00Z') };
    expect(await run('SigninLogs | count', { data: signIns, window })).toMatchObject({
      result: { rows: [[2]] },
    });
  });

  test('of a known table without rows gives none; of an unknown one does not bind', async () => {
    expect(await run('SecurityEvent | project Account')).toMatchObject({ result: { rows: [] } });
    expect(await run('print 1;\nNoSuch_CL | take 1')).toMatchObject({
      diagnostics: [{ code: 'KS204', line: 2, column: 1 }],
    });
  });

  test('that is wrong is placed by line and column', async () => {
    expect(await run('SigninLogs\n| where Usr == "a"')).toMatchObject({
      diagnostics: [{ code: 'KS142', severity: 'error', line: 2, column: 9 }],
    });
    expect(await run('.show tables')).toMatchObject({ diagnostics: [{ code: 'kql/management-command' }] });
  });

  test('that the translator cannot do is said so, and where', async () => {
    const outcome = await run('SigninLogs\n| evaluate preview(1)', { data: signIns });
    expect(outcome).toMatchObject({
      diagnostics: [{ code: expect.stringMatching(/^kql\/unsupported/), line: 2 }],
    });
  });

  test('many at once do not meet', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        run('SigninLogs | where ResultType == "x" | project UserPrincipalName', {
          data: seedSource({ SigninLogs: [{ ResultType: 'x', UserPrincipalName: `user${index}` }] }),
        }),
      ),
    );
    expect(outcomes).toMatchObject(
      Array.from({ length: 20 }, (_, index) => ({ result: { rows: [[`user${index}`]] } })),
    );
  });

  test('after close runs on a new database', async () => {
    engine.close();
    expect(await run('print x = 1')).toMatchObject({ result: { rows: [[1]] } });
  });
});

describe('the runner of detection tests', () => {
  const runner = createEngineRunner({ tables, limits: { threads: 2 } });
  afterAll(() => runner.close());

  test('gives the result, and one clear error otherwise', async () => {
    const rows = { SigninLogs: [{ ResultType: '0' }] };
    expect((await runner.run({ query: 'SigninLogs | count', tables: rows, now })).rows).toEqual([[1]]);
    await expect(runner.run({ query: 'SigninLogs\n| where X', tables: rows, now })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('line 2, column 9'),
      diagnostic: { code: 'KS142', line: 2, column: 9 },
    });
    await expect(
      runner.run({ query: 'SigninLogs', tables: { SigninLogs: [{ ResultTyp: '0' }] }, now }),
    ).rejects.toMatchObject({
      diagnostic: { code: 'engine/unknown-column', hint: 'Did you mean ResultType?' },
    });
  });
});
