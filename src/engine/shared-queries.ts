// Which queries are one query over values of the run: those that differ in values of their parameters alone.
import { runValueName } from '../kql/bind/run-values.ts';
import { valuesApart, withOpenParameters } from '../kql/rewrite/open-parameters.ts';
import { type LiteralCell, literalCell } from '../kql/translate/literal-cell.ts';
import type { Cell } from '../rows/cell.ts';
import type { Column } from '../tables/schema.ts';

export interface SharedQuery {
  /** Reads what differs as values of the run. */
  readonly text: string;
  readonly runValues: readonly (Column & { readonly parameter: string })[];
  /** By query that it stands for: its values, in the order of `runValues`. */
  readonly values: ReadonlyMap<string, readonly Cell[]>;
}

/**
 * The queries that can share one, of texts that are all different. Each stands in one of them at most; the others are on their own.
 * The parameters that are `kept` stay literals.
 */
export function sharedQueries(
  queries: readonly string[],
  kept: ReadonlySet<string> = new Set(),
): readonly SharedQuery[] {
  const byFrame = new Map<string, Apart[]>();
  for (const query of queries) {
    const apart = valuesApart(query, kept);
    if (apart === undefined) continue;
    const { frame, values } = apart;
    byFrame.set(frame, [...(byFrame.get(frame) ?? []), { query, values }]);
  }
  return [...byFrame.values()].flatMap((alike) => sharedQuery(alike) ?? []);
}

interface Apart {
  readonly query: string;
  readonly values: ReadonlyMap<string, string>;
}

function sharedQuery(alike: readonly Apart[]): SharedQuery | undefined {
  const [first, ...others] = alike;
  if (first === undefined || others.length === 0) return undefined;
  const names = [...first.values.keys()].filter((name) =>
    others.some(({ values }) => values.get(name) !== first.values.get(name)),
  );
  const read = alike.flatMap(({ query, values }) => {
    const cells = names.flatMap((name) => literalCell(values.get(name)!) ?? []);
    return cells.length < names.length ? [] : [{ query, cells }];
  });
  const types = read[0]?.cells.map(({ type }) => type) ?? [];
  const fits = (cells: readonly LiteralCell[]) => cells.every(({ type }, at) => type === types[at]);
  const fitting = read.filter(({ cells }) => fits(cells));
  if (fitting.length < 2) return undefined;
  return {
    text: withOpenParameters(first.query, new Set(names)),
    runValues: names.map((parameter, at) => {
      return { parameter, name: runValueName(parameter), type: types[at]! };
    }),
    values: new Map(fitting.map(({ query, cells }) => [query, cells.map(({ cell }) => cell)])),
  };
}
