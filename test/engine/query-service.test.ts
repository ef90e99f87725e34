// What the embedded workspace answers to queries: rows, the service's refusals in its words, and our own limits as our own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const tables = createTableCatalogue();
const now = new Date('2026-01-15T12:00:00Z');
let folder: string;
let service: Awaited<ReturnType<typeof createQueryService>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-service-'));
  writeFileSync(
    join(folder, 'SigninLogs.jsonl'),
    '{"TimeGenerated":"2026-01-15T11:00:00Z","ResultType":"0"}\n{"TimeGenerated":"2026-01-14T11:00:00Z","ResultType":"1"}\n',
  );
  writeFileSync(join(folder, 'Extra_CL.jsonl'), '{"TimeGenerated":"2026-01-15T11:00:00Z","Count":1}\n');
  service = await createQueryService({ tables, dataFolder: folder, limits: { threads: 2 } });
});
afterAll(() => {
  service.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (query: string, letShadowsTable = true) => service.runQuery({ query, now, letShadowsTable });

describe('query service', () => {
  test('answers with the rows of the data folder, inside the timespan', async () => {
    const query = 'SigninLogs | project ResultType';
    expect(await run(query)).toEqual({
      ok: true,
      result: { columns: [{ name: 'ResultType', type: 'string' }], rows: [['0'], ['1']] },
    });
    const window = { start: new Date('2026-01-15T00:00:00Z'), end: now };
    expect(await service.runQuery({ query, now, window, letShadowsTable: true })).toMatchObject({
      result: { rows: [['0']] },
    });
  });

  test('a column that an ASIM function has not here is no refusal of the service', async () => {
    const query = '_Im_Dns | project SrcIpAddr, VendorColumn';
    expect(await service.checkQuery(query)).toBeUndefined();
    expect(await run(query)).toMatchObject({ ok: false, failure: { kind: 'unsupported', code: 'KS142' } });
    expect(await run('_Im_Dns | project SrcIpAddr')).toMatchObject({ ok: true, result: { rows: [] } });
  });

  test('lists the tables of the folder with their columns', async () => {
    const listed = await service.tables();
    expect(listed.map(({ name }) => name)).toEqual(['Extra_CL', 'SigninLogs']);
    expect(listed[0]!.columns).toEqual([
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Count', type: 'long' },
    ]);
  });

  test.each([
    [
      'NoSuch_CL | where X == 1',
      'SEM0100',
      "'where' operator: Failed to resolve table or column expression named 'NoSuch_CL'",
      true,
    ],
    [
      'SigninLogs | summarize count() by Nope',
      'SEM0100',
      "'summarize' operator: Failed to resolve table or column expression named 'Nope'",
      false,
    ],
    ['SigninLogs | extend a = nosuchfunction(1)', 'SEM0260', "Unknown function: 'nosuchfunction'", true],
  ])('%s is refused with %s', async (query, code, message, missingTable) => {
    const failure = { kind: 'semantic', code, message, missingTable };
    expect(await run(query)).toMatchObject({ ok: false, failure });
    expect(await service.checkQuery(query)).toMatchObject(failure);
  });

  test('a query that does not parse is a syntax error with line and position', async () => {
    expect(await service.checkQuery('SigninLogs\n| wher ResultType == "0"')).toMatchObject({
      kind: 'syntax',
      code: 'SYN0002',
      message: "Query could not be parsed at 'wher' on line [2,2]",
      line: 2,
      pos: 3,
    });
  });

  test.each([true, false])(
    'of 500,001 rows the first 500,000 come, and an error that says so',
    async (shadows) => {
      const answer = await run('range x from 1 to 500001 step 1 | extend y = x', shadows);
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      const { result, partial } = answer;
      expect(partial?.code).toBe('E_QUERY_RESULT_SET_TOO_LARGE');
      expect(result.columns.map(({ name }) => name)).toEqual(['x', 'y']);
      expect([result.rows.length, result.rows[0], result.rows.at(-1)]).toEqual([
        500_000,
        [1, 1],
        [500_000, 500_000],
      ]);
    },
  );

  test('of a result that is too large the rows come that fit', async () => {
    const small = await createQueryService({ tables, limits: { bytes: 100, threads: 1 } });
    const query = 'range x from 1 to 5 step 1 | project t = strcat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", x)';
    const answer = await small.runQuery({ query, now, letShadowsTable: true });
    small.close();
    expect(answer).toMatchObject({ ok: true, partial: { code: 'E_QUERY_RESULT_SET_TOO_LARGE' } });
    expect(answer.ok && answer.result.rows).toHaveLength(3);
  });

  test('correct KQL that the engine cannot run is our limit, and no reason to refuse the rule', async () => {
    const query = 'SigninLogs | evaluate preview(1)';
    expect(await run(query)).toMatchObject({
      ok: false,
      failure: { kind: 'unsupported', code: expect.stringMatching(/^kql\/unsupported/) },
    });
    expect(await service.checkQuery(query)).toBeUndefined();
  });

  test('a text that is too long or nested too deeply for us is our limit too', async () => {
    const long = `print n = 1 // ${'x'.repeat(1_000_000)}`;
    const deep = `print ${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
    for (const [query, code] of [
      [long, 'kql/too-long'],
      [deep, 'kql/nested-too-deeply'],
    ] as const) {
      expect(await run(query)).toMatchObject({ ok: false, failure: { kind: 'unsupported', code } });
    }
  });

  test('a let hides the table of its name, unless the service is told that it does not', async () => {
    const query = 'let SigninLogs = SigninLogs | where ResultType == "0";\nSigninLogs | project ResultType';
    expect(await run(query, true)).toMatchObject({ result: { rows: [['0']] } });
    expect(await run(query, false)).toMatchObject({ result: { rows: [['0'], ['1']] } });
  });

  test('a data folder with a bad row is refused at once', async () => {
    const bad = mkdtempSync(join(tmpdir(), 'sentinel-sync-service-'));
    writeFileSync(join(bad, 'SigninLogs.jsonl'), '{}\n{"ResultType":0}\n');
    await expect(createQueryService({ tables, dataFolder: bad })).rejects.toMatchObject({
      name: 'UserError',
      diagnostic: { code: 'data/bad-value', line: 2, column: 2 },
    });
    rmSync(bad, { recursive: true, force: true });
  });
});
