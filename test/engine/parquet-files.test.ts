// Parquet files are read in place: every value is the one that the reader of rows gives, what it refuses is refused with its words.
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readParquet } from '../../src/engine/data/parquet.ts';
import { parquetConversion } from '../../src/engine/data/parquet-conversions.ts';
import { withOneReader } from '../../src/engine/data/reader.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import { readJsonValue } from '../../src/json/json-text.ts';
import { seedCell } from '../../src/rows/cell.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { type KqlType, kqlTypes } from '../../src/tables/schema.ts';
import { createParquetFolders, now, openFolder, schemaOf } from './parquet-folder.ts';
import { printed } from './printed-cell.ts';

const { newFolder, write, rowsOf: rowsOfWriter } = createParquetFolders();
const memory = createEngine();
afterAll(() => memory.close());

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

const files = Object.entries(all).map(([source, given], index) => ({
  source,
  given,
  name: `T${String(index).padStart(2, '0')}_CL`,
}));

const selectOf = (source: string, values: readonly string[]) =>
  `select * from (values ${[...values, 'NULL'].map((value) => `(cast(${value} as ${source}))`).join(', ')}) t(V)`;

/** Every value in a file of its type: what a column makes of it depends on its own type alone. */
let bad: string;
beforeAll(async () => {
  bad = newFolder();
  for (const { name, source, given } of files) await write(bad, `${name}.parquet`, selectOf(source, given));
});

describe.each(kqlTypes)('a column of type %s', (type) => {
  test('from every type of Parquet: the same values, the same refusals', async () => {
    const folder = newFolder();
    const expected = new Map<string, { values: unknown[]; refused: string[] }>();
    const schemas = files.map(({ name }) => schemaOf(name, { V: type }));
    const read = await withOneReader(async () => {
      const read = [];
      for (const { name } of files) read.push(await readRows(join(bad, `${name}.parquet`), type));
      return read;
    });
    for (const [index, { name, source, given }] of files.entries()) {
      const { values, refused } = read[index]!;
      const good = given.filter((_, at) => values[at] !== undefined);
      await write(folder, `${name}.parquet`, selectOf(source, good));
      expected.set(name, {
        values: [...values.filter((value) => value !== undefined && value !== null), null],
        refused,
      });
    }
    const opened = await openFolder(folder, schemas);
    expect(opened.messages()).toEqual([]);
    const refusing = await openFolder(bad, schemas);
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
    // Those of JSON in text are told to the query that names the column.
    const told = [...refusing.messages()];
    for (const name of expected.keys()) {
      const answer: readonly unknown[] = await refusing.run(`${name} | project V`);
      told.push(...answer.flatMap((row) => (typeof row === 'string' ? [`data/bad-value ${row}`] : [])));
    }
    expect(told.sort()).toEqual(found.sort());
    opened.engine.close();
    refusing.engine.close();
  }, 60_000);
});

/** What SQL makes of texts: the cell, and whether it is left to the reader of rows. */
async function inSql(values: readonly string[], type: KqlType) {
  const { sql, refused = 'false' } = parquetConversion('V', 'VARCHAR', type)!;
  const answer = await rowsOfWriter(
    `select (${refused})::boolean, (case when ${refused} then null else ${sql} end)::varchar from (select unnest([${values.map(quote).join(', ')}]::varchar[]) as V)`,
  );
  return answer.map(([isRefused, cell]) => ({ isRefused, cell }));
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
    { numRuns: 40, seed: 20260115 },
  );
});
