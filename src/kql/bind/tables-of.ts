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

/** Functions of the workspace that a query calls; all sorted. */
export interface QueryFunctions {
  /** Those of the catalogue that the query's own text calls. */
  readonly direct: readonly string[];
  /** These, and those that their bodies call, and so on. */
  readonly all: readonly string[];
  /** What the query's own text calls, with parentheses, and nobody knows. A name without them is one of `tablesOf(...).required`. */
  readonly unknown: readonly string[];
}

/** The saved functions that a query calls. A function's own text is asked in the same way. Never throws. */
export function functionsOf(query: string, options: BindOptions): QueryFunctions {
  const { root } = bindQuery(query, options);
  const texts = root === undefined ? [] : sourceTexts(root, options.tables);
  const called = texts.map(({ sources }) =>
    sources.flatMap((source) => (source.kind === 'function' && source.stored ? [source.name] : [])),
  );
  const unknown = (texts[0]?.sources ?? []).flatMap((source) =>
    source.kind === 'unknown-call' ? [source.name] : [],
  );
  return { direct: sorted(called[0] ?? []), all: sorted(called.flat()), unknown: sorted(unknown) };
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
