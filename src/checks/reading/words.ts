// Words of closed lists as files write them: the service takes them in any letter case, and what is sent is in ARM's own.
import { didYouMean } from '../../diagnostics/did-you-mean.ts';

/** The word of the list that `text` is, whatever its letter case; undefined when it is none. */
export function wordOf<Word extends string>(text: string, words: readonly Word[]): Word | undefined {
  const lower = text.toLowerCase();
  return words.find((word) => word.toLowerCase() === lower);
}

/** The word that `text` is or was probably meant to be. */
export function intendedWord(text: string, words: readonly string[]): string | undefined {
  return wordOf(text, words) ?? didYouMean(text.replaceAll(/[\s_-]/g, ''), words);
}
