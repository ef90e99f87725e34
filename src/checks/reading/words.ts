// Words of closed lists as files write them: the service takes them in any letter case, and what is sent is in ARM's own.
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import { definitionOf } from '../../content/kinds/kinds.ts';
import { analyticsRuleFields } from '../../content/model/analytics-rule.ts';
import { fieldAt } from '../../content/model/fields.ts';
import { wordOf, writtenWords } from '../../content/model/words.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { Finding } from '../check.ts';
import { textOf } from './item-values.ts';

/** The word that `text` is or was probably meant to be. */
export function intendedWord(text: string, words: readonly string[]): string | undefined {
  return wordOf(text, words) ?? didYouMean(text.replaceAll(/[\s_-]/g, ''), words);
}

/** What a file may write at a path of an analytics rule. */
export function ruleWords(...path: readonly string[]): readonly string[] {
  const field = fieldAt(analyticsRuleFields, path);
  return field === undefined ? [] : writtenWords(field);
}

/** The finding for a text that is not one of the words its field takes; an empty text at the top level is reported as missing instead. */
export function unknownWord(item: ContentItem, path: ValuePath, what: string): Finding[] {
  const [text, field] = [textOf(item, path), fieldAt(definitionOf(item).fields, path)];
  if (text === undefined || field === undefined || (text.trim() === '' && path.length === 1)) return [];
  // The short forms are exact, the service's own words are read in any letter case.
  const known = writtenWords(field);
  if (known.includes(text) || wordOf(text, field.words ?? []) !== undefined) return [];
  const near = didYouMean(text, known);
  return [
    {
      message: `There is no ${what} \`${text}\``,
      at: item.source.valueAt(path),
      hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
    },
  ];
}
