// The tables and functions of a workspace that a query needs.
import { bindQuery } from './bind.ts';
import type { BindOptions } from './bind-options.ts';
import { sourceTexts } from './query-sources.ts';

export interface QueryTables {
  /** Tables the query cannot do without, known to the catalogue or not, sorted. A name nobody knows may also be a saved function. */
  readonly required: readonly string[];
  /** Tables below `union isfuzzy=true`: the service goes on without those that are missing. */
  readonly fuzzy: readonly string[];
  /** What no name can be read from: `Security*`, `_Im_Dns()`, another workspace's tables, a table whose name is computed. */
  readonly unnamed: readonly string[];
}

/** The tables that a query reads, those of the functions it calls among them. Never throws. */
export function tablesOf(query: string, options: BindOptions): QueryTables {
  const { root } = bindQuery(query, options);
  const [required, fuzzy, unnamed] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const text of root === undefined ? [] : sourceTexts(root, options.tables)) {
    for (const source of text.sources) {
      const tables = text.inFuzzy || source.inFuzzy ? fuzzy : required;
      if (source.kind === 'table' || source.kind === 'unknown') tables.add(source.name);
      if (source.kind === 'unnamed') unnamed.add(source.node.text);
      if (source.kind === 'function' && source.stored === undefined) unnamed.add(`${source.name}()`);
    }
  }
  for (const name of required) fuzzy.delete(name);
  return { required: sorted(required), fuzzy: sorted(fuzzy), unnamed: sorted(unnamed) };
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
