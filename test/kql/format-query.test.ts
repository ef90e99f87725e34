// The layout of queries: Microsoft's formatter with what its authors wrote kept where Microsoft's own pages write it so too.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatQuery } from '../../src/kql/format-query.ts';

const laidOut = (query: string) => {
  const formatted = formatQuery(query);
  if (!('text' in formatted)) throw new Error(JSON.stringify(formatted));
  return formatted.text;
};

describe('a query', () => {
  test.each([
    ['pipes and operators get their blanks', 'T\n|where a==1\n  |take 5', 'T\n| where a == 1\n| take 5'],
    ['a query on one line stays there', 'T|take 5', 'T | take 5'],
    [
      'a list over several lines has an entry a line',
      'T\n| extend a = 1,\n b = 2',
      'T\n| extend\n    a = 1,\n    b = 2',
    ],
    [
      'conditions over several lines are indented',
      'T\n| where a == 1\nand b == 2',
      'T\n| where a == 1\n    and b == 2',
    ],
    [
      'comments stay',
      '// head\nT // which\n// why\n|take 5 // few',
      '// head\nT // which\n// why\n| take 5 // few',
    ],
    ['an empty line stays', 'let a = 1;\n\nT\n\n| take a', 'let a = 1;\n\nT\n\n| take a'],
    ['several are one', 'let a = 1;\n\n\n\n// b\n\n\nT', 'let a = 1;\n\n// b\n\nT'],
    ['blanks in texts stay', 'print   a="x  y",b=@\'c   "d"\'', 'print a="x  y", b=@\'c   "d"\''],
    ['a text over several lines stays', 'print ```a\n   b```', 'print ```a\n   b```'],
    ['line ends of Windows go', 'T\r\n| take 5\r\n', 'T\n| take 5'],
    ['what authors write either way stays', 'T | join kind=inner (U) on a', 'T | join kind=inner (U) on a'],
    ['so do blanks before lists', 'T | where a in~ ("x","y")', 'T | where a in~ ("x", "y")'],
    [
      'and those before tables',
      'let a = toscalar(T | count);\nprint a',
      'let a = toscalar(T | count);\nprint a',
    ],
    ['no token is added', 'let a = 1;\nT | where b == a;', 'let a = 1;\nT | where b == a;'],
  ])('%s', (_, query, expected) => {
    expect(laidOut(query)).toBe(expected);
    expect(laidOut(expected)).toBe(expected);
  });

  test('parameters stay settable', () => {
    const query =
      '// parameters\nlet A = dynamic(["a","b"]);    // of which\nlet B = 1;\n\nT | where a in (A)';
    expect(laidOut(query)).toBe(
      '// parameters\nlet A = dynamic(["a", "b"]);    // of which\nlet B = 1;\n\nT | where a in (A)',
    );
  });

  test.each([
    'T\n|top-nested 2 of a by count(),\ntop-nested 1 of b by count()',
    'T\n|\ntop-nested 2 of a by count(),\ntop-nested 1 of b by count()',
  ])('of layouts between which the formatter goes to and fro it is the shorter one: %j', (query) => {
    expect(laidOut(query)).toBe('T\n| top-nested 2 of a by count(),\ntop-nested 1 of b by count()');
  });

  test('the formatter may need two turns', () => {
    const query = 'let a = case(x == 1, "a",\n  "b"); T | extend\n b = iff(c, 1,\n2)';
    expect(laidOut(laidOut(query))).toBe(laidOut(query));
  });
});

test('the published style of queries: the same is said, and once is enough', () => {
  const folder = new URL('./corpus/', import.meta.url);
  const queries = readdirSync(folder)
    .filter((name) => name.endsWith('.kql'))
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n\n'))
    // All of them take as long as all other tests of queries.
    .filter((_, at) => at % 5 === 0);
  const inkOf = (query: string) => query.replaceAll(/\s/g, '');
  let count = 0;
  for (const query of queries) {
    const formatted = formatQuery(query);
    // Some of them are there because they are wrong.
    if ('errors' in formatted) continue;
    const text = laidOut(query);
    expect(inkOf(text)).toBe(inkOf(query));
    expect(laidOut(text)).toBe(text);
    count++;
  }
  expect(count).toBeGreaterThan(queries.length * 0.9);
});

describe('a query keeps its layout', () => {
  test('where it does not parse', () => {
    expect(formatQuery('T\n| wher a == 1')).toMatchObject({
      errors: [{ code: 'KS176', start: 4 }, { code: 'KS005' }],
    });
  });

  test.each([
    ['other tokens', 'a token is lost', (text: string) => text.replace('== 1', '1')],
    ['other tokens', 'a text changes', (text: string) => text.replace('x  y', 'x y')],
    ['other tokens', 'a comment is lost', (text: string) => text.replace('// why', '')],
    ['other parameters', 'a parameter is moved away', (text: string) => text.replace(/\n+let P/, '\nlet\nP')],
    ['not settled', 'it never ends', (text: string) => `${text}\n;`],
  ])('%s: %s', (kept, _, layOut) => {
    const query = '// parameters\nlet P = "x  y"; // why\n\nT | where a == 1';
    expect(formatQuery(query, (text) => text)).toEqual({ text: query });
    expect(formatQuery(query, layOut)).toEqual({ kept });
  });
});
