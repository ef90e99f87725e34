// The line diff of two texts: right for every pair, and short where little changed.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffLines } from '../../src/plan/text-diff.ts';

const render = (before: string, after: string) =>
  diffLines(before, after).map(({ op, text }) => `${op}${text}`);

it('shows a changed line between the lines that stay', () => {
  expect(render('T\n| where a\n| take 1', 'T\n| where b\n| take 1')).toEqual([
    ' T',
    '-| where a',
    '+| where b',
    ' | take 1',
  ]);
});

it('shows an added and a removed line alone', () => {
  expect(render('a\nb', 'a\nx\nb')).toEqual([' a', '+x', ' b']);
  expect(render('a\nx\nb', 'a\nb')).toEqual([' a', '-x', ' b']);
});

it('gives back both texts, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const side = (op: string) =>
        lines
          .filter((line) => line.op !== op)
          .map((line) => line.text)
          .join('\n');
      expect(side('+')).toBe(before);
      expect(side('-')).toBe(after);
    }),
  );
});

it('does not try to be clever about texts of thousands of lines', () => {
  const many = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join('\n');
  const lines = render(many('a'), many('b'));
  expect(lines).toHaveLength(10_000);
  expect(lines[0]).toBe('-a0');
  expect(lines[5000]).toBe('+b0');
});
