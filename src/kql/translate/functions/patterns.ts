// Functions that match regular expressions; what Kusto's patterns mean to DuckDB is in ../regex/.

import { invalidPattern, noGroup } from '../../bind/findings/pattern-faults.ts';
import { type Expression, knownInteger, knownJson, knownString } from '../expression.ts';
import { cleanList, cleanText, kustoPattern, type Pattern, plannable, type Use } from '../regex/pattern.ts';
import { countSql, joinSql, type Sql, sql, textSql } from '../sql.ts';
import type { Three, Two } from './arguments.ts';
import { listResult, shaped } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { tooLong } from './too-long.ts';

const columnPattern = 'a pattern taken from a column';

/** The pattern of an argument; undefined after saying why there is none. */
export function patternArgument(argument: Expression, context: CallContext): Pattern | undefined {
  const text = knownString(argument);
  if (text === undefined) return context.unsupported(columnPattern);
  const result = kustoPattern(text);
  if ('pattern' in result) return result.pattern;
  if (result.fault.isOurs === true) return context.unsupported(`${result.fault.message} in a pattern`);
  return context.refused(invalidPattern(result.fault));
}

function extract(args: Three, context: CallContext): Expression | Sql | undefined {
  const [regex, group, source] = args;
  const pattern = patternArgument(regex, context);
  if (pattern === undefined) return undefined;
  const index = knownInteger(group) ?? BigInt(pattern.groups.indexOf(knownString(group) ?? ' ') + 1);
  if (knownInteger(group) === undefined && index === 0n)
    return context.unsupported('a group taken from a column');
  const text = groupOf(pattern, Number(index), context.convert(source, 'string'));
  if (context.type === 'string') return text;
  const result: Expression = {
    sql: sql`nullif(${text}, '')`,
    type: 'string',
    nullable: true,
    foldable: source.foldable,
  };
  return { ...context.convert(result, context.type), nullable: true };
}

function groupOf(pattern: Pattern, index: number, source: Expression): Sql {
  const text = source.nullable ? sql`coalesce(${source.sql}, '')` : source.sql;
  if (index > pattern.groups.length || index < 0) return sql`''`;
  return pattern.apply({
    text,
    groups: index === 0 ? 'none' : index,
    use: extracted(index),
    clean: cleanText,
  });
}

const extracted =
  (index: number): Use =>
  (text, pattern) =>
    sql`regexp_extract(${text}, ${textSql(pattern)}, ${countSql(index === 0 ? 0n : 1n)})`;

/** One group gives a list of texts; several give a list of lists. */
function extractAll(args: readonly Expression[], context: CallContext): Expression | undefined {
  const regex = args[0];
  const source = args.at(-1);
  if (regex === undefined || source === undefined || args.length < 2) return undefined;
  const pattern = patternArgument(regex, context);
  if (pattern === undefined) return undefined;
  if (pattern.groups.length === 0) return context.refused(noGroup);
  const wanted =
    args.length === 3 ? askedGroups(args[1]!, pattern.groups) : pattern.groups.map((_, i) => i + 1);
  if (wanted === undefined) return context.unsupported('groups taken from a column');
  const text = context.once(context.convert(source, 'string'));
  const all = (index: number): Sql => {
    const asked = { text: text.sql, clean: cleanList };
    if (index === 0) return pattern.apply({ ...asked, groups: 'none', use: extractedAll });
    const texts = pattern.apply({ ...asked, groups: index, use: extractedFirst });
    return sql`list_transform(${texts}, lambda g: coalesce(g, ''))`;
  };
  const lists = (wanted.length === 0 ? [0] : wanted).map(all);
  // Kusto gives null where nothing matches.
  const matched = pattern.apply({ text: text.sql, groups: 'none', use: matchesUse });
  if (lists.length === 1)
    return shaped(sql`(case when ${matched} then ${lists[0]!} end)`, 'string', [source]);
  const row = joinSql(
    lists.map((list) => sql`(${list})[i]`),
    ', ',
  );
  return listResult(
    sql`(case when ${matched} then list_transform(range(1, len(${lists[0]!}) + 1), lambda i: to_json([${row}])) end)`,
    [source],
  );
}

const matchesUse: Use = (text, pattern) => sql`regexp_matches(${text}, ${textSql(plannable(pattern))})`;
const extractedAll: Use = (text, pattern) => sql`regexp_extract_all(${text}, ${textSql(pattern)})`;
const extractedFirst: Use = (text, pattern) => sql`regexp_extract_all(${text}, ${textSql(pattern)}, 1)`;

/** Every place of a match counts, also those of empty ones. */
export function countMatches(pattern: Pattern, text: Sql): Sql {
  return sql`len(${pattern.apply({ text, groups: 'none', use: extractedAll })})::bigint`;
}

function askedGroups(asked: Expression, names: readonly string[]): number[] | undefined {
  const value = knownJson(asked);
  if (!Array.isArray(value)) return undefined;
  return value.map((one) => (typeof one === 'number' ? one : names.indexOf(String(one)) + 1));
}

/** So little for each letter cannot make a text of one size into one that takes all memory. */
const shortRewrite = 64;

function replaceRegex(
  source: Expression,
  regex: Expression,
  rewrite: Expression,
  context: CallContext,
): Sql | undefined {
  const pattern = patternArgument(regex, context);
  if (pattern === undefined) return undefined;
  const known = knownString(rewrite);
  const by = known === undefined ? rewrite.sql : textSql(knownRewrite(known, pattern.groups.length));
  const put = (text: Sql) => {
    if (known !== undefined && known.length <= shortRewrite) return by;
    const most = sql`(strlen(${text}) + 1)::bigint * strlen(${by})`;
    return sql`case when ${tooLong(most)} else ${by} end`;
  };
  return pattern.apply({
    text: source.sql,
    groups: 'all',
    use: (text, re2) => sql`regexp_replace(${text}, ${textSql(re2)}, ${put(text)}, 'g')`,
    clean: cleanText,
  });
}

/** A group that the pattern does not have gives nothing; RE2 would replace nothing at all. */
function knownRewrite(rewrite: string, groups: number): string {
  return rewrite.replaceAll(/\\(\\|\d)/g, (piece, after: string) =>
    after !== '\\' && Number(after) > groups ? '' : piece,
  );
}

type Side = (re2: string) => string;

function trim(...sides: readonly Side[]) {
  return ([regex, source]: Two, context: CallContext): Sql | undefined => {
    const pattern = patternArgument(regex, context);
    if (pattern === undefined) return undefined;
    const trimmed: Use = (text, re2) =>
      sides.reduce((rest, side) => sql`regexp_replace(${rest}, ${textSql(side(re2))}, '')`, text);
    return pattern.apply({ text: source.sql, groups: 'none', use: trimmed, clean: cleanText });
  };
}

const start: Side = (re2) => `^(?:${re2})`;
const end: Side = (re2) => `(?:${re2})$`;
function indexOfRegex(args: Two, context: CallContext): Sql | undefined {
  const [source, regex, start, length, occurrence] = args;
  const pattern = patternArgument(regex, context);
  if (pattern === undefined) return undefined;
  const [from, size, nth] = [start, length, occurrence].map((arg, i) =>
    arg === undefined ? [0n, -1n, 1n][i] : knownInteger(arg),
  );
  if (from === undefined || size === undefined || nth === undefined) {
    return context.unsupported('a start, length or occurrence taken from a column');
  }
  if (from < 0n || size < -1n || nth < 1n) return sql`null::bigint`;
  const window =
    size === -1n
      ? sql`substring(${source.sql}, ${countSql(from + 1n)})`
      : sql`substring(${source.sql}, ${countSql(from + 1n)}, ${countSql(size)})`;
  // The text before the n-th match: n-1 times what lies before a match and the match itself, then what lies before the next.
  const before = (re2: string) => textSql(`(?s)^((?:.*?(?:${re2})){${nth - 1n}}.*?)(?:${re2})`);
  const isMatch = pattern.apply({
    text: window,
    groups: 'none',
    use: (text, re2) => sql`regexp_matches(${text}, ${before(re2)})`,
  });
  const head = pattern.apply({
    text: window,
    groups: 'none',
    use: (text, re2) => sql`regexp_extract(${text}, ${before(re2)}, 1)`,
    clean: cleanText,
  });
  return sql`(case when ${isMatch} then length(${head}) + ${countSql(from)} else -1 end)::bigint`;
}

const extract_all: FunctionEntry = { sql: extractAll, nullable: true, see: 'extract-all-function' };

export const patterns = {
  extract: {
    sql: extract,
    nullable: true,
    see: 'extract-function',
  },
  extract_all,
  extractall: extract_all,
  indexof_regex: {
    sql: indexOfRegex,
    takes: ['string', 'string', 'long'],
    nullable: true,
    see: 'indexof-regex-function',
  },
  regex_quote: {
    sql: "regexp_replace($1, '([\\\\.+*?()|\\[\\]{}^$#&~ -])', '\\\\\\1', 'g')",
    takes: ['string'],
    see: 'regex-quote-function',
  },
  replace: {
    sql: ([regex, rewrite, source], context) =>
      regex && rewrite && source && replaceRegex(source, regex, rewrite, context),
    takes: ['string'],
    see: 'replace-regex-function',
  },
  replace_regex: {
    sql: ([source, regex, rewrite], context) =>
      regex && rewrite && source && replaceRegex(source, regex, rewrite, context),
    takes: ['string'],
    see: 'replace-regex-function',
  },
  trim: {
    sql: trim(start, end),
    takes: ['string'],
    see: 'trim-function',
  },
  trim_end: { sql: trim(end), takes: ['string'], see: 'trim-end-function' },
  trim_start: { sql: trim(start), takes: ['string'], see: 'trim-start-function' },
} satisfies Record<string, FunctionEntry>;
