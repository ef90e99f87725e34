// A query apart from the values of its parameters: queries that differ in nothing else are one query with values of the run.
import { runValueName, spellsRunValue } from '../bind/run-values.ts';
import { parametersOf } from './parameters.ts';
import { applyEdits } from './text-edits.ts';

export interface ApartQuery {
  /** Equal for queries that differ only in those values. */
  readonly frame: string;
  /** By name of the parameter: its value, as the query spells it. */
  readonly values: ReadonlyMap<string, string>;
}

/** The query and the values of its parameters but those that are `kept`; undefined where it has none, or two of a name. */
export function valuesApart(query: string, kept: ReadonlySet<string>): ApartQuery | undefined {
  if (spellsRunValue(query)) return undefined;
  const parameters = parametersOf(query).filter(({ name }) => !kept.has(name));
  const values = new Map(parameters.map(({ name, expression }) => [name, expression]));
  if (values.size === 0 || values.size < parameters.length) return undefined;
  const edits = parameters.map(({ start, end }) => ({ start, end, text: '' }));
  return { frame: applyEdits(query, edits).text, values };
}

/** The query with these parameters reading values of the run. */
export function withOpenParameters(query: string, names: ReadonlySet<string>): string {
  const edits = parametersOf(query)
    .filter(({ name }) => names.has(name))
    .map(({ name, start, end }) => ({ start, end, text: `['${runValueName(name)}']` }));
  return applyEdits(query, edits).text;
}
