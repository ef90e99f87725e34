// A query that takes too much is refused by a sentence that says which limit it met, and the engine answers the next one.

import { readFileSync } from 'node:fs';
import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { faultDiagnostic } from '../../src/engine/engine-fault.ts';
import { defaultQueryLimits, type QueryLimits } from '../../src/engine/limits.ts';
import { readResult } from '../../src/engine/running/read-result.ts';
import { oversteppedByAll, startWatch } from '../../src/engine/running/watch.ts';
import { noRows } from '../../src/engine/table-source.ts';
import type { Translation } from '../../src/kql/translate/translation.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const engine = createEngine({ limits: { memoryMb: 150, threads: 1 } });
const tables = createTableCatalogue([]);
const now = new Date('2026-01-01T00:00:00Z');

afterAll(() => engine.close());

async function answer(query: string, limits: Partial<QueryLimits> = {}) {
  const outcome = await engine.run(query, { tables, data: noRows, now, limits });
  return 'result' in outcome ? outcome.result.rows : outcome.diagnostics.map(({ code }) => code);
}

describe('too much is refused', () => {
  test.each([
    [
      'a list of all rows',
      'range x from 1 to 4000000 step 1 | summarize make_list(x), make_set(tostring(x))',
    ],
    [
      'a text that doubles',
      `let a = strcat_array(repeat("${'x'.repeat(100)}", 500000), ""); print strcat(a, a, a, a, a, a)`,
    ],
  ])('%s', async (_, query) => {
    expect(await answer(query)).toEqual(['engine/memory-limit']);
    expect(await answer('print 1')).toEqual([[1]]);
  });

  test('a range of 10^12 rows', async () => {
    const [code] = await answer('range x from 1 to 1000000000000 step 1 | where x % 2 == 0 | count', {
      timeMs: 3000,
    });
    expect(['engine/memory-limit', 'engine/time-limit']).toContain(code);
  });

  test('the items of a dynamic count, not its text alone', async () => {
    const query = 'print parse_json(strcat("[", strcat_array(repeat("{}", 1000), ","), "]"))';
    expect(await answer(query, { bytes: 10_000 })).toEqual(['engine/result-limit']);
    expect(await answer(query, { bytes: 100_000 })).toHaveLength(1);
  });
});

describe('a watch', () => {
  const options = (clock: () => number, memory: () => number) => ({
    limits: { ...defaultQueryLimits, timeMs: 1000, processMb: 2048 },
    startedAt: 0,
    interrupt: () => {},
    clock,
    memory,
  });
  const mb = 1024 * 1024;

  test('sees that the time is over', () => {
    let time = 1000;
    const watch = startWatch(
      options(
        () => time,
        () => 0,
      ),
    );
    expect(watch.overstepped()).toBeUndefined();
    time = 1001;
    expect(watch.overstepped()).toMatchObject({
      code: 'engine/time-limit',
      message: expect.stringContaining('1 s'),
    });
    watch.stop();
  });

  test('sees that the process is about to take more than it may', () => {
    let memory = 1000 * mb;
    const watch = startWatch(
      options(
        () => 0,
        () => memory,
      ),
    );
    expect(watch.overstepped()).toBeUndefined();
    memory = 1500 * mb;
    expect(watch.overstepped()).toMatchObject({
      code: 'engine/memory-limit',
      message: expect.stringContaining('2,048 MB'),
    });
    watch.stop();
  });

  test('does not blame a query for what the process held before it', () => {
    let memory = 3000 * mb;
    const watch = startWatch(
      options(
        () => 0,
        () => memory,
      ),
    );
    memory = 3200 * mb;
    expect(watch.overstepped()).toBeUndefined();
    memory = 3300 * mb;
    expect(watch.overstepped()).toMatchObject({ code: 'engine/memory-limit' });
    watch.stop();
  });

  test('an interrupted statement that ends as one without rows is no empty result', async () => {
    const watch = startWatch(
      options(
        () => 2000,
        () => 0,
      ),
    );
    const noRows = { columnCount: 1, async *[Symbol.asyncIterator]() {} };
    const statement = { stream: async () => noRows } as unknown as DuckDBPreparedStatement;
    const translation: Translation = {
      sql: 'select 1 as o0',
      columns: [{ name: 'x', type: 'long' }],
      sources: [],
      variables: [],
    };
    await expect(
      readResult(statement, translation, { limits: defaultQueryLimits, watch }),
    ).rejects.toMatchObject({
      diagnostic: { code: 'engine/time-limit' },
    });
    watch.stop();
  });

  test('speaks for all running queries only when every one is over its limits', () => {
    expect(oversteppedByAll()).toBeUndefined();
    const late = startWatch(
      options(
        () => 2000,
        () => 0,
      ),
    );
    expect(oversteppedByAll()).toMatchObject({ code: 'engine/time-limit' });
    const early = startWatch(
      options(
        () => 0,
        () => 0,
      ),
    );
    expect(oversteppedByAll()).toBeUndefined();
    late.stop();
    early.stop();
  });
});

test.each([
  ['Out of Memory Error: failed to allocate', 'engine/memory-limit'],
  ['Invalid Input Error: Lists larger than 2^32 elements are not supported', 'engine/memory-limit'],
  ['Binder Error: Max expression depth limit of 1000 exceeded.', 'engine/too-complex'],
  ['Catalog Error: no such function', 'engine/internal'],
  ['IO Error: Could not write file "/tmp/x/duckdb_temp.tmp": No space left on device', 'engine/memory-limit'],
  ['IO Error: Cannot open file "/data/T.parquet": No such file or directory', 'data/unreadable'],
])('%s', (message, code) => {
  const found = faultDiagnostic(new Error(message), { sql: '', memoryMb: 1024, overstepped: undefined });
  expect(found.code).toBe(code);
});

test('the reference page states the limits', () => {
  const page = readFileSync(new URL('../../docs/reference/kql.md', import.meta.url), 'utf8');
  const { timeMs, processMb, rows, bytes } = defaultQueryLimits;
  expect([timeMs <= 180_000, processMb <= 2048]).toEqual([true, true]);
  expect(page).toContain(`${timeMs / 1000} s (\`engine/time-limit\`)`);
  expect(page).toContain(`${processMb.toLocaleString('en')} MB (\`engine/memory-limit\`)`);
  expect(page).toContain(`${rows.toLocaleString('en')} (\`engine/result-limit\`)`);
  expect(page).toContain(`${bytes / 1024 / 1024} MB (\`engine/result-limit\`)`);
});

describe('a text that would take all memory is refused before it is made', () => {
  const ten = (name: string) => Array(10).fill(name).join(', ');
  const lets = Array.from({ length: 11 }, (_, n) => `let a${n + 1} = strcat(${ten(`a${n}`)});`);
  test.each([
    ['lets that join a let ten times', `let a0 = "0123456789"; ${lets.join(' ')} print strlen(a11)`],
    ['strrep in strrep', 'print strlen(strrep(strrep(strrep("x", 1024), 1024), 1024))'],
    ['strrep with a delimiter', 'print strlen(strrep(strrep(strrep("", 1024, "x"), 1024), 1024, "y"))'],
    [
      'replace_string that puts a long text for each letter',
      'print strlen(replace_string(strrep(strrep("x", 1024), 1024), "x", strrep("y", 1024)))',
    ],
    [
      'strcat_array with a long delimiter',
      'let d = strrep(strrep("x", 1024), 1024); print strlen(strcat_array(range(1, 1048576, 1), d))',
    ],
    [
      'replace_regex that puts a long text for each letter',
      'let d = strrep(strrep("x", 1024), 1024); print strlen(replace_regex(d, "x", strcat(d, "y")))',
    ],
  ])('%s', async (_, query) => {
    const before = process.memoryUsage.rss();
    expect(await answer(query)).toEqual(['engine/memory-limit']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(1024 * 1024 * 1024);
  });

  test('what is long and bounded is computed', async () => {
    const query = `let a0 = "0123456789"; ${lets.slice(0, 6).join(' ')} print strlen(a6), strlen(strrep(strrep("x", 1024), 1024))`;
    expect(await answer(query)).toEqual([[10_000_000, 1_048_576]]);
  });
});
