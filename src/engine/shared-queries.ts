// Which queries are one query over values of the run: those that differ in values of their parameters alone.
import { type RunValue, runValueName } from '../kql/bind/run-values.ts';
import { valuesApart, withOpenParameters } from '../kql/rewrite/open-parameters.ts';
import { type LiteralCell, literalCell } from '../kql/translate/literal-cell.ts';
import type { Cell } from '../rows/cell.ts';
import type { Column } from '../tables/schema.ts';

export interface SharedQuery {
  /** Reads what differs as values of the run. */
  readonly text: string;
  /** Those values as the binder needs them, and as the rows of the runs have them. */
  readonly runValues: readonly (RunValue & { readonly parameter: string })[];
  readonly columns: readonly Column[];
  /** By query that it stands for: its values, in the order of `columns`. */
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
    const cells = names.flatMap((name) => sharedCell(values.get(name)!) ?? []);
    return cells.length < names.length ? [] : [{ query, cells }];
  });
  if (read.length < 2) return undefined;
  const types = names.map((_, at) => typeOf(read.map(({ cells }) => cells[at]!)));
  const fitting = read.filter(({ cells }) => cells.every((cell, at) => fits(cell, types[at]!)));
  if (fitting.length < 2) return undefined;
  return {
    text: withOpenParameters(first.query, new Set(names)),
    columns: names.map((name, at) => ({ name: runValueName(name), type: types[at]!.type })),
    runValues: names.map((parameter, at) => {
      return { parameter, name: runValueName(parameter), type: types[at]!.literalType };
    }),
    values: new Map(fitting.map(({ query, cells }) => [query, cells.map(({ cell }) => cell)])),
  };
}

/** A dynamic is shared where it is a list of texts: of numbers and bags more is known of a literal than of a column. */
function sharedCell(text: string): LiteralCell | undefined {
  const cell = literalCell(text);
  if (cell?.type !== 'dynamic' || isEmptyList(cell)) return cell;
  return cell.literalType === listOfTexts ? cell : undefined;
}

const listOfTexts = 'DynamicArrayOfString';

/** The type of the first value; an empty list may be one of anything. */
function typeOf(cells: readonly LiteralCell[]): LiteralCell {
  return cells.find((cell) => !isEmptyList(cell)) ?? cells[0]!;
}

/**
 * The binder refuses some of what is done with a list of texts and would take it of an empty one: what is right for the former is right
 * for the latter.
 */
function fits(cell: LiteralCell, type: LiteralCell): boolean {
  if (cell.literalType === type.literalType) return true;
  return isEmptyList(cell) && type.literalType === listOfTexts;
}

function isEmptyList({ type, cell }: LiteralCell): boolean {
  return type === 'dynamic' && cell === '[]';
}
