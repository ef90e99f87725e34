// parse_command_line(): splits a Windows command line as CommandLineToArgvW does.
import { type NativeFunction, textOf } from './native-function.ts';

/**
 * Arguments of a command line. Backslashes count only before a quote: two make one, an odd one escapes the quote.
 * https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-commandlinetoargvw
 */
function windowsArguments(line: string): string[] {
  const words: string[] = [];
  let rest = line.trimStart();
  if (rest === '') return words;
  // The program's name knows no escapes.
  const program = /^"([^"]*)"?|^[^\s]*/.exec(rest)!;
  words.push(program[1] ?? program[0]);
  rest = rest.slice(program[0].length);
  let current: string | undefined;
  let quoted = false;
  for (const [piece, slashes = ''] of rest.matchAll(/(\\*)"|\\+|[\s\S]/g)) {
    if (piece.endsWith('"')) {
      current = (current ?? '') + '\\'.repeat(Math.floor(slashes.length / 2));
      if (slashes.length % 2 === 1) current += '"';
      else quoted = !quoted;
    } else if (/[ \t]/.test(piece) && !quoted) {
      if (current !== undefined) words.push(current);
      current = undefined;
    } else current = (current ?? '') + piece;
  }
  if (current !== undefined) words.push(current);
  return words;
}

export const commandLine = {
  parse_command_line: (line, kind) =>
    textOf(kind).toLowerCase() === 'windows' ? windowsArguments(textOf(line)) : null,
} satisfies Record<string, NativeFunction>;
