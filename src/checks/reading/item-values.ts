// Reads the values of an item by path and type; a value of another type reads as absent (content/wrong-type reports it).
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import { type Duration, parseDuration } from '../../content/duration.ts';
import { definitionOf } from '../../content/kinds/kinds.ts';
import { type RuleKind, ruleKindOf } from '../../content/model/rule-kinds.ts';
import { isJsonMap, valueAtPath } from '../../json/json.ts';

/** The value at a path, null read as absent. */
export function rawValue(item: ContentItem, path: ValuePath): unknown {
  return valueAtPath(item.values, path) ?? undefined;
}

export function textOf(item: ContentItem, path: ValuePath): string | undefined {
  const value = rawValue(item, path);
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(item: ContentItem, path: ValuePath): number | undefined {
  const value = rawValue(item, path);
  return typeof value === 'number' ? value : undefined;
}

/** The items of a list with their paths; nothing when it is absent or no list. */
export function listOf(item: ContentItem, path: ValuePath): { value: unknown; path: ValuePath }[] {
  const value = rawValue(item, path);
  return Array.isArray(value) ? value.map((inner: unknown, i) => ({ value: inner, path: [...path, i] })) : [];
}

/** The items of a list that are text. */
export function textsOf(item: ContentItem, path: ValuePath): { value: string; path: ValuePath }[] {
  return listOf(item, path).filter(
    (entry): entry is { value: string; path: ValuePath } => typeof entry.value === 'string',
  );
}

/** The entries of a map with their paths; nothing when it is absent or no map. */
export function entriesOf(
  item: ContentItem,
  path: ValuePath,
): { key: string; value: unknown; path: ValuePath }[] {
  const value = rawValue(item, path);
  return isJsonMap(value)
    ? Object.entries(value).map(([key, inner]) => ({ key, value: inner, path: [...path, key] }))
    : [];
}

/** Whether the item has the key with any value but null. */
export function has(item: ContentItem, path: ValuePath): boolean {
  return rawValue(item, path) !== undefined;
}

export function durationOf(item: ContentItem, path: ValuePath): Duration | undefined {
  return parseDuration(rawValue(item, path));
}

/** The rule's kind in ARM's spelling; undefined for another content kind, or when there is no such kind. */
export function kindOfRule(item: ContentItem): RuleKind | undefined {
  return definitionOf(item).makesAlerts ? ruleKindOf(item.values['kind']) : undefined;
}

/** Whether the item runs a query of ours: hunting queries, Scheduled and NRT rules. */
export function runsQuery(item: ContentItem): boolean {
  return definitionOf(item).runsQuery(item.values);
}

/** `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
