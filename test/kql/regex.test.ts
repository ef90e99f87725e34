// The dialect of Kusto's regular expressions: what matches, what is refused and where, and that the classes are exact.
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { stringLiteral } from '../../src/kql/rewrite/literal-text.ts';
import { pointsMatching, pointsOf } from '../../src/kql/translate/regex/code-points.ts';
import { perlClasses } from '../../src/kql/translate/regex/named-classes.ts';
import { kustoPattern } from '../../src/kql/translate/regex/pattern.ts';
import { closeEngine, findingsOf, runQuery } from './run-query.ts';

afterAll(closeEngine);

const rows = readFileSync(new URL('./regex.cases', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.includes(' ¦ ') && !line.startsWith('//'))
  .map((line) => {
    const [pattern, text, expected] = line.split(' ¦ ');
    return {
      line,
      pattern: pattern!,
      text: text!.replaceAll('\\n', '\n').replaceAll('\\r', '\r'),
      expected: expected!,
    };
  });

test('there is a row for each form of the page', () => {
  expect(rows.length).toBeGreaterThan(180);
});

test('patterns match as documented', { timeout: 120_000 }, async () => {
  const matching = rows.filter(({ expected }) => expected !== 'refused');
  const wrong: string[] = [];
  for (let start = 0; start < matching.length; start += 40) {
    const part = matching.slice(start, start + 40);
    const cells = part.map(
      ({ pattern, text }, i) => `a${i} = ${stringLiteral(text)} matches regex ${stringLiteral(pattern)}`,
    );
    const result = await runQuery(`print ${cells.join(', ')}`);
    for (const [i, { line, expected }] of part.entries()) {
      const actual = String(result.rows[0]![i]);
      if (actual !== expected) wrong.push(`${line}  (is ${actual})`);
    }
  }
  expect(wrong).toEqual([]);
});

// A database plans a pattern over a column otherwise than one over a constant, and may make something else of it.
test('patterns match a column as they match a constant', { timeout: 120_000 }, async () => {
  const matching = rows.filter(({ expected }) => expected !== 'refused');
  const wrong: string[] = [];
  for (let start = 0; start < matching.length; start += 40) {
    const part = matching.slice(start, start + 40);
    const columns = part.map((_, i) => `t${i}: string`);
    const cells = part.map(({ pattern }, i) => `a${i} = t${i} matches regex ${stringLiteral(pattern)}`);
    const texts = part.map(({ text }) => stringLiteral(text));
    const result = await runQuery(
      `datatable(${columns.join(', ')})[${texts.join(', ')}] | project ${cells.join(', ')}`,
    );
    for (const [i, { line, expected }] of part.entries()) {
      const actual = String(result.rows[0]![i]);
      if (actual !== expected) wrong.push(`${line}  (is ${actual})`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each(rows.filter(({ expected }) => expected === 'refused'))('$pattern is refused', ({ pattern }) => {
  const query = `print 'a' matches regex ${stringLiteral(pattern)}`;
  expect(findingsOf(query).map(({ code }) => code)).toEqual(['kql/invalid-pattern']);
});

describe('every place that takes a pattern reads it alike', () => {
  test.each([
    ['matches regex', `print r = tostring('xéy' matches regex @'(?<n>\\u0061|\\w)y')`, 'True'],
    ['extract', `print r = extract(@'(?<n>\\w)y', 1, 'xéy')`, 'é'],
    ['extract, whole match', `print r = extract(@'\\bé\\w', 0, 'x éy')`, 'éy'],
    ['extract_all', `print r = tostring(extract_all(@'\\b(\\w+)\\b', 'été à'))`, '["été","à"]'],
    [
      'extract_all by name',
      `print r = tostring(extract_all(@'(?<a>\\w)(?<b>\\d)', dynamic(['b']), 'é1'))`,
      '["1"]',
    ],
    ['replace_regex', `print r = replace_regex('été', @'\\w$', 'X')`, 'étX'],
    ['replace_regex, edges', `print r = replace_regex('été à', @'\\b', '|')`, '|été| |à|'],
    ['replace_regex, a group it lacks', `print r = replace_regex('abc', 'b', @'[\\5]')`, 'a[]c'],
    ['trim', `print r = trim(@'\\W+', '«é»')`, 'é'],
    ['trim_start', `print r = trim_start(@'[\\w--[a-z]]+', 'éÉabc')`, 'abc'],
    ['trim_end', `print r = trim_end(@'\\d', 'a１')`, 'a'],
    ['indexof_regex', `print r = tostring(indexof_regex('été à', @'\\bà'))`, '4'],
    ['countof', `print r = tostring(countof('été', @'\\w', 'regex'))`, '3'],
    ['parse', `print s = 'k1é=v' | parse kind=regex s with @'k\\d\\w=' r:string | project r`, 'v'],
    [
      'a pattern known when the query runs',
      `print r = tostring('é1' matches regex strcat(@'^\\w', @'\\d$'))`,
      'True',
    ],
  ])('%s', async (_, query, expected) => {
    const { rows: found } = await runQuery(query);
    expect(String(found[0]![0]).replace(/^true$/, 'True')).toBe(expected);
  });
});

test.each([
  ["print 'a' matches regex @'^(?!b)'", 28, 1],
  ["print 'a' matches regex 'x\\\\d(?=b)'", 30, 1],
  [`print 'a' matches regex @"""(?=b)"`, 29, 1],
  ["let p = 'ab[';\nprint extract(p, 0, 'a')", 12, 1],
  ["print x = 'a' | parse kind=regex x with 'a(' y:string", 43, 1],
  ["print x = 'a' | parse-kv x as (k:string) with (regex = '(')", 57, 1],
  ["print countof('a', '(', 'regex')", 21, 1],
  ["print extract_all('abc', 'abc')", 19, 1],
])('%s is refused inside its literal', (query, column, line) => {
  expect(findingsOf(query)).toMatchObject([{ code: 'kql/invalid-pattern', line, column }]);
});

test('a pattern that is made while the query runs is refused by name', async () => {
  await expect(runQuery("print 'a' matches regex strcat('(', '?!b)')")).rejects.toThrow(/no look-ahead/);
});

test('\\w, \\d and \\s are the classes of Unicode', () => {
  const properties = {
    d: /^\p{Nd}$/u,
    s: /^\p{White_Space}$/u,
    w: /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u,
  };
  for (const letter of ['d', 's', 'w'] as const) {
    const set = perlClasses[letter].unicode;
    // What is written for RE2, read by JavaScript, is the same set as the properties give.
    const written = (set as { re2: string }).re2.replaceAll('\\x{', '\\u{');
    const shown = pointsMatching(new RegExp(`^[${written}]$`, 'u'));
    expect(shown).toEqual(pointsMatching(properties[letter]));
    expect(pointsOf(set, false)).toEqual(shown);
  }
});

test('a pattern that is a word for RE2 stays short', () => {
  const result = kustoPattern('(?i)power(shell)?\\.exe');
  expect('pattern' in result && result.pattern.re2('all')).toBe('(?i)power(shell)?\\.exe');
});
