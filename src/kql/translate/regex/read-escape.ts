// Reads what follows a backslash. https://learn.microsoft.com/kusto/query/regex#escape-sequences
import { lastCodePoint } from './code-points.ts';
import { type Cursor, fail, failWithoutUnicode, next, peek, skip, take } from './cursor.ts';
import { negationOf, perlClasses, unicodeClass } from './named-classes.ts';
import type { Assertion, CharacterClass } from './tree.ts';

const controls: Readonly<Record<string, number | undefined>> = {
  a: 0x07,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
};

const assertions: Readonly<Record<string, Assertion | undefined>> = {
  '<': 'word-start',
  '>': 'word-end',
  A: 'text-start',
  B: 'no-word-edge',
  z: 'text-end',
};

const wordEdges: Readonly<Record<string, Assertion | undefined>> = {
  end: 'word-end',
  'end-half': 'word-end-half',
  start: 'word-start',
  'start-half': 'word-start-half',
};

export type Escape =
  | { readonly kind: 'set'; readonly set: CharacterClass; readonly isClass: boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion };

/** Reads an escape; the cursor stands on the backslash. */
export function readEscape(cursor: Cursor): Escape {
  const start = cursor.at;
  cursor.at += 1;
  const letter = next(cursor);
  if (letter === '') return fail(cursor, 'the pattern ends in a backslash', start);
  if (letter === 'b') return { kind: 'assertion', assertion: wordEdge(cursor, start) };
  const assertion = assertions[letter];
  if (assertion !== undefined) return { kind: 'assertion', assertion };
  const control = controls[letter];
  if (control !== undefined) return character(control);
  if (/[DSW]/.test(letter) && !cursor.flags.u) return failWithoutUnicode(cursor, start);
  if (/[dswDSW]/.test(letter)) return { kind: 'set', set: perlClass(cursor, letter), isClass: true };
  if (letter === 'p' || letter === 'P')
    return { kind: 'set', set: unicode(cursor, letter, start), isClass: true };
  if (/[xuU]/.test(letter)) return character(hexadecimal(cursor, letter, start));
  if (/[0-9]/.test(letter)) return character(octal(cursor, letter, start));
  if (/^[\x20-\x7e]$/.test(letter) && !/[A-Za-z]/.test(letter)) return character(letter.codePointAt(0)!);
  return fail(cursor, `\`\\${letter}\` is not an escape sequence`, start);
}

function character(point: number): Escape {
  return { kind: 'set', set: { kind: 'range', from: point, to: point }, isClass: false };
}

/** `\b`, or with a name in braces the start or end of a word. */
function wordEdge(cursor: Cursor, start: number): Assertion {
  const name = take(cursor, /\{\s*([A-Za-z-]+)\s*\}/y);
  if (name === undefined) return 'word-edge';
  return wordEdges[name[1]!] ?? fail(cursor, `there is no word boundary \`${name[1]}\``, start);
}

function perlClass(cursor: Cursor, letter: string): CharacterClass {
  const { unicode: wide, ascii } = perlClasses[letter.toLowerCase() as 'd' | 's' | 'w'];
  const set = cursor.flags.u ? wide : ascii;
  return letter === letter.toLowerCase() ? set : negationOf(set);
}

function unicode(cursor: Cursor, letter: string, start: number): CharacterClass {
  const braced = take(cursor, /\{(\^?)([^}]*)\}/y);
  const name = braced === undefined ? next(cursor) : braced[2]!;
  const set = name === '' || name === '{' ? undefined : unicodeClass(name);
  if (set === undefined)
    return fail(cursor, `Unicode has no class \`${cursor.text.slice(start, cursor.at)}\``, start);
  const negated = (letter === 'P') !== (braced?.[1] === '^');
  return negated ? negationOf(set) : set;
}

const digitCounts: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function hexadecimal(cursor: Cursor, letter: string, start: number): number {
  const count = digitCounts[letter]!;
  const digits = skip(cursor, '{')
    ? take(cursor, /([0-9A-Fa-f]+)\}/y)?.[1]
    : take(cursor, new RegExp(`[0-9A-Fa-f]{${count}}`, 'y'))?.[0];
  if (digits === undefined)
    return fail(cursor, `\`\\${letter}\` needs ${count} hexadecimal digits, or some in braces`, start);
  const point = Number.parseInt(digits, 16);
  if (point > lastCodePoint || (point >= 0xd800 && point <= 0xdfff))
    return fail(cursor, `\`${cursor.text.slice(start, cursor.at)}\` is not a character of Unicode`, start);
  return point;
}

/** `\101` is a character by its octal code; one digit alone would refer back to a group, which Kusto cannot do. */
function octal(cursor: Cursor, first: string, start: number): number {
  const isOctal = first === '0' || (/[1-7]/.test(first) && /[0-7]/.test(peek(cursor)));
  if (!isOctal)
    return fail(cursor, `\`\\${first}\` refers back to a group, which Kusto’s patterns cannot do`, start);
  cursor.at -= 1;
  return Number.parseInt(take(cursor, /[0-7]{1,3}/y)![0], 8);
}
