// The call that a case makes of a function: the values it gives, as literals of the types that the parameters have.

import type { ContentItem } from '../content/content-item.ts';
import { parametersOf, queryOf } from '../content/kinds/kinds.ts';
import {
  type FunctionParameter,
  isTabular,
  partedAt,
  readParameters,
} from '../content/model/function-parameters.ts';
import type { Code } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { createTableCatalogue } from '../tables/catalogue.ts';
import { testCode } from './codes.ts';
import type { DetectionCase } from './detection-case.ts';
import { datetimeText, momentOf } from './relative-time.ts';

export const badArgument = testCode('test/bad-argument');

export interface ArgumentProblem {
  readonly code: Code;
  /** The argument. */
  readonly name: string;
  readonly message: string;
  readonly hint: string;
}

type Case = Pick<DetectionCase, 'arguments' | 'now'>;

/**
 * `F(user="ada", T=SigninLogs)`: arguments by name, so that those with a default may be left out. What gives a value instead of rows is
 * printed, as the column `Result`.
 */
export function callOf(
  name: string,
  item: ContentItem,
  one: Case,
): { readonly text: string; readonly problems: readonly ArgumentProblem[] } {
  const given = argumentsOf(item, one).flatMap((each) =>
    'literal' in each ? [`${each.name}=${each.literal}`] : [],
  );
  const call = `${name}(${given.join(', ')})`;
  return { text: isScalar(item) ? `print Result=${call}` : call, problems: argumentProblems(item, one) };
}

/** What is wrong with the arguments that a case gives, which is known without the query. */
export function argumentProblems(item: ContentItem, one: Case): readonly ArgumentProblem[] {
  const { parameters } = readParameters(parametersOf(item));
  const wrong = argumentsOf(item, one).flatMap((each) => ('code' in each ? [each] : []));
  return [...unknownIn(parameters, one), ...wrong];
}

function argumentsOf(item: ContentItem, one: Case): readonly ReadArgument[] {
  return readParameters(parametersOf(item)).parameters.map((parameter) => argumentOf(parameter, one));
}

/** One catalogue for all of them, so that a function is bound once for all its cases. */
const builtInTables = createTableCatalogue();

/** Whether the query gives a value; what it calls itself is not looked up. */
function isScalar(item: ContentItem): boolean {
  const scope = { tables: builtInTables, parameters: parametersOf(item) };
  return bindQuery(queryOf(item) ?? '', scope).result.kind === 'scalar';
}

type ReadArgument =
  | ArgumentProblem
  | { readonly name: string; readonly literal: string }
  | { readonly left: true };

function argumentOf(parameter: FunctionParameter, { arguments: given, now }: Case): ReadArgument {
  const { name, type } = parameter;
  if (!Object.hasOwn(given, name)) {
    if (parameter.default !== undefined) return { left: true };
    return problem(
      name,
      `The case gives no value for \`${name}\`, which has no default`,
      'Add it to `arguments`.',
    );
  }
  const value = given[name];
  const literal = isTabular(parameter) ? tableName(value) : literalOf(value, type, now);
  if (literal !== undefined) return { name, literal };
  const taken = isTabular(parameter)
    ? 'the name of a table that the case seeds'
    : `a value of the type ${type}`;
  return problem(
    name,
    `The argument \`${name}\` is not ${taken}`,
    'Write it as the parameter takes it; a text in quotes is taken as it stands.',
  );
}

function unknownIn(parameters: readonly FunctionParameter[], { arguments: given }: Case): ArgumentProblem[] {
  const names = parameters.map(({ name }) => name);
  return Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = didYouMean(name, names);
      const hint = near === undefined ? 'Correct the name, or remove it.' : `Did you mean \`${near}\`?`;
      return problem(name, `The function has no parameter \`${name}\``, hint);
    });
}

function problem(name: string, message: string, hint: string): ArgumentProblem {
  return { code: badArgument, name, message, hint };
}

function tableName(value: unknown): string | undefined {
  return typeof value === 'string' && /^\w+$/.test(value) ? value : undefined;
}

/**
 * Text for a string is the string; for any other type it is KQL, for a datetime a time as seed rows have it, too. What YAML has read as
 * something else than the file says (`007` as 7, an integer beyond 2^53 as its neighbour) is refused: written as text, it is exact.
 */
function literalOf(value: unknown, type: string, now: Date): string | undefined {
  if (type === 'string') return typeof value === 'string' ? JSON.stringify(value) : undefined;
  if (value === null) return `${type}(null)`;
  if (type === 'dynamic' && typeof value !== 'string') return `dynamic(${JSON.stringify(value)})`;
  if (typeof value === 'number') return numberLiteral(value, type);
  if (typeof value === 'boolean') return /^bool/.test(type) ? String(value) : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (/^(guid|uuid|uniqueid)$/.test(type) && /^\s*[\da-f-]+\s*$/i.test(value)) return `guid(${value.trim()})`;
  // More than one value would be arguments of other parameters.
  if (partedAt(value, ',').length > 1) return undefined;
  const moment = type === 'datetime' || type === 'date' ? momentOf(value, now) : undefined;
  return moment === undefined ? value : `datetime(${datetimeText(moment)})`;
}

function numberLiteral(value: number, type: string): string | undefined {
  if (/^(real|double|decimal)$/.test(type)) return `${type}(${value})`;
  return /^(int|long)$/.test(type) && Number.isSafeInteger(value) ? `${type}(${value})` : undefined;
}
