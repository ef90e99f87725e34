// A command line as words that keep their quotes, and texts put into the quotes of a shell.
import type { Process, System } from './rewrite.ts';

/** The words of a line; undefined where a quote is not closed. */
export function wordsOf(line: string, system: System): readonly string[] | undefined {
  const words: string[] = [];
  let [word, quote] = ['', ''];
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!;
    const isEscape = sign === '\\' && quote !== "'" && (system === 'posix' || line[at + 1] === '"');
    if (isEscape) word += sign + (line[++at] ?? '');
    else if (quote === '' && /\s/.test(sign)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      if (sign === quote) quote = '';
      else if (quote === '' && (sign === '"' || (sign === "'" && system === 'posix'))) quote = sign;
      word += sign;
    }
  }
  if (quote !== '') return undefined;
  return word === '' ? words : [...words, word];
}

export const unquoted = (word: string) => word.replace(/^(["'])(.*)\1$/s, '$2');

/** The line with other words behind its first. */
export function withWords({ head }: Process, words: readonly string[]): string {
  return [head, ...words].join(' ');
}

/** The same line with another first word. */
export function withHead({ line, head }: Process, other: string): string {
  return other + line.slice(head.length);
}

/**
 * Whether the words of the line are the arguments of the program. Sensors of Linux join the arguments and drop the quotes: a header or
 * a body of several words is then no longer to be told from its neighbours.
 */
export function isWhole({ line, words }: Process): boolean {
  if (line.includes('\n')) return false;
  return words.length > 0 && !words.some((word) => /^(?:[^"']*[A-Za-z]:|Bearer|[{[].*)$/.test(word));
}

/** The line as `cmd /c` runs it without quotes around it; undefined where a sign would end it. */
export function forCmd(line: string): string | undefined {
  return /[&|<>^%\n]/.test(line.replaceAll(/"[^"]*"/g, '')) ? undefined : line;
}

/** In quotes of a POSIX shell; undefined where both kinds of quote stand in the line. */
export function forShell(line: string): string | undefined {
  if (!line.includes("'")) return `'${line}'`;
  return /["$`\\!]/.test(line) ? undefined : `"${line}"`;
}

const commandFlag = /^[-/]c(?:o|om|omm|omma|omman|ommand)?$/i;

export interface Script {
  /** The words up to and with `-Command`. */
  readonly before: readonly string[];
  readonly text: string;
}

/** What PowerShell is given to run. */
export function scriptOf({ program, words }: Process): Script | undefined {
  if (program !== 'powershell' && program !== 'pwsh') return undefined;
  const at = words.findIndex((word) => commandFlag.test(word));
  if (at < 0 || at === words.length - 1) return undefined;
  const rest = words.slice(at + 1).join(' ');
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/s.test(rest);
  return {
    before: words.slice(0, at + 1),
    text: isQuoted ? rest.slice(1, -1).replaceAll('\\"', '"') : rest,
  };
}

export function withScript(process: Process, { before, text }: Script): string {
  return withWords(process, [...before, `"${text.replaceAll('"', '\\"')}"`]);
}
