// What a terminal or a runner would obey comes out as text to read; what people write in names stays as it is.
import { describe, expect, test } from 'vitest';
import { harmless, oneLine, withoutCommands } from '../../src/diagnostics/harmless.ts';

describe('harmless', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '\\u001b[31mred'],
    ['a bell and a backspace', 'a\u0007\b', 'a\\u0007\\u0008'],
    ['NUL and DEL', '\u0000\u007f', '\\u0000\\u007f'],
    ['the C1 form of an escape sequence', '\u009b31m', '\\u009b31m'],
    ['a carriage return, which writes over the line', 'a\rb', 'a\\u000db'],
    ['line separators', 'a\u2028b\u2029c\u0085', 'a\\u2028b\\u2029c\\u0085'],
    ['marks of direction', '\u202egnp.exe\u2066\u200f\u061c', '\\u202egnp.exe\\u2066\\u200f\\u061c'],
    ['characters without width', 'a\u200bb\u2060c\ufeffd\u00ade', 'a\\u200bb\\u2060c\\ufeffd\\u00ade'],
    ['tags, which hide whole sentences', 'a\u{e0041}', 'a\\udb40\\udc41'],
    ['a filler that looks like nothing', '\u3164', '\\u3164'],
  ])('%s', (_, text, expected) => {
    expect(harmless(text)).toBe(expected);
  });

  test('the escapes mean the same character inside JSON', () => {
    const text = '\u202e\u{e0041}\u2028\u009b\u200b';
    expect(JSON.parse(harmless(JSON.stringify({ text })))).toEqual({ text });
  });

  test.each(['Grüße, 日本語', 'עברית العربية', 'ok ⚠️ 👍🏽', 'a\tb\nc', '\\u001b as it is written', '\u0601'])(
    '%s stays',
    (text) => {
      expect(harmless(text)).toBe(text);
    },
  );

  test('one line has no break of any kind', () => {
    expect(oneLine('a\nb\r\nc\td\ve\f\u0085')).toBe('a\\nb\\r\\nc\\td\\u000be\\u000c\\u0085');
  });
});

describe('withoutCommands', () => {
  test.each([
    ['::error::x', '\\u003a:error::x'],
    ['a\n  ::add-mask::x', 'a\n  \\u003a:add-mask::x'],
    ['::error file=a,line=1::x', '\\u003a:error file=a,line=1::x'],
    ['::set-output name=a::b', '\\u003a:set-output name=a::b'],
    ['a ##[error]x', 'a \\u0023#[error]x'],
    ['##vso[task.setvariable variable=a]b', '\\u0023#vso[task.setvariable variable=a]b'],
    ['###[group]', '#\\u0023#[group]'],
  ])('%s is not obeyed', (text, expected) => {
    expect(withoutCommands(text)).toBe(expected);
  });

  test.each([
    '::1',
    '::ffff:10.0.0.1  ::1',
    'a ::error::x',
    '### Title',
    '## [link](x)',
    'std::vector::size',
  ])('%s is none', (text) => {
    expect(withoutCommands(text)).toBe(text);
  });
});
