// Text for a reader in a log stands where the runner obeys nothing; documents and the tool's own commands do not.
import { describe, expect, test } from 'vitest';
import { cleaned, createOutput } from '../../src/reporters/output.ts';
import { createStyle, inked } from '../../src/reporters/style.ts';

function output(stopToken?: () => string) {
  const written: string[] = [];
  return { written, ...createOutput((text) => written.push(text), stopToken) };
}

describe('a stream that a runner reads', () => {
  test('the marks stand around all text there is in one go, not around each line', () => {
    const { written, write, end } = output(() => 'w1');
    write('a\n', 'text');
    write('::error::b\n', 'text');
    end();
    end();
    expect(written).toEqual(['::stop-commands::w1\n', 'a\n', '\\u003a:error::b\n', '::w1::\n']);
  });

  test('commands and documents come after the marks', () => {
    let count = 0;
    const { written, write, end } = output(() => `w${++count}`);
    write('a\n', 'text');
    write('::error::b\n', 'commands');
    write('{}\n', 'document');
    write('c\n', 'text');
    end();
    expect(written.join('')).toBe(
      '::stop-commands::w1\na\n::w1::\n::error::b\n{}\n::stop-commands::w2\nc\n::w2::\n',
    );
  });

  test('nothing written, no marks', () => {
    const { written, write, end } = output(() => 'w');
    write('', 'text');
    end();
    expect(written.join('')).toBe('');
  });
});

test('a stream that no runner reads has no marks', () => {
  const { written, write, end } = output();
  write('a\n', 'text');
  end();
  expect(written).toEqual(['a\n']);
});

describe('colour', () => {
  const style = createStyle({ colour: true, width: undefined });

  test('is the tool’s own; escapes of a text are shown, the same ones too', () => {
    const text = `${style.bold(style.red('evil \u001b[31mX'))} \u001b[1m\n`;
    expect(cleaned(text, 'text')).toBe(
      '\u001b[1m\u001b[31mevil \\u001b[31mX\u001b[39m\u001b[22m \\u001b[1m\n',
    );
  });

  test('what stands for it inside the process cannot be written by others', () => {
    // The character it begins with is no secret, the rest is.
    expect(cleaned('\uFDD0[31mX', 'text')).not.toContain('\u001b');
    expect(inked(style.dim('x'), (text) => text)).toBe('\u001b[2mx\u001b[22m');
  });

  test('without colour a text stays as it is', () => {
    expect(createStyle().red('x')).toBe('x');
  });
});
