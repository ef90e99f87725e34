// Shows the line a finding stands on, with marks under what it is about.
import type { Position } from './diagnostic.ts';
import { displayWidth } from './display-width.ts';
import { harmless } from './harmless.ts';

/** Where nobody's terminal sets a bound. */
const widest = 100;

/**
 * Two lines: the source line with its number, and marks under the span, or one mark where its end is not known. They stand below what
 * the reader sees, wide characters and written-out control characters too. Lines longer than `width` are cut around the column.
 * Undefined past the end.
 */
export function codeFrame(source: string, span: Position, width = widest): string | undefined {
  const text = linesOf(source)[span.line - 1];
  if (text === undefined) return undefined;
  const gutter = `${span.line} | `;
  const room = Math.max(20, Math.min(widest, width) - gutter.length - 2);
  const start = span.column - 1;
  const { from, to } = visiblePart(text, start, room);
  const lead = from > 0 ? '…' : '';
  const end = Math.min(to, Math.max(start + 1, (span.endColumn ?? 0) - 1));
  const before = `${lead}${text.slice(from, start)}`;
  const marks = below(text.slice(start, end), '^').trim() || '^';
  return `${gutter}${lead}${text.slice(from, to)}${to < text.length ? '…' : ''}\n${' '.repeat(gutter.length)}${below(before, ' ')}${marks}`;
}

/** What stands below a text. Tabs keep their width, so that the marks stand where the reader sees the characters. */
function below(text: string, mark: string): string {
  return text
    .split('\t')
    .map((part) => mark.repeat(seen(part)))
    .join('\t');
}

/** The part of a line around an offset that fits into `room` places. */
function visiblePart(
  text: string,
  start: number,
  room: number,
): { readonly from: number; readonly to: number } {
  let from = atCharacter(text, Math.max(0, Math.min(start - room / 2, text.length - room)));
  let to = atCharacter(text, Math.min(text.length, from + room));
  // Wide characters take two places, and those that are written out six: the longer side gives way.
  while (seen(text.slice(from, to)) > room) {
    const isLeftLonger = seen(text.slice(from, start)) > seen(text.slice(start, to));
    if (isLeftLonger) from = characterAfter(text, from);
    else to = atCharacter(text, to - 1);
  }
  return { from, to };
}

/** The offset behind the character at an offset and what combines with it. */
function characterAfter(text: string, offset: number): number {
  return offset + /^.\p{M}*/su.exec(text.slice(offset))![0].length;
}

/** Places the text takes once it is printed. */
function seen(text: string): number {
  return displayWidth(harmless(text));
}

/** The offset itself, or the one before where it would part a character of two UTF-16 units. */
function atCharacter(text: string, offset: number): number {
  const whole = Math.floor(offset);
  return /[\uDC00-\uDFFF]/.test(text.charAt(whole)) ? whole - 1 : whole;
}

let latest: { readonly source: string; readonly lines: readonly string[] } = { source: '', lines: [''] };

/** Findings come file by file, so the lines of one file are kept: thousands in one file would split it as often. They end where those of a position do: at `\n`. */
function linesOf(source: string): readonly string[] {
  if (latest.source !== source) latest = { source, lines: source.split(/\r?\n/) };
  return latest.lines;
}
