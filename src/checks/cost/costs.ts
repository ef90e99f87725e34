// The costs of many queries, side by side.
import type { ContentItem, ContentKind } from '../../content/content-item.ts';
import { compareText } from '../../diagnostics/compare-text.ts';
import type { CheckContext } from '../context.ts';
import { type QueryCost, queryCost } from './query-cost.ts';

/** The cost of the query of one item. */
interface ItemCost extends QueryCost {
  readonly file: string;
  readonly kind: ContentKind;
  readonly name: string;
}

export interface Costs {
  /** The most expensive first. */
  readonly queries: readonly ItemCost[];
  /** Files of queries that do not parse. */
  readonly unsound: readonly string[];
}

/** What the items' queries cost. `onItem` is called before each: how many are done, of how many. */
export function costsOf(
  items: readonly ContentItem[],
  context: CheckContext,
  onItem?: (done: number, total: number) => void,
): Costs {
  const queries: ItemCost[] = [];
  const unsound: string[] = [];
  for (const [index, item] of items.entries()) {
    onItem?.(index, items.length);
    const { file, kind, name } = item;
    const cost = queryCost(item, context);
    if (cost !== undefined) queries.push({ file, kind, name, ...cost });
    else if (context.query(item) !== undefined) unsound.push(file);
  }
  queries.sort((a, b) => b.points - a.points || compareText(a.file, b.file));
  return { queries, unsound };
}
