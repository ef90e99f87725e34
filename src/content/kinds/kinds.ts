// The content kinds the tool knows, by name.

import type { ContentItem, ContentKind } from '../content-item.ts';
import { analyticsRule } from './analytics-rule.ts';
import type { ContentKindDefinition } from './content-kind.ts';
import { huntingQuery } from './hunting-query.ts';

export const contentKindDefinitions = {
  'analytics-rule': analyticsRule,
  'hunting-query': huntingQuery,
} as const satisfies Record<ContentKind, ContentKindDefinition>;

/** All kinds, in the order in which they are listed. */
export const allContentKinds: readonly ContentKindDefinition[] = Object.values(contentKindDefinitions);

/** The definition of an item's kind, or of a kind by name. */
export function definitionOf(itemOrKind: ContentItem | ContentKind): ContentKindDefinition {
  return contentKindDefinitions[typeof itemOrKind === 'string' ? itemOrKind : itemOrKind.kind];
}
