// What checks share while they run: the other items, the clock, and each query bound once.
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import { definitionOf, parametersOf, queryOf } from '../content/kinds/kinds.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import { mayReadAnyTable } from '../kql/any-table.ts';
import type { BindOptions } from '../kql/bind/bind-options.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { bindForChecks } from './reading/bind-for-checks.ts';
import { createQueryView, type QueryView } from './reading/query-view.ts';

/** How many detection test cases an item has that must fire, and that must not. */
interface CaseCounts {
  readonly positive: number;
  readonly negative: number;
}

/** What items can be equal in. */
export const sharedKeys = ['function', 'id', 'name', 'slug'] as const;
type SharedKey = (typeof sharedKeys)[number];

export interface CheckContext {
  readonly tables: TableCatalogue;
  readonly now: Date;
  /** The item's query, bound once however many checks ask and however many items share the text; undefined without one. */
  query(item: ContentItem): QueryView | undefined;
  /** The first other item, in file order and before this one, with the same id, name or file name (case aside), or that gives a function of the same name. */
  earlierWithSame(key: SharedKey, item: ContentItem): ContentItem | undefined;
  /** Undefined when detection tests were not looked for. */
  casesOf(item: ContentItem): CaseCounts | undefined;
  /** The most points a query may cost; undefined: any. */
  readonly maxQueryCost: number | undefined;
  /** The id the item's file had at the revision compared with; undefined without one. */
  idBefore(item: ContentItem): string | undefined;
}

export interface ContextOptions {
  readonly items: readonly ContentItem[];
  readonly tables: TableCatalogue;
  readonly now: Date;
  readonly casesOf?: (item: ContentItem) => CaseCounts | undefined;
  readonly maxQueryCost?: number | undefined;
  readonly idBefore?: ((item: ContentItem) => string | undefined) | undefined;
}

/** A context over all items of a project: what is compared across files sees every one of them. */
export function createCheckContext(options: ContextOptions): CheckContext {
  const { items, tables, now } = options;
  const viewOf = queryViews(options);
  const first = new Map<SharedKey, Map<string, ContentItem>>();
  return {
    tables,
    now,
    query(item) {
      const text = queryOf(item);
      return text === undefined || text.trim() === '' ? undefined : viewOf(item, text);
    },
    earlierWithSame(key, item) {
      let index = first.get(key);
      if (index === undefined) {
        index = firstByKey(items, key);
        first.set(key, index);
      }
      const entry = index.get(sharedValue(item, key));
      return entry === undefined || entry.file === item.file ? undefined : entry;
    },
    maxQueryCost: options.maxQueryCost,
    casesOf: options.casesOf ?? (() => undefined),
    idBefore: options.idBefore ?? (() => undefined),
  };
}

/** Bound trees are large and checks go item by item: only texts that several items share are kept. */
function queryViews({ items, tables }: ContextOptions): (item: ContentItem, text: string) => QueryView {
  const keyOf = (item: ContentItem) => `${item.kind}\n${parametersOf(item)}\n${queryOf(item) ?? ''}`;
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    (seen.has(key) ? shared : seen).add(key);
  }
  const views = new Map<string, QueryView>();
  let last: { key: string; view: QueryView } | undefined;
  return (item, text) => {
    const key = keyOf(item);
    const known = last?.key === key ? last.view : views.get(key);
    const view =
      known ??
      createQueryView(
        bindForChecks(text, { tables, parameters: parametersOf(item), ...scopeOf(text, item.kind) }),
      );
    if (shared.has(key)) views.set(key, view);
    last = { key, view };
    return view;
  };
}

/**
 * A hunting query is not run when it is saved, and the Defender portal runs it over its own tables as well as the workspace's.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-microsoft-defender
 */
function scopeOf(text: string, kind: ContentKind): Pick<BindOptions, 'anyTable' | 'advancedHunting'> {
  return { anyTable: mayReadAnyTable(text), advancedHunting: definitionOf(kind).runsInDefender };
}

function firstByKey(items: readonly ContentItem[], key: SharedKey): Map<string, ContentItem> {
  const index = new Map<string, ContentItem>();
  for (const item of [...items].sort((a, b) => compareText(a.file, b.file))) {
    const value = sharedValue(item, key);
    if (value !== '' && !index.has(value)) index.set(value, item);
  }
  return index;
}

/** Names are compared within a kind: a rule and a hunting query may share one. */
function sharedValue(item: ContentItem, key: SharedKey): string {
  // KQL tells names of functions apart by their case.
  if (key === 'function') return definitionOf(item).asFunction?.(item.values)?.name ?? '';
  if (item[key] === '') return '';
  const value = item[key].trim().toLowerCase();
  return key === 'name' ? `${item.kind} ${value}` : value;
}
