// What content needs of a workspace: the tables, functions and watchlists its queries read, the connectors it names.
import type { ContentItem } from '../content/content-item.ts';
import { definitionOf, functionsIn, parametersOf, queryOf } from '../content/kinds/kinds.ts';
import { ruleKindOf } from '../content/model/rule-kinds.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import { isJsonMap } from '../json/json.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { tablesOf } from '../kql/bind/tables-of.ts';
import { type Syntax, walk } from '../kql/syntax.ts';
import { calledName, savedFunctionsIn } from '../plan/saved-functions.ts';
import { itemKey } from '../plan/snapshot.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { type TemplateUse, templateUses } from './templates.ts';

export interface Need {
  /** Of the table, function or watchlist. */
  readonly name: string;
  /** Display names of the items that cannot do without it, sorted. */
  readonly items: readonly string[];
}

export interface ConnectorNeed extends Need {
  /** The tables among its data types. */
  readonly tables: readonly string[];
}

export interface ContentNeeds {
  readonly tables: readonly Need[];
  /** Data connectors, by the ids under `requiredDataConnectors`. */
  readonly connectors: readonly ConnectorNeed[];
  /** Functions somebody must have saved in the workspace; those that Microsoft Sentinel brings are not among them. */
  readonly functions: readonly Need[];
  readonly watchlists: readonly Need[];
  /** Names of items that compute the alias of a watchlist: which one they need is not known. */
  readonly computedWatchlists: readonly string[];
  /** Names of items that need an api-version with `-preview`. */
  readonly previewItems: readonly string[];
  /** The rules that name a template. */
  readonly templates: readonly TemplateUse[];
  /** All items, by what the workspace knows them by. */
  readonly resources: readonly ItemResource[];
}

export interface ItemResource {
  /** Display name. */
  readonly item: string;
  readonly id: string;
  /** The item key under its own id. */
  readonly key: string;
}

/** Name -> display names of the items that need it. */
type Needed = Map<string, Set<string>>;

/** Reads the needs off the bound queries; each list is sorted by name. What the content brings itself is none. A query that does not parse needs nothing: lint reports it. */
export function contentNeeds(items: readonly ContentItem[], tables: TableCatalogue): ContentNeeds {
  const needs = {
    tables: new Map(),
    functions: new Map(),
    watchlists: new Map(),
    computed: new Map(),
  } satisfies Record<string, Needed>;
  const own = new Set(functionsIn(items).map(({ name }) => name));
  for (const item of items) {
    const query = queryOf(item);
    if (query === undefined) continue;
    const scope = { tables, parameters: parametersOf(item) };
    for (const table of tablesOf(query, scope).required) add(needs.tables, table, item);
    for (const name of savedFunctionsIn(query, scope)) {
      if (!own.has(name)) add(needs.functions, name, item);
    }
    const { root } = bindQuery(query, scope);
    if (root !== undefined) walk(root, (node) => visitWatchlist(node, item, needs));
  }
  return {
    tables: sorted(needs.tables),
    connectors: connectorNeeds(items, tables),
    functions: sorted(needs.functions),
    watchlists: sorted(needs.watchlists),
    computedWatchlists: sorted(needs.computed).flatMap(({ items: names }) => names),
    previewItems: items.filter(needsPreview).map(({ name }) => name),
    templates: templateUses(items),
    resources: items.map((item) => ({ item: item.name, id: item.id, key: keyOf(item) })),
  };
}

function keyOf(item: ContentItem): string {
  return itemKey(definitionOf(item).collection, item.id);
}

/** https://github.com/Azure/Azure-Sentinel/wiki/Query-Style-Guide#requireddataconnectors */
function connectorNeeds(items: readonly ContentItem[], tables: TableCatalogue): readonly ConnectorNeed[] {
  const needed: Needed = new Map();
  const dataTypes = new Map<string, Set<string>>();
  for (const item of items) {
    const stated = item.values['requiredDataConnectors'];
    for (const entry of Array.isArray(stated) ? stated.filter(isJsonMap) : []) {
      const { connectorId: id, dataTypes: types } = entry;
      if (typeof id !== 'string' || id === '') continue;
      add(needed, id, item);
      const found = dataTypes.get(id) ?? new Set<string>();
      for (const type of Array.isArray(types) ? types : []) {
        const table = tableNamed(String(type), tables);
        if (table !== undefined) found.add(table);
      }
      dataTypes.set(id, found);
    }
  }
  return sorted(needed).map((need) => ({ ...need, tables: [...dataTypes.get(need.name)!].sort() }));
}

/** `SecurityAlert (ASC)` is the table and a part of it; a parser, which is a data type too, is no table. */
function tableNamed(dataType: string, tables: TableCatalogue): string | undefined {
  const [name] = /^\w+/.exec(dataType.trim()) ?? [];
  return name !== undefined && (name.endsWith('_CL') || tables.table(name) !== undefined) ? name : undefined;
}

/** NRT rules are in preview versions of the API only: https://learn.microsoft.com/rest/api/securityinsights/alert-rules */
function needsPreview({ kind, values }: ContentItem): boolean {
  return definitionOf(kind).resourceKinds.length > 0 && ruleKindOf(values['kind']) === 'NRT';
}

/** `_GetWatchlist` and its like take the alias first. https://learn.microsoft.com/azure/sentinel/watchlists-queries */
const watchlistFunctions: ReadonlySet<string> = new Set(['_GetWatchlist']);

function visitWatchlist(
  node: Syntax,
  item: ContentItem,
  needs: { readonly watchlists: Needed; readonly computed: Needed },
): undefined {
  const name = calledName(node)?.name;
  if (name === undefined || node.kind === 'NameReference' || !watchlistFunctions.has(name)) return;
  const alias = node.child('ArgumentList')?.list('Expressions')[0]?.stringValue;
  if (alias === undefined) add(needs.computed, name, item);
  else add(needs.watchlists, alias, item);
}

function add(needed: Needed, name: string, item: ContentItem): void {
  needed.set(name, (needed.get(name) ?? new Set()).add(item.name));
}

function sorted(needed: Needed): readonly Need[] {
  return [...needed]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, items]) => ({ name, items: [...items].sort() }));
}
