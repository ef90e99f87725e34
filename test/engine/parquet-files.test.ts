// Parquet files are read in place: every value is the one that the reader of rows gives, what it refuses is refused with its words.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DuckDBConnection, DuckDBDecimalValue, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDataFolder } from '../../src/engine/data/folder.ts';
import { readParquet } from '../../src/engine/data/parquet.ts';
import { parquetConversion } from '../../src/engine/data/parquet-conversions.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { defaultDatabaseLimits } from '../../src/engine/limits.ts';
import { openDatabase } from '../../src/engine/running/database.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import { readJsonValue } from '../../src/json/json-text.ts';
import { type Cell, decimalScale, decimalWidth, seedCell } from '../../src/rows/cell.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { type KqlType, kqlTypes, type TableSchema } from '../../src/tables/schema.ts';

let instance: DuckDBInstance;
let writer: DuckDBConnection;
const memory = createEngine();
const folders: string[] = [];
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  writer = await instance.connect();
  await writer.run("set TimeZone = 'UTC'");
});
afterAll(() => {
  memory.close();
  writer.closeSync();
  instance.closeSync();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-parquet-'));
  folders.push(folder);
  return folder;
}

async function write(folder: string, name: string, select: string): Promise<string> {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  await writer.run(`copy (${select}) to '${path}' (format parquet)`);
  return path;
}

const schemaOf = (name: string, columns: Readonly<Record<string, KqlType>>): TableSchema => ({
  name,
  source: 'custom',
  advancedHuntingOnly: false,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});

const now = new Date('2026-01-15T12:00:00Z');

/** The folder behind an engine, and which of its files are read in place. */
async function open(folder: string, schemas: readonly TableSchema[] = []) {
  const opened = await openDataFolder(folder, createTableCatalogue(schemas));
  const inPlace: string[] = [];
  const engine = createEngine({
    load: async (module, connection) => {
      const paths = await opened.load(module, connection);
      inPlace.push(...paths.map((path) => path.slice(folder.length + 1)));
      return paths;
    },
  });
  await engine.open();
  const run = async (query: string, window?: { start: Date; end: Date }) => {
    const outcome = await engine.run(query, { tables: opened.tables, data: opened.data, now, window });
    return 'result' in outcome ? outcome.result.rows : outcome.diagnostics.map(({ message }) => message);
  };
  const messages = () => opened.diagnostics().map(({ code, message }) => `${code} ${message}`);
  return { run, inPlace, messages, tables: opened.tables, engine };
}

/** Values of Parquet, as SQL; NULL belongs to each. */
const sources: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'false'],
  tinyint: ['-128', '0', '127'],
  integer: ['-2147483648', '0', '7', '2147483647'],
  uinteger: ['0', '4294967295'],
  bigint: ['-9223372036854775808', '-1', '5', '9007199254740993', '9223372036854775807'],
  ubigint: ['0', '18446744073709551615'],
  float: ['1.5', '0.1', '-0.0', "'nan'", "'inf'"],
  double: ['1', '2.5', '-0.0', '1e300', '9007199254740991', '9007199254740993', "'nan'", "'-inf'"],
  'decimal(10,2)': ['1.5', '-0.01', '12345678.99'],
  'decimal(38,20)': ['1.5', '0.00000000000000000001'],
  uuid: ["'0123ABCD-4567-89ab-cdef-0123456789ab'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"],
  timestamp: [
    "'2026-01-15 10:00:00.123456'",
    "'1969-12-31 23:59:59.999999'",
    "'0001-01-01'",
    "'9999-12-31 23:59:59.999999'",
    "'10000-01-01'",
    "'infinity'",
  ],
  timestamptz: ["'2026-01-15 10:00:00.123456+02'", "'0001-01-01 00:00:00+00'", "'10000-01-01 00:00:00+00'"],
  timestamp_ns: ["'2026-01-15 10:00:00.123456789'", "'1969-12-31 23:59:59.999999999'"],
  timestamp_ms: ["'2026-01-15 10:00:00.123'"],
  date: ["'2026-01-15'", "'0001-01-01'", "'10000-01-01'"],
  time: ["'10:00:00'"],
  interval: ["'1 day 2 hours'", "'1 month'"],
  blob: ["'abc'"],
  'struct(a integer, b varchar)': ["{'a': 1, 'b': 'x\"y'}"],
  'struct(d double)': ["{'d': 1}", "{'d': 'nan'}"],
  'integer[]': ['[1, 2]', '[]'],
  'map(varchar, bigint)': ["map {'k': 9007199254740993}"],
};
const texts = [
  '',
  ' ',
  'a',
  "it''s",
  'true',
  'FALSE',
  '1',
  '0',
  '-5',
  '+7',
  ' 42 ',
  '007',
  '2147483648',
  '9223372036854775808',
  '1.5',
  '.5',
  '5.',
  '1e3',
  '1e999',
  'NaN',
  'Infinity',
  '0x1F',
  '1_000',
  '123456789012345678901.12345678901234567',
  '1.123456789012345678',
  '2026-01-15',
  '2026-01-15T10:00:00Z',
  '2026-01-15 10:00:00.1234567',
  '2026-01-15T10:00:00.12345678901Z',
  '2026-01-15T10:00Z',
  '2026-01-15T10:00:00+02:00',
  '2026-02-30T10:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.9999999Z',
  '2026-01-15T24:00:00Z',
  '2026-01-15T10:00:60Z',
  '15/01/2026',
  '00:00:01',
  '1.02:03:04.5',
  '-00:00:01',
  '5m',
  '25:00:00',
  '99.00:00:00',
  '00:00:00.1234567',
  '0123abcd-4567-89ab-cdef-0123456789AB',
  '{0123abcd-4567-89ab-cdef-0123456789ab}',
  '0123abcd456789abcdef0123456789ab',
  '{"a":1}',
  ' {"a": [1, 2, null], "b": "x, ]"} ',
  '[]',
  '[1,]',
  '{"a":nan}',
  '[-inf]',
  '{"a":"nan,]"}',
  '{a:1}',
  '{"a":9007199254740993}',
  '{"a":01}',
  '{"a":1}x',
  '{"a":1} // x',
  '{"a":"\u00e9\\u00e9"}',
  '\u00a0{"a":1}',
  '\u000b[1]',
  '{"a":"x\ny"}',
  '{"a":/**/1}',
  '[1 ,\n2]',
];
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const all = { ...sources, varchar: texts.map(quote) };

/** What the reader of rows makes of each value of the column V. */
async function readRows(path: string, type: KqlType) {
  const values: unknown[] = [];
  const refused: string[] = [];
  for await (const record of readParquet(path)) {
    if ('problem' in record) throw new Error(record.problem);
    const cell = seedCell(record.values['V'], type);
    if ('refused' in cell) refused.push(`data/bad-value Column V in ${record.name}: ${cell.refused}.`);
    values.push('refused' in cell ? undefined : record.values['V']);
  }
  return { values, refused };
}

/** The rows of an engine over values in memory. */
async function rowsOf(values: readonly unknown[], type: KqlType): Promise<unknown> {
  const tables = createTableCatalogue([schemaOf('M_CL', { V: type })]);
  const data = seedSource({ M_CL: values.map((V) => ({ V })) });
  const outcome = await memory.run('M_CL | project V, T = tostring(V)', { tables, data, now });
  return 'result' in outcome ? outcome.result.rows : outcome.diagnostics;
}

describe.each(kqlTypes)('a column of type %s', (type) => {
  test('from every type of Parquet: the same values, the same refusals', async () => {
    const folder = newFolder();
    const bad = newFolder();
    const expected = new Map<string, { values: unknown[]; refused: string[] }>();
    const schemas: TableSchema[] = [];
    for (const [index, [source, given]] of Object.entries(all).entries()) {
      const name = `T${String(index).padStart(2, '0')}_CL`;
      schemas.push(schemaOf(name, { V: type }));
      const select = (values: readonly string[]) =>
        `select * from (values ${[...values, 'NULL'].map((value) => `(cast(${value} as ${source}))`).join(', ')}) t(V)`;
      const path = await write(bad, `${name}.parquet`, select(given));
      const { values, refused } = await readRows(path, type);
      const good = given.filter((_, at) => values[at] !== undefined);
      await write(folder, `${name}.parquet`, select(good));
      expected.set(name, {
        values: [...values.filter((value) => value !== undefined && value !== null), null],
        refused,
      });
    }
    const opened = await open(folder, schemas);
    expect(opened.messages()).toEqual([]);
    const refusing = await open(bad, schemas);
    const found = [];
    for (const [name, { values, refused }] of expected) {
      expect([name, await opened.run(`${name} | project V, T = tostring(V)`)]).toEqual([
        name,
        await rowsOf(values, type),
      ]);
      found.push(
        ...(refused.length > 20
          ? [...refused.slice(0, 19), `${refused[19]} (and ${refused.length - 20} more in this file)`]
          : refused),
      );
    }
    expect(refusing.messages()).toEqual(found);
    opened.engine.close();
    refusing.engine.close();
  }, 60_000);
});

/** A cell as SQL prints it. */
function printed(cell: Cell, type: KqlType): unknown {
  if (cell === null) return null;
  if (type === 'dynamic') return readJsonValue(String(cell));
  if (type === 'real') return Number(cell);
  if (type === 'decimal') return String(new DuckDBDecimalValue(cell as bigint, decimalWidth, decimalScale));
  if (type !== 'guid') return String(cell);
  const digits = (cell as bigint).toString(16).padStart(32, '0');
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** What SQL makes of texts: the cell, and whether it is left to the reader of rows. */
async function inSql(values: readonly string[], type: KqlType) {
  const { sql, refused = 'false' } = parquetConversion('V', 'VARCHAR', type)!;
  const answer = await writer.run(
    `select (${refused})::boolean, (case when ${refused} then null else ${sql} end)::varchar from (select unnest([${values.map(quote).join(', ')}]::varchar[]) as V)`,
  );
  return (await answer.getRows()).map(([isRefused, cell]) => ({ isRefused, cell }));
}

const realOf = (text: string) => Number(text.replace('inf', 'Infinity'));

async function expectSame(values: readonly string[], type: KqlType): Promise<number> {
  let converted = 0;
  for (const [index, { isRefused, cell }] of (await inSql(values, type)).entries()) {
    const text = values[index]!;
    if (isRefused === true) continue;
    converted++;
    const read = seedCell(text, type);
    const value =
      type === 'dynamic' ? readJsonValue(String(cell)) : type === 'real' ? realOf(String(cell)) : cell;
    expect([type, text, 'cell' in read ? printed(read.cell, type) : read]).toEqual([type, text, value]);
  }
  return converted;
}

test.each(kqlTypes)('text that SQL takes for %s is what the reader of rows reads', async (type) => {
  expect(await expectSame(texts, type)).toBeGreaterThan(0);
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      ' ',
      '\\',
      '1',
      '.',
      '-',
      '+',
      'e5',
      'nan',
      'inf',
      'a',
      '\u00e9',
      '\n',
      '\u0001',
    ],
    ...[
      'T',
      'Z',
      '2026-01-15',
      '10:00:00',
      '1.',
      '\\u0041',
      'true',
      'null',
      '//',
      '"a":1',
      '0123abcd-4567-89ab-cdef-0123456789ab',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }).filter((each) => !each.includes('\0')),
    fc.json(),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.double().map(String),
    fc.bigInt().map(String),
    fc.uuid(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 50, size: 'max' }), async (values) => {
      await expectSame(values, type);
    }),
    { numRuns: 40 },
  );
});

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
    const opened = await open(folder, [schema]);
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
    const opened = await open(folder);
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
    const opened = await open(folder, [schema]);
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
    const opened = await open(folder, [schema, schemaOf('Zoned_CL', { TimeGenerated: 'datetime' })]);
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
    const opened = await open(folder, [schema]);
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
    const opened = await open(folder, [schema]);
    expect(opened.messages()).toEqual([
      expect.stringMatching(
        /^data\/second-file The folder of the table Known_CL has files of another format, .*a\.parquet\.$/,
      ),
    ]);
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
    const opened = await open(folder, [schema, ...schemas]);
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

describe('more than fits into memory', () => {
  const spills = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sentinel-sync-spill-'));
  const sorted =
    'Known_CL | sort by Name asc | extend Before = prev(Name) | where strcmp(Before, Name) > 0 | count';

  test('is spilled into a folder that nobody else can read, and that is gone afterwards', async () => {
    const folder = newFolder();
    await write(
      folder,
      'Known_CL.parquet',
      "select md5(i::varchar) || repeat('x', 100) as Name from range(1000000) t(i)",
    );
    const before = new Set(spills());
    const opened = await openDataFolder(
      folder,
      createTableCatalogue([schemaOf('Known_CL', { Name: 'string' })]),
    );
    const engine = createEngine({ load: opened.load, limits: { memoryMb: 128, threads: 2 } });
    await engine.open();
    const [own = ''] = spills().filter((name) => !before.has(name));
    const path = join(tmpdir(), own);
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
    await expect.poll(() => spills().includes(own)).toBe(false);
  });
});
