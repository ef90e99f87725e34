// The parameters block of a query: what is in it, and how one value is replaced and nothing else.
import { describe, expect, test } from 'vitest';
import { overrideParameters, parametersOf } from '../../src/kql/rewrite/parameters.ts';

const query = `// parameters
let Limit = 10; // how many
let Window = 5m; // how long
let Names = dynamic(["a;b", "c//d"]); // who; and why
let Pattern = @"x""; y"; // what
let Strict = true;
let Since = datetime(2026-01-01); // from when

let Logic = 3;
T | where a > Limit
`;

describe('parametersOf', () => {
  test('reads names, types and comments up to the blank line', () => {
    expect(parametersOf(query).map(({ name, type, comment }) => [name, type, comment])).toEqual([
      ['Limit', 'number', 'how many'],
      ['Window', 'timespan', 'how long'],
      ['Names', 'dynamic', 'who; and why'],
      ['Pattern', 'string', 'what'],
      ['Strict', 'bool', ''],
      ['Since', 'datetime', 'from when'],
    ]);
  });

  test('offsets frame the expression', () => {
    for (const { start, end, expression } of parametersOf(query)) {
      expect(query.slice(start, end)).toBe(expression);
    }
  });

  test('a query without the block has none', () => {
    expect(parametersOf('let Limit = 10;\nT')).toEqual([]);
  });

  test('indented queries and other line ends are read alike', () => {
    const text = '  // parameters\r\n  let Limit = 10; // how many\r\n\r\n  let Logic = 1;\r\n';
    expect(parametersOf(text).map(({ name, comment }) => [name, comment])).toEqual([['Limit', 'how many']]);
  });
});

describe('overrideParameters', () => {
  test('replaces values and nothing else', () => {
    const { text, problems } = overrideParameters(query, {
      Limit: 20,
      Window: '1h',
      Names: ['é"', 'b'],
      Pattern: 'a\\b',
      Strict: false,
      Since: '2026-02-01T00:00:00Z',
    });
    expect(problems).toEqual([]);
    expect(text).toBe(`// parameters
let Limit = 20; // how many
let Window = 1h; // how long
let Names = dynamic(["é\\"","b"]); // who; and why
let Pattern = "a\\\\b"; // what
let Strict = false;
let Since = datetime(2026-02-01T00:00:00Z); // from when

let Logic = 3;
T | where a > Limit
`);
  });

  test('no values leave the query as it is', () => {
    expect(overrideParameters(query, {})).toEqual({ text: query, problems: [] });
  });

  test.each([
    [{ Limt: 1 }, 'The query has no parameter `Limt`', 'Did you mean `Limit`?'],
    [{ Logic: 1 }, 'The query has no parameter `Logic`', 'Name one of its parameters'],
    [{ Limit: 'ten' }, '`Limit` is "ten", but its default 10 is a number', 'Give a number.'],
    [{ Names: 'a' }, '`Names` is "a"', 'Give a list or a map.'],
    [{ Window: 5 }, '`Window` is 5', 'such as 30m'],
    [{ Window: '5 minutes' }, '`Window` is "5 minutes"', 'such as 30m'],
    [{ Strict: 'true' }, '`Strict` is "true"', 'true or false'],
    [{ Since: 'soon' }, '`Since` is "soon"', '2026'],
    [{ Limit: null }, '`Limit` is null', 'Give a number.'],
  ])('%j is refused', (values, message, hint) => {
    const { text, problems } = overrideParameters(query, values);
    expect(text).toBe(query);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.hint).toContain(hint);
  });

  test('a value cannot leave its literal', () => {
    const hostile = 'x"; T | take 1 //';
    const { text } = overrideParameters(query, { Pattern: hostile, Names: [hostile] });
    expect(text).toContain('let Pattern = "x\\"; T | take 1 //"; // what');
    expect(parametersOf(text).map(({ name }) => name)).toEqual(parametersOf(query).map(({ name }) => name));
  });
});
