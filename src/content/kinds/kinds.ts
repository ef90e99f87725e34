// The content kinds the tool knows, by name.

import { valueAtPath, withValueAt } from '../../json/json.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import type { ContentItem, ContentKind } from '../content-item.ts';
import { analyticsRule } from './analytics-rule.ts';
import type { ContentKindDefinition } from './content-kind.ts';
import { huntingQuery } from './hunting-query.ts';
import { parser } from './parser.ts';

/** What each content kind is: its folder, its fields, its ARM body. */
export const contentKindDefinitions = {
  'analytics-rule': analyticsRule,
  parser,
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
  return definitionOf(item).places.name;
}

/** Where an item's query stands in its file. */
export function queryPath(item: ContentItem): readonly string[] {
  return definitionOf(item).places.query;
}

/** The query text of an item, or undefined when it is missing or not a string. */
export function queryOf(item: ContentItem): string | undefined {
  const query = valueAtPath(item.values, queryPath(item));
  return typeof query === 'string' ? query : undefined;
}

/** The item with another query text. */
export function withQuery(item: ContentItem, query: string): ContentItem {
  return { ...item, values: withValueAt(item.values, queryPath(item), query) };
}

/** The version that a file gives its content; undefined without one. */
export function versionOf({ kind, values }: Pick<ContentItem, 'kind' | 'values'>): string | undefined {
  const version = valueAtPath(values, definitionOf(kind).places.version) ?? undefined;
  return version === undefined ? undefined : String(version);
}

/** The parameters in scope of an item's query, in Azure's text; '' where it is no function. */
export function parametersOf(item: ContentItem): string {
  return definitionOf(item).asFunction?.(item.values)?.parameters ?? '';
}

/** The functions that items are once they are deployed: other queries call them by name. */
export function functionsIn(items: readonly ContentItem[]): readonly WorkspaceFunction[] {
  return items.flatMap((item) => definitionOf(item).asFunction?.(item.values) ?? []);
}
