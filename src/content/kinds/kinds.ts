// The content kinds the tool knows, by name.
import type { ContentItem, ContentKind } from '../content-item.ts';
import { analyticsRule } from './analytics-rule.ts';
import type { ContentKindDefinition } from './content-kind.ts';
import { huntingQuery } from './hunting-query.ts';

/** What each content kind is: its folder, its fields, its ARM body. */
export const contentKindDefinitions = {
  'analytics-rule': analyticsRule,
  'hunting-query': huntingQuery,
} as const satisfies Record<ContentKind, ContentKindDefinition>;

/** All kinds, in the order in which they are listed; the last recognises any file. */
export const allContentKinds: readonly ContentKindDefinition[] = Object.values(contentKindDefinitions);

/** The definition of an item's kind, or of a kind by name. */
export function definitionOf(itemOrKind: ContentItem | ContentKind): ContentKindDefinition {
  return contentKindDefinitions[typeof itemOrKind === 'string' ? itemOrKind : itemOrKind.kind];
}

/** Where an item's name stands in its file. */
export function namePath(item: ContentItem): readonly string[] {
  return [definitionOf(item).nameKey];
}

/** Where an item's query stands in its file. */
export function queryPath(item: ContentItem): readonly string[] {
  return [definitionOf(item).queryKey];
}

/** The query text of an item, or undefined when it is missing or not a string. */
export function queryOf(item: ContentItem): string | undefined {
  const query = item.values[definitionOf(item).queryKey];
  return typeof query === 'string' ? query : undefined;
}

/** The item with another query text. */
export function withQuery(item: ContentItem, query: string): ContentItem {
  return { ...item, values: { ...item.values, [definitionOf(item).queryKey]: query } };
}
