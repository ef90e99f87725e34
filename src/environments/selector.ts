// Chooses content items by id, tag, technique and folder: what `content`, `overrides` and `locked` of an environment are said of.
import type { ContentItem } from '../content/content-item.ts';
import { statedTechniques } from '../content/model/techniques.ts';
import type { Position } from '../diagnostics/diagnostic.ts';
import { type ConfigNode, configError, expectKeys, field, itemsOf, textOf } from './config-reader.ts';
import { matchesGlob } from './glob.ts';

export const selectorKeys = ['id', 'tag', 'technique', 'folder'] as const;
export type SelectorKey = (typeof selectorKeys)[number];

/** All of the keys that are stated must fit; of a list under one key, any. */
export interface Selector {
  readonly wanted: Readonly<Partial<Record<SelectorKey, readonly string[]>>>;
  /** As the file says it, for messages: `tag noisy, folder analytics-rules/git`. */
  readonly text: string;
  readonly at: Position;
}

/**
 * Reads `{ tag: noisy, folder: [a, b] }`. Without any key it would choose everything by accident: that is refused.
 * @throws UserError for an unknown key, an empty selector and an empty list.
 */
export function readSelector(node: ConfigNode): Selector {
  expectKeys(node, selectorKeys);
  const stated = selectorKeys.flatMap((key) => {
    const value = field(node, key);
    return value === undefined ? [] : [[key, readWords(value)] as const];
  });
  if (stated.length === 0) {
    throw configError(node, 'Nothing is chosen here', { hint: `Name one of: ${selectorKeys.join(', ')}.` });
  }
  return {
    wanted: Object.fromEntries(stated),
    text: stated.map(([key, words]) => `${key} ${words.join(' or ')}`).join(', '),
    at: node.document.valueAt(node.path),
  };
}

function readWords(node: ConfigNode): readonly string[] {
  const words = Array.isArray(node.value) ? itemsOf(node).map(textOf) : [textOf(node)];
  if (words.length > 0) return words;
  throw configError(node, 'The list is empty', { hint: 'Name at least one, or remove the key.' });
}

/** Does the selector choose the item? Techniques choose their sub-techniques too; a folder may be a glob over project paths. */
export function selects(selector: Selector, item: ContentItem): boolean {
  return selectorKeys.every((key) => selector.wanted[key]?.some((word) => fits[key](word, item)) ?? true);
}

const fits = {
  id: (word, item) => word.toLowerCase() === item.id,
  tag: (word, item) => {
    const tags = item.values['tags'];
    return Array.isArray(tags) && tags.includes(word);
  },
  technique: (word, item) => {
    const stated = statedTechniques(item.values);
    const wanted = word.toUpperCase();
    const all = [...(stated?.techniques ?? []), ...(stated?.subTechniques ?? [])];
    return all.some((technique) => technique.toUpperCase() === wanted);
  },
  folder: (word, item) => matchesGlob(word, item.file),
} as const satisfies Record<SelectorKey, (word: string, item: ContentItem) => boolean>;
