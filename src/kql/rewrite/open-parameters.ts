// A query apart from the values of its parameters: queries that differ in nothing else are one query with values of the run.
import { runValueName, spellsRunValue } from '../bind/run-values.ts';
import { tokensOf } from '../parser.ts';
import { parametersOf } from './parameters.ts';
import { applyEdits } from './text-edits.ts';

export interface ApartQuery {
  /** Equal for queries that differ only in those values. */
  readonly frame: string;
  /** By name of the parameter: its value, as the query spells it. */
  readonly values: ReadonlyMap<string, string>;
}

/** A value that a query gives to a name. Offsets are UTF-16 units into the query. */
interface GivenValue {
  readonly name: string;
  readonly expression: string;
  readonly start: number;
  readonly end: number;
}

/** The query and the values of its parameters but those that are `kept`; undefined where it has none, or two of a name. */
export function valuesApart(query: string, kept: ReadonlySet<string>): ApartQuery | undefined {
  if (spellsRunValue(query)) return undefined;
  const given = valuesOf(query).filter(({ name }) => !kept.has(name));
  const values = new Map(given.map(({ name, expression }) => [name, expression]));
  if (values.size === 0 || values.size < given.length) return undefined;
  const edits = given.map(({ start, end }) => ({ start, end, text: '' }));
  return { frame: applyEdits(query, edits).text, values };
}

/** The query with these parameters reading values of the run. */
export function withOpenParameters(query: string, names: ReadonlySet<string>): string {
  const edits = valuesOf(query)
    .filter(({ name }) => names.has(name))
    .map(({ name, start, end }) => ({ start, end, text: `['${runValueName(name)}']` }));
  return applyEdits(query, edits).text;
}

/** Of the parameters block, or of a call by names that is all the last line has: what cases of functions run. */
function valuesOf(query: string): readonly GivenValue[] {
  const parameters = parametersOf(query);
  return parameters.length > 0 ? parameters : argumentsIn(query);
}

const lastCall = /(?:^|\n)(?:print Result=)?[A-Za-z_]\w*\((?=[A-Za-z_]\w*=)(.*)\)$/;
const depths: Readonly<Record<string, number>> = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 };

function argumentsIn(query: string): readonly GivenValue[] {
  const call = lastCall.exec(query);
  if (call === null) return [];
  const list = call[1]!;
  const from = query.length - 1 - list.length;
  const ends: number[] = [];
  let [at, depth] = [0, 0];
  for (const { trivia, text } of tokensOf(list)) {
    at += trivia.length;
    depth += depths[text] ?? 0;
    if (text === ',' && depth === 0) ends.push(at);
    at += text.length;
  }
  return [...ends, list.length].flatMap((end, index) => {
    const start = index === 0 ? 0 : ends[index - 1]! + 1;
    const [head, name, expression] = /^\s*([A-Za-z_]\w*)=(.+)$/s.exec(list.slice(start, end)) ?? [];
    if (head === undefined || name === undefined || expression === undefined) return [];
    return [{ name, expression, start: from + end - expression.length, end: from + end }];
  });
}
