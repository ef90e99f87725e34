// What a translation cannot do: run longer, take more memory or return more than is allowed, or reach anything outside.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { column, openExecutor, translation } from './translations.ts';

const { run } = openExecutor();

describe('limits', () => {
  const long = [column('long')];

  test('a query over its time is stopped, and the engine goes on', async () => {
    const endless = translation(
      'with recursive n as (select 0::bigint as i union all select i + 1 from n) select count(*) from n',
      long,
    );
    const outcome = await run(endless, { limits: { timeMs: 50 } });
    expect(outcome.codes).toEqual(['engine/time-limit']);
    expect(outcome.messages[0]).toContain('0.05 s');
    expect((await run(translation('select 1::bigint', long))).rows).toEqual([[1]]);
  });

  test('a query over its memory is a finding, and the engine goes on', async () => {
    const hungry = translation(
      "select len(list(repeat('x', 100) || i))::bigint from range(20000000) t(i)",
      long,
    );
    const outcome = await run(hungry);
    expect(outcome.codes).toEqual(['engine/memory-limit']);
    expect(outcome.messages[0]).toContain('200 MB');
    expect((await run(translation('select 1::bigint', long))).rows).toEqual([[1]]);
  });

  test('a result over the limits of the service is an error, never cut', async () => {
    const rows = (count: number) => translation(`select i from range(${count}) t(i)`, long);
    expect((await run(rows(500_000))).rows).toHaveLength(500_000);
    expect((await run(rows(500_001))).codes).toEqual(['engine/result-limit']);
    expect((await run(rows(3), { limits: { rows: 2 } })).codes).toEqual(['engine/result-limit']);
    const wide = translation("select repeat('x', 1000000) from range(3)", [column('string')]);
    expect((await run(wide, { limits: { bytes: 2_000_000 } })).codes).toEqual(['engine/result-limit']);
  });
});

describe('lock-down', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-engine-'));
    writeFileSync(join(folder, 'secret.csv'), 'a\n1\n');
    writeFileSync(join(folder, 'secret.json'), '[{"a":1}]');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    "select * from read_csv('$/secret.csv')",
    "select * from '$/secret.csv'",
    "select * from read_json('$/secret.json')",
    "select * from read_text('$/secret.csv')",
    "select * from read_blob('$/secret.csv')",
    "select * from sniff_csv('$/secret.csv')",
    "select * from parquet_metadata('$/secret.csv')",
    "select * from glob('$/*')",
    "select * from 'http://127.0.0.1:9/x.csv'",
    "select * from read_csv('http://127.0.0.1:9/x.csv')",
    'select * from duckdb_secrets()',
    "select * from sqlite_scan('$/secret.csv', 'a')",
    "select getenv('HOME')",
    'select * from query(\'select * from read_text("$/secret.csv")\')',
    "select * from query_table('$/secret.csv')",
  ])('%s cannot be read', async (sql) => {
    const outcome = await run(translation(sql.replaceAll('$', folder), [column('string')]));
    expect(outcome.codes).toEqual(['engine/internal']);
    expect(outcome.messages[0]).toMatch(
      /disabled|does not exist|not in the catalog|Cannot (access|open)|could not be found|[Pp]arser|syntax/,
    );
  });

  test.each([
    "copy (select 1) to '$/out.csv'",
    "export database '$/out'",
    "attach '$/out.db'",
    'install httpfs',
    'load httpfs',
    'set enable_external_access = true',
    'reset lock_configuration',
    'pragma enable_profiling',
    "call enable_logging(storage = 'file', storage_config = {'path': '$/log'})",
    'create table t (a int)',
    "select 1; copy (select 1) to '$/out.csv'",
    "with x as (select 1) select 1; attach '$/out.db'",
  ])('%s does not run', async (sql) => {
    const outcome = await run(translation(sql.replaceAll('$', folder), [column('string')]));
    expect(outcome.codes).toEqual(['engine/internal']);
    for (const name of ['out.csv', 'out', 'out.db', 'log']) {
      expect(existsSync(join(folder, name))).toBe(false);
    }
  });

  test('a variable cannot carry a statement along', async () => {
    const outcome = await run({
      variables: [{ name: 'v0', sql: `select 1); copy (select 1) to '${folder}/out.csv'; select (1` }],
      sql: 'select 1::bigint',
      columns: [column('long')],
      sources: [],
    });
    expect(outcome.codes).toEqual(['engine/internal']);
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
  });

  test('the engine still works after all that', async () => {
    expect((await run(translation('select 1::bigint', [column('long')]))).rows).toEqual([[1]]);
  });
});
