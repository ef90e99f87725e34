// A folder of data files becomes tables: by schema where one is known, inferred where not, and every bad place is named.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { openDataFolder } from '../../src/engine/data/folder.ts';
import { jsonErrorOffset } from '../../src/engine/data/json-error.ts';
import { createExecutor } from '../../src/engine/running/executor.ts';
import type { Translation } from '../../src/kql/translate/translation.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import type { KqlType } from '../../src/tables/schema.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-data-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const known = createTableCatalogue([
  {
    name: 'Known_CL',
    source: 'custom',
    advancedHuntingOnly: false,
    columns: [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Name', type: 'string' },
      { name: 'Count', type: 'long' },
      { name: 'Is', type: 'bool' },
      { name: 'Extra', type: 'dynamic' },
      { name: 'Type', type: 'string' },
    ],
  },
]);

/** All rows of a table, read through the engine, with the given columns. */
async function load(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = folderOf(files);
  const opened = await openDataFolder(folder, known);
  const executor = createExecutor({ load: opened.load, limits: { memoryMb: 500, threads: 2 } });
  await executor.open();
  const findings = opened.diagnostics().map((found) => ({
    code: found.code,
    at: `${found.file?.slice(folder.length + 1)}:${found.line ?? ''}:${found.column ?? ''}`,
    message: found.message,
    hint: found.hint,
  }));
  const rows = async (
    table: string,
    columns: string,
    window?: { start: Date; end: Date },
  ): Promise<unknown> => {
    const schema = opened.tables.table(table);
    const typed = columns.split(' ').map((name) => ({
      name,
      type: (schema?.columns.find((column) => column.name === name)?.type ??
        (name === '$ingestion_time' ? 'datetime' : 'string')) as KqlType,
    }));
    const translation: Translation = {
      variables: [],
      sql: `select ${typed.map((_, index) => `k${index}`).join()} from s0`,
      columns: typed,
      sources: [
        { table, relation: 's0', columns: typed.map((each, index) => ({ ...each, sqlName: `k${index}` })) },
      ],
    };
    const outcome = await executor.run(translation, { tables: opened.tables, data: opened.data, window });
    return 'result' in outcome ? outcome.result.rows : outcome.diagnostics;
  };
  return { findings, rows, tables: opened.tables, close: executor.close };
}

describe('known tables', () => {
  const expected = [
    ['2026-01-02T03:04:05.1234567Z', 'a,"b"\nc', '9007199254740993', true, { k: [1] }, 'Known_CL'],
    [null, '', null, null, null, 'Other'],
  ];
  const columns = 'TimeGenerated Name Count Is Extra Type';

  test.each([
    [
      'jsonl',
      '\uFEFF{"TimeGenerated":"2026-01-02T03:04:05.1234567Z","Name":"a,\\"b\\"\\nc","Count":9007199254740993,"Is":true,"Extra":{"k":[1]}}\r\n\n{"Type":"Other"}',
    ],
    [
      'json',
      ' [ {"TimeGenerated":"2026-01-02T03:04:05.1234567Z","Name":"a,\\"b\\"\\nc","Count":9007199254740993,"Is":true,\n"Extra":{"k":[1]}},\n {"Type":"Other"} ]\n',
    ],
    [
      'csv',
      'TimeGenerated [UTC],Name,Count,Is,Extra,Type\r\n2026-01-02T03:04:05.1234567Z,"a,""b""\r\nc",9007199254740993,1,"{""k"":[1]}",\r\n,,,,,Other\r\n',
    ],
  ])('%s', async (extension, text) => {
    const loaded = await load({ [`Known_CL.${extension}`]: text });
    expect(loaded.findings).toEqual([]);
    expect(await loaded.rows('Known_CL', columns)).toEqual(expected);
    loaded.close();
  });

  test('parquet', async () => {
    const folder = folderOf({});
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `copy (select timestamp '2026-01-02 03:04:05.123456' as TimeGenerated, 'x' as Name, 5::integer as Count, true as Is,
        {'k': [1]} as Extra union all select null, null, null, null, null) to '${folder}/Known_CL.parquet' (format parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    const opened = await openDataFolder(folder, known);
    const executor = createExecutor({ load: opened.load });
    const outcome = await executor.run(
      {
        variables: [],
        sql: 'select a, b, c, d, e from s0',
        columns: (['datetime', 'string', 'long', 'bool', 'dynamic'] as const).map((type) => ({
          name: 'x',
          type,
        })),
        sources: [
          {
            table: 'Known_CL',
            relation: 's0',
            columns: [
              { name: 'TimeGenerated', type: 'datetime', sqlName: 'a' },
              { name: 'Name', type: 'string', sqlName: 'b' },
              { name: 'Count', type: 'long', sqlName: 'c' },
              { name: 'Is', type: 'bool', sqlName: 'd' },
              { name: 'Extra', type: 'dynamic', sqlName: 'e' },
            ],
          },
        ],
      },
      opened,
    );
    expect(opened.diagnostics()).toEqual([]);
    expect(outcome).toMatchObject({
      result: {
        rows: [
          ['2026-01-02T03:04:05.1234560Z', 'x', 5, true, { k: [1] }],
          [null, '', null, null, null],
        ],
      },
    });
    executor.close();
  });

  test('dates as the portal exports them', async () => {
    const text =
      'TimeGenerated [UTC],Name\n"6/5/2026, 8:10:13.977 PM",evening\n"12/31/2026, 12:00:00.000 AM",night\n';
    const loaded = await load({ 'Known_CL.csv': text });
    expect(await loaded.rows('Known_CL', 'TimeGenerated Name')).toEqual([
      ['2026-06-05T20:10:13.9770000Z', 'evening'],
      ['2026-12-31T00:00:00.0000000Z', 'night'],
    ]);
    loaded.close();
  });

  test('the window and the ingestion time hold for files too', async () => {
    const loaded = await load({
      'Known_CL.jsonl': [
        '{"TimeGenerated":"2026-01-01T10:00:00Z","Name":"in"}',
        '{"TimeGenerated":"2026-01-01T10:30:00Z","Name":"late","_IngestionTime":"2026-01-01T12:00:00Z"}',
        '{"TimeGenerated":"2026-01-01T11:00:00Z","Name":"end"}',
      ].join('\n'),
    });
    const window = { start: new Date('2026-01-01T10:00:00Z'), end: new Date('2026-01-01T11:00:00Z') };
    expect(await loaded.rows('Known_CL', 'Name $ingestion_time', window)).toEqual([
      ['in', '2026-01-01T10:00:00.0000000Z'],
      ['late', '2026-01-01T12:00:00.0000000Z'],
    ]);
    loaded.close();
  });
});

describe('tables nobody knows', () => {
  test('get the columns their values suggest, and a notice', async () => {
    const loaded = await load({
      'New_CL.jsonl':
        '{"T":"2026-01-01T10:00:00Z","S":"x","L":1,"R":1,"B":true,"D":[1],"M":1,"Null":null}\n{"R":1.5,"M":"x"}\n',
    });
    expect(loaded.findings).toMatchObject([
      {
        code: 'data/inferred-schema',
        message:
          'No schema of New_CL is known; its columns are inferred from the data: T:datetime, S:string, L:long, R:real, B:bool, D:dynamic, M:dynamic, Null:string.',
      },
    ]);
    expect(await loaded.rows('New_CL', 'T S L R B D M Null')).toEqual([
      ['2026-01-01T10:00:00.0000000Z', 'x', 1, 1, true, [1], 1, ''],
      [null, '', null, 1.5, null, null, 'x', ''],
    ]);
    loaded.close();
  });

  test('of a CSV file: a number with a leading zero stays a text', async () => {
    const loaded = await load({ 'New_CL.csv': 'Code,N,R\n007,1,1.5\n8,2,2\n' });
    expect(await loaded.rows('New_CL', 'Code N R')).toEqual([
      ['007', 1, 1.5],
      ['8', 2, 2],
    ]);
    loaded.close();
  });

  test('a name near a known one is pointed out', async () => {
    const loaded = await load({ 'Knwon_CL.jsonl': '{"a":1}' });
    expect(loaded.findings).toMatchObject([{ code: 'data/inferred-schema', hint: 'Did you mean Known_CL?' }]);
    loaded.close();
  });

  test('without any row there is nothing to infer', async () => {
    const loaded = await load({ 'New_CL.jsonl': '' });
    expect(loaded.findings).toMatchObject([{ code: 'data/no-columns' }]);
    expect(loaded.tables.table('New_CL')).toBeUndefined();
    loaded.close();
  });
});

describe('what is wrong has its place', () => {
  test.each([
    ['Known_CL.jsonl', '{"Name":"x"}\n{"Name":"x"\n', 'data/bad-record', ':2:12'],
    ['Known_CL.jsonl', '{"Name":"x"}\n\n{"Name": oops}', 'data/bad-record', ':3:10'],
    ['Known_CL.jsonl', '[1]', 'data/bad-record', ':1:1'],
    ['Known_CL.jsonl', '{"Name":"x"}\n{"Name":"y", "Count":"many"}', 'data/bad-value', ':2:14'],
    ['Known_CL.jsonl', '{"Name":"x","Cout":1}', 'data/unknown-column', ':1:13'],
    ['Known_CL.json', '[\n  {"Name":"x"},\n  {"Name":"x",\n   "Count":1.5}\n]', 'data/bad-value', ':4:4'],
    ['Known_CL.json', '[\n  {"Name":"x"},\n  {"Name" "x"}\n]', 'data/bad-record', ':3:11'],
    ['Known_CL.json', '[{"Name":"x"}', 'data/bad-record', ':1:14'],
    ['Known_CL.json', '{"Name":"x"}', 'data/bad-record', ':1:1'],
    ['Known_CL.csv', 'Name,Count\nx,1\nx,"1\n2"\n', 'data/bad-value', ':3:3'],
    ['Known_CL.csv', 'Name,Count\nx\n', 'data/bad-record', ':2:1'],
    ['Known_CL.csv', 'Name,Count\n"x"y,1\n', 'data/bad-record', ':2:4'],
    ['Known_CL.csv', 'Name,Count\nx,1\n"x,1\n', 'data/bad-record', ':3:1'],
    ['Known_CL.csv', 'Name,Name\nx,1\n', 'data/bad-record', ':1:1'],
    ['Known_CL.csv', 'Name,Cuont\nx,1\n', 'data/unknown-column', ':2:3'],
    ['Known_CL.jsonl', new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), 'data/bad-record', ':1:1'],
    ['Known_CL.parquet', 'no parquet', 'data/bad-record', '::'],
  ])('%s %j: %s at %s', async (name, text, code, at) => {
    const loaded = await load({ [name]: text });
    expect(loaded.findings.map((found) => [found.code, found.at])).toEqual([[code, `${name}${at}`]]);
    loaded.close();
  });

  test('many alike are counted, not printed', async () => {
    const loaded = await load({ 'Known_CL.jsonl': '{"Count":true}\n'.repeat(1000) });
    expect(loaded.findings).toHaveLength(20);
    expect(loaded.findings.at(-1)?.message).toMatch(/and 980 more/);
    loaded.close();
  });

  test('two files for a table, a name that is none, and files that are not read', async () => {
    const loaded = await load({
      'Known_CL.csv': 'Name\n',
      'Known_CL.jsonl': '',
      'not a table.csv': 'a\n',
      'Known_CL.json.gz': '',
      'README.md': '',
    });
    expect(loaded.findings.map((found) => [found.code, found.at])).toEqual([
      ['data/ignored-file', 'Known_CL.json.gz::'],
      ['data/second-file', 'Known_CL.jsonl::'],
      ['data/bad-name', 'not a table.csv::'],
    ]);
    loaded.close();
  });

  test('a folder that does not exist', async () => {
    await expect(openDataFolder('/nonexistent-folder', known)).rejects.toThrow(
      "The data folder '/nonexistent-folder' cannot be read: it does not exist.",
    );
  });
});

describe('jsonErrorOffset', () => {
  test.each([
    ['{"a": oops}', 6],
    ['{"a" 1}', 5],
    ['{"a": 1', 7],
    ['{"a": 1]', 7],
    ['[1, 2,]', 6],
    ['{"a": 1} x', 9],
    ['{"a": 01}', 6],
    ['{"a": "x\n"}', 6],
    ['', 0],
  ])('%j breaks at %i', (text, offset) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonErrorOffset(text)).toBe(offset);
  });
});
