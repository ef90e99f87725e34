// Keeps the last bound queries: a detection test runs one query over many cases, and binding costs more than running.
import type { BoundQuery } from '../kql/bind.ts';
import type { DatabaseMember } from '../kql/database-member.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';

/** Everything that binding depends on beside the text. */
export interface BindingInputs {
  readonly tables: TableCatalogue;
  readonly functions?: readonly DatabaseMember[] | undefined;
  /** Tables in scope that the text does not name. */
  readonly alwaysInScope?: readonly string[] | undefined;
}

export interface BoundCache {
  /** The query as it was bound before with the same inputs, or what `bind` gives now. */
  get(query: string, inputs: BindingInputs, bind: () => BoundQuery): BoundQuery;
}

interface Entry {
  readonly tables: TableCatalogue;
  readonly functions: readonly DatabaseMember[] | undefined;
  readonly bound: BoundQuery;
}

const capacity = 64;

/** The oldest entry leaves when a new one finds no room. */
export function createBoundCache(): BoundCache {
  const entries = new Map<string, Entry>();
  return {
    get(query, { tables, functions, alwaysInScope = [] }, bind) {
      const key = `${query}\n${alwaysInScope.join(' ')}`;
      const held = entries.get(key);
      if (held !== undefined && held.tables === tables && held.functions === functions) return held.bound;
      const bound = bind();
      entries.delete(key);
      const oldest = entries.keys().next();
      if (entries.size >= capacity && oldest.done !== true) entries.delete(oldest.value);
      entries.set(key, { tables, functions, bound });
      return bound;
    },
  };
}
