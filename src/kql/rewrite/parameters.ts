// The parameters of a query: the `let`s between a line `// parameters` and the next blank line, and how one is given another value.
import type { Code } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { kqlCode } from '../codes.ts';
import { applyEdits, type TextEdit } from './text-edits.ts';

const parameterTypes = ['bool', 'datetime', 'dynamic', 'number', 'string', 'timespan'] as const;
type ParameterType = (typeof parameterTypes)[number];

/** One parameter. Offsets are UTF-16 units into the query. */
export interface Parameter {
  readonly name: string;
  /** The default, as the query spells it. */
  readonly expression: string;
  /** Undefined where the default is not a literal: such a parameter takes any value. */
  readonly type: ParameterType | undefined;
  /** The comment behind the `let`, or ''. */
  readonly comment: string;
  readonly start: number;
  readonly end: number;
}

interface ParameterProblem {
  readonly code: Code;
  /** The parameter that was to be set. */
  readonly name: string;
  readonly message: string;
  readonly hint: string;
}

export interface OverriddenQuery {
  /** The query with the new values; those with a problem keep their default. */
  readonly text: string;
  readonly problems: readonly ParameterProblem[];
}

const heading = /^[ \t]*\/\/[ \t]*parameters[ \t\r]*$/im;
const letStart = /^[ \t]*let[ \t]+([A-Za-z_]\w*)[ \t]*=[ \t]*/;
/** A string literal in any of KQL's forms, so that a `;` or `//` inside one is not taken for an end. */
const stringLiteral = /^[hH]?(?:@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/;

/** The parameters of a query, in their order; none when it has no parameters block. */
export function parametersOf(query: string): readonly Parameter[] {
  const headingMatch = heading.exec(query);
  if (headingMatch === null) return [];
  const parameters: Parameter[] = [];
  let offset = headingMatch.index + headingMatch[0].length + 1;
  for (const line of query.slice(offset).split('\n')) {
    if (line.trim() === '') break;
    const parameter = parameterOn(line, offset);
    if (parameter !== undefined) parameters.push(parameter);
    offset += line.length + 1;
  }
  return parameters;
}

function parameterOn(line: string, offset: number): Parameter | undefined {
  const start = letStart.exec(line);
  if (start === null) return undefined;
  const from = start[0].length;
  const to = endOfExpression(line, from);
  if (to === undefined) return undefined;
  const expression = line.slice(from, to).trimEnd();
  const comment = /^;[ \t]*\/\/[ \t]*(.*?)\s*$/.exec(line.slice(to))?.[1] ?? '';
  const name = start[1]!;
  return {
    name,
    expression,
    type: typeOf(expression),
    comment,
    start: offset + from,
    end: offset + from + expression.length,
  };
}

/** The index of the `;` that ends the expression, or undefined when the line has none. */
function endOfExpression(line: string, from: number): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (line[at] === ';') return at;
    if (line.startsWith('//', at)) return undefined;
    const literal = stringLiteral.exec(line.slice(at));
    if (literal !== null) at += literal[0].length - 1;
  }
  return undefined;
}

function typeOf(expression: string): ParameterType | undefined {
  if (/^dynamic\s*\(/.test(expression)) return 'dynamic';
  if (/^datetime\s*\(/.test(expression)) return 'datetime';
  if (/^(true|false)$/.test(expression)) return 'bool';
  if (/^-?\d+(\.\d+)?$/.test(expression)) return 'number';
  if (/^-?\d+(\.\d+)?[a-z]+$/.test(expression) || /^time(span)?\s*\(/.test(expression)) return 'timespan';
  const literal = stringLiteral.exec(expression);
  return literal !== null && literal[0].length === expression.length ? 'string' : undefined;
}

/**
 * Gives parameters other values and changes nothing else. A value has the type of the default: a list or map for `dynamic`,
 * `30m` for a timespan, ISO 8601 for a datetime. `shown` gives the text of a value for messages, where it is not the value itself. https://learn.microsoft.com/kusto/query/let-statement
 */
export function overrideParameters(
  query: string,
  values: Readonly<Record<string, unknown>>,
  shown: (name: string) => string | undefined = () => undefined,
): OverriddenQuery {
  const parameters = new Map(parametersOf(query).map((parameter) => [parameter.name, parameter]));
  const problems: ParameterProblem[] = [];
  const edits: TextEdit[] = [];
  for (const [name, value] of Object.entries(values)) {
    const parameter = parameters.get(name);
    if (parameter === undefined) {
      problems.push(unknownParameter(name, [...parameters.keys()]));
      continue;
    }
    const literal = literalOf(value, parameter.type);
    if (literal === undefined) problems.push(wrongType(parameter, shown(name) ?? JSON.stringify(value)));
    else edits.push({ start: parameter.start, end: parameter.end, text: literal });
  }
  return { text: applyEdits(query, edits).text, problems };
}

function unknownParameter(name: string, known: readonly string[]): ParameterProblem {
  const near = didYouMean(name, known);
  return {
    code: kqlCode('kql/unknown-parameter'),
    name,
    message: `The query has no parameter \`${name}\``,
    hint:
      near !== undefined
        ? `Did you mean \`${near}\`?`
        : known.length > 0
          ? `Name one of its parameters: ${known.join(', ')}.`
          : 'Put a line `// parameters` above the `let`s that may be set.',
  };
}

function wrongType({ name, type, expression }: Parameter, value: string): ParameterProblem {
  return {
    code: kqlCode('kql/parameter-type'),
    name,
    message: `\`${name}\` is ${value}, but its default ${expression} is a ${type ?? 'constant'}`,
    hint: `Give ${examples[type ?? 'string']}.`,
  };
}

const examples = {
  bool: 'true or false',
  datetime: 'a time such as 2026-01-15T12:00:00Z',
  dynamic: 'a list or a map',
  number: 'a number',
  string: 'a text',
  timespan: 'a length of time such as 30m, 1h or 14d',
} as const satisfies Record<ParameterType, string>;

/** The KQL literal of a value, or undefined when the type does not allow it. */
function literalOf(value: unknown, type: ParameterType | undefined): string | undefined {
  if (typeof value === 'object' && value !== null) {
    return type === undefined || type === 'dynamic' ? `dynamic(${JSON.stringify(value)})` : undefined;
  }
  if (typeof value === 'boolean') return type === undefined || type === 'bool' ? String(value) : undefined;
  if (typeof value === 'number') {
    return (type === undefined || type === 'number') && Number.isFinite(value) ? String(value) : undefined;
  }
  return typeof value === 'string' ? literalOfText(value, type) : undefined;
}

function literalOfText(value: string, type: ParameterType | undefined): string | undefined {
  if (type === 'timespan') {
    return /^\d+(\.\d+)?(d|h|m|s|ms|microsecond|tick)$/.test(value) ? value : undefined;
  }
  if (type === 'datetime') return Number.isNaN(Date.parse(value)) ? undefined : `datetime(${value})`;
  return type === undefined || type === 'string' ? JSON.stringify(value) : undefined;
}
