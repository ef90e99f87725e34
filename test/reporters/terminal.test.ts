// What a reader sees at a terminal of some width: marks below the right characters, lines that fit, tables that do not.
import { PassThrough } from 'node:stream';
import { describe, expect, it, test } from 'vitest';
import { codeFrame } from '../../src/diagnostics/code-frame.ts';
import type { Code } from '../../src/diagnostics/diagnostic.ts';
import { displayWidth, wrapped } from '../../src/diagnostics/display-width.ts';
import { createStyle, isColoured, widthOf } from '../../src/reporters/style.ts';
import { renderDiagnostic } from '../../src/reporters/text-diagnostics.ts';
import { renderQueryResult } from '../../src/reporters/text-query.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { consent } from '../../src/terminal.ts';

const at = (width: number | undefined) => createStyle({ colour: false, width });

describe('a code frame', () => {
  // The marks stand in the columns (places, from 0) in which the marked text is seen.
  it.each([
    ['a word', 'severity: Hihg', 11, 15, 'Hihg'],
    ['one character where no end is known', 'severity: Hihg', 11, undefined, 'H'],
    ['behind wide characters', '| where Name == "日本語" and x', 27, 28, 'x'],
    ['wide characters themselves', '| where Name == "日本語" and x', 17, 22, '"日本語"'],
    ['behind a character of two units', 'print "🦆", Nmae', 13, 17, 'Nmae'],
    ['behind combining characters', 'name: Cafe\u0301 noir', 13, 17, 'noir'],
    ['behind a character that is written out', 'name: a\u200bb noir', 11, 15, 'noir'],
    ['up to the end of the line', 'query: T | cuont', 12, 17, 'cuont'],
  ])('marks %s', (_name, line, column, endColumn, marked) => {
    const frame = codeFrame(line, { line: 1, column, endColumn })!;
    const [text, marks] = frame.split('\n') as [string, string];
    const shown = text.replaceAll('\u200b', String.raw`\u200b`);
    const from = displayWidth(shown.slice(0, shown.lastIndexOf(marked)));
    expect(marks).toBe(' '.repeat(from) + '^'.repeat(displayWidth(marked)));
  });

  it('keeps tabs, which are as wide as the reader has them', () => {
    expect(codeFrame('\tT\t| cuont', { line: 1, column: 6, endColumn: 11 })).toBe(
      '1 | \tT\t| cuont\n    \t \t  ^^^^^',
    );
  });

  it.each([1, 60, 118])('of a long line keeps within the width around column %d', (column) => {
    const line = `${'a'.repeat(column - 1)}X${'b'.repeat(118 - column)}`;
    const frame = codeFrame(line, { line: 1, column, endColumn: column + 1 }, 40)!;
    const [text, marks] = frame.split('\n') as [string, string];
    expect(text.length).toBeLessThanOrEqual(40);
    expect(text[marks.length - 1]).toBe('X');
  });

  it('does not part a character of two units', () => {
    const frame = codeFrame(`${'🦆'.repeat(100)} X`, { line: 1, column: 202 }, 60)!;
    expect(frame).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
  });

  it.each([
    ['wide characters', `${'日本'.repeat(60)}X${'日本'.repeat(60)}`, 121],
    ['characters that are written out', `${'\u200b'.repeat(60)}X${'\u200b'.repeat(60)}`, 61],
  ])('of a long line of %s keeps within the width', (_name, line, column) => {
    const frame = codeFrame(line, { line: 1, column, endColumn: column + 1 }, 60)!;
    const [text, marks] = frame.split('\n') as [string, string];
    const shown = text.replaceAll('\u200b', String.raw`\u200b`);
    expect(displayWidth(shown)).toBeLessThanOrEqual(60);
    expect(marks.length).toBe(displayWidth(shown.slice(0, shown.indexOf('X') + 1)));
  });

  it('keeps tabs between the marks too', () => {
    expect(codeFrame('name: "a\tb"', { line: 1, column: 7, endColumn: 12 })).toBe(
      '1 | name: "a\tb"\n          ^^\t^^',
    );
  });

  it('counts lines as positions do, which end at a line feed', () => {
    expect(codeFrame('a\rb\r\nc', { line: 2, column: 1 })).toBe('2 | c\n    ^');
  });

  it('is none past the end of the text', () => {
    expect(codeFrame('one line', { line: 2, column: 1 })).toBeUndefined();
  });
});

describe('a finding', () => {
  const finding = {
    code: 'content/invalid-severity' as Code,
    severity: 'error' as const,
    message: 'There is no severity `Hihg`, and this sentence goes on for longer than forty places',
    file: 'analytics-rules/rare-tool.yaml',
    line: 1,
    column: 11,
    endColumn: 15,
    hint: 'Write Informational, Low, Medium or High, as the portal has them.',
  };
  const source = () => 'severity: Hihg';

  it('stands in one line where no terminal sets a bound', () => {
    expect(renderDiagnostic(finding, at(undefined), source).split('\n')).toHaveLength(5);
  });

  it('has a line of the file that holds a line separator in one line', () => {
    const text = renderDiagnostic(finding, at(undefined), () => 'severity: Hihg\u2028 # x');
    expect(text).toContain('    1 | severity: Hihg\u2028 # x\n');
  });

  it('keeps within the width of a terminal', () => {
    expect(renderDiagnostic(finding, at(44), source)).toBe(
      [
        'analytics-rules/rare-tool.yaml:1:11 error content/invalid-severity',
        '    There is no severity `Hihg`, and this',
        '    sentence goes on for longer than forty',
        '    places',
        '    1 | severity: Hihg',
        '                  ^^^^',
        '    hint: Write Informational, Low, Medium',
        '    or High, as the portal has them.',
        '',
      ].join('\n'),
    );
  });
});

test.each([
  ['behind a full line', 'one two three four', 'one two\nthree four'],
  ['between words', 'one two threes', 'one two\nthrees'],
  ['more than one', 'one two     threes', 'one two\nthrees'],
  ['of a word that is too long', 'abcdefghijklm no', 'abcdefghij\nklm no'],
  ['but for those of a new line', 'one\n  two', 'one\n  two'],
])('text is broken without the blanks, %s', (_name, text, broken) => {
  expect(wrapped(text, 10)).toBe(broken);
});

describe('a result', () => {
  const columns = [
    { name: 'Device', type: 'string' },
    { name: 'Empty', type: 'string' },
    { name: 'Command', type: 'string' },
  ] as const;
  const long = `git push ${'https://github.com/contoso/x '.repeat(8)}`.trim();
  const result: QueryResult = {
    columns,
    rows: [
      ['wks-1', '', 'git push'],
      ['日本', null, 'gh'],
    ],
  };

  it('is a table of all columns where no terminal sets a bound', () => {
    expect(renderQueryResult(result, at(undefined))).toBe(
      'Device  Empty  Command\n------  -----  --------\nwks-1          git push\n日本    null   gh\n2 rows\n',
    );
  });

  it('leaves out columns without values at a terminal, and names them', () => {
    expect(renderQueryResult(result, at(80))).toBe(
      'Device  Command\n------  --------\nwks-1   git push\n日本    gh\n2 rows; no values in Empty\n',
    );
  });

  it('keeps the columns of a result without rows', () => {
    expect(renderQueryResult({ columns, rows: [] }, at(80))).toBe(
      'Device  Empty  Command\n------  -----  -------\n0 rows\n',
    );
  });

  it('without rows names its columns where they do not fit', () => {
    expect(renderQueryResult({ columns, rows: [] }, at(20))).toBe('Device, Empty,\nCommand\n0 rows\n');
  });

  it('without any value says so in one line', () => {
    const [first] = columns;
    const empty = { columns: [first, first], rows: [['', null]] };
    expect(renderQueryResult(empty, at(80))).toBe('1 row; no values in Device, Device\n');
  });

  it('has its values below the names where no room is beside them', () => {
    const name = 'InitiatingProcessFileName';
    const one = { columns: [{ name, type: 'string' as const }], rows: [['a file of some length.exe']] };
    expect(renderQueryResult(one, at(20))).toBe(
      `- row 1 ${'-'.repeat(12)}\nInitiatingProcessFil\neName\n  a file of some\n  length.exe\n1 row\n`,
    );
  });

  it('stands one field a line where a line does not fit, and nothing of it is lost', () => {
    const text = renderQueryResult({ columns, rows: [['wks-1', '', long]] }, at(60));
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual([`- row 1 ${'-'.repeat(52)}`, 'Device   wks-1']);
    expect(lines.every((line) => displayWidth(line) <= 60)).toBe(true);
    const words = lines.slice(2, -1).map((line) => line.slice('Command  '.length).trim());
    expect(words.join(' ')).toBe(long);
  });
});

test.each([
  ['a terminal', {}, true, true],
  ['a pipe', {}, false, false],
  ['NO_COLOR', { NO_COLOR: '1' }, true, false],
  ['NO_COLOR that is empty', { NO_COLOR: '' }, true, true],
  ['a terminal that knows no colours', { TERM: 'dumb' }, true, false],
  ['FORCE_COLOR at a pipe', { FORCE_COLOR: '1' }, false, true],
  ['FORCE_COLOR that is empty', { FORCE_COLOR: '' }, false, true],
  ['FORCE_COLOR over NO_COLOR', { FORCE_COLOR: 'true', NO_COLOR: '1' }, false, true],
  ['FORCE_COLOR that says no', { FORCE_COLOR: '0' }, true, false],
])('colours: %s', (_name, env, isTerminal, expected) => {
  expect(isColoured(env, isTerminal)).toBe(expected);
});

test.each([
  ['a terminal', true, 60, 60],
  ['a terminal without a size', true, 0, undefined],
  ['a pipe', false, 60, undefined],
])('the width of %s', (_name, isTTY, columns, width) => {
  expect(widthOf({ isTTY, columns })).toBe(width);
});

describe('a question', () => {
  test.each([
    ['y\r', true, 0],
    ['YES\r', true, 0],
    ['\r', false, 0],
    ['no\r', false, 0],
    ['\u0004', false, 0],
    ['\u0003\r', false, 1],
  ])('answered with %j', async (keys, agreed, interrupts) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let interrupted = 0;
    const interrupt = () => {
      interrupted++;
    };
    const answer = consent('Go on?', { input, output, interrupt });
    input.write(keys);
    expect(await answer).toBe(agreed);
    expect(interrupted).toBe(interrupts);
    // What is written next stands on a line of its own.
    expect(String(output.read())).toMatch(/\n$/);
  });
});
