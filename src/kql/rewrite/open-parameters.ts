// A query apart from the values of its parameters: queries that differ in nothing else are one query with values of the run.
import { parametersOf } from './parameters.ts';
import { applyEdits } from './text-edits.ts';

export interface ApartQuery {
  /** Equal for queries that differ only in values of their parameters. */
  readonly frame: string;
  /** By name of the parameter: its value, as the query spells it. */
  readonly values: ReadonlyMap<string, string>;
}

/** The query and the values of its parameters; undefined where it has none, or two of a name. */
export function valuesApart(query: string): ApartQuery | undefined {
  const parameters = parametersOf(query);
  const values = new Map(parameters.map(({ name, expression }) => [name, expression]));
  if (values.size === 0 || values.size < parameters.length) return undefined;
  const edits = parameters.map(({ start, end }) => ({ start, end, text: '' }));
  return { frame: applyEdits(query, edits).text, values };
}

const mark = 'value of the run: ';

/** The name that a parameter reads its value by; not a name that a query can have, see `withOpenParameters`. */
export function runValueName(parameter: string): string {
  return `${mark}${parameter}`;
}

/** The query with these parameters reading values of the run; undefined where it has such a name itself. */
export function withOpenParameters(query: string, names: ReadonlySet<string>): string | undefined {
  if (query.includes(mark)) return undefined;
  const edits = parametersOf(query)
    .filter(({ name }) => names.has(name))
    .map(({ name, start, end }) => ({ start, end, text: `['${runValueName(name)}']` }));
  return applyEdits(query, edits).text;
}
