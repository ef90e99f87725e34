// Files of JSON lines read where they lie and by the reader of rows: every value in a column of every type, and files of any lines.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kqlTypes, type TableSchema } from '../../src/tables/schema.ts';
import { expectSame, jsonValues, readValues } from '../engine/json-folder.ts';
import { schemaOf } from '../engine/parquet-folder.ts';

describe.each(kqlTypes)('a column of type %s', (type) => {
  test('from every value of JSON: the same cells, the same refusals', async () => {
    expect((await readValues(type)).length).toBeGreaterThan(1);
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
    any: [fc.constantFrom(...jsonValues), kqlTypes],
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
