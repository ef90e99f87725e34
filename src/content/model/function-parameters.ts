// The parameters of a function: as a list in YAML, and as the text that Azure keeps.

import { isJsonMap, type JsonMap } from '../../json/json.ts';
import type { ValuePath } from '../content-item.ts';

export interface FunctionParameter {
  readonly name: string;
  /** A type of KQL; `(*)` or `(column:type, ...)` for a table. */
  readonly type: string;
  /** A literal of KQL; absent: each call must give a value. */
  readonly default?: string;
}

export interface ReadParameters {
  /** Where one cannot be read, what can be made out of it all the same. */
  readonly parameters: readonly FunctionParameter[];
  /** Why the first of those cannot be read, and at which place below the value. */
  readonly fault?: { readonly why: string; readonly path: ValuePath };
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/ with the other names of its types. */
const scalarTypes: ReadonlySet<string> = new Set(
  'bool boolean datetime date decimal dynamic guid uuid uniqueid int long real double string timespan time'.split(
    ' ',
  ),
);

/** The parameters in either form; none where nothing is said. */
export function readParameters(value: unknown): ReadParameters {
  if (value === undefined || value === null) return { parameters: [] };
  if (typeof value === 'string') return readText(value);
  if (!Array.isArray(value)) return { parameters: [], fault: { why: 'they are no list', path: [] } };
  return collected(value.map((item: unknown, index) => ({ path: [index], read: readItem(item) })));
}

/** Azure's text for them. */
export function parametersText(parameters: readonly FunctionParameter[]): string {
  return parameters
    .map(({ name, type, default: value }) => `${name}:${type}${value === undefined ? '' : `=${value}`}`)
    .join(', ');
}

/** The list that published files have, for Azure's text; the text itself where it cannot be read. */
export function parameterValues(text: string): readonly JsonMap[] | string {
  const { parameters, fault } = readParameters(text);
  if (fault !== undefined) return text;
  return parameters.map(({ name, type, default: value }) => ({
    Name: name,
    Type: type,
    ...(value === undefined ? {} : { Default: type === 'string' ? (plainText(value) ?? value) : value }),
  }));
}

export function isTabular({ type }: FunctionParameter): boolean {
  return type.startsWith('(');
}

interface ReadOne {
  readonly parameter?: FunctionParameter;
  readonly why?: string;
}

function collected(all: readonly { readonly path: ValuePath; readonly read: ReadOne }[]): ReadParameters {
  const parameters = all.flatMap(({ read }) => read.parameter ?? []);
  const isRepeated = ({ read }: { readonly read: ReadOne }, index: number) =>
    all.slice(0, index).some((other) => other.read.parameter?.name === read.parameter?.name);
  const wrong = all.find((one, index) => one.read.why !== undefined || isRepeated(one, index));
  if (wrong === undefined) return { parameters };
  const { why = `two are named \`${wrong.read.parameter?.name}\`` } = wrong.read;
  return { parameters, fault: { why, path: wrong.path } };
}

function readItem(item: unknown): ReadOne {
  if (!isJsonMap(item)) return { why: 'each is a map with `Name` and `Type`' };
  const { Name: name, Type: type, Default: value } = item;
  if (typeof name !== 'string') return { why: 'each has a `Name`' };
  if (typeof type !== 'string') return { why: `\`${name}\` has no \`Type\`` };
  if (typeof value === 'object' && value !== null) {
    const why = `the \`Default\` of \`${name}\` is no literal of KQL; write it as text`;
    return { parameter: { name, type }, why };
  }
  return checked({
    name,
    type,
    ...(value === undefined || value === null ? {} : { default: String(value) }),
  });
}

function readText(text: string): ReadParameters {
  if (text.trim() === '') return { parameters: [] };
  return collected(partedAt(text, ',').map((part) => ({ path: [], read: readPart(part) })));
}

function readPart(part: string): ReadOne {
  const [, name, rest] = /^\s*([A-Za-z_]\w*)\s*:(.*)$/s.exec(part) ?? [];
  if (name === undefined || rest === undefined) return { why: `\`${part.trim()}\` is not \`name:type\`` };
  const [type = '', ...value] = partedAt(rest, '=');
  const isEmpty = value.length > 0 && value.join('=').trim() === '';
  if (isEmpty) return { parameter: { name, type: type.trim() }, why: `\`${name}\` has an empty default` };
  return checked({ name, type, ...(value.length === 0 ? {} : { default: value.join('=') }) });
}

function checked(given: FunctionParameter): ReadOne {
  const { name, default: value } = given;
  if (!/^[A-Za-z_]\w*$/.test(name)) return { why: `\`${name}\` is no name` };
  const type = typeOf(given.type);
  if (type === undefined) {
    return { parameter: given, why: `\`${name}\` has no type of KQL: \`${given.type.trim()}\`` };
  }
  if (value === undefined) return { parameter: { name, type } };
  if (type.startsWith('(')) {
    return { parameter: { name, type }, why: `\`${name}\` is a table, which has no default` };
  }
  const literal = literalOf(value, type);
  if (partedAt(literal, ',').length > 1) {
    return { parameter: { name, type }, why: `the default of \`${name}\` is more than one value` };
  }
  return { parameter: { name, type, default: literal } };
}

/** The type without blanks; undefined for none. */
function typeOf(text: string): string | undefined {
  const type = text.replaceAll(/\s+/g, '');
  if (scalarTypes.has(type) || type === '(*)') return type;
  const columns = /^\((.+)\)$/.exec(type)?.[1]?.split(',') ?? [];
  const areColumns = columns.every((column) => {
    const [, of] = /^[A-Za-z_]\w*:(\w+)$/.exec(column) ?? [];
    return of !== undefined && scalarTypes.has(of);
  });
  return columns.length > 0 && areColumns ? `(${columns.join(', ')})` : undefined;
}

/** The same literal in one spelling: a string in single quotes, with or without quotes in the file; true and false in lower case. */
function literalOf(text: string, type: string): string {
  if (type === 'string') {
    const plain = oneLiteral.test(text) ? plainText(text.trim()) : text;
    return plain === undefined ? text.trim() : `'${plain.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  }
  return /^\s*(true|false)\s*$/i.test(text) ? text.trim().toLowerCase() : text.trim();
}

/** What a literal without escapes says. */
function plainText(literal: string): string | undefined {
  const [, , text] = /^(["'])([^\\"']*)\1$/s.exec(literal) ?? [];
  return text;
}

/** A string literal, so that a mark inside it is not taken for one of the list; after `@` a backslash is one. */
const stringLiteral = /[hH]?(?:@"(?:""|[^"])*"|@'(?:''|[^'])*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/g;

const oneLiteral = new RegExp(`^\\s*(?:${stringLiteral.source})\\s*$`);

/** The parts of a text between the marks that stand outside of strings and brackets. */
export function partedAt(text: string, mark: string): readonly string[] {
  const silent = text.replace(stringLiteral, (match) => '_'.repeat(match.length));
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const [index, one] of silent.split('').entries()) {
    if ('([{'.includes(one)) depth++;
    else if (')]}'.includes(one)) depth--;
    else if (one === mark && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}
