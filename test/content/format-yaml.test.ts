// The layout of YAML: keys in order, two blanks a level, and nothing else that somebody wrote in another form.
import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../src/content/kinds/kinds.ts';
import { commentsOf, formatYaml } from '../../src/content/yaml/format-yaml.ts';

const { fields } = definitionOf('analytics-rule');

describe('any file', () => {
  test.each([
    [
      'levels are two blanks, and lists are indented',
      'a:\n- b\n-    c:   1\n     d: 2\n',
      'a:\n  - b\n  - c: 1\n    d: 2\n',
    ],
    ['empty lines are one', 'a: 1\n\n\n\nb: 2\n\n', 'a: 1\n\nb: 2\n'],
    [
      'brackets have the blanks that they have here',
      'a: [ b,c ]\nd: {e: 1,f: [ 2 ]}\n',
      'a: [b, c]\nd: { e: 1, f: [2] }\n',
    ],
    [
      'brackets over several lines become an entry a line',
      'a: [\n  b, {c: 1} ]\n',
      'a:\n  - b\n  - { c: 1 }\n',
    ],
    ['empty brackets stay', 'a: [\n]\nb: {}\n', 'a: []\nb: {}\n'],
    ['comments stay', '# head\n\n# of a\na: 1 # one\n# end\n', '# head\n\n# of a\na: 1 # one\n\n# end\n'],
    ['comments of lists move with them', 'a:\n# first\n- b # why\n', 'a:\n  # first\n  - b # why\n'],
    ['a comment below a list is of the key below it', 'a:\n- b\n# of c\nc: 1\n', 'a:\n  - b\n# of c\nc: 1\n'],
    ['quotes and escapes stay', `a: "b\\x20"\nc: 'd'\ne: "f \\ng"\n`, `a: "b\\x20"\nc: 'd'\ne: "f \\ng"\n`],
    [
      'numbers and nothing stay as they are spelt',
      'a: 007\nb: 1.10\nc: 0x1F\nd:\ne: ~\n',
      'a: 007\nb: 1.10\nc: 0x1F\nd:\ne: ~\n',
    ],
    ['a literal block keeps its lines', 'a: |-\n     b  c\n      d\n', 'a: |-\n  b  c\n   d\n'],
    ['a folded block stays folded', 'a: >\n    b\n    c\n', 'a: >\n  b c\n'],
    ['a text over lines that fits on one is one', 'a: b\n   c\n', 'a: b c\n'],
    ['a long line stays long', `a: ${'b '.repeat(80)}c\n`, `a: ${'b '.repeat(80)}c\n`],
    ['anchors stay', 'a: &x { b: 1 }\nc: { <<: *x, d: 2 }\n', 'a: &x { b: 1 }\nc: { <<: *x, d: 2 }\n'],
    ['keys stay where they are', 'b: 1\na: 2\n', 'b: 1\na: 2\n'],
  ])('%s', (_, text, expected) => {
    expect(formatYaml(text, {})).toBe(expected);
    expect(formatYaml(expected, {})).toBe(expected);
  });

  test('a long text over lines is broken at 80', () => {
    const text = formatYaml(`a: ${'bcd '.repeat(30)}\n  e\n`, {});
    expect(text.split('\n').map(({ length }) => length)).toEqual([78, 47, 0]);
    expect(formatYaml(text, {})).toBe(text);
  });
});

describe('a file of a format', () => {
  test('keys have the order of published files at every level, with their comments', () => {
    const text = `# head
query: |
  T
# of the name
name: A
entityMappings:
  - fieldMappings:
      - columnName: b # which
        identifier: Name
    entityType: Account
mine: 1
Id: x
`;
    expect(formatYaml(text, { fields })).toBe(`# head
Id: x
# of the name
name: A
query: |
  T
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: Name
        columnName: b # which
mine: 1
`);
  });

  test('keys stay where they are in a file with aliases: an alias must not come before its anchor', () => {
    const text = 'query: &q T\nname: *q\n';
    expect(formatYaml(text, { fields })).toBe(text);
  });

  test.each(['query: T | take 5\n', "query: 'T | take 5'\n", 'query: >-\n  T |\n  take 5\n'])(
    'a text that takes the place of a value is a literal block: %j',
    (text) => {
      expect(formatYaml(text, { fields, texts: { query: 'T\n| take 5' } })).toBe(
        'query: |\n  T\n  | take 5\n',
      );
    },
  );
});

test('comments are found where they stand, and not in texts', () => {
  expect(commentsOf('# b\na: "# no" # a\nc: |\n  # no\n')).toEqual(['# a', '# b']);
});
