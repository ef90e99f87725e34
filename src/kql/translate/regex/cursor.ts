// Where reading of a pattern stands: the text, the place, the flags in force, and the groups seen.
import { PatternError, type PatternFault } from './tree.ts';

/** Flags of a group. https://learn.microsoft.com/kusto/query/regex#flags */
export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly R: boolean;
  readonly U: boolean;
  readonly u: boolean;
  readonly x: boolean;
}

const defaultFlags: Flags = { i: false, m: false, s: false, R: false, U: false, u: true, x: false };

export interface Cursor {
  readonly text: string;
  at: number;
  flags: Flags;
  /** Names of the capture groups in order, '' for those without one. */
  readonly groups: string[];
  /** What the documentation does not describe and RE2, Kusto's earlier library, takes. */
  readonly remarks: PatternFault[];
  depth: number;
}

export function newCursor(text: string): Cursor {
  return { text, at: 0, flags: defaultFlags, groups: [], remarks: [], depth: 0 };
}

/** The character at the cursor (both halves of a pair), or '' at the end. */
export function peek(cursor: Cursor): string {
  const point = cursor.text.codePointAt(cursor.at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

export function next(cursor: Cursor): string {
  const character = peek(cursor);
  cursor.at += character.length;
  return character;
}

export function follows(cursor: Cursor, text: string): boolean {
  return cursor.text.startsWith(text, cursor.at);
}

/** Moves behind `text` when it follows. */
export function skip(cursor: Cursor, text: string): boolean {
  if (!follows(cursor, text)) return false;
  cursor.at += text.length;
  return true;
}

/** What a sticky pattern matches at the cursor; the cursor moves behind it. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return undefined;
  cursor.at = pattern.lastIndex;
  return match;
}

/** In verbose mode blanks and comments mean nothing. */
export function skipBlanks(cursor: Cursor): void {
  if (cursor.flags.x) take(cursor, /(?:\s|#[^\n]*)*/y);
}

export function fail(cursor: Cursor, message: string, start: number, end = cursor.at): never {
  throw new PatternError(message, start, Math.max(end, Math.min(start + 1, cursor.text.length)));
}

/** After (?-u) a part may not match anything but ASCII: Kusto refuses what could match a piece of a character. */
export function failWithoutUnicode(cursor: Cursor, start: number): never {
  return fail(cursor, 'without Unicode (flag `-u`) this could match a piece of a character', start);
}
