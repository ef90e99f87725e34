// parse-kv: takes key-value pairs out of a text.
import { declaredType } from '../../scalar-type-names.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownString } from '../expression.ts';
import { columnNamed } from '../relation.ts';
import { openRows } from '../rows.ts';
import { convert, type Once } from '../scalar/conversions.ts';
import { textOperand } from '../scalar/operand.ts';
import { escapeRegex } from '../scalar/patterns.ts';
import { type Sql, sql, textSql } from '../sql.ts';
import { type Output, projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

interface Delimiters {
  /** Undefined: any usual separator. */
  readonly pair: string | undefined;
  readonly keyValue: string | undefined;
  /** Each of one letter, or of one that opens and one that closes. */
  readonly quotes: readonly string[];
  readonly escape: string;
  readonly greedy: boolean;
}

export const parseKvOperator: TabularOperator = {
  syntaxKind: 'ParseKvOperator',
  see: 'parse-kv-operator',
  translate: piped((node, input, scope) => {
    const rows = openRows(input, scope.query);
    const source = scope.query.scalar(node.get('Expression'), { ...scope, rows });
    const properties = delimiters(node, scope);
    if (source === undefined) return undefined;
    if (hasEmptyDelimiter(node, scope)) return unsupported('an empty delimiter', node, scope);
    const regex = propertyOf(node, 'regex');
    const pattern = regex && knownString(scope.query.scalar(regex, { ...scope, rows: undefined }));
    if (regex !== undefined && pattern === undefined)
      return unsupported('a regular expression that is no constant', node, scope);
    const text = rows.once(textOperand(source, { ...scope, rows })).sql;
    const found = pattern === undefined ? undefined : listedPairs(text, pattern);
    const pairs = found ?? pairsOf(text, properties, rows.once);
    const made = node
      .get('Keys')
      .list('Columns')
      .map((column) => {
        const name = column.get('Name').name;
        const cell: Expression = {
          sql: pairs === undefined ? searchedValue(text, name, properties) : keyedValue(pairs, name),
          type: 'string',
          nullable: false,
          foldable: false,
        };
        return { name, value: convert(cell, declaredType(column.get('Type').text), rows.once) };
      });
    const byName = new Map(made.map((one) => [one.name, one]));
    const outputs: Output[] = input.columns.map((column) => byName.get(column.name) ?? { column });
    outputs.push(...made.filter((one) => columnNamed(input, one.name) === undefined));
    return projection(rows, outputs, scope.query);
  }),
};

function propertyOf(node: Syntax, name: string): Syntax | undefined {
  const properties = node.child('WithClause')?.list('Properties') ?? [];
  return properties.find((property) => property.get('Name').name === name)?.get('Expression');
}

/** Two lists of the same length. */
interface Pairs {
  readonly keys: Sql;
  readonly values: Sql;
}

/** The regular expression has a group for the key and one for the value. */
function listedPairs(text: Sql, pattern: string): Pairs {
  const group = (number: Sql) => sql`regexp_extract_all(${text}, ${textSql(pattern)}, ${number})`;
  return { keys: group(sql`1`), values: group(sql`2`) };
}

/** The first pair with the key counts. */
function keyedValue({ keys, values }: Pairs, key: string): Sql {
  return sql`coalesce((${values})[list_position(${keys}, ${textSql(key)})], '')`;
}

/**
 * Stands for a delimiter of several letters, so that a pattern can say what does not hold it: a code point that Unicode keeps for such
 * uses and that no text may hold. https://www.unicode.org/faq/private_use.html#noncharacters
 */
const oneLetter = '\u{FDD0}';

/**
 * All pairs from the left to the right, where both delimiters are given: a key is all that stands before the delimiter of its value,
 * and what a pair has taken is not looked at again.
 */
function pairsOf(text: Sql, delimiters: Delimiters, once: Once): Pairs | undefined {
  const { pair, keyValue, quotes, greedy } = delimiters;
  if (pair === undefined || keyValue === undefined || greedy) return undefined;
  const isLong = [...pair].length > 1;
  const end = escapeRegex(isLong ? oneLetter : pair);
  const quoted = quotes.map((quote) => `${quotedText(quote, delimiters)}|`).join('');
  const key = `(${quoted}[^${end}]*?)`;
  const pattern = String.raw`(?s)(?:^|${end})\s*${key}\s*${escapeRegex(keyValue)}\s*(${quoted}[^${end}]*)`;
  const shortened = isLong ? sql`replace(${text}, ${textSql(pair)}, ${textSql(oneLetter)})` : text;
  const { keys, values } = listedPairs(shortened, pattern);
  const plain = (list: Sql) => {
    const element = unquoted(
      isLong ? sql`replace(e, ${textSql(oneLetter)}, ${textSql(pair)})` : sql`e`,
      delimiters,
    );
    const isAsItStands = !isLong && quotes.length === 0;
    const elements = isAsItStands ? list : sql`list_transform(${list}, lambda e: ${element})`;
    return once({ sql: elements, type: 'dynamic', elements: 'string', nullable: false, foldable: false }).sql;
  };
  return { keys: plain(keys), values: plain(values) };
}

/** What stands in quotes, with them; an escape takes the next letter along. */
function quotedText(quote: string, { escape: escaped }: Delimiters): string {
  const [open = '', close = open] = [...quote].map(escapeRegex);
  if (escaped === '') return `${open}[^${close}]*${close}`;
  return `${open}(?:${escapeRegex(escaped)}.|[^${close}${escapeRegex(escaped)}])*${close}`;
}

/** Nothing says where a pair ends at an empty delimiter. */
function hasEmptyDelimiter(node: Syntax, scope: Scope): boolean {
  return ['pair_delimiter', 'kv_delimiter'].some((name) => {
    const value = propertyOf(node, name);
    return (
      value !== undefined && knownString(scope.query.scalar(value, { ...scope, rows: undefined })) === ''
    );
  });
}

function unsupported(what: string, node: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `parse-kv with ${what} is not supported.`,
    node,
    see: 'parse-kv-operator',
  });
}

function delimiters(node: Syntax, scope: Scope): Delimiters {
  const properties = node.child('WithClause')?.list('Properties') ?? [];
  const texts = (name: string) =>
    properties
      .filter((property) => property.get('Name').name === name)
      .map((property) => property.get('Expression'))
      .map((value) => knownString(scope.query.scalar(value, { ...scope, rows: undefined })));
  const text = (name: string) => texts(name)[0];
  return {
    pair: text('pair_delimiter'),
    keyValue: text('kv_delimiter'),
    quotes: texts('quote').flatMap((quote) => (quote === undefined || quote === '' ? [] : [quote])),
    escape: text('escape') ?? '',
    greedy: properties.some((property) => /^greedy\s*=\s*true/.test(property.text)),
  };
}

/** A key looked for by itself, where a delimiter is not given or a value takes all it can. */
function searchedValue(text: Sql, key: string, delimiters: Delimiters): Sql {
  return unquoted(sql`regexp_extract(${text}, ${textSql(keyPattern(key, delimiters))}, 1)`, delimiters);
}

/** Key, delimiter, then a quoted value or all up to the next pair. */
function keyPattern(key: string, delimiters: Delimiters): string {
  const { pair, keyValue, quotes, greedy } = delimiters;
  const letters = [...(pair ?? ' ,;&|')].map(escapeRegex).join('');
  const end = pair === undefined ? `[${letters}]` : escapeRegex(pair);
  const equals = keyValue === undefined ? String.raw`[^\w\s'"]` : escapeRegex(keyValue);
  const before = String.raw`(?s)(?:^|${end}|[\s"'])${escapeRegex(key)}["']?\s*${equals}\s*`;
  if (quotes.length > 0) {
    return `${before}(${quotes.map((quote) => quotedText(quote, delimiters)).join('|')}|[^${letters}]*)`;
  }
  return greedy ? String.raw`${before}(.*?)(?:$|${end}\s*\w+\s*${equals})` : `${before}(.*?)(?:$|${end})`;
}

/** Quotes off, escapes taken away. */
function unquoted(value: Sql, { quotes, escape: escaped }: Delimiters): Sql {
  if (quotes.length === 0) return value;
  const insides = quotes.map((quote) => {
    const [open = '', close = open] = [...quote].map(escapeRegex);
    return sql`when regexp_full_match(${value}, ${textSql(`(?s)${open}.*${close}`)}) then ${value}[2:-2]`;
  });
  const bare = sql`(case ${insides.reduce((a, b) => sql`${a} ${b}`)} else ${value} end)`;
  if (escaped === '') return bare;
  return sql`regexp_replace(${bare}, ${textSql(`(?s)${escapeRegex(escaped)}(.)`)}, '\\1', 'g')`;
}
