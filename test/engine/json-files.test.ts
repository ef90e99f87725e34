// Files of JSON lines are read in place where DuckDB reads them as the reader of rows does; everything else stays with that reader.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kqlTypes, type TableSchema } from '../../src/tables/schema.ts';
import { createParquetFolders, openFolder, schemaOf } from './parquet-folder.ts';

const { newFolder } = createParquetFolders();

type Files = Readonly<Record<string, string | Uint8Array>>;

function folderOf(files: Files): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}

/** A line that the reader of rows skips, and DuckDB does not read. */
const rowsOnly = '\n\u00a0\n';

function withRowsOnly(text: string | Uint8Array, name: string): string | Uint8Array {
  const plain = typeof text === 'string' ? Buffer.from(text) : text;
  // What a second member of a packed file has follows the first.
  return Buffer.concat([plain, name.endsWith('.gz') ? gzipSync(rowsOnly) : Buffer.from(rowsOnly)]);
}

/** Everything that a folder gives: columns, rows, their text, findings. */
async function contentsOf(files: Files, schemas: readonly TableSchema[]) {
  const folder = folderOf(files);
  const opened = await openFolder(folder, schemas);
  const tables = new Set(Object.keys(files).map((name) => name.split(/[./]/)[0]!));
  const contents = [];
  for (const name of tables) {
    const columns = opened.tables.table(name)?.columns;
    const order = columns?.map((column) => column.name).join(', ');
    const rows = columns && (await opened.run(`${name} | extend AsText = tostring(pack_all())`));
    contents.push([name, order, columns, rows]);
  }
  const found = opened.found().map((each) => ({ ...each, file: each.file?.slice(folder.length) }));
  opened.engine.close();
  return { inPlace: opened.inPlace, contents, found };
}

/** The same by both ways; gives the files that were read in place. */
async function expectSame(files: Files, schemas: readonly TableSchema[]): Promise<readonly string[]> {
  const slow = Object.entries(files).map(([name, text]) => [name, withRowsOnly(text, name)] as const);
  const read = await contentsOf(files, schemas);
  const rows = await contentsOf(Object.fromEntries(slow), schemas);
  expect(rows.inPlace).toEqual([]);
  expect(read.contents).toEqual(rows.contents);
  expect(read.found).toEqual(rows.found);
  return read.inPlace;
}

const values = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '5',
    '-7',
    '1.0',
    '1.50',
    '-2.5',
    '0.1',
    '1e3',
    '1E-7',
    '0.00001',
    '1e999',
  ],
  ...['2147483647', '2147483648', '9007199254740991', '9007199254740993', '-9223372036854775808'],
  ...['9223372036854775807', '9223372036854775808', '12345678901234567890123', '51.50642013549805', '-0.0'],
  ...[
    '1.00000000000000000001',
    '0.99999999999999999999',
    '123456789.125',
    '4503599627370497.5',
    '0.001',
    '1e21',
  ],
  ...[
    '""',
    '" "',
    '"a"',
    '"true"',
    '"FALSE"',
    '"1"',
    '"-5"',
    '"+7"',
    '" 42 "',
    '"007"',
    '"1.5"',
    '".5"',
    '"1e3"',
    '"NaN"',
  ],
  ...[
    '"2026-01-15"',
    '"2026-01-15T10:00:00Z"',
    '"2026-01-15 10:00:00.1234567"',
    '"2026-01-15T10:00:00+02:00"',
  ],
  ...[
    '"2026-01-15T10:00\u00a0Z"',
    '"2026-02-30T10:00:00Z"',
    '"9999-12-31T23:59:59.9999999Z"',
    '"6/5/2026, 8:10:13.977 PM"',
  ],
  ...[
    '"00:00:01"',
    '"1.02:03:04.5"',
    '"5m"',
    '"0123abcd-4567-89ab-cdef-0123456789AB"',
    '"\\u00e9\\n\\"\\\\ \\/ x"',
  ],
  ...[
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '"a\\u0000b"',
    '"\\u0001integer:5"',
    '"\\u001f"',
    '"\u007f\u2028"',
    '"a, ] -0, NaN"',
  ],
  ...[
    '{}',
    '[]',
    '{"a":1}',
    '{"b":1,"a":[1, "x", null, {"c": true}]}',
    '{"a":{"b":1},"c":{"b":2}}',
    '[{"a":1},{"a":2}]',
  ],
  ...[
    '{"a":1,"a":2}',
    '{"a":[{"b":1,"b":2}]}',
    '{"a":1,"A":2}',
    '{"2":1,"1":2}',
    '{"b":1.0}',
    '[1.5,2]',
    '[-0]',
    '[1e3]',
  ],
  ...[
    '{"t":"2026-01-15T10:00:00.000Z"}',
    '{"n":9007199254740993}',
    '{"n":12345678901234567890}',
    '["\\u001f"]',
    '["\\u0041"]',
  ],
  ...[
    '{"a":1,}',
    '[1,]',
    '{"a":NaN}',
    '[-Infinity]',
    '{"":1}',
    '{"a\\"b":1,"a\\"b":2}',
    '{"__proto__":1}',
    '{"a":"NaN, [NaN]"}',
  ],
  ...[
    '"{\\"a\\": 1}"',
    '" [1, 2]"',
    '"[1,]"',
    '"{\\"a\\":1.0}"',
    '"{\\"a\\":1,\\"a\\":2}"',
    '"{a:1}"',
    '"[\\"\\\\u0000\\"]"',
    '"\\u00a0{}"',
  ],
];

describe.each(kqlTypes)('a column of type %s', (type) => {
  test('from every value of JSON: the same cells, the same refusals', async () => {
    const files = Object.fromEntries(
      values.map((value, at) => [`T${at}_CL.jsonl`, `{"V":${value}}\n{}\n{"V":null}\n`]),
    );
    const schemas = values.map((_, at) => schemaOf(`T${at}_CL`, { V: type }));
    const inPlace = await expectSame(files, schemas);
    expect(inPlace.length).toBeGreaterThan(type === 'dynamic' ? 50 : 1);
  }, 120_000);
});

describe('a file', () => {
  const schema = schemaOf('Known_CL', { A: 'string', B: 'dynamic', N: 'long', TimeGenerated: 'datetime' });
  test.each<[string, string | Uint8Array, boolean]>([
    ['plain', '{"A":"x","N":1}\n{"A":"y","N":2}\n', true],
    ['without an end of its last line', '{"A":"x"}\n{"A":"y"}', true],
    ['with lines that end as on Windows', '{"A":"x"}\r\n{"A":"y"}\r\n', true],
    ['with blank lines', '\n{"A":"x"}\n\n  \t\n{"A":"y"}\n\n', true],
    ['with blanks between the tokens', ' { "A" : "x" , "B" : [ 1 , 2 ] } \n', true],
    ['with missing keys, nulls and empty objects', '{}\n{"A":null,"N":1}\n{"N":null}\n{"B":{}}\n', true],
    ['with keys in another order', '{"A":"x","N":1}\n{"N":2,"A":"y"}\n', true],
    ['with a key that is escaped', '{"\\u0041":"x"}\n', true],
    ['with what looks odd in texts', '{"A":"a,] -0, NaN: null"}\n{"B":["10:00:00.000",":1e3"]}\n', true],
    ['with text of every script', '{"A":"\u00e9\u4e16\ud83d\ude00\\ud83d\\ude00\\u00e9"}\n', true],
    [
      'with texts and objects under one key',
      '{"B":"x"}\n{"B":{"a":1}}\n{"B":""}\n{"B":5}\n{"B":"[1, 2]"}\n',
      true,
    ],
    ['with a column that only has null', '{"A":null,"B":null}\n', true],
    ['with a column the table has not', '{"A":"x"}\n{"A":"y","Aa":1,"Other":null}\n', true],
    ['with names of the database', '{"A":"x","filename":1,"rowid":2,"file_row_number":3,"line":4}\n', true],
    ['with quotes and dots in keys', `{"A":"x","it's":1,"a.b":2,"q\\"q":3,"$":4,"x y":5}\n`, true],
    ['with 64 bits', '{"N":9007199254740993}\n{"N":-9223372036854775808}\n', true],
    ['with a line of a megabyte', `{"A":"${'x'.repeat(1_000_000)}"}\n{"A":"y"}\n`, true],
    ['with a line of three megabytes', `{"A":"${'x'.repeat(3_000_000)}"}\n{"A":"y"}\n`, false],
    ['with a byte order mark', '\ufeff{"A":"x"}\n', false],
    ['with a byte order mark inside', '{"A":"x"}\n\ufeff{"A":"y"}\n', false],
    ['with line ends of both kinds', '{"A":"x"}\r\n{"A":"y"}\n', false],
    ['with a carriage return between tokens', '{"A":\r"x"}\n', false],
    ['with carriage returns for line ends', '{"A":"x"}\r{"A":"y"}\r', false],
    ['with a comma and a carriage return before the end', '{"A":"x",\r}', false],
    ['with two objects a line', '{"A":"x"} {"A":"y"}\n', false],
    ['with an object over two lines', '{"A":\n"x"}\n', false],
    ['with commas between the lines', '{"A":"x"},\n{"A":"y"}\n', false],
    ['with a line that is no object', '{"A":"x"}\n[1]\n', false],
    ['with a line that is null', '{"A":"x"}\n null\n', false],
    ['with nothing but null', 'null\n', false],
    ['with nothing but empty objects', '{}\n{}\n', false],
    ['with a key twice', '{"A":"x","A":"y"}\n', false],
    ['with a key twice that the table has not', '{"A":"x","Z":1,"Z":2}\n', false],
    ['with a key twice, once escaped', '{"A":"x","\\u0041":"y"}\n', false],
    ['with keys that only case tells apart', '{"A":"x"}\n{"a":"y"}\n', false],
    ['with keys that are numbers', '{"A":"x","2":1,"1":2}\n', false],
    ['with an empty key', '{"A":"x","":1}\n', false],
    ['with a comma before the end', '{"A":"x",}\n', false],
    ['with a comma before the end where the table does not look', '{"A":"x","Z":[1 , ]}\n', false],
    ['with NaN where the table does not look', '{"A":"x","Z":{"a":NaN}}\n', false],
    ['with Infinity', '{"N":-Infinity}\n', false],
    ['with half a character', '{"A":"\\ud800"}\n', false],
    ['with a zero in a text', '{"A":"a\\u0000b"}\n', false],
    ['with a zero in a key', '{"A":"x","a\\u0000":1}\n', false],
    ['with a zero byte', '{"A":"x"}\n\0\n', false],
    ['that is no UTF-8', Buffer.from('{"A":"\xff"}\n', 'latin1'), false],
    ['of UTF-16', Buffer.from('\ufeff{"A":"x"}\n', 'utf16le'), false],
    ['with a surrogate in its bytes', Buffer.from('7b2241223a22eda080227d0a', 'hex'), false],
    ['that is cut off', '{"A":"x"}\n{"A":', false],
    ['that is empty', '', false],
    ['with blank lines alone', '\n  \n', false],
    ['with a value its column does not hold', '{"A":"x"}\n{"A":"y", "N":"many"}\n', false],
    ['with a number in a column of text', '{"A":5}\n', false],
    ['with JSON in text that is none', '{"B":"{a:1}"}\n', false],
    ['with a value that is written for people', '{"TimeGenerated":"2026-01-15T10:00:00+02:00"}\n', false],
  ])('%s', async (_, text, isInPlace) => {
    const inPlace = await expectSame({ 'Known_CL.jsonl': text, 'New_CL.jsonl': text }, [schema]);
    expect(inPlace.includes('Known_CL.jsonl')).toBe(isInPlace);
  });

  test.each([
    ['whole', (bytes: Buffer) => bytes, true],
    ['of two members', (bytes: Buffer) => Buffer.concat([bytes, gzipSync('{"N":5}\n')]), true],
    ['without its end', (bytes: Buffer) => bytes.subarray(0, -8), false],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -12), false],
    [
      'with a wrong sum',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -5), Buffer.from('\0\0\0\0\0')]),
      false,
    ],
    ['that is not packed', () => Buffer.from('{"N":1}\n'), false],
  ] as const)('packed, %s', async (_, change, isInPlace) => {
    const packed = change(gzipSync('{"N":1}\n{"N":2}\n'));
    const folder = folderOf({ 'Known_CL.ndjson.gz': packed });
    const opened = await openFolder(folder, [schema]);
    expect(opened.inPlace).toEqual(isInPlace ? ['Known_CL.ndjson.gz'] : []);
    expect(opened.messages()).toEqual(isInPlace ? [] : [expect.stringContaining('not readable as gzip')]);
    opened.engine.close();
  });

  test('of many, packed, with other keys, in folders that are values: as the reader of rows has them', async () => {
    const files = {
      'Known_CL/day=2/a.jsonl.gz': gzipSync('{"N":3,"B":{"a":1},"Last":1}\n{"N":4}\n'),
      'Known_CL/day=1/b.ndjson': '{"A":"x","N":1}\n{"A":"y","N":2,"Zz":1}\n',
      'Known_CL/day=3/c.jsonl': '',
      'Known_CL/day=3/d.jsonl': '{"B":"text","N":null}\n{"B":[1]}\n',
      'Known_CL/day=__HIVE_DEFAULT_PARTITION__/e.jsonl': '{"N":5}\n',
    };
    const known = schemaOf('Known_CL', { A: 'string', B: 'dynamic', N: 'long', day: 'long' });
    expect(await expectSame(files, [known])).toHaveLength(4);
    expect(await expectSame(files, [])).toHaveLength(4);
    const opened = await openFolder(folderOf(files), [known]);
    expect(await opened.run('Known_CL | take 4 | project N, day')).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
    ]);
    expect(await opened.run('Known_CL | summarize arg_max(day, N), make_set(N)')).toEqual([
      [3, null, [1, 2, 3, 4, 5]],
    ]);
    opened.engine.close();
  });

  test('a key that the folder names too is left to the reader of rows', async () => {
    const files = { 'Known_CL/day=1/a.jsonl': '{"N":1,"day":null}\n', 'Known_CL/day=2/a.jsonl': '{"N":2}\n' };
    const known = schemaOf('Known_CL', { N: 'long', day: 'long' });
    expect(await expectSame(files, [known])).toEqual([]);
  });

  test('columns that no schema knows are named in each file where it first has them', async () => {
    const folder = folderOf({
      'Known_CL/a.jsonl': '{"A":"x"}\n\n{"A":"y", "Other":null,"Z":1}\n',
      'Known_CL/b.jsonl': '{"Z":1}\n',
    });
    const opened = await openFolder(folder, [schema]);
    expect(opened.inPlace).toHaveLength(2);
    const places = opened
      .found()
      .map(({ code, file, line, column }) => [code, file?.slice(-7), line, column]);
    expect(places).toEqual([
      ['data/unknown-column', 'a.jsonl', 3, 11],
      ['data/unknown-column', 'a.jsonl', 3, 24],
      ['data/unknown-column', 'b.jsonl', 1, 2],
    ]);
    opened.engine.close();
  });

  test('a window of time sees the rows in it', async () => {
    const lines = ['09:59:59.9999999', '10:00:00', '10:30:00.5', '11:00:00'];
    const text = lines
      .map((time, N) => JSON.stringify({ TimeGenerated: `2026-01-15T${time}Z`, N }))
      .join('\n');
    const opened = await openFolder(folderOf({ 'Known_CL.jsonl': text }), [schema]);
    expect(opened.inPlace).toHaveLength(1);
    const window = { start: new Date('2026-01-15T10:00:00Z'), end: new Date('2026-01-15T11:00:00Z') };
    expect(await opened.run('Known_CL | project N', window)).toEqual([[1], [2]]);
    opened.engine.close();
  });
});

test('files of any lines: the same columns, rows and findings', async () => {
  const simple = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: -9999, max: 9999 }).map((each) => each / 100),
    fc.boolean(),
    fc.constant(null),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      simple,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'A', 'c d', 'q"'), tie('tree'), { maxKeys: 3 }),
    ),
  }));
  const spaced = (value: unknown) => JSON.stringify(value, null, 1).replaceAll('\n', ' ');
  const written = fc.constantFrom(JSON.stringify as (value: unknown) => string, spaced);
  const textOf = (arbitrary: fc.Arbitrary<unknown>) =>
    fc.tuple(arbitrary, written).map(([value, write]) => write(value));
  const kinds: Readonly<
    Record<string, readonly [fc.Arbitrary<string>, readonly (typeof kqlTypes)[number][]]>
  > = {
    text: [textOf(fc.string({ unit: 'grapheme', maxLength: 8 })), ['string', 'dynamic']],
    binary: [textOf(fc.string({ unit: 'binary', maxLength: 8 })), ['string', 'dynamic']],
    whole: [textOf(fc.integer()), ['long', 'int', 'real', 'decimal', 'dynamic']],
    large: [
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }).map(String),
      ['long', 'real', 'decimal', 'dynamic'],
    ],
    real: [
      textOf(fc.double({ noNaN: true, noDefaultInfinity: true })),
      ['real', 'decimal', 'dynamic', 'long'],
    ],
    short: [textOf(fc.integer().map((each) => each / 1000)), ['real', 'decimal', 'dynamic', 'long']],
    bool: [textOf(fc.boolean()), ['bool', 'dynamic']],
    time: [textOf(fc.date({ noInvalidDate: true, min: new Date(0) })), ['datetime', 'string', 'dynamic']],
    guid: [textOf(fc.uuid()), ['guid', 'string']],
    tree: [textOf(tree), ['dynamic']],
    treeInText: [textOf(tree.map((value) => spaced(value))), ['dynamic']],
    json: [fc.json(), ['dynamic']],
    any: [fc.constantFrom(...values), kqlTypes],
  };
  const kind = fc.constantFrom(...Object.keys(kinds)).chain((name) => {
    const [value, types] = kinds[name]!;
    return fc.tuple(
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: value },
          { weight: 1, arbitrary: fc.constant('null') },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
        { minLength: 6, maxLength: 6 },
      ),
      fc.constantFrom(...types),
    );
  });
  const names = fc.constantFrom(
    'A',
    'B',
    'TimeGenerated',
    'Type',
    'x y',
    'a.b',
    '\u00e9',
    "it's",
    'q"',
    '_IngestionTime',
  );
  const file = fc.tuple(fc.dictionary(names, kind, { minKeys: 1, maxKeys: 4 }), fc.boolean());
  let inPlace = 0;
  let total = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 12, maxLength: 12, size: 'max' }), async (tables) => {
      const files: Record<string, string> = {};
      const schemas: TableSchema[] = [];
      for (const [at, [columns, isKnown]] of tables.entries()) {
        const lines = Array.from({ length: 6 }, (_, row) => {
          const pairs = Object.entries(columns).flatMap(([name, [texts]]) =>
            texts[row] === undefined ? [] : [`${JSON.stringify(name)}:${texts[row]}`],
          );
          return `{${pairs.join(',')}}\n`;
        });
        files[`T${at}_CL.jsonl`] = lines.join('');
        if (isKnown)
          schemas.push(
            schemaOf(
              `T${at}_CL`,
              Object.fromEntries(
                Object.entries(columns).map(([name, [, type]]) => [
                  name,
                  name === 'TimeGenerated' ? 'datetime' : type,
                ]),
              ),
            ),
          );
      }
      inPlace += (await expectSame(files, schemas)).length;
      total += tables.length;
    }),
    { numRuns: 12, seed: 20260115 },
  );
  expect(inPlace / total).toBeGreaterThan(0.2);
}, 300_000);
