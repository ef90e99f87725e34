// parse-kv: takes key-value pairs out of a text.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownString } from '../expression.ts';
import { columnNamed } from '../relation.ts';
import { openRows } from '../rows.ts';
import { convert } from '../scalar/conversions.ts';
import { textOperand } from '../scalar/operand.ts';
import { escapeRegex } from '../scalar/patterns.ts';
import { type Sql, sql, textSql } from '../sql.ts';
import { type Output, projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

interface Delimiters {
  /** Undefined: any usual separator. */
  readonly pair: string | undefined;
  readonly keyValue: string | undefined;
  readonly quote: string;
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
    const made = node
      .get('Keys')
      .list('Columns')
      .map((column) => {
        const name = column.get('Name').name;
        const cell: Expression = {
          sql:
            pattern === undefined
              ? unquoted(
                  sql`regexp_extract(${text}, ${textSql(keyPattern(name, properties))}, 1)`,
                  properties,
                )
              : byRegex(text, pattern, name),
          type: 'string',
          nullable: false,
          foldable: false,
        };
        return { name, value: convert(cell, column.get('Type').text as KqlType, rows.once) };
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

/** The regular expression has a group for the key and one for the value; the first pair with the key counts. */
function byRegex(text: Sql, pattern: string, key: string): Sql {
  const keys = sql`regexp_extract_all(${text}, ${textSql(pattern)}, 1)`;
  const values = sql`regexp_extract_all(${text}, ${textSql(pattern)}, 2)`;
  return sql`coalesce((${values})[list_position(${keys}, ${textSql(key)})], '')`;
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
  const text = (name: string) => {
    const value = properties.find((property) => property.get('Name').name === name)?.get('Expression');
    return value === undefined
      ? undefined
      : knownString(scope.query.scalar(value, { ...scope, rows: undefined }));
  };
  return {
    pair: text('pair_delimiter'),
    keyValue: text('kv_delimiter'),
    quote: text('quote') ?? '',
    escape: text('escape') ?? '',
    greedy: properties.some((property) => /^greedy\s*=\s*true/.test(property.text)),
  };
}

/** A delimiter of several letters counts as a whole: a key begins right behind it, and a value ends before it. */
function longPattern(key: string, pair: string, keyValue: string | undefined): string {
  const equals = keyValue === undefined ? String.raw`[^\w\s'"]` : escapeRegex(keyValue);
  const end = escapeRegex(pair);
  return String.raw`(?s)(?:^|${end})\s*${escapeRegex(key)}\s*${equals}\s*(.*?)(?:$|${end})`;
}

/** Key, delimiter, then a quoted value or all up to the next pair. */
function keyPattern(key: string, delimiters: Delimiters): string {
  const { pair, keyValue, quote, escape: escaped, greedy } = delimiters;
  if (pair !== undefined && pair.length > 1 && quote === '') return longPattern(key, pair, keyValue);
  const [open, close = open] = [...quote].map(escapeRegex);
  const ends = [...(pair ?? ' ,;&|')].map(escapeRegex).join('');
  const equals = keyValue === undefined ? String.raw`[^\w\s'"]` : escapeRegex(keyValue);
  const before = String.raw`(?:^|[${ends}\s"'])${escapeRegex(key)}["']?\s*${equals}\s*`;
  const nextKey = String.raw`[${ends}]\s*\w+\s*${equals}`;
  const plain = greedy ? `(?s:.*?)(?:$|${nextKey})` : `[^${ends}]*`;
  if (open === undefined) return greedy ? `(?s)${before}(.*?)(?:$|${nextKey})` : `${before}(${plain})`;
  const inside =
    escaped === '' ? `[^${close}]*` : `(?:${escapeRegex(escaped)}.|[^${close}${escapeRegex(escaped)}])*`;
  return `${before}(${open}${inside}${close}|${greedy ? `[^${ends}]*` : plain})`;
}

/** Quotes off, escapes taken away. */
function unquoted(
  value: ReturnType<typeof sql>,
  { quote, escape: escaped }: Delimiters,
): ReturnType<typeof sql> {
  if (quote === '') return value;
  const [open = '', close = open] = [...quote].map(escapeRegex);
  const bare = sql`regexp_replace(${value}, ${textSql(`^${open}(.*)${close}$`)}, '\\1')`;
  if (escaped === '') return bare;
  return sql`regexp_replace(${bare}, ${textSql(`${escapeRegex(escaped)}(.)`)}, '\\1', 'g')`;
}
