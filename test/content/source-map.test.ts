// Positions inside YAML strings: the character at the mapped place is the character of the value.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { ValuePath } from '../../src/content/content-item.ts';
import { parseYaml } from '../../src/content/yaml/parse-yaml.ts';

function parse(text: string) {
  const parsed = parseYaml(text, { file: 'x.yaml' });
  expect(parsed.diagnostics).toEqual([]);
  return parsed;
}

function characterAt(text: string, { line, column }: { line: number; column: number }): string {
  return `${text.split('\n')[line - 1] ?? ''}\n`[column - 1] ?? '';
}

/** Every character of the value at `path` stands where the map says; a line break stands at the end of a line. */
function expectExact(text: string, path: ValuePath, value: string): void {
  const { source } = parse(text);
  for (let i = 0; i < value.length; i++) {
    const found = characterAt(text, source.insideAt(path, i));
    expect([i, found === '\r' ? '\n' : found]).toEqual([i, value[i]]);
  }
}

function valueUnder(text: string, key: string): string {
  return (parse(text).value as Record<string, string>)[key]!;
}

describe('keyAt and valueAt', () => {
  const text =
    'id: a\nentityMappings:\n  - entityType: Host\n    fieldMappings:\n      - identifier: FullName\n';
  const { source } = parse(text);

  // Of a map or a list only its start is known: others are in it.
  it.each([
    [[], { line: 1, column: 1 }, { line: 1, column: 1 }],
    [['id'], { line: 1, column: 1, endColumn: 3 }, { line: 1, column: 5, endColumn: 6 }],
    [['entityMappings'], { line: 2, column: 1, endColumn: 15 }, { line: 3, column: 3 }],
    [['entityMappings', 0], { line: 3, column: 5 }, { line: 3, column: 5 }],
    [
      ['entityMappings', 0, 'entityType'],
      { line: 3, column: 5, endColumn: 15 },
      { line: 3, column: 17, endColumn: 21 },
    ],
    [
      ['entityMappings', 0, 'fieldMappings', 0, 'identifier'],
      { line: 5, column: 9, endColumn: 19 },
      { line: 5, column: 21, endColumn: 29 },
    ],
  ])('%j: key %j, value %j', (path, key, value) => {
    expect(source.keyAt(path)).toEqual(key);
    expect(source.valueAt(path)).toEqual(value);
  });

  it.each([
    ['a quoted text with its quotes', 'id: "a b"  # note\n', 5, 10],
    ['no comment and no blanks', 'id: a b  # note\n', 5, 8],
    ['a text over lines on its first', 'id: one\n  two\n', 5, 8],
    ['a line that ends in CRLF', 'id: one\r\n  two\r\n', 5, 8],
    ['of a block its header', 'id: |\n  one\n', 5, 6],
    ['a file that ends without a line break', 'id: one', 5, 8],
    ['characters outside the BMP, in UTF-16 units', 'id: 🦆🦆\n', 5, 9],
  ])('%s', (_name, text, column, endColumn) => {
    expect(parse(text).source.valueAt(['id'])).toEqual({ line: 1, column, endColumn });
  });

  it('answers for an absent path with the nearest parent', () => {
    expect(source.keyAt(['entityMappings', 0, 'fieldMappings', 7, 'columnName'])).toEqual(
      source.keyAt(['entityMappings', 0, 'fieldMappings']),
    );
    expect(source.valueAt(['severity'])).toEqual({ line: 1, column: 1 });
  });

  it('stands at the key where a value is empty', () => {
    expect(parse('id: a\nquery:\n').source.keyAt(['query'])).toEqual({ line: 2, column: 1, endColumn: 6 });
  });

  it('points an alias at itself, and into the anchored text', () => {
    const { source, value } = parse('a: &x hello\nb: *x\n');
    expect(value).toEqual({ a: 'hello', b: 'hello' });
    expect(source.valueAt(['b'])).toEqual({ line: 2, column: 4, endColumn: 6 });
    expect(source.insideAt(['b'], 1)).toEqual({ line: 1, column: 8 });
  });
});

describe('insideAt in block scalars', () => {
  it.each([
    ['within a line', 'query: |\n  T | where a\n', 4, 9, { line: 2, column: 7, endColumn: 12 }],
    [
      'over lines: to the end of the first',
      'query: |\n  T\n  | count\n',
      0,
      9,
      { line: 2, column: 3, endColumn: 4 },
    ],
    [
      'that are escaped',
      'query: "T\\n| where \\u0061\\u0062 > 1"\n',
      10,
      12,
      { line: 1, column: 20, endColumn: 32 },
    ],
    ['up to a quote', "query: 'where ''a'' > 1'\n", 6, 9, { line: 1, column: 15, endColumn: 20 }],
    [
      'up to the last character of the text',
      'query: |\n  T\n  | count\n',
      4,
      9,
      { line: 3, column: 5, endColumn: 10 },
    ],
    ['beyond the end of the text', 'query: |\n  T\n', 0, 99, { line: 2, column: 3, endColumn: 4 }],
    ['without an end', 'query: |\n  T\n', 0, undefined, { line: 2, column: 3 }],
    [
      'an escape is as long as it is written',
      'query: "a\\u0062c"\n',
      0,
      3,
      { line: 1, column: 9, endColumn: 17 },
    ],
  ])('a span %s', (_name, text, start, end, place) => {
    expect(parse(text).source.insideAt(['query'], start, end)).toEqual(place);
  });

  it.each([
    ['literal', 'query: |\n  T\n  | where a == 1\n'],
    ['literal, stripped', 'query: |-\n  T\n  | where a == 1\n'],
    ['literal, kept', 'query: |+\n  T\n\n\nname: x\n'],
    ['indentation indicator', 'query: |2\n    T\n  | count\n'],
    ['indicator after chomping', 'query: |-4\n     T\n    | count\n'],
    ['comment in the header', 'query: |   # the query\n  T\n  | count\n'],
    ['blank and longer blank lines inside', 'query: |\n  T\n\n     \n  | count\n'],
    ['blank lines first', 'query: |\n\n  T\n  | count\n'],
    ['deeper lines and tabs', 'query: |\n  T\n      | where a\n  \t| count\n'],
    ['CRLF', 'id: a\r\nquery: |\r\n  T\r\n  | count\r\n'],
    ['no line end at the end', 'query: |\n  T\n  | count'],
    ['anchored and tagged', 'query: &q !!str |\n  T\n  | count\n'],
    ['characters outside the BMP', 'query: |\n  print "🦆" // 🦆\n  | count\n'],
  ])('%s: exact', (_name, text) => {
    expectExact(text, ['query'], valueUnder(text, 'query'));
  });

  it('nested in a list', () => {
    const text = 'list:\n  - query: |\n      T\n      | count\n';
    expectExact(text, ['list', 0, 'query'], 'T\n| count\n');
  });

  it('any query text written as a literal block, LF or CRLF', () => {
    const line = fc.stringMatching(/^[ -~\t]{0,20}$/);
    const texts = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, fc.boolean(), fc.integer({ min: 1, max: 6 }), (query, crlf, indent) => {
        const dumped = stringify(
          { id: 1, query },
          { defaultStringType: 'BLOCK_LITERAL', defaultKeyType: 'PLAIN', lineWidth: 0, indent: indent + 1 },
        );
        fc.pre(/^query: [|]/m.test(dumped));
        const text = crlf ? dumped.replace(/\n/g, '\r\n') : dumped;
        expectExact(text, ['query'], valueUnder(text, 'query'));
      }),
      { numRuns: 200 },
    );
  });

  it('the end of the text is the end of its last line, and offsets beyond it stay there', () => {
    const { source } = parse('query: |\n  T\n  | count\nname: x\n');
    expect(source.insideAt(['query'], 'T\n| count\n'.length)).toEqual({ line: 3, column: 10 });
    expect(source.insideAt(['query'], 1000)).toEqual({ line: 3, column: 10 });
    expect(source.insideAt(['query'], -1)).toEqual({ line: 2, column: 3 });
  });
});

describe('insideAt in folded scalars', () => {
  it.each([
    ['folded block', 'query: >\n  one two\n  three\n\n  four\n'],
    ['folded with deeper lines', 'query: >-\n  one\n    two\n    three\n  four\n'],
    ['plain over lines', 'query: one two\n  three\n\n  four\n'],
    ['single-quoted over lines', "query: 'it''s\n  so   \n\n  far'\n"],
    ['double-quoted over lines', 'query: "one \\\n  two\n  \\"three\\""\n'],
  ])('%s: every visible character is exact', (_name, text) => {
    const { source } = parse(text);
    const value = valueUnder(text, 'query');
    for (let i = 0; i < value.length; i++) {
      if (!/[a-z]/.test(value[i]!)) continue;
      expect(characterAt(text, source.insideAt(['query'], i))).toBe(value[i]);
    }
  });

  it('a space made of a line break stands at that line break', () => {
    const { source } = parse('query: >\n  one\n  two\n');
    expect(source.insideAt(['query'], 3)).toEqual({ line: 2, column: 6 });
    expect(source.insideAt(['query'], 4)).toEqual({ line: 3, column: 3 });
  });

  it('any words folded by the YAML library', () => {
    const texts = fc
      .array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, (query) => {
        const text = stringify({ query }, { defaultStringType: 'BLOCK_FOLDED', lineWidth: 40 });
        const { source } = parse(text);
        for (let i = 0; i < query.length; i++) {
          if (query[i] !== ' ') expect(characterAt(text, source.insideAt(['query'], i))).toBe(query[i]);
        }
      }),
    );
  });
});

describe('insideAt in single-line scalars', () => {
  it('plain', () => expectExact('query: T | count # all\n', ['query'], 'T | count'));

  it("single-quoted: '' is one character", () => {
    const { source } = parse("query: 'a''b'\n");
    expect([0, 1, 2, 3].map((i) => source.insideAt(['query'], i).column)).toEqual([9, 10, 12, 13]);
  });

  it('double-quoted: an escape stands at its backslash', () => {
    const { source, value } = parse('query: "a\\n\\x41\\u00e9\\U0001F986z"\n');
    expect(value).toEqual({ query: 'a\nAé🦆z' });
    const columns = [0, 1, 2, 3, 4, 5, 6].map((i) => source.insideAt(['query'], i).column);
    expect(columns).toEqual([9, 10, 12, 16, 22, 22, 32]);
  });

  it('any text in any quotes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~é🦆]{1,40}$/u), fc.boolean(), (query, single) => {
        const text = stringify(
          { query },
          { defaultStringType: single ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE', lineWidth: 0 },
        );
        const { source } = parse(text);
        for (let i = 0; i < query.length; i++) {
          const found = characterAt(text, source.insideAt(['query'], i));
          if (found !== '\\') expect(found).toBe(query[i]);
        }
      }),
    );
  });
});

describe('insideAt in scalars of every style, broken over lines at random', () => {
  const styles: Readonly<Record<string, (lines: string) => string>> = {
    literal: (lines) => `|\n   ${lines}`,
    'literal, kept, indented': (lines) => `|1+\n   ${lines}`,
    folded: (lines) => `>\n   ${lines}`,
    'folded, stripped': (lines) => `>-\n   ${lines}`,
    plain: (lines) => `x${lines}`,
    single: (lines) => `'${lines.replace(/'/g, "''")}'`,
    double: (lines) => `"${lines.replace(/"/g, '\\"')}"`,
  };
  const pieces = fc.stringMatching(/^([ab'"\\n ]{0,4}|\t|\n {0,4}| |x|\n\n){0,12}$/);

  it.each(Object.keys(styles))('%s', (style) => {
    fc.assert(
      fc.property(pieces, fc.boolean(), (lines, crlf) => {
        const lf = `k:\n  q: ${styles[style]!(lines.replace(/\n/g, '\n   '))}\n  z: 1\n`;
        const text = crlf ? lf.replace(/\n/g, '\r\n') : lf;
        const { value, source, diagnostics } = parseYaml(text, { file: 'x.yaml' });
        const q = (value as { k: { q?: unknown } } | undefined)?.k.q;
        if (diagnostics.length > 0 || typeof q !== 'string') return;
        for (let i = 0; i < q.length; i++) {
          const found = characterAt(text, source.insideAt(['k', 'q'], i));
          const isBreak = found === '\n' || found === '\r';
          const isEscape = style === 'double' && found === '\\';
          if (!isBreak && !isEscape) expect([text, i, found]).toEqual([text, i, q[i]]);
          if (isBreak) expect(q[i]).toMatch(/[\n ]/);
        }
      }),
      { numRuns: 200 },
    );
  });
});
