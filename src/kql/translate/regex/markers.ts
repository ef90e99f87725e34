// Edges of words in texts beyond ASCII: RE2 knows ASCII words only, so the text gets marks that a pattern can match.
import { type Sql, sql, textSql } from '../sql.ts';
import { perlClasses } from './named-classes.ts';
import type { Assertion, CharacterClass } from './tree.ts';

/**
 * Four code points that Unicode keeps free of characters: the start of a word, its end, a place inside a word, and one outside.
 * A marked text has at most one of them between two characters.
 */
const marks = { start: '\u{fdd0}', end: '\u{fdd1}', inside: '\u{fdd2}', outside: '\u{fdd3}' } as const;
const allMarks = Object.values(marks).join('');

/** The marks as RE2 writes them inside brackets, and as a range of code points. */
export const marksRe2 = String.raw`\x{fdd0}-\x{fdd3}`;
export const marksRange = [0xfdd0, 0xfdd3] as const;

/** At which marks an assertion about words holds. */
const marksByAssertion: Readonly<Partial<Record<Assertion, readonly string[]>>> = {
  'no-word-edge': [marks.inside, marks.outside],
  'word-edge': [marks.start, marks.end],
  'word-end': [marks.end],
  'word-end-half': [marks.end, marks.outside],
  'word-start': [marks.start],
  'word-start-half': [marks.start, marks.outside],
};

/** The marks at which all of the assertions hold; undefined when one of them is not about words. */
export function marksOf(assertions: readonly Assertion[]): readonly string[] | undefined {
  const all = assertions.map((assertion) => marksByAssertion[assertion]);
  if (all.some((some) => some === undefined)) return undefined;
  return [...allMarks].filter((mark) => all.every((some) => some!.includes(mark)));
}

const word = (perlClasses.w.unicode as Extract<CharacterClass, { kind: 'named' }>).re2!;

/** Whether a character belongs to words, as \w has it. */
export function isInWords(point: number): boolean {
  return /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u.test(String.fromCodePoint(point));
}

/** `text` with its marks; `everywhere` puts one at every place, not only at the edges of words. */
export function marked(text: Sql, everywhere: boolean): Sql {
  const edges = replaced(text, `([${word}]+)`, String.raw`${marks.start}\1${marks.end}`);
  if (!everywhere) return edges;
  const inside = replaced(edges, `([${word}])`, String.raw`\1${marks.inside}`);
  const inWords = sql`replace(${inside}, ${textSql(marks.inside + marks.end)}, ${textSql(marks.end)})`;
  const outside = replaced(inWords, `([^${word}${marksRe2}])`, String.raw`\1${marks.outside}`);
  const all = sql`concat(${textSql(marks.outside)}, ${outside})`;
  return sql`replace(${all}, ${textSql(marks.outside + marks.start)}, ${textSql(marks.start)})`;
}

function replaced(text: Sql, pattern: string, by: string): Sql {
  return sql`regexp_replace(${text}, ${textSql(pattern)}, ${textSql(by)}, 'g')`;
}

export function unmarked(text: Sql): Sql {
  return sql`translate(${text}, ${textSql(allMarks)}, '')`;
}
