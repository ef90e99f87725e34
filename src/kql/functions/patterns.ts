// Functions that match regular expressions; DuckDB's and Kusto's are both of the RE2 family.
import { type Expression, knownInteger, knownJson, knownString } from '../expression.ts';
import { countSql, joinSql, type Sql, sql, textSql } from '../sql.ts';
import { listResult, shaped } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

const columnPattern = 'a pattern taken from a column';

/** Names of the capture groups of a pattern, '' for those without one. */
export function captureGroups(pattern: string): string[] {
  const bare = pattern.replaceAll(/\\Q.*?(\\E|$)|\\.|\[\^?\]?(\\.|\[:\w+:\]|[^\]\\])*\]/gs, '');
  return [...bare.matchAll(/\((?!\?)|\(\?P?<([A-Za-z_]\w*)>/g)].map((match) => match[1] ?? '');
}

/** A pattern for DuckDB: it reads a named group only as `(?P<name>`. */
function patternSql(pattern: string): Sql {
  return textSql(pattern.replaceAll(/(?<!\\)\(\?<([A-Za-z_]\w*)>/g, '(?P<$1>'));
}

/** The pattern with everything but group `index` (from 1) not capturing, so that DuckDB's limit of nine groups never bites. */
function onlyGroup(pattern: string, index: number): Sql {
  let seen = 0;
  const text = pattern.replaceAll(
    /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\((?!\?)|\(\?P?<[A-Za-z_]\w*>/gs,
    (piece) => {
      if (!piece.startsWith('(')) return piece;
      seen += 1;
      return seen === index ? '(' : '(?:';
    },
  );
  return textSql(text);
}

function extract(args: readonly Expression[], context: CallContext): Expression | Sql | undefined {
  const [regex, group, source] = args;
  if (regex === undefined || group === undefined || source === undefined) return undefined;
  const pattern = knownString(regex);
  if (pattern === undefined) return context.unsupported(columnPattern);
  const index = knownInteger(group) ?? BigInt(captureGroups(pattern).indexOf(knownString(group) ?? ' ') + 1);
  if (knownInteger(group) === undefined && index === 0n)
    return context.unsupported('a group taken from a column');
  const text = groupOf(pattern, Number(index), context.convert(source, 'string'));
  if (context.type === 'string') return text;
  const found: Expression = {
    sql: sql`nullif(${text}, '')`,
    type: 'string',
    nullable: true,
    foldable: source.foldable,
  };
  return { ...context.convert(found, context.type), nullable: true };
}

function groupOf(pattern: string, index: number, source: Expression): Sql {
  const text = source.nullable ? sql`coalesce(${source.sql}, '')` : source.sql;
  if (index === 0) return sql`regexp_extract(${text}, ${patternSql(pattern)})`;
  if (index > captureGroups(pattern).length || index < 0) return sql`''`;
  return sql`regexp_extract(${text}, ${onlyGroup(pattern, index)}, 1)`;
}

/** One group gives a list of texts; several give a list of lists. */
function extractAll(args: readonly Expression[], context: CallContext): Expression | undefined {
  const regex = args[0];
  const source = args.at(-1);
  if (regex === undefined || source === undefined || args.length < 2) return undefined;
  const pattern = knownString(regex);
  if (pattern === undefined) return context.unsupported(columnPattern);
  const wanted =
    args.length === 3 ? askedGroups(args[1]!, pattern) : captureGroups(pattern).map((_, i) => i + 1);
  if (wanted === undefined) return context.unsupported('groups taken from a column');
  const text = context.once(context.convert(source, 'string'));
  const all = (index: number): Sql => {
    if (index === 0) return sql`regexp_extract_all(${text.sql}, ${patternSql(pattern)})`;
    return sql`list_transform(regexp_extract_all(${text.sql}, ${onlyGroup(pattern, index)}, 1), lambda g: coalesce(g, ''))`;
  };
  const lists = (wanted.length === 0 ? [0] : wanted).map(all);
  // Kusto gives null where nothing matches.
  const matched = sql`regexp_matches(${text.sql}, ${patternSql(pattern)})`;
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

function askedGroups(asked: Expression, pattern: string): number[] | undefined {
  const value = knownJson(asked);
  if (!Array.isArray(value)) return undefined;
  const names = captureGroups(pattern);
  return value.map((one) => (typeof one === 'number' ? one : names.indexOf(String(one)) + 1));
}

function replaceRegex(
  source: Expression,
  regex: Expression,
  rewrite: Expression,
  context: CallContext,
): Sql | undefined {
  const pattern = knownString(regex);
  if (pattern === undefined) return context.unsupported(columnPattern);
  return sql`regexp_replace(${source.sql}, ${patternSql(pattern)}, ${rewrite.sql}, 'g')`;
}

type Side = (text: Sql, pattern: string) => Sql;

function trim(...sides: readonly Side[]) {
  return ([regex, source]: readonly Expression[], context: CallContext): Sql | undefined => {
    if (regex === undefined || source === undefined) return undefined;
    const pattern = knownString(regex);
    if (pattern === undefined) return context.unsupported(columnPattern);
    return sides.reduce((text, side) => side(text, pattern), source.sql);
  };
}

const start: Side = (text, pattern) => sql`regexp_replace(${text}, ${textSql(`^(?:${pattern})`)}, '')`;
const end: Side = (text, pattern) => sql`regexp_replace(${text}, ${textSql(`(?:${pattern})$`)}, '')`;

function indexOfRegex(args: readonly Expression[], context: CallContext): Sql | undefined {
  const [source, regex, start, length, occurrence] = args;
  if (source === undefined || regex === undefined) return undefined;
  const pattern = knownString(regex);
  if (pattern === undefined) return context.unsupported(columnPattern);
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
  const before = textSql(`(?s)^((?:.*?(?:${pattern})){${nth - 1n}}.*?)(?:${pattern})`);
  return sql`(case when regexp_matches(${window}, ${before}) then length(regexp_extract(${window}, ${before}, 1)) + ${countSql(from)} else -1 end)::bigint`;
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
