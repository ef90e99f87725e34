// The engine runs a translation over seed rows: values go in and come out in the documented forms.
import { describe, expect, test } from 'vitest';
import { noRows, seedSource } from '../../src/engine/table-source.ts';
import type { Translation } from '../../src/kql/translate/translation.ts';
import { type KqlType, kqlTypes } from '../../src/tables/schema.ts';
import { column, openExecutor, source, tables, translation } from './translations.ts';

const { executor, run } = openExecutor();

/** What a value becomes on its way through a table. */
async function roundTrip(type: KqlType, value: unknown): Promise<unknown> {
  const { rows, messages } = await run(
    translation('select c0 from s0', [column(type)], [source('Values_CL', [`a_${type}`, type])]),
    { data: seedSource({ Values_CL: [value === undefined ? {} : { [`a_${type}`]: value }] }) },
  );
  return rows === undefined ? messages[0] : (rows as unknown[][])[0]![0];
}

describe('values through a table', () => {
  test.each([
    ['bool', true, true],
    ['bool', 'False', false],
    ['datetime', '2026-01-02T03:04:05.1234567Z', '2026-01-02T03:04:05.1234567Z'],
    ['datetime', '2026-01-02T03:04:05.12345678Z', '2026-01-02T03:04:05.1234567Z'],
    ['datetime', '2026-01-02 03:04:05+02:00', '2026-01-02T01:04:05.0000000Z'],
    ['datetime', '2026-01-02', '2026-01-02T00:00:00.0000000Z'],
    ['datetime', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00.0000000Z'],
    ['datetime', '9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.9999999Z'],
    ['datetime', new Date('2026-01-02T03:04:05.678Z'), '2026-01-02T03:04:05.6780000Z'],
    ['decimal', '12.50', '12.5'],
    ['decimal', 3, '3'],
    ['decimal', '-0.1', '-0.1'],
    ['dynamic', { b: [1, null, 'x'], a: 1.5 }, { b: [1, null, 'x'], a: 1.5 }],
    ['dynamic', '{"a": [1, 2]}', { a: [1, 2] }],
    ['dynamic', 'text', 'text'],
    ['dynamic', '5', '5'],
    ['dynamic', 5, 5],
    ['dynamic', '[9007199254740993]', ['9007199254740993']],
    ['dynamic', '[0.9717903854689546, 9.717903854689546e20]', [0.9717903854689546, 9.717903854689546e20]],
    ['dynamic', '["9007199254740993", "a 9007199254740993\\""]', ['9007199254740993', 'a 9007199254740993"']],
    ['dynamic', null, null],
    ['guid', '74BE27DE-1E4E-49D9-B579-FE0B331D3642', '74be27de-1e4e-49d9-b579-fe0b331d3642'],
    ['guid', '{f0000000-0000-0000-0000-000000000001}', 'f0000000-0000-0000-0000-000000000001'],
    ['int', -2147483648, -2147483648],
    ['int', '7', 7],
    ['long', 9007199254740991, 9007199254740991],
    ['long', '9223372036854775807', '9223372036854775807'],
    ['long', '-9223372036854775808', '-9223372036854775808'],
    ['real', 1.5, 1.5],
    ['real', 'NaN', 'NaN'],
    ['real', '-Infinity', '-Infinity'],
    ['real', '1e3', 1000],
    ['string', 'it\'s "x"\n\u0000😀', 'it\'s "x"\n\u0000😀'],
    ['timespan', '1.02:03:04.5', '1.02:03:04.5000000'],
    ['timespan', '-00:00:01', '-00:00:01'],
    ['timespan', '5m', '00:05:00'],
  ] as const)('%s %j gives %j', async (type, value, expected) => {
    expect(await roundTrip(type, value)).toEqual(expected);
  });

  test.each(kqlTypes)('an absent %s is null, and empty for a string', async (type) => {
    const expected = type === 'string' ? '' : null;
    expect(await roundTrip(type, undefined)).toBe(expected);
    expect(await roundTrip(type, null)).toBe(expected);
  });

  test.each([
    ['bool', 1],
    ['bool', 'yes'],
    ['datetime', '2026-02-30'],
    ['datetime', '02/03/2026'],
    ['datetime', 1767225600],
    ['decimal', '1e5'],
    ['dynamic', '{"a": 1'],
    ['guid', '74be27de1e4e49d9b579fe0b331d3642'],
    ['int', 2147483648],
    ['int', 1.5],
    ['int', ''],
    ['long', 9007199254740992],
    ['long', '9223372036854775808'],
    ['real', 'many'],
    ['real', true],
    ['string', 0],
    ['string', { a: 1 }],
    ['timespan', '5'],
    ['timespan', '25:00:00'],
  ] as const)('%s %j is refused with its place', async (type, value) => {
    expect(await roundTrip(type, value)).toMatch(
      new RegExp(`^Row 1 of Values_CL: column a_${type}: .* is not an? ${type}\\b`),
    );
  });
});

describe('rows', () => {
  const types = source('Values_CL', ['Type', 'string'], ['$table', 'string'], ['a_string', 'string']);

  test('Type is the table name where the row does not say', async () => {
    const data = seedSource({ Values_CL: [{ a_string: 'x' }, { Type: 'Other', a_string: 'y' }] });
    const query = translation(
      'select c0, c1, c2 from s0',
      [column('string'), column('string'), column('string')],
      [types],
    );
    expect((await run(query, { data })).rows).toEqual([
      ['Values_CL', 'Values_CL', 'x'],
      ['Other', 'Values_CL', 'y'],
    ]);
  });

  test('ingestion time is what the row says, else TimeGenerated', async () => {
    const data = seedSource({
      Values_CL: [
        { TimeGenerated: '2026-01-01T00:00:00Z' },
        { TimeGenerated: '2026-01-01T00:00:00Z', _IngestionTime: '2026-01-01T00:20:00Z' },
        {},
      ],
    });
    const query = translation(
      'select c0 from s0',
      [column('datetime')],
      [source('Values_CL', ['$ingestion_time', 'datetime'])],
    );
    expect((await run(query, { data })).rows).toEqual([
      ['2026-01-01T00:00:00.0000000Z'],
      ['2026-01-01T00:20:00.0000000Z'],
      [null],
    ]);
  });

  test('a table of which no column is read still has its rows', async () => {
    const query = translation('select count(*) from s0', [column('long')], [source('Plain_CL')]);
    expect((await run(query, { data: seedSource({ Plain_CL: [{}, {}, {}] }) })).rows).toEqual([[3]]);
    expect((await run(query)).rows).toEqual([[0]]);
  });

  test('more rows than one chunk keep their order', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ a: String(index) }));
    const query = translation('select c0 from s0', [column('string')], [source('Plain_CL', ['a', 'string'])]);
    expect((await run(query, { data: seedSource({ Plain_CL: rows }) })).rows).toEqual(
      rows.map(({ a }) => [a]),
    );
  });

  test('the window takes its start, leaves its end, and does not touch a table without TimeGenerated', async () => {
    const at = (TimeGenerated: string) => ({ TimeGenerated, a_string: TimeGenerated.slice(11, 16) });
    const data = seedSource({
      Values_CL: [
        at('2026-01-01T09:59:59.9999999Z'),
        at('2026-01-01T10:00:00Z'),
        at('2026-01-01T10:59:59.9999999Z'),
        at('2026-01-01T11:00:00Z'),
      ],
      Plain_CL: [{ a: 'kept' }],
    });
    const window = { start: new Date('2026-01-01T10:00:00Z'), end: new Date('2026-01-01T11:00:00Z') };
    const windowed = translation(
      'select c0 from s0',
      [column('string')],
      [source('Values_CL', ['a_string', 'string'])],
    );
    expect((await run(windowed, { data, window })).rows).toEqual([['10:00'], ['10:59']]);
    const other = translation('select c0 from s0', [column('string')], [source('Plain_CL', ['a', 'string'])]);
    expect((await run(other, { data, window })).rows).toEqual([['kept']]);
  });

  test('a row without TimeGenerated cannot be windowed and is reported', async () => {
    const window = { start: new Date('2026-01-01T10:00:00Z'), end: new Date('2026-01-01T11:00:00Z') };
    const query = translation('select c0 from s0', [column('string')], [types]);
    const data = seedSource({ Values_CL: [{ a_string: 'x' }] });
    expect((await run(query, { data, window })).codes).toEqual(['engine/no-time']);
  });

  test('an unknown column or table is named with the nearest one, also when the query does not read it', async () => {
    const query = translation('select 1::bigint', [column('long')]);
    const misspelt = await executor.run(query, {
      tables,
      data: seedSource({ Values_CL: [{}, { a_strin: 'x' }], Plain_LC: [] }),
    });
    expect(misspelt).toMatchObject({
      diagnostics: [
        {
          code: 'engine/unknown-column',
          message: "Row 2 of Values_CL: Values_CL has no column 'a_strin'.",
          hint: 'Did you mean a_string?',
        },
        { code: 'engine/unknown-table', hint: 'Did you mean Plain_CL?' },
      ],
    });
  });
});

describe('results', () => {
  test('a NULL string is empty, and values beyond 2^53 are decimal strings', async () => {
    const query = translation(
      `select null::varchar, 9007199254740993::bigint, 'nan'::double, '{"a":NaN}'::varchar`,
      [column('string'), column('long'), column('real'), column('dynamic')],
    );
    expect((await run(query)).rows).toEqual([['', '9007199254740993', 'NaN', { a: 'NaN' }]]);
  });

  test('columns carry the names of the query, also those that differ in case only', async () => {
    const outcome = await executor.run(
      translation('select 1::bigint as c0, 2::bigint as c1', [column('long', 'a'), column('long', 'A')]),
      { tables, data: noRows },
    );
    expect(outcome).toEqual({
      result: {
        columns: [
          { name: 'a', type: 'long' },
          { name: 'A', type: 'long' },
        ],
        rows: [[1, 2]],
      },
    });
  });

  test('a value of another type than promised is our defect, and the SQL is at hand', async () => {
    const outcome = await run(translation("select 'text'", [column('long')]));
    expect(outcome.codes).toEqual(['engine/internal']);
    expect(outcome.sql).toBe("select 'text'");
    expect((await run(translation('select 1, 2', [column('long')]))).codes).toEqual(['engine/internal']);
    expect((await run(translation('select nope', [column('long')]))).codes).toEqual(['engine/internal']);
  });

  test('variables are set before the query', async () => {
    const query: Translation = {
      variables: [{ name: 'v0', sql: 'select 40::bigint' }],
      sql: "select getvariable('v0') + 2",
      columns: [column('long')],
      sources: [],
    };
    expect((await run(query)).rows).toEqual([[42]]);
    expect((await run(translation("select getvariable('v0')", [column('long')]))).rows).toEqual([[null]]);
  });

  test('overflow and conversion are findings of their own', async () => {
    expect(
      (await run(translation('select 9223372036854775807::bigint + 1::bigint', [column('long')]))).codes,
    ).toEqual(['engine/overflow']);
    expect((await run(translation("select 'x'::bigint", [column('long')]))).codes).toEqual([
      'engine/conversion',
    ]);
    expect((await run(translation('select -1::bigint', [column('datetime')]))).codes).toEqual([
      'engine/overflow',
    ]);
  });
});
