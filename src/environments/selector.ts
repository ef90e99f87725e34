// Chooses content items by id, tag, technique and folder: what `content`, `overrides` and `locked` of an environment are said of.
import type { ContentItem } from '../content/content-item.ts';
import { statedTechniques } from '../content/model/techniques.ts';
import type { Position } from '../diagnostics/diagnostic.ts';
import { type ConfigNode, configError, itemsOf, textOf } from './config-reader.ts';
import { matchesGlob } from './glob.ts';
import { converted, map, type Option, optional } from './option.ts';

/** A key of a selector: what it means, and whether an item has what is wanted under it. */
const keys = {
  id: { about: 'Id of the item.', fits: (word, item) => word.toLowerCase() === item.id },
  tag: {
    about: 'One of its `tags`.',
    fits: (word, item) => {
      const tags = item.values['tags'];
      return Array.isArray(tags) && tags.includes(word);
    },
  },
  technique: {
    about: 'ATT&CK technique; one such as T1567 chooses its sub-techniques too.',
    fits: (word, item) => {
      const stated = statedTechniques(item.values);
      const wanted = word.toUpperCase();
      const all = [...(stated?.techniques ?? []), ...(stated?.subTechniques ?? [])];
      return all.some((technique) => technique.toUpperCase() === wanted);
    },
  },
  folder: {
    about: 'Folder or glob over project paths: `analytics-rules/git`, `**/draft-*.yaml`.',
    fits: (word, item) => matchesGlob(word, item.file),
  },
} as const satisfies Record<
  string,
  { readonly about: string; readonly fits: (word: string, item: ContentItem) => boolean }
>;

type SelectorKey = keyof typeof keys;
const selectorKeys = Object.keys(keys) as readonly SelectorKey[];

/** All of the keys that are stated must fit; of a list under one key, any. */
export interface Selector {
  readonly wanted: Readonly<Partial<Record<SelectorKey, readonly string[]>>>;
  /** As the file says it, for messages: `tag noisy, folder analytics-rules/git`. */
  readonly text: string;
  readonly at: Position;
}

/** `{ tag: noisy, folder: [a, b] }`. Without any key it would choose everything by accident: that is refused. */
export const selector: Option<Selector> = converted(
  map<Selector['wanted']>({
    about: 'Chooses content items: all keys must fit; of a list under one key, any.',
    least: 1,
    fields: {
      id: optional('any', words(keys.id)),
      tag: optional('any', words(keys.tag)),
      technique: optional('any', words(keys.technique)),
      folder: optional('any', words(keys.folder)),
    },
  }),
  (wanted, node) => {
    const stated = selectorKeys.flatMap((key) => {
      const list = wanted[key];
      return list === undefined ? [] : [`${key} ${list.join(' or ')}`];
    });
    if (stated.length > 0) {
      return { wanted, text: stated.join(', '), at: node.document.valueAt(node.path) };
    }
    throw configError(node, 'Nothing is chosen here', { hint: `Name one of: ${selectorKeys.join(', ')}.` });
  },
);

/** A text, or a list of at least one. */
function words({ about }: { readonly about: string }): Option<readonly string[]> {
  return { about, form: { kind: 'words' }, read: readWords };
}

function readWords(node: ConfigNode): readonly string[] {
  const list = Array.isArray(node.value) ? itemsOf(node).map(textOf) : [textOf(node)];
  if (list.length > 0) return list;
  throw configError(node, 'The list is empty', { hint: 'Name at least one, or remove the key.' });
}

/** Does the selector choose the item? Techniques choose their sub-techniques too; a folder may be a glob over project paths. */
export function selects(selector: Selector, item: ContentItem): boolean {
  return selectorKeys.every(
    (key) => selector.wanted[key]?.some((word) => keys[key].fits(word, item)) ?? true,
  );
}
