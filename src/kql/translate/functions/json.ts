// Functions that read JSON text and write it.

import { type Expression, knownString } from '../expression.ts';
import { knownExpression, losesDigits } from '../literals.ts';
import { isLaxJson } from '../scalar/lax-json.ts';
import { readInside, type Sql, sql } from '../sql.ts';
import type { One, Two } from './arguments.ts';
import { textArgument } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { keyPath, pathOf } from './json-path.ts';
import { nativeText } from './native-call.ts';

/** Whether a text is JSON as Kusto reads it; `text` is short. */
function isJson(text: Sql): Sql {
  return sql`(json_valid(${text}) and not ${isLaxJson(text)})`;
}

/** Text that is no JSON becomes a string; empty text and `null` are null. */
function parse_json([value]: One, context: CallContext): Expression | undefined {
  if (value.type === 'dynamic' && value.elements !== undefined) return value;
  const constant = value.known?.value;
  if (typeof constant === 'object') {
    return typeof constant?.json === 'string'
      ? (knownParsed(constant.json) ?? parseDynamic(value, context))
      : value;
  }
  if (value.type !== 'string' && value.type !== 'dynamic') return context.asJson(value);
  if (value.type === 'dynamic') return parseDynamic(value, context);
  const known = knownString(value);
  if (known !== undefined) return knownParsed(known) ?? parsed(value);
  return parsed(context.once(value));
}

function parsed(text: Expression): Expression & { readonly inner: Sql } {
  const read = (json: Sql, other: Sql) =>
    sql`(case when ${text.sql} = '' then null when ${isJson(text.sql)} then ${json} else ${other} end)`;
  const asString = sql`to_json(${text.sql})`;
  return {
    sql: read(sql`nullif(json_extract(${text.sql}, '$'), 'null'::json)`, asString),
    inner: read(text.sql, sql`${asString}::varchar`),
    type: 'dynamic',
    nullable: true,
    foldable: text.foldable,
  };
}

/** A dynamic string is read as JSON; any other dynamic is what it is. */
function parseDynamic(value: Expression, context: CallContext): Expression {
  const json = context.once(context.asJson(value));
  const text: Expression = {
    sql: sql`(${readInside(json.sql)} ->> '$')`,
    type: 'string',
    nullable: true,
    foldable: json.foldable,
  };
  // A string is the JSON that opens with a quote: asking for its type would read all of it.
  const read = parsed(context.once(text));
  const inside = readInside(json.sql);
  const isString = sql`starts_with(${inside}::varchar, '"')`;
  return {
    sql: sql`(case when ${isString} then ${read.sql} else ${json.sql} end)`,
    inner: sql`(case when ${isString} then ${read.inner} else ${inside}::varchar end)`,
    type: 'dynamic',
    nullable: true,
    foldable: json.foldable,
  };
}

/** Literals are read now, unless JavaScript's numbers would lose digits. */
function knownParsed(text: string): Expression | undefined {
  if (text === '') return knownExpression('dynamic', null);
  if (losesDigits(text)) return undefined;
  try {
    const value = JSON.parse(text);
    return knownExpression('dynamic', value === null ? null : { json: value });
  } catch {
    return undefined;
  }
}

function extract_json([path, source]: Two, context: CallContext): Expression | undefined {
  const text = knownString(path);
  if (text === undefined) return context.unsupported('a path taken from a column');
  // Rules write `$Name` for `$.Name`.
  const steps = pathOf(text.replace(/^\$(?=[\w@-])/, '$.'));
  if (steps === undefined) return context.unsupported(`the path '${text}'`);
  const json = context.once({
    ...source,
    type: 'string',
    sql: textArgument(source, context),
    elements: undefined,
  });
  const result: Expression = {
    sql: sql`(case when ${isJson(json.sql)} then json_extract_string(${json.sql}, ${keyPath(steps)}) end)`,
    type: 'string',
    nullable: true,
    foldable: json.foldable,
  };
  return context.type === 'string' ? result : { ...context.convert(result, context.type), nullable: true };
}

/** Only what holds a bag has keys to sort, which is the work of JavaScript. */
function dynamic_to_json([value]: One, context: CallContext): Sql | undefined {
  const json = context.once(context.asJson(value));
  const text: Expression = {
    sql: sql`${json.sql}::varchar`,
    type: 'string',
    nullable: true,
    foldable: json.foldable,
  };
  const sorted = nativeText('sorted_json', [text], context);
  return sql`(case when contains(${text.sql}, '{') then ${sorted.sql} else ${text.sql} end)`;
}

const parseJson: FunctionEntry = { sql: parse_json, see: 'parse-json-function' };
const extractJson: FunctionEntry = {
  sql: extract_json,
  see: 'extract-json-function',
  differs: 'A path without its first dot is read as if it had one; the documentation is silent.',
};

export const json = {
  dynamic_to_json: {
    sql: dynamic_to_json,
    nullable: true,
    see: 'dynamic-to-json-function',
  },
  extract_json: extractJson,
  extractjson: extractJson,
  parse_json: parseJson,
  parsejson: parseJson,
  todynamic: { ...parseJson, see: 'todynamic-function' },
  toobject: { ...parseJson, see: 'todynamic-function' },
} satisfies Record<string, FunctionEntry>;
