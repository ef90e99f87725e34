// The pages of the items: names that every file system takes, each once, and the same on every run.
import type { ContentItem } from '../content/content-item.ts';

const longestName = 80;

/** A page for each item, in their order. Two files of one name, or names that differ in letter case alone, are told apart by a number. */
export function itemPaths(items: readonly ContentItem[]): readonly string[] {
  const taken = new Set<string>();
  return items.map(({ kind, slug }) => {
    // The kind in front keeps away from names that Windows reserves, such as `con`.
    const name = `items/${kind}-${plainName(slug)}`;
    let path = name;
    for (let number = 2; taken.has(path); number++) path = `${name}-${number}`;
    taken.add(path);
    return `${path}.html`;
  });
}

function plainName(slug: string): string {
  const plain = slug.toLowerCase().replaceAll(/[^a-z0-9_.]+/g, '-');
  return plain.slice(0, longestName).replaceAll(/^[-.]+|[-.]+$/g, '') || 'item';
}
