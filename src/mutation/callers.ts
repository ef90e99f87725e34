// Which queries call a function: their cases notice what becomes of it.
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn, queryOf } from '../content/kinds/kinds.ts';

/** The items, functions aside, whose query names a function that this item gives; none for what gives no function. */
export function callersOf(item: ContentItem, content: readonly ContentItem[]): readonly ContentItem[] {
  const names = functionsIn([item]).map(({ name }) => name);
  if (names.length === 0) return [];
  const call = new RegExp(`\\b(?:${names.join('|')})\\b`);
  return content.filter((one) => functionsIn([one]).length === 0 && call.test(queryOf(one) ?? ''));
}
