// Sending rows and waiting for them: bounded, by a clock and a sleep of the test.

import { beforeEach, describe, expect, test } from 'vitest';
import { exitCodes, UserError } from '../../src/diagnostics/user-error.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { assertSeeded, waitForRows } from '../../src/seeding/arrival.ts';
import type { Patience } from '../../src/seeding/deadline.ts';
import { ingest } from '../../src/seeding/ingest.ts';
import type { SeedBatch } from '../../src/seeding/seed-plan.ts';
import { RequestError, type RequestFailure } from '../../src/workspace/requests/request-error.ts';
import type { HeldRule, UploadResult, UploadRow } from '../../src/workspace/seeding/seeding.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { thrown } from '../diagnostics/thrown.ts';

let elapsed = 0;
beforeEach(() => {
  elapsed = 0;
});
const patience: Patience = {
  now: () => elapsed,
  sleep: async (ms) => {
    elapsed += ms;
  },
  waitMs: 60_000,
  everyMs: 25_000,
};

const rows = (count: number): UploadRow[] => Array.from({ length: count }, (_, index) => ({ index }));
const batches: readonly SeedBatch[] = [
  { table: 'Test_A_CL', caseName: 'one', rows: rows(2) },
  { table: 'Test_A_CL', caseName: 'two', rows: rows(1) },
  { table: 'Test_B_CL', caseName: 'two', rows: rows(3) },
];
const plan = { runId: 'RUN', now: new Date('2026-01-15T12:00:00Z'), batches };

/** A workspace whose tables hold so many rows of each case at the n-th question about them. */
function counting(answers: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>>) {
  const asked: string[] = [];
  const workspace = {
    query: async (kql: string): Promise<QueryResult> => {
      const table = kql.split('\n')[0]!;
      const all = answers[table]!;
      const counts = all[Math.min(asked.filter((one) => one === table).length, all.length - 1)]!;
      asked.push(table);
      const columns = [
        { name: 'SeedCase', type: 'string' },
        { name: 'Rows', type: 'long' },
      ];
      return { columns, rows: Object.entries(counts) };
    },
  } as unknown as Workspace;
  return { workspace, asked };
}

const refusal = (reason: RequestFailure) =>
  new RequestError(reason, { reason, service: { message: reason } });

describe('waiting', () => {
  const wait = (workspace: Workspace, told: number[] = []) =>
    waitForRows(workspace, plan, { patience, progress: (done) => told.push(done) });

  test('ends when all are there', async () => {
    const told: number[] = [];
    const { workspace } = counting({
      Test_A_CL: [{}, { one: 1 }, { one: 2, two: 1 }],
      Test_B_CL: [{}, { two: 3 }],
    });
    await wait(workspace, told);
    expect(told).toEqual([0, 4, 6]);
    expect(elapsed).toBe(50_000);
  });

  test('ends at the bound, and says what is missing where', async () => {
    const { workspace, asked } = counting({ Test_A_CL: [{ one: 2, two: 1 }], Test_B_CL: [{ two: 1 }] });
    const error = await thrown(wait(workspace));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: 'After 1 minute the rows of run RUN are not all there: Test_B_CL 1 of 3 rows.',
      exitCode: exitCodes.findings,
      diagnostic: { code: 'seeding/rows-not-there', hint: expect.stringContaining('--run-id RUN') },
    });
    expect(elapsed).toBe(60_000);
    expect(asked.filter((table) => table === 'Test_B_CL')).toHaveLength(4);
  });

  test('a table that queries do not know yet is one without rows', async () => {
    let questions = 0;
    const { workspace } = counting({ Test_A_CL: [{ one: 2, two: 1 }], Test_B_CL: [{ two: 3 }] });
    const late = {
      query: (kql: string) => {
        questions++;
        if (questions === 1) throw refusal('refused');
        return workspace.query(kql, { timespan: 'P1D' });
      },
    } as unknown as Workspace;
    await wait(late);
    expect(elapsed).toBe(25_000);
  });

  test('any other failure is no waiting matter', async () => {
    const broken = {
      query: () => {
        throw refusal('unavailable');
      },
    } as unknown as Workspace;
    await expect(wait(broken)).rejects.toMatchObject({ reason: 'unavailable' });
    expect(elapsed).toBe(0);
  });

  test('rows that came twice are not waited for', async () => {
    const { workspace } = counting({ Test_A_CL: [{ one: 4, two: 1 }], Test_B_CL: [{}] });
    await expect(wait(workspace)).rejects.toMatchObject({
      message: 'More rows of run RUN are there than were sent: Test_A_CL 4 of 2 rows.',
      diagnostic: { code: 'seeding/rows-twice' },
    });
    expect(elapsed).toBe(0);
  });
});

describe('a run of former times', () => {
  test('serves when its rows are those of the cases', async () => {
    const { workspace } = counting({ Test_A_CL: [{ one: 2, two: 1, gone: 9 }], Test_B_CL: [{ two: 3 }] });
    await assertSeeded(workspace, plan);
  });

  test('does not when a case has other rows now', async () => {
    const { workspace } = counting({ Test_A_CL: [{ one: 2 }], Test_B_CL: [{ two: 3 }] });
    await expect(assertSeeded(workspace, plan)).rejects.toMatchObject({
      message:
        'Run RUN does not hold the rows that the cases have now: Test_A_CL 0 of 1 row; the first is of the case "two".',
      diagnostic: { code: 'seeding/not-seeded', hint: expect.stringContaining('Seed again') },
      exitCode: exitCodes.findings,
    });
  });
});

describe('sending', () => {
  const rule = { name: 'rule' } as HeldRule;
  const send = async (answers: UploadResult[], fresh: readonly string[]) => {
    const sent: [string, number][] = [];
    const workspace = {
      seeding: {
        upload: async (_: HeldRule, table: string, some: readonly UploadRow[]) => {
          sent.push([table, some.length]);
          return answers.shift() ?? { left: [] };
        },
      },
    } as unknown as Workspace;
    const provided = { ruleOf: () => rule, fresh: new Set(fresh) };
    await ingest(workspace, batches, provided, { patience, progress: () => {} });
    return sent;
  };

  test('the rows of one table go together', async () => {
    expect(await send([], [])).toEqual([
      ['Test_A_CL', 3],
      ['Test_B_CL', 3],
    ]);
  });

  test('a rule made just now is asked again, for what it did not take', async () => {
    const error = refusal('authentication');
    expect(await send([{ left: rows(1), error }], ['rule'])).toEqual([
      ['Test_A_CL', 3],
      ['Test_A_CL', 1],
      ['Test_B_CL', 3],
    ]);
    expect(elapsed).toBe(25_000);
  });

  test('until the bound', async () => {
    const refused = Array.from({ length: 9 }, () => ({ left: rows(3), error: refusal('not-found') }));
    await expect(send(refused, ['rule'])).rejects.toMatchObject({ reason: 'not-found' });
    expect(elapsed).toBe(60_000);
  });

  test.each([
    ['one that was there before', 'authentication', []],
    ['a refusal that no wait mends', 'refused', ['rule']],
  ] as const)('%s is not asked again', async (_, reason, fresh) => {
    await expect(send([{ left: rows(3), error: refusal(reason) }], fresh)).rejects.toMatchObject({ reason });
    expect(elapsed).toBe(0);
  });
});
