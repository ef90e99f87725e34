// A map of options gives what its interface says: the compiler compares the two, and an absent key holds what its description says.
import { describe, expect, test } from 'vitest';
import { type ConfigNode, withoutFile } from '../../src/environments/config-reader.ts';
import {
  count,
  filled,
  list,
  map,
  optional,
  required,
  text,
  withDefault,
  withDefaults,
} from '../../src/environments/option.ts';
import { userErrorOf } from './user-error.ts';

interface Limits {
  readonly most: number;
}

interface Values {
  readonly name: string;
  readonly note?: string;
  readonly tags: readonly string[];
  readonly limits: Limits;
}

const most = withDefault(3, count({ about: 'The most.', least: 1 }));
const limits = map<Limits>({ about: 'Limits.', fields: { most } });
const name = required('Name it.', text({ about: 'Its name.' }));
const note = optional('no note', text({ about: 'A note.' }));
const tags = filled('Name one.', withDefault([], list({ about: 'Tags.', each: text({ about: 'A tag.' }) })));
const values = map<Values>({ about: 'All.', fields: { name, note, tags, limits: withDefaults(limits) } });

const node = (value: unknown): ConfigNode => withoutFile('project', value);
const read = (value: unknown) => values.read(node(value), undefined);

describe('a key that is absent', () => {
  test('has its default, the defaults below it, or no value', () => {
    const absent = read({ name: 'a' });
    expect(absent).toEqual({ name: 'a', tags: [], limits: { most: 3 } });
    expect(Object.keys(absent)).not.toContain('note');
  });

  test('is an error where it is required', () => {
    const { diagnostic } = userErrorOf(() => read({}));
    expect(diagnostic).toMatchObject({
      code: 'project/missing-key',
      message: '`name` is missing',
      hint: 'Name it.',
    });
  });
});

test.each([
  [{ name: 'a', tags: [] }, 'project/bad-value', '`tags` is empty'],
  [{ name: 'a', tags: [1] }, 'project/bad-value', '`tags.0` must be a text'],
  [{ name: 'a', limits: { most: 0 } }, 'project/bad-value', '`limits.most` must be a whole number'],
  [{ name: 'a', nmae: 'b' }, 'project/unknown-key', '`nmae` is not a known key'],
])('%j is refused', (value, code, message) => {
  expect(userErrorOf(() => read(value)).diagnostic).toMatchObject({ code, message });
});

test('what the interface and the descriptions do not agree on does not compile', () => {
  const described = { name, note, tags, limits: withDefaults(limits) };
  map<Values>({ about: 'All.', fields: described });
  const { note: _, ...withoutNote } = described;
  const number = optional('none', count({ about: 'A number.', least: 0 }));
  // @ts-expect-error a key of the interface has no description
  map<Values>({ about: 'All.', fields: withoutNote });
  // @ts-expect-error a description has no key in the interface
  map<Limits>({ about: 'All.', fields: { most, other: note } });
  // @ts-expect-error the interface promises a value
  map<Values>({ about: 'All.', fields: { ...described, name: note } });
  // @ts-expect-error the interface says that it is a text
  map<Values>({ about: 'All.', fields: { ...described, note: number } });
});
