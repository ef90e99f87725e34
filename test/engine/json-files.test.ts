// Files of JSON lines are read in place where DuckDB reads them as the reader of rows does; everything else stays with that reader.
// All types and files of any lines: test/long/json-files.test.ts
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectSame, folderOf, readValues } from './json-folder.ts';
import { openFolder, schemaOf } from './parquet-folder.ts';

test('from every value of JSON a dynamic: the same cells, the same refusals', async () => {
  expect((await readValues('dynamic')).length).toBeGreaterThan(50);
}, 120_000);

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
