// Folders of Parquet files: many files as one table, what their folders say, what is refused, and what does not fit into memory.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDataFolder } from '../../src/engine/data/folder.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { defaultDatabaseLimits } from '../../src/engine/limits.ts';
import { openDatabase } from '../../src/engine/running/database.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { createParquetFolders, now, openFolder, schemaOf } from './parquet-folder.ts';

const { newFolder, write } = createParquetFolders();

describe('a folder', () => {
  const events = (from: number, count: number) =>
    `select timestamp '2026-01-15 00:00:00' + interval (i) minute as TimeGenerated, 'device ' || i as Name, i as Count from range(${from}, ${from + count}) t(i)`;
  const schema = schemaOf('Known_CL', {
    TimeGenerated: 'datetime',
    Name: 'string',
    Count: 'long',
    Day: 'string',
  });
  const count = 'Known_CL | summarize Rows = count(), Sum = sum(Count)';

  test('with many files, under folders that are values', async () => {
    const folder = newFolder();
    await write(folder, 'Known_CL/Day=2026-01-15/a.parquet', events(0, 10));
    await write(folder, 'Known_CL/Day=2026-01-15/b.parquet', events(10, 10));
    await write(folder, 'Known_CL/Day=__HIVE_DEFAULT_PARTITION__/c.parquet', events(20, 10));
    await write(folder, 'Known_CL/d.parquet', 'select 100::integer as Count');
    await write(folder, 'Known_CL/Day=2026-01-15/other=x%20y/e.parquet', 'select 7::integer as Count');
    const opened = await openFolder(folder, [schema]);
    expect(opened.messages()).toEqual([]);
    expect(opened.inPlace).toHaveLength(5);
    expect(await opened.run(count)).toEqual([[32, 542]]);
    expect(await opened.run('Known_CL | summarize count() by Day | order by Day asc')).toEqual([
      ['', 11],
      ['2026-01-15', 21],
    ]);
    expect(await opened.run("Known_CL | where Name == '' | count")).toEqual([[2]]);
    opened.engine.close();
  });

  test('of a table nobody knows has the types of its files', async () => {
    const folder = newFolder();
    await write(
      folder,
      'New_CL/day=2026-01-15/a.parquet',
      "select 1::bigint as L, 1.0::double as R, true as B, 'x' as S, '2026-01-15T10:00:00Z' as T, [1] as D, null::varchar as N, 1::integer as M",
    );
    await write(
      folder,
      'New_CL/day=2026-01-16/a.parquet',
      "select 2::bigint as L, 2.0::double as R, true as B, 'y' as S, '2026-01-15T10:00:00Z' as T, [2] as D, null::varchar as N, 1.5::double as M",
    );
    const opened = await openFolder(folder);
    expect(
      opened.tables
        .table('New_CL')
        ?.columns.map(({ name, type }) => `${name}:${type}`)
        .join(' '),
    ).toBe('L:long R:real B:bool S:string T:datetime D:dynamic N:string M:real day:string');
    expect(await opened.run("New_CL | where day == '2026-01-16'")).toEqual([
      [2, 2, true, 'y', '2026-01-15T10:00:00.0000000Z', [2], '', 1.5, '2026-01-16'],
    ]);
    opened.engine.close();
  });

  test('one bad value among many files has its file, row and column', async () => {
    const folder = newFolder();
    await write(folder, 'Known_CL/a.parquet', events(0, 10));
    await write(
      folder,
      'Known_CL/b.parquet',
      "select i::varchar as Count from range(5) t(i) union all select 'many'",
    );
    const opened = await openDataFolder(folder, createTableCatalogue([schema]));
    const engine = createEngine({ load: opened.load });
    await engine.open();
    expect(
      opened.diagnostics().map(({ code, file, message }) => [code, file?.slice(folder.length + 1), message]),
    ).toEqual([
      [
        'data/bad-value',
        'Known_CL/b.parquet',
        "Column Count in row 6: 'many' is not a long (a whole number of 64 bits).",
      ],
    ]);
    engine.close();
  });

  test('a column the table does not have is named, and nothing is read row by row for it', async () => {
    const folder = newFolder();
    await write(folder, 'Known_CL.parquet', "select 1 as Count, 'x' as Nmae, 2 as Other");
    const opened = await openFolder(folder, [schema]);
    expect(opened.messages()).toEqual([
      "data/unknown-column Known_CL has no column 'Nmae'.",
      "data/unknown-column Known_CL has no column 'Other'.",
    ]);
    expect(opened.inPlace).toEqual(['Known_CL.parquet']);
    opened.engine.close();
  });

  test('the window holds, and the ingestion time', async () => {
    const folder = newFolder();
    await write(folder, 'Known_CL.parquet', events(0, 100));
    await write(
      folder,
      'Zoned_CL.parquet',
      "select timestamptz '2026-01-15 01:00:00+01' + interval (i) minute as TimeGenerated, timestamp '2026-01-15 12:00:00' as _IngestionTime from range(100) t(i)",
    );
    const opened = await openFolder(folder, [schema, schemaOf('Zoned_CL', { TimeGenerated: 'datetime' })]);
    const window = { start: new Date('2026-01-15T00:10:00Z'), end: new Date('2026-01-15T00:20:00Z') };
    expect(await opened.run(count, window)).toEqual([[10, 145]]);
    expect(
      await opened.run('Zoned_CL | summarize count(), min(TimeGenerated), max(ingestion_time())', window),
    ).toEqual([[10, '2026-01-15T00:10:00.0000000Z', '2026-01-15T12:00:00.0000000Z']]);
    opened.engine.close();
  });

  test('a file that goes away or breaks is a finding', async () => {
    const folder = newFolder();
    const path = await write(folder, 'Known_CL.parquet', events(0, 100));
    const opened = await openFolder(folder, [schema]);
    rmSync(path);
    expect(await opened.run(count)).toEqual([
      expect.stringMatching(/^A data file cannot be read: .*Known_CL\.parquet/),
    ]);
    opened.engine.close();
  });

  test('with files of two formats is refused', async () => {
    const folder = newFolder();
    await write(folder, 'Known_CL/a.parquet', events(0, 1));
    writeFileSync(join(folder, 'Known_CL/b.jsonl'), '{}');
    const opened = await openFolder(folder, [schema]);
    expect(opened.messages()).toEqual([
      expect.stringMatching(
        /^data\/second-file The folder of the table Known_CL has files of another format, .*a\.parquet\.$/,
      ),
    ]);
    opened.engine.close();
  });

  test('below which another folder holds data is read without it, and says so', async () => {
    const folder = newFolder();
    await write(folder, 'Known_CL/a.parquet', events(0, 1));
    await write(folder, 'Known_CL/2026/01/b.parquet', events(1, 1));
    await write(folder, 'Known_CL/day=2026-01-15/c.parquet', events(2, 1));
    mkdirSync(join(folder, 'Known_CL/notes'));
    writeFileSync(join(folder, 'Known_CL/notes/about.md'), '');
    const opened = await openFolder(folder, [schema]);
    expect(opened.messages()).toEqual([
      'data/ignored-file The folder is not read: below the folder of a table only folders named key=value are.',
    ]);
    expect(await opened.run('Known_CL | count')).toEqual([[2]]);
    opened.engine.close();
  });

  test('of packed text is read as what it was', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'Known_CL/Day=1'), { recursive: true });
    writeFileSync(join(folder, 'Known_CL/a.ndjson'), '{"Name":"a","Count":1}\n');
    writeFileSync(
      join(folder, 'Known_CL/Day=1/b.jsonl.gz'),
      gzipSync('{"Name":"b","Count":2}\n'.repeat(50_000)),
    );
    writeFileSync(join(folder, 'Text_CL.csv.gz'), gzipSync('Name,Count\nx,5\n'));
    writeFileSync(join(folder, 'Bad_CL.csv.gz'), 'Name,Count\nx,5\n');
    const schemas = ['Text_CL', 'Bad_CL'].map((name) => schemaOf(name, { Name: 'string', Count: 'long' }));
    const opened = await openFolder(folder, [schema, ...schemas]);
    expect(opened.messages()).toEqual([
      'data/bad-record The file is not readable as gzip: incorrect header check.',
    ]);
    expect(await opened.run(count)).toEqual([[50_001, 100_001]]);
    expect(await opened.run("Known_CL | where Day == '1' | count")).toEqual([[50_000]]);
    expect(await opened.run('Text_CL')).toEqual([['x', 5]]);
    opened.engine.close();
  });
});

test('beside the files of its tables the database reads and writes nothing', async () => {
  const folder = newFolder();
  await write(folder, 'Known_CL.parquet', 'select 1 as Count');
  const other = await write(newFolder(), 'other.parquet', 'select 1 as Count');
  const opened = await openDataFolder(
    folder,
    createTableCatalogue([schemaOf('Known_CL', { Count: 'long' })]),
  );
  const database = await openDatabase({ ...defaultDatabaseLimits, memoryMb: 500 }, opened.load);
  const connection = await database.connect();
  const refused = /disabled|locked|Permission Error/;
  for (const statement of [
    `select * from read_parquet('${other}')`,
    `select * from '${other}'`,
    `select * from read_parquet('${folder}/*.parquet')`,
    `select * from glob('${folder}/*')`,
    `select * from read_text('${folder}/Known_CL.parquet/../x')`,
    `copy (select 1) to '${folder}/new.parquet'`,
    `attach '${folder}/new.db'`,
    'install httpfs',
    'load httpfs',
    'set enable_external_access = true',
    `set allowed_paths = ['${other}']`,
  ]) {
    await expect(connection.run(statement), statement).rejects.toThrow(refused);
  }
  connection.closeSync();
  database.close();
});

describe('JSON in text', () => {
  test('is checked when a query first names its column, and refused whenever one does', async () => {
    const folder = newFolder();
    await write(
      folder,
      'Known_CL.parquet',
      `select unnest(['x', 'y']) as Name, unnest(['{"a":1}', '{"a":2}']) as Good, unnest(['{"a":1}', '{"a":']) as Bad`,
    );
    const schema = schemaOf('Known_CL', { Name: 'string', Good: 'dynamic', Bad: 'dynamic' });
    const opened = await openFolder(folder, [schema]);
    expect(opened.messages()).toEqual([]);
    expect(opened.inPlace).toEqual(['Known_CL.parquet']);
    const refused = [expect.stringMatching(/^Column Bad in row 2: .* is not a dynamic/)];
    const good = 'Known_CL | project Name, A = toint(Good.a)';
    const rows = [
      ['x', 1],
      ['y', 2],
    ];
    expect(await opened.run(good)).toEqual(rows);
    for (const query of [
      'Known_CL | where isnotempty(Bad.a)',
      'Known_CL | project Name, A = toint(Bad.a)',
      'Known_CL',
    ]) {
      expect(await opened.run(query)).toEqual(refused);
    }
    expect(await opened.run(good)).toEqual(rows);
    opened.engine.close();
  });
});

describe('more than fits into memory', () => {
  const sorted =
    'Known_CL | sort by Name asc | extend Before = prev(Name) | where strcmp(Before, Name) > 0 | count';

  test('is spilled into a folder that nobody else can read, and that is gone afterwards', async () => {
    const folder = newFolder();
    await write(
      folder,
      'Known_CL.parquet',
      "select md5(i::varchar) || repeat('x', 100) as Name from range(1000000) t(i)",
    );
    // Of its own, so that no other test makes one beside it.
    const temporary = newFolder();
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const opened = await openDataFolder(
      folder,
      createTableCatalogue([schemaOf('Known_CL', { Name: 'string' })]),
    );
    const engine = createEngine({ load: opened.load, limits: { memoryMb: 128, threads: 2 } });
    await engine.open();
    const [own = ''] = readdirSync(temporary);
    expect(own).toMatch(/^sentinel-sync-spill-/);
    const path = join(temporary, own);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    const written = new Set<string>();
    const timer = setInterval(() => {
      for (const name of readdirSync(path)) written.add(name);
    }, 5);
    const outcome = await engine.run(sorted, { tables: opened.tables, data: opened.data, now });
    clearInterval(timer);
    expect(outcome).toMatchObject({ result: { rows: [[0]] } });
    expect(written.size).toBeGreaterThan(0);
    engine.close();
    await expect.poll(() => readdirSync(temporary)).toEqual([]);
  });
});
