// Brings a query into the layout of Microsoft's formatter, and proves that nothing but blanks and line breaks has changed.
import { compareText } from '../diagnostics/compare-text.ts';
import { isSameJson } from '../json/json.ts';
import { laidOut, parseFindings, tokensOf } from './parser.ts';
import { parametersOf } from './rewrite/parameters.ts';
import type { RawDiagnostic } from './syntax.ts';

export type FormattedQuery =
  /** Without a line break at its end. */
  | { readonly text: string }
  /** It does not parse. */
  | { readonly errors: readonly RawDiagnostic[] }
  /** Why its layout stays as it is. */
  | { readonly kept: 'not settled' | 'other tokens' | 'other parameters' | 'too deep' };

/** What takes the formatter more turns than this goes on for ever. */
const mostTurns = 8;

/** The query laid out, with its comments. `layOut` is the formatter; never throws on bad input. */
export function formatQuery(query: string, layOut: (text: string) => string = laidOut): FormattedQuery {
  const before = query.replaceAll('\r\n', '\n').trimEnd();
  try {
    const errors = parseFindings(before).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return { errors };
    const text = settled(before, layOut);
    if (text === undefined) return { kept: 'not settled' };
    if (!isSameJson(meaningOf(before), meaningOf(text))) return { kept: 'other tokens' };
    if (!isSameJson(settable(before), settable(text))) return { kept: 'other parameters' };
    return { text };
  } catch (thrown) {
    // The parser has no more stack.
    if (thrown instanceof RangeError || thrown instanceof TypeError) return { kept: 'too deep' };
    throw thrown;
  }
}

/**
 * Laid out until another turn changes nothing, as where a line is broken that is then indented. Some queries go to and fro between
 * layouts (`top-nested` over several lines): of these it is the one of the fewest lines, whichever the query came in.
 */
function settled(query: string, layOut: (text: string) => string): string | undefined {
  const seen = [query];
  for (let turn = 0; turn < mostTurns; turn++) {
    const text = seen.at(-1)!;
    const next = withEmptyLines(text, layOut(text).replaceAll('\r\n', '\n').trimEnd());
    const at = seen.indexOf(next);
    if (at !== -1) return seen.slice(at).sort(byLines)[0];
    seen.push(next);
  }
  return undefined;
}

const byLines = (a: string, b: string) => a.split('\n').length - b.split('\n').length || compareText(a, b);

/**
 * The layout with the empty lines that the query has, one where it has several: the formatter drops most of them, and one ends the
 * parameters.
 */
function withEmptyLines(query: string, layout: string): string {
  const before = tokensOf(query);
  const after = tokensOf(layout);
  if (before.length !== after.length) return layout;
  return after.map(({ trivia, text }, at) => spaced(before[at]!.trivia, trivia) + text).join('');
}

/** The trivia of a token, with an empty line in front of each comment, and of the token, that has one in `before`. */
function spaced(before: string, after: string): string {
  const wanted = linesIn(before).map(({ isSpaced }) => isSpaced);
  return linesIn(after)
    .map(({ text, isFirst }, at) => (isFirst ? text : `${wanted[at] === true ? '\n\n' : '\n'}${text}`))
    .join('');
}

interface TriviaLine {
  /** A comment, or the blanks in front of the token. */
  readonly text: string;
  /** It stands behind the token before. */
  readonly isFirst: boolean;
  /** An empty line is above it. */
  readonly isSpaced: boolean;
}

function linesIn(trivia: string): readonly TriviaLine[] {
  const lines = trivia.split('\n');
  const isEmpty = (at: number) => at > 0 && at < lines.length - 1 && lines[at]?.trim() === '';
  const found = lines.map((text, at) => ({ text, isFirst: at === 0, isSpaced: isEmpty(at - 1) }));
  return found.filter((_, at) => !isEmpty(at));
}

/** Tokens and comments in their order, a token with the comments in front of it; blanks and line breaks are nothing. */
function meaningOf(query: string): readonly string[] {
  return tokensOf(query).flatMap(({ trivia, text }) => [...commentsIn(trivia), text]);
}

/** The trivia of a token are blanks, line breaks and comments up to the end of their line. */
function commentsIn(trivia: string): readonly string[] {
  return trivia
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The parameters that an environment may set, which are known by the lines they stand on. */
function settable(query: string): readonly string[] {
  return parametersOf(query).flatMap(({ name, type, comment }) => [name, type ?? '', comment]);
}
