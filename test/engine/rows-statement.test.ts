// A translation is prepared once and run with other rows each time: what comes out must never depend on the rows before.
import { afterAll, describe, expect, test } from 'vitest';
import { createExecutor } from '../../src/engine/running/executor.ts';
import { parameterRows } from '../../src/engine/sources/rows-statement.ts';
import { noRows, seedSource, type TableSource } from '../../src/engine/table-source.ts';
import type { Translation } from '../../src/kql/translate/translation.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { type KqlType, kqlTypes } from '../../src/tables/schema.ts';

const columns = [
  { name: 'a', type: 'int' },
  { name: 's', type: 'string' },
  { name: 'b', type: 'long' },
] as const;
const everyType = kqlTypes.map((type) => ({ name: `a_${type}`, type }));
const tables = createTableCatalogue([
  { name: 'T_CL', source: 'custom', advancedHuntingOnly: false, columns },
  { name: 'All_CL', source: 'custom', advancedHuntingOnly: false, columns: everyType },
]);
const executor = createExecutor({ limits: { memoryMb: 300, threads: 2 } });
afterAll(() => executor.close());

function over(sql: string, types: readonly KqlType[]): Translation {
  return {
    variables: [],
    sql,
    columns: types.map((type, index) => ({ name: `x${index}`, type })),
    sources: [
      { table: 'T_CL', relation: 't', columns: columns.map((one) => ({ ...one, sqlName: one.name })) },
    ],
  };
}

const rowsOf = (rows: readonly (readonly [number | null, string, string])[]) =>
  seedSource({ T_CL: rows.map(([a, s, b]) => ({ a, s, b })) });

const run = async (query: Translation, data: TableSource) => {
  const outcome = await executor.run(query, { tables, data });
  return 'result' in outcome ? outcome.result.rows : outcome.diagnostics.map(({ message }) => message);
};

/** Rows whose least, greatest and distinct values, number and nulls differ. */
const rowSets = [
  rowsOf([]),
  rowsOf([[1, 'a', '1']]),
  rowsOf([
    [5, 'zz', '5'],
    [1_000_001, 'q', '5'],
  ]),
  rowsOf(Array.from({ length: 300 }, (_, index) => [index, `zz${index}`, String(index % 7)] as const)),
  rowsOf([
    [-5, '', '9223372036854775807'],
    [null, 'zz', '0'],
  ]),
];

const queries: readonly Translation[] = [
  over('select count(*), min(a), max(s) from t where a = 5', ['long', 'int', 'string']),
  over("select a, b from t where s = 'zz' order by a", ['int', 'long']),
  over('select x.a from t x join t y on x.a = y.b order by 1', ['int']),
  over('select a, count(*) from t group by a order by a', ['int', 'long']),
  over('select a from t where a > 1000000', ['int']),
  over('select count(*) from t where a is null', ['long']),
  over('select max(a), sum(b::hugeint) % 1000 from t', ['int', 'long']),
  over('select count(*) from t', ['long']),
  over('select a from t where a in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1000001) order by a', ['int']),
  over('with r as (select a, row_number() over () as n from t) select a, n from r where a > 2 order by n', [
    'int',
    'long',
  ]),
  over('select a, s from t order by a desc nulls last limit 2', ['int', 'string']),
];

describe('one translation over other rows', () => {
  test.each(queries)('$sql', async (query) => {
    // A translation nobody ran before is prepared for these rows alone.
    const expected = [];
    for (const data of rowSets) expected.push(await run({ ...query }, data));
    for (const start of rowSets) {
      const again = { ...query };
      await run(again, start);
      for (const [index, data] of rowSets.entries()) expect(await run(again, data)).toEqual(expected[index]);
    }
  });

  test('two runs at once do not mix their rows', async () => {
    const query = over('select a from t order by a', ['int']);
    const answers = await Promise.all([1, 2, 3].map((a) => run(query, rowsOf([[a, '', '0']]))));
    expect(answers).toEqual([[[1]], [[2]], [[3]]]);
    expect(await run(query, rowsOf([[4, '', '0']]))).toEqual([[4]]);
  });

  test('a run that fails leaves nothing behind', async () => {
    const query = over('select (a::bigint * b)::int from t', ['int']);
    expect(await run(query, rowsOf([[3, '', '9000000000']]))).toEqual([expect.stringMatching(/range|INT32/)]);
    expect(await run(query, rowsOf([[3, '', '4']]))).toEqual([[12]]);
  });

  test('more translations than are kept', async () => {
    const many = Array.from({ length: 40 }, (_, index) => over(`select a + ${index} from t`, ['int']));
    for (const round of [1, 2]) {
      for (const [index, query] of many.entries())
        expect(await run(query, rowsOf([[round, '', '0']]))).toEqual([[round + index]]);
    }
  });

  test('values of every type, and the null of each, in every order', async () => {
    const sqlNames = everyType.map(({ name }) => name);
    const query: Translation = {
      ...over(`select ${sqlNames.join(', ')} from t`, kqlTypes),
      sources: [
        { table: 'All_CL', relation: 't', columns: everyType.map((one) => ({ ...one, sqlName: one.name })) },
      ],
    };
    const full = {
      a_bool: true,
      a_datetime: '2026-01-02T03:04:05.1234567Z',
      a_decimal: '12.5',
      a_dynamic: { b: [1, null, "it's"] },
      a_guid: '74be27de-1e4e-49d9-b579-fe0b331d3642',
      a_int: -7,
      a_long: '-9223372036854775808',
      a_real: 'NaN',
      a_string: 'it\'s "x"\n\u0000😀',
      a_timespan: '-1.02:03:04.5000000',
    };
    const nulls = kqlTypes.map((type) => (type === 'string' ? '' : null));
    const filled = kqlTypes.map((type) => full[`a_${type}`]);
    expect(await run(query, seedSource({ All_CL: [{}, full] }))).toEqual([nulls, filled]);
    expect(await run(query, seedSource({ All_CL: [{}] }))).toEqual([nulls]);
    expect(await run(query, noRows)).toEqual([]);
    expect(await run(query, seedSource({ All_CL: [full, {}] }))).toEqual([filled, nulls]);
  });
});

describe('a statement takes its rows as parameters', () => {
  const source = { kind: 'rows', relation: 't', columns: [], rows: [] } as const;

  test('but not for variables, which are read when it is prepared', () => {
    const query = over('select 1', ['long']);
    expect(parameterRows(query, [source])).toEqual([source]);
    expect(
      parameterRows({ ...query, variables: [{ name: 'v0', sql: 'select 1' }] }, [source]),
    ).toBeUndefined();
  });

  test('but not for many rows', () => {
    const rows = Array.from({ length: 3000 }, () => [1]);
    expect(parameterRows(over('select 1', ['long']), [{ ...source, rows }])).toBeUndefined();
  });
});
