// Whether a text holds one of some terms, each standing alone where it must: for texts with letters beyond ASCII.
import { createCache } from '../../../cache/cache.ts';
import { type NativeFunction, textOf } from './native-function.ts';

/** Where no letter or digit of any script may stand beside a term, and whether case counts. */
export interface TermRule {
  readonly before: boolean;
  readonly after: boolean;
  readonly caseSensitive: boolean;
}

const patterns = createCache<string, RegExp | undefined>({ capacity: 256 });

function patternOf(terms: readonly unknown[], rule: TermRule): RegExp | undefined {
  const key = JSON.stringify([terms, rule]);
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const alternatives = terms.map((term) => alone(textOf(term), rule)).filter((part) => part !== '');
  const made =
    alternatives.length === 0
      ? undefined
      : new RegExp(alternatives.join('|'), rule.caseSensitive ? 'u' : 'iu');
  patterns.set(key, made);
  return made;
}

/** An edge is asked for only where the term ends in a letter or digit. */
function alone(term: string, { before, after }: TermRule): string {
  const characters = [...term];
  const start = before && isTermCharacter(characters[0]) ? String.raw`(?<![\p{L}\p{N}])` : '';
  const end = after && isTermCharacter(characters.at(-1)) ? String.raw`(?![\p{L}\p{N}])` : '';
  return start + term.replaceAll(/[\\^$.|?*+()[\]{}/]/g, String.raw`\$&`) + end;
}

export function isTermCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

export const terms = {
  /** Arguments: the text, the list of terms, a TermRule. */
  has_term: (text, sought, rule) =>
    patternOf(sought as readonly unknown[], rule as TermRule)?.test(textOf(text)) ?? false,
} satisfies Record<string, NativeFunction>;
