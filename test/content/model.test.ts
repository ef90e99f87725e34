// The rows of the content models are whole and make sense together.
import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../src/content/duration.ts';
import { allContentKinds } from '../../src/content/kinds/kinds.ts';
import type { Field, Fields } from '../../src/content/model/field.ts';
import { armPaths, fieldAt, fileKeys } from '../../src/content/model/fields.ts';

function allRows(fields: Fields, above = ''): [string, Field][] {
  return Object.entries(fields).flatMap(([key, field]) => [
    [`${above}${key}`, field] as [string, Field],
    ...allRows(field.fields ?? {}, `${above}${key}.`),
  ]);
}

describe.each(allContentKinds)('$kind', ({ fields, places }) => {
  const rows = allRows(fields);
  const wrong = (isWrong: (field: Field) => boolean) =>
    rows.filter(([, field]) => isWrong(field)).map(([path]) => path);

  test('every row says in one sentence what it means', () => {
    expect(wrong(({ meaning }) => !/^[A-Z].*\.$/.test(meaning))).toEqual([]);
  });

  test('maps and lists of maps have rows, and nothing else does', () => {
    expect(
      wrong(({ type, fields }) => (type === 'map' || type === 'maps') !== (fields !== undefined)),
    ).toEqual([]);
  });

  test('sets are lists, whole values are maps, texts are texts', () => {
    const kindsOf = { set: /^(words|maps|techniques|list)$/, whole: /^(map|named texts)$/, text: /^text$/ };
    expect(wrong(({ type, compare }) => compare !== undefined && !kindsOf[compare].test(type))).toEqual([]);
  });

  test('a default is a value that a file may have', () => {
    const isPossible = ({ type, words, default: value }: Field) =>
      value === undefined ||
      (type === 'boolean' && typeof value === 'boolean') ||
      (type === 'duration' && parseDuration(value) !== undefined) ||
      words?.includes(String(value)) === true;
    expect(wrong((field) => !isPossible(field))).toEqual([]);
  });

  test('short words stand for words of the list, and only what some kinds require has kinds that do', () => {
    expect(
      wrong(({ words = [], shortWords = {} }) =>
        Object.values(shortWords).some((word) => !words.includes(word)),
      ),
    ).toEqual([]);
    expect(wrong(({ required, requiredOf }) => requiredOf !== undefined && required === undefined)).toEqual(
      [],
    );
  });

  test('no two rows have one place in ARM, and no other key is spelt like one', () => {
    const places = Object.entries(fields).flatMap(([key, field]) => armPaths(key, field));
    expect(new Set(places).size).toBe(places.length);
    const keys = fileKeys(fields).flatMap((key) => [key, ...(fields[key]?.aliases ?? [])]);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
  });

  test('the places of name, description, query and version are fields of it', () => {
    for (const path of Object.values(places)) expect(fieldAt(fields, path)?.type).toBe('text');
    expect(fieldAt(fields, places.query)?.block).toBe('always');
  });
});
