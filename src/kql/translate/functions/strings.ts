// Scalar functions over strings.

import { type Expression, knownInteger, knownJson, knownString, valueSql } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { integerSql, joinSql, type Sql, sql, textSql } from '../sql.ts';
import type { One, Three, Two } from './arguments.ts';
import { itemsOf, shaped, textArgument, textsOf } from './array-shape.ts';
import { bounded } from './bounded.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { countMatches, patternArgument } from './patterns.ts';
import { tooLong } from './too-long.ts';

/**
 * The position of a match, which begins inside the given range but may end behind it; -1 when there is none, null for nothing to look
 * for and for arguments that Kusto refuses.
 */
function indexOf(args: Two, context: CallContext): Sql | undefined {
  const [source, match, start, length, occurrence] = args;
  const isNothing = knownString(match) === undefined ? sql`${match.sql} = ''` : undefined;
  if (knownString(match) === '') return sql`null::bigint`;
  if (start === undefined) {
    const place = sql`(strpos(${source.sql}, ${match.sql}) - 1)::bigint`;
    return isNothing === undefined ? place : sql`(case when ${isNothing} then null else ${place} end)`;
  }
  const times = occurrence === undefined ? 1n : knownInteger(occurrence);
  if (times === undefined || times > 32n)
    return context.unsupported('an occurrence that is no small constant');
  if (times < 1n) return sql`null::bigint`;
  const [text, sought, from] = [context.once(source).sql, context.once(match).sql, bounded(start, context)];
  const size = length === undefined ? sql`-1` : bounded(length, context);
  const first = sql`case when ${from} < 0 then greatest(length(${text}) + ${from}, 0) else ${from} end`;
  // Each search begins behind where the one before it found something.
  let last = context.once(long(sql`(${first}) - 1`, args)).sql;
  for (let i = 0n; i < times; i += 1n) {
    const place = sql`strpos(substring(${text}, ${last} + 2), ${sought})`;
    const next = sql`case when ${place} > 0 then ${last} + ${place} end`;
    last = context.once(long(next, args)).sql;
  }
  const isInside = size.text === '-1' ? sql`true` : sql`(${size} < 0 or ${last} < (${first}) + ${size})`;
  return sql`(case when ${size} < -1 or ${sought} = '' then null when ${isInside} then coalesce(${last}, -1) else -1 end)::bigint`;
}

function long(value: Sql, args: readonly Expression[]): Expression {
  return { sql: value, type: 'long', nullable: true, foldable: args.every((arg) => arg.foldable) };
}

/** With an index the list holds that one part; null when there is no such part. */
function split([source, delimiter, index]: Two, context: CallContext): Expression | undefined {
  const parts = sql`string_split(${source.sql}, ${delimiter.sql})`;
  const args = [source, delimiter];
  if (index === undefined) return { ...shaped(parts, 'string', args), nullable: false };
  const at = bounded(index, context);
  return shaped(
    sql`case when ${at} >= 0 and ${at} < len(${parts}) then (${parts})[${at} + 1 : ${at} + 1] end`,
    'string',
    [...args, index],
  );
}

/** Marks for what is already replaced: private characters that no lookup finds. */
const firstMark = 0xf0000;

/**
 * One lookup after the other, in the order of the array; what one replaced the next does not see. A rewrite that is no string leaves
 * the text as it is.
 */
function replaceStrings([text, lookups, rewrites]: Three, context: CallContext): Sql | undefined {
  const [from, to] = [knownJson(lookups), knownJson(rewrites) ?? knownString(rewrites)];
  if (!Array.isArray(from) || to === undefined || to === null) {
    return context.unsupported('lookups or rewrites taken from a column');
  }
  const pairs = from.map((lookup: unknown, i) => {
    const rewrite: unknown = Array.isArray(to) ? to[i] : to;
    const search = String(lookup);
    return {
      search,
      mark: String.fromCodePoint(firstMark + i),
      rewrite: typeof rewrite === 'string' ? rewrite : rewrite === undefined ? '' : search,
    };
  });
  const marked = pairs.reduce(
    (done, { search, mark }) => sql`replace(${done}, ${textSql(search)}, ${textSql(mark)})`,
    textArgument(text, context),
  );
  return pairs.reduce(
    (done, { mark, rewrite }) => sql`replace(${done}, ${textSql(mark)}, ${textSql(rewrite)})`,
    marked,
  );
}

function strrep([value, times, delimiter]: Two, context: CallContext): Sql | undefined {
  const text = context.once(value).sql;
  const count = context.once({ ...times, sql: sql`least(greatest(${times.sql}, 0), 1024)` }).sql;
  if (delimiter === undefined) return sql`repeat(${text}, ${boundedTimes(text, count)})`;
  const each = sql`concat(${delimiter.sql}, ${text})`;
  return sql`substring(repeat(${each}, ${boundedTimes(each, count)}), length(${delimiter.sql}) + 1)`;
}

function replaceString(args: Three, context: CallContext): Expression | Sql | undefined {
  const [text, search, rewrite] = args;
  const [known, sought, put] = [knownString(text), knownString(search), knownString(rewrite)];
  // A list that becomes a pattern has its dots masked this way.
  if (known !== undefined && sought !== undefined && sought !== '' && put !== undefined) {
    const replaced = known.replaceAll(sought, () => put);
    if (isShortEnough([replaced])) return knownExpression('string', replaced);
  }
  if (sought !== undefined && put !== undefined && bytesOf(put) <= Math.max(bytesOf(sought), 1)) {
    return sql`replace(${text.sql}, ${search.sql}, ${rewrite.sql})`;
  }
  const [whole, each] = [context.once(text).sql, context.once(rewrite).sql];
  const most = sql`strlen(${whole})::bigint * strlen(${each})`;
  return sql`replace(${whole}, ${search.sql}, case when ${tooLong(most)} else ${each} end)`;
}

const bytesOf = (text: string) => Buffer.byteLength(text);

/** How often a text is repeated; ends the query where that would be more text than one value may hold. */
function boundedTimes(text: Sql, count: Sql): Sql {
  const bytes = sql`strlen(${text}) * (${count})::bigint`;
  return sql`case when ${tooLong(bytes)} else ${count} end`;
}

/** Characters of the first list become those at the same place of the second; its last one stands for what is missing. */
function translate([from, to, text]: Three, context: CallContext): Sql | undefined {
  const [searched, replaced] = [knownString(from), knownString(to)];
  if (searched === undefined || replaced === undefined)
    return context.unsupported('a list taken from a column');
  const [search, replacement] = [[...searched], [...replaced]];
  const filled = search.map((_, i) => replacement[i] ?? replacement.at(-1) ?? '');
  return sql`translate(${text.sql}, ${textSql(search.join(''))}, ${textSql(filled.join(''))})`;
}

/** Overlapping occurrences count, unless the search is a regular expression. */
function countOf([source, search, kind]: Two, context: CallContext): Sql | undefined {
  const mode = kind === undefined ? 'normal' : knownString(kind);
  if (mode === 'regex') {
    const pattern = patternArgument(search, context);
    return pattern === undefined ? undefined : countMatches(pattern, source.sql);
  }
  if (mode !== 'normal') return context.unsupported('this kind');
  const [text, sought] = [context.once(source).sql, context.once(search).sql];
  const hits = sql`len(list_filter(range(1, length(${text}) + 1), lambda i: substring(${text}, i, length(${sought})) = ${sought}))`;
  return sql`(case when ${sought} = '' or not contains(${text}, ${sought}) then 0 else ${hits} end)::bigint`;
}

function hasAnyIndex([source, values]: Two, context: CallContext): Sql | undefined {
  const text = context.once({ ...source, sql: sql`lower(${textArgument(source, context)})` }).sql;
  // The parts between two occurrences: an occurrence is a term when no letter or digit stands beside it.
  const parts = sql`string_split(${text}, lower(t))`;
  const beside = sql`list_filter(range(1, len(${parts})), lambda i: not regexp_matches((${parts})[i], '[\\p{L}\\p{N}]$') and not regexp_matches((${parts})[i + 1], '^[\\p{L}\\p{N}]'))`;
  const items = textsOf(values, context);
  const hits = sql`list_transform(${items}, lambda t: t is not null and t <> '' and len(${beside}) > 0)`;
  return sql`(case when ${itemsOf(values, context)} is null then null else coalesce(list_position(${hits}, true), 0) - 1 end)::bigint`;
}

/** Part of a text from a place that may count from the end. */
function fromTheEnd(text: Expression, from: Sql, count: Sql | undefined): Sql {
  const first = sql`case when ${from} >= 0 then ${from} + 1 else length(${text.sql}) + ${from} + 1 end`;
  const part =
    count === undefined
      ? sql`substring(${text.sql}, ${first})`
      : sql`substring(${text.sql}, ${first}, greatest(${count}, 0))`;
  return sql`(case when ${from} < 0 - length(${text.sql}) then '' else ${part} end)`;
}

const substring: FunctionEntry = {
  sql: ([source, start, length]: Two, context) => {
    const from = bounded(start, context);
    const isForward = (knownInteger(start) ?? -1n) >= 0n;
    const text = context.once(source);
    // A start before the text gives nothing.
    if (!isForward) return fromTheEnd(text, from, length && bounded(length, context));
    const first = sql`${from} + 1`;
    if (length === undefined) return sql`substring(${source.sql}, ${first})`;
    const count = bounded(length, context);
    const known = knownInteger(length) ?? -1n;
    return sql`substring(${source.sql}, ${first}, ${known >= 0n ? count : sql`greatest(${count}, 0)`})`;
  },
  takes: ['string', 'long'],
  see: 'substring-function',
};

/** The texts with the delimiter between them; SQL joins with a constant only. */
function joined(texts: Sql, delimiter: Expression): Sql {
  const between = valueSql(delimiter);
  const most = sql`len(${texts}) * strlen(${between})::bigint`;
  const bounded = sql`(case when ${tooLong(most)} else ${texts} end)`;
  if (delimiter.known !== undefined) {
    const isShort = bytesOf(knownString(delimiter) ?? '') <= 256;
    return sql`array_to_string(${isShort ? texts : bounded}, ${delimiter.sql})`;
  }
  return sql`substring(list_reduce(${bounded}, lambda a, t: concat(a, ${between}, t), ''), length(${between}) + 1)`;
}

/** What is longer is no pattern that somebody wrote: the database makes it, within its limits. */
const longestKnown = 32_768;
const isShortEnough = (texts: readonly string[]) =>
  texts.reduce((length, text) => length + text.length, 0) <= longestKnown;

/** Of texts that are known now the result is known too: a pattern may be put together of parts. */
function strcat(texts: readonly Expression[]): Expression | Sql {
  const known = texts.map(knownString);
  if (known.every((text) => text !== undefined) && isShortEnough(known)) {
    return knownExpression('string', known.join(''));
  }
  return sql`concat(${joinSql(texts.map(valueSql), ', ')})`;
}

const strcat_array: FunctionEntry = {
  sql: ([array, delimiter]: Two, context) => {
    const [items, between] = [knownJson(array), knownString(delimiter)];
    // A list that is known now may become a part of a pattern.
    if (Array.isArray(items) && items.every((item) => typeof item === 'string') && between !== undefined) {
      const joined = items.join(between);
      if (isShortEnough([joined])) return knownExpression('string', joined);
    }
    const texts = sql`list_transform(${textsOf(array, context)}, lambda t: coalesce(t, ''))`;
    return joined(texts, context.convert(delimiter, 'string'));
  },
  nullable: true,
  see: 'strcat-array-function',
};

const byteUnits = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `format_bytes(size[, precision[, unit]])`: without a unit the largest one that gives at least 1. */
function formatBytes([size, precision, unit]: One, context: CallContext): Sql | undefined {
  const bytes = context.once(context.convert(size, 'real')).sql;
  const digits = precision === undefined ? 0n : knownInteger(precision);
  if (digits === undefined) return context.unsupported('a precision taken from a column');
  const asked = unit === undefined ? '' : knownString(unit);
  const power = byteUnits.findIndex((name) => name.toLowerCase() === asked?.toLowerCase());
  if (asked === undefined || (asked !== '' && power < 0)) return context.unsupported('this unit');
  const inUnit = (i: number): Sql => {
    const number = sql`round(${bytes} / ${integerSql(1024n ** BigInt(i))}, ${integerSql(digits)}::integer)`;
    const text = sql`coalesce(regexp_replace(try_cast(${number} as decimal(38, 6))::varchar, '\\.?0+$', ''), ${number}::varchar)`;
    return sql`concat(${text}, ${textSql(` ${byteUnits[i]}`)})`;
  };
  if (power >= 0) return sql`(case when ${bytes} is not null then ${inUnit(power)} end)`;
  const whens = byteUnits.slice(1).map((_, i) => {
    const from = byteUnits.length - 1 - i;
    return sql`when abs(${bytes}) >= ${integerSql(1024n ** BigInt(from))} then ${inUnit(from)}`;
  });
  return sql`(case ${joinSql(whens, ' ')} when ${bytes} is not null then ${inUnit(0)} end)`;
}

export const strings = {
  array_strcat: strcat_array,
  countof: { sql: countOf, takes: ['string'], see: 'countof-function' },
  format_bytes: { sql: formatBytes, nullable: true, see: 'format-bytes-function' },
  has_any_index: { sql: hasAnyIndex, nullable: true, see: 'has-any-index-function' },
  indexof: {
    sql: indexOf,
    takes: ['string', 'string', 'long'],
    nullable: true,
    see: 'indexof-function',
  },
  isascii: { sql: "regexp_full_match($1, '[\\x00-\\x7f]*', 's')", takes: ['string'], see: 'isascii' },
  isutf8: { sql: '($1 is not null)', takes: ['string'], see: 'isutf8' },
  replace_string: { sql: replaceString, takes: ['string'], see: 'replace-string-function' },
  replace_strings: { sql: replaceStrings, see: 'replace-strings-function' },
  reverse: { sql: 'reverse($1)', takes: ['string'], see: 'reverse-function' },
  split: { sql: split, takes: ['string', 'string', 'long'], see: 'split-function' },
  strcat: { sql: strcat, takes: ['string'], see: 'strcat-function' },
  strcat_array,
  strcat_delim: { sql: 'concat_ws($*)', takes: ['string'], see: 'strcat-delim-function' },
  strcmp: {
    sql: '(case when $1 = $2 then 0 when $1 < $2 then -1 else 1 end)::bigint',
    takes: ['string'],
    see: 'strcmp-function',
  },
  string_size: { sql: 'strlen($1)', takes: ['string'], see: 'string-size-function' },
  strlen: { sql: 'length($1)', takes: ['string'], see: 'strlen-function' },
  strrep: { sql: strrep, takes: ['string', 'long', 'string'], see: 'strrep-function' },
  substring,
  tolower: { sql: 'lower($1)', takes: ['string'], see: 'tolower-function' },
  // A letter becomes one letter, so a sharp s stays; DuckDB alone would make a capital one of it.
  toupper: {
    sql: "case when contains($1, 'ß') then array_to_string(list_transform(string_split($1, 'ß'), lambda p: upper(p)), 'ß') else upper($1) end",
    takes: ['string'],
    see: 'toupper-function',
  },
  translate: { sql: translate, takes: ['string'], see: 'translate-function' },
} satisfies Record<string, FunctionEntry>;
