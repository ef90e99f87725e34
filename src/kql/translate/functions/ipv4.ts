// Functions over IPv4 addresses and prefixes.

import { type Expression, knownJson, knownString } from '../expression.ts';
import { joinSql, type Sql, sql, textSql } from '../sql.ts';
import type { Args, One, Two } from './arguments.ts';
import { named, textsOf } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeCall } from './native-call.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const address = textSql(
  `^\\s*(${octet})\\.(${octet})\\.(${octet})\\.(${octet})(?:/(\\d|[12]\\d|3[0-2]))?\\s*$`,
);

/** Number and prefix of an address: a struct `{n, p}`, NULL when the text is no address. */
function parsedSql(text: Sql): Sql {
  const number = sql`((p.a::bigint * 256 + p.b::bigint) * 256 + p.c::bigint) * 256 + p.d::bigint`;
  const value = sql`case when p.a <> '' then {n: ${number}, p: case when p.m = '' then 32 else p.m::bigint end} end`;
  return sql`list_transform([regexp_extract(${text}, ${address}, ['a', 'b', 'c', 'd', 'm'])], lambda p: ${value})[1]`;
}

function parsed(text: Expression, context: CallContext): Sql {
  return named(parsedSql(text.sql), [text], context);
}

/** The bits of `prefix` from the left. */
function mask(prefix: Sql): Sql {
  return sql`(4294967296 - (1::bigint << (32 - ${prefix})))`;
}

const cut = (number: Sql, prefix: Sql) => sql`(${number} & ${mask(prefix)})`;

/** The longest prefix a comparison may use; one outside 0..32 makes the answer null. */
function asked(prefix: Expression | undefined, context: CallContext): Sql {
  return prefix === undefined ? sql`32` : context.once(context.convert(prefix, 'long')).sql;
}

function parse([ip, prefix]: One, context: CallContext): Sql | undefined {
  const a = parsed(ip, context);
  const bits = asked(prefix, context);
  return sql`(case when ${bits} between 0 and 32 then ${cut(sql`${a}.n`, sql`least(${a}.p, ${bits})`)} end)`;
}

function compare([left, right, prefix]: Two, context: CallContext): Sql | undefined {
  const [a, b, bits] = [parsed(left, context), parsed(right, context), asked(prefix, context)];
  const common = sql`least(${a}.p, ${b}.p, ${bits})`;
  const difference = sql`sign(${cut(sql`${a}.n`, common)} - ${cut(sql`${b}.n`, common)})::bigint`;
  return sql`(case when ${bits} between 0 and 32 and ${a} is not null and ${b} is not null then ${difference} end)`;
}

function match(args: Two, context: CallContext): Sql | undefined {
  const result = compare(args, context);
  return result === undefined ? undefined : sql`(${result} = 0)`;
}

function inRange(a: Sql, range: Sql): Sql {
  return sql`(${cut(sql`${a}.n`, sql`${range}.p`)} = ${cut(sql`${range}.n`, sql`${range}.p`)})`;
}

function isInRange([ip, range]: Two, context: CallContext): Sql | undefined {
  const [a, r] = [parsed(ip, context), parsed(range, context)];
  return sql`(case when ${a} is not null and ${r} is not null then ${inRange(a, r)} end)`;
}

/** The texts of several arguments, or of one array. */
function textList(args: Args, context: CallContext): Sql {
  const [first] = args;
  if (args.length === 1 && first?.type === 'dynamic') return textsOf(first, context);
  return sql`[${joinSql(
    args.map((arg) => context.convert(arg, 'string').sql),
    ', ',
  )}]`;
}

/** A range that is none matches nothing. */
function isInAnyRange([ip, ...ranges]: Args, context: CallContext): Sql | undefined {
  if (ip === undefined || ranges.length === 0) return undefined;
  const a = parsed(ip, context);
  const parsedRanges = named(
    sql`list_transform(${textList(ranges, context)}, lambda t: ${parsedSql(sql`t`)})`,
    ranges,
    context,
  );
  const hits = sql`list_filter(${parsedRanges}, lambda r: r is not null and ${inRange(a, sql`r`)})`;
  return sql`(case when ${a} is not null and ${parsedRanges} is not null then len(${hits}) > 0 end)`;
}

const privateRanges: readonly (readonly [number: string, prefix: string])[] = [
  ['167772160', '8'],
  ['2886729728', '12'],
  ['3232235520', '16'],
];

function isPrivate([ip]: One, context: CallContext): Sql | undefined {
  const a = parsed(ip, context);
  const tests = privateRanges.map(([number, prefix]) => {
    const bits = { text: prefix, columns: new Set<string>() };
    return sql`(${cut(sql`${a}.n`, bits)} = ${{ text: number, columns: new Set<string>() }} and ${a}.p >= ${bits})`;
  });
  return sql`(case when ${a} is not null then ${joinSql(tests, ' or ')} end)`;
}

function dotted(number: Sql): Sql {
  return sql`concat_ws('.', ${number} >> 24, (${number} >> 16) & 255, (${number} >> 8) & 255, ${number} & 255)`;
}

/** Text or number as an address cut to the prefix; a prefix outside 0..32 gives empty text. */
function format(withMask: boolean) {
  return ([ip, prefix]: One, context: CallContext): Sql | undefined => {
    const whole = ip.type === 'long' || ip.type === 'int';
    const given = whole
      ? named(
          sql`(case when ${ip.sql} between 0 and 4294967295 then {n: ${ip.sql}::bigint, p: 32::bigint} end)`,
          [ip],
          context,
        )
      : parsed(context.convert(ip, 'string'), context);
    const bits = asked(prefix, context);
    const common = sql`least(${given}.p, ${bits})`;
    const suffix = withMask ? sql` || '/' || ${common}` : sql``;
    const text = sql`${dotted(cut(sql`${given}.n`, common))}${suffix}`;
    return sql`(case when ${bits} between 0 and 32 and ${given} is not null then ${text} else '' end)`;
  };
}

// An address in a text stands between characters that are no letters or digits, and is no part of a longer dotted number.
const before = '(?:^|[^\\p{L}\\p{N}.]|(?:^|[^0-9])\\.)';
const after = '(?:$|[^\\p{L}\\p{N}.]|\\.(?:$|[^0-9]))';

/** A pattern that finds the address; undefined when the text is no address. */
function exactly(ip: string): string | undefined {
  return new RegExp(`^(?:${octet}\\.){3}${octet}$`).test(ip) ? ip.replaceAll('.', '\\.') : undefined;
}

/** A prefix ends in a dot, unless it is a whole address. */
function prefixed(prefix: string): string | undefined {
  const parts = prefix.split('.').length - 1;
  if (!new RegExp(`^(?:${octet}\\.){1,3}$`).test(prefix)) return exactly(prefix);
  return `${prefix.replaceAll('.', '\\.')}${octet}(?:\\.${octet}){${3 - parts}}`;
}

/** The same two patterns made in SQL, of an address that is not known yet; NULL when the text is none. */
const exactlySql = (ip: Sql) =>
  sql`case when regexp_matches(${ip}, ${textSql(`^(?:${octet}\\.){3}${octet}$`)}) then replace(${ip}, '.', '\\.') end`;

const prefixedSql = (ip: Sql) => {
  const rest = sql`repeat(${textSql(`(?:\\.${octet})`)}, 3 - (len(${ip}) - len(replace(${ip}, '.', ''))))`;
  const whole = sql`replace(${ip}, '.', '\\.') || ${textSql(octet)} || ${rest}`;
  return sql`case when regexp_matches(${ip}, ${textSql(`^(?:${octet}\\.){1,3}$`)}) then ${whole} else ${exactlySql(ip)} end`;
};

/** Whether the text has one of the addresses, where they are not known before the rows are read. */
function hasUnknown(
  text: Sql,
  sought: readonly Expression[],
  patternSql: (ip: Sql) => Sql,
  context: CallContext,
): Sql {
  const [first] = sought;
  const list =
    first?.type === 'dynamic'
      ? textsOf(first, context)
      : sql`[${joinSql(
          sought.map((one) => context.convert(one, 'string').sql),
          ', ',
        )}]`;
  const patterns = sql`list_transform(${list}, lambda ip: ${patternSql(sql`ip`)})`;
  const all = sql`array_to_string(list_filter(${patterns}, lambda p: p is not null), '|')`;
  const pattern = context.once({ sql: all, type: 'string', nullable: true, foldable: false }).sql;
  const found = sql`regexp_matches(${text}, ${textSql(`${before}(?:`)} || ${pattern} || ${textSql(`)${after}`)})`;
  return sql`(case when coalesce(${pattern}, '') = '' then false else ${found} end)`;
}

function has(pattern: (text: string) => string | undefined, patternSql: (ip: Sql) => Sql) {
  return ([source, ...sought]: One, context: CallContext): Sql | undefined => {
    const [first] = sought;
    const list = first?.type === 'dynamic' ? knownJson(first) : sought.map(knownString);
    if (!Array.isArray(list) || list.includes(undefined as never)) {
      return hasUnknown(context.convert(source, 'string').sql, sought, patternSql, context);
    }
    const patterns = list.map((text) => pattern(String(text))).filter((one) => one !== undefined);
    if (patterns.length === 0) return sql`false`;
    const text = context.convert(source, 'string').sql;
    return sql`regexp_matches(${text}, ${textSql(`${before}(?:${patterns.join('|')})${after}`)})`;
  };
}

export const ipv4 = {
  format_ipv4: { sql: format(false), see: 'format-ipv4-function' },
  format_ipv4_mask: { sql: format(true), see: 'format-ipv4-mask-function' },
  has_any_ipv4: { sql: has(exactly, exactlySql), see: 'has-any-ipv4-function' },
  has_any_ipv4_prefix: { sql: has(prefixed, prefixedSql), see: 'has-any-ipv4-prefix-function' },
  has_ipv4: { sql: has(exactly, exactlySql), see: 'has-ipv4-function' },
  has_ipv4_prefix: { sql: has(prefixed, prefixedSql), see: 'has-ipv4-prefix-function' },
  ipv4_compare: {
    sql: compare,
    takes: ['string', 'string', 'long'],
    nullable: true,
    see: 'ipv4-compare-function',
  },
  ipv4_is_in_any_range: {
    sql: isInAnyRange,
    takes: ['string', undefined],
    nullable: true,
    see: 'ipv4-is-in-any-range-function',
  },
  ipv4_is_in_range: { sql: isInRange, takes: ['string'], nullable: true, see: 'ipv4-is-in-range-function' },
  ipv4_is_match: {
    sql: match,
    takes: ['string', 'string', 'long'],
    nullable: true,
    see: 'ipv4-is-match-function',
  },
  ipv4_is_private: { sql: isPrivate, takes: ['string'], nullable: true, see: 'ipv4-is-private-function' },
  ipv4_netmask_suffix: {
    sql: ([ip], context) => ip && sql`${parsed(ip, context)}.p`,
    takes: ['string'],
    nullable: true,
    see: 'ipv4-netmask-suffix-function',
  },
  ipv4_range_to_cidr_list: {
    sql: (args, context) => nativeCall('ipv4_range_to_cidr_list', args, context),
    takes: ['string'],
    nullable: true,
    see: 'ipv4-range-to-cidr-list-function',
  },
  parse_ipv4: { sql: parse, takes: ['string'], nullable: true, see: 'parse-ipv4-function' },
  parse_ipv4_mask: {
    sql: parse,
    takes: ['string', 'long'],
    nullable: true,
    see: 'parse-ipv4-mask-function',
  },
} satisfies Record<string, FunctionEntry>;
