// Words of closed lists in ARM's own spelling: a service that answers in another case has not changed anything.
import { own } from '../../json/json.ts';
import type { Field } from './field.ts';

/** The word of the list that `text` is, whatever its letter case; undefined when it is none. */
export function wordOf<Word extends string>(text: string, words: readonly Word[]): Word | undefined {
  const lower = text.toLowerCase();
  return words.find((word) => word.toLowerCase() === lower);
}

/** The official spelling of a text that a field holds; the text itself where it is no word of the field's. */
export function officialWord({ type, words = [], formerWords = [] }: Field, text: string): string {
  if (type === 'techniques') return text.replace(/^t(?=\d{4}(\.\d{3})?$)/, 'T');
  return wordOf(text, words) ?? wordOf(text, formerWords) ?? text;
}

/** The word that a short form stands for, or else the official spelling. */
export function armWord(field: Field, text: string): string {
  return own(field.shortWords ?? {}, text) ?? officialWord(field, text);
}

/** The short form of a word, where the field has one. */
export function fileWord({ shortWords = {} }: Field, word: string): string {
  return Object.keys(shortWords).find((short) => shortWords[short] === word) ?? word;
}

/** Everything a file may write, short forms first. */
export function writtenWords({ words = [], shortWords = {} }: Field): readonly string[] {
  return [...Object.keys(shortWords), ...words];
}
