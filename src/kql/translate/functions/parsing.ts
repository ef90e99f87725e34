// Functions that take a structured text apart: paths, URLs, versions, CSV, XML, command lines.

import { type Expression, knownJson, knownString } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { type Sql, sql } from '../sql.ts';
import type { One, Two } from './arguments.ts';
import { shaped } from './array-shape.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeCall } from './native-call.ts';

/** `read` over the named parts of the first match, each '' when it is absent. */
function matched(text: Sql, pattern: Sql, names: Sql, read: Sql): Sql {
  return sql`list_transform([regexp_extract(${text}, ${pattern}, ${names})], lambda p: ${read})[1]`;
}

const pathPattern = sql`'(?s)^(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(\\\\\\\\\\?\\\\)?(([A-Za-z]:)?(?:.*[\\\\/])?)([^\\\\/:]*)(?::([^\\\\/]*))?$'`;

/** https://learn.microsoft.com/kusto/query/parse-path-function */
function parse_path([path]: One): Sql | undefined {
  const directory = sql`rtrim(p.d, '/\\')`;
  const read = sql`json_object('Scheme', p.s, 'RootPath', regexp_extract(p.d, '^[A-Za-z]:[\\\\/]?'), 'DirectoryPath', ${directory}, 'DirectoryName', case when ${directory} = p.r then '' else regexp_extract(${directory}, '[^\\\\/]*$') end, 'Filename', p.f, 'Extension', regexp_extract(p.f, '\\.([^.]*)$', 1), 'AlternateDataStreamName', p.a)`;
  return matched(path.sql, pathPattern, sql`['s', 'l', 'd', 'r', 'f', 'a']`, read);
}

/** `a=1&b=2` as a bag; a key that comes again keeps its last value. */
function queryBag(query: Sql): Sql {
  const pairs = sql`list_filter(string_split(${query}, '&'), lambda q: q <> '')`;
  const member = sql`to_json(regexp_extract(q, '^[^=]*'))::varchar || ':' || to_json(regexp_replace(q, '^[^=]*=?', ''))::varchar`;
  return sql`('{' || array_to_string(list_transform(${pairs}, lambda q: ${member}), ',') || '}')::json`;
}

const urlPattern = sql`'(?s)^(?:([A-Za-z][A-Za-z0-9+.-]*):(?://)?)?(?:([^@/?#:]*)(?::([^@/?#]*))?@)?(\\[[^\\]]*\\]|[^:/?#]*)(?::(\\d+))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$'`;

/** https://learn.microsoft.com/kusto/query/parse-url-function */
function parse_url([url]: One): Sql | undefined {
  const read = sql`json_object('Scheme', p.s, 'Host', p.h, 'Port', p.n, 'Path', p.p, 'Username', p.u, 'Password', p.w, 'Query Parameters', ${queryBag(sql`p.q`)}, 'Fragment', p.f)`;
  return matched(url.sql, urlPattern, sql`['s', 'u', 'w', 'h', 'n', 'p', 'q', 'f']`, read);
}

function parse_urlquery([query]: One): Sql | undefined {
  return sql`json_object('Query Parameters', ${queryBag(sql`regexp_replace(${query.sql}, '^\\?', '')`)})`;
}

/** The first record of the text; a field in quotes may hold commas, line ends and doubled quotes. */
function parse_csv([text]: One): Expression | undefined {
  const record = sql`regexp_extract(${text.sql}, '^(?:"(?:[^"]|"")*"|[^"\\r\\n])*')`;
  // A comma in front makes every field follow one, so that an empty first field is found too.
  const fields = sql`regexp_extract_all(',' || ${record}, ',\\s*("(?:[^"]|"")*"|[^,]*)', 1)`;
  const plain = sql`case when f[1] = '"' then replace(substring(f, 2, length(f) - 2), '""', '"') else f end`;
  return { ...shaped(sql`list_transform(${fields}, lambda f: ${plain})`, 'string', [text]), nullable: false };
}

/** Four parts of eight digits each: a decimal without places, which holds more digits before the point than others do. */
function parse_version([version]: One): Sql | undefined {
  const part = (name: Sql) => sql`coalesce(try_cast(nullif(p.${name}, '') as hugeint), 0)`;
  const value = sql`(((${part(sql`a`)} * 100000000 + ${part(sql`b`)}) * 100000000 + ${part(sql`c`)}) * 100000000 + ${part(sql`d`)})`;
  return matched(
    version.sql,
    sql`'^(\\d{1,8})(?:\\.(\\d{1,8}))?(?:\\.(\\d{1,8}))?(?:\\.(\\d{1,8}))?$'`,
    sql`['a', 'b', 'c', 'd']`,
    sql`case when p.a <> '' then ${value}::decimal(38, 0) end`,
  );
}

/** What can be asked for, with the name that the answer has for it. */
const partsOfUserAgent = { browser: 'Browser', os: 'OperatingSystem', device: 'Device' } as const;

/** https://learn.microsoft.com/kusto/query/parse-user-agent-function */
function parse_user_agent([text, wanted]: Two, context: CallContext): Expression | undefined {
  const asked = knownJson(wanted) ?? knownString(wanted);
  if (asked === undefined) return context.unsupported('a second argument that is no constant');
  const words = (Array.isArray(asked) ? asked : [asked]).map((word) => String(word).toLowerCase());
  const odd = words.find((word) => !Object.hasOwn(partsOfUserAgent, word));
  if (odd !== undefined) return context.unsupported(`'${odd}' for its second argument`);
  const names = words.map((word) => partsOfUserAgent[word as keyof typeof partsOfUserAgent]);
  return nativeCall('parse_user_agent', [text, knownExpression('dynamic', { json: names })], context);
}

const parseUrl: FunctionEntry = {
  sql: parse_url,
  takes: ['string'],
  see: 'parse-url-function',
};
const parseUrlQuery: FunctionEntry = {
  sql: parse_urlquery,
  takes: ['string'],
  see: 'parse-urlquery-function',
};

export const parsing = {
  parse_command_line: {
    sql: (args, context) => nativeCall('parse_command_line', args, context),
    takes: ['string'],
    nullable: true,
    see: 'parse-command-line',
  },
  parse_csv: { sql: parse_csv, takes: ['string'], see: 'parse-csv-function' },
  parse_path: { sql: parse_path, takes: ['string'], see: 'parse-path-function' },
  parse_url: parseUrl,
  parse_urlquery: parseUrlQuery,
  parse_user_agent: {
    sql: parse_user_agent,
    takes: ['string', undefined],
    see: 'parse-user-agent-function',
    differs: 'Reads by the patterns of uap-core 0.18; the service may have those of another version.',
  },
  parse_version: {
    sql: parse_version,
    takes: ['string'],
    nullable: true,
    see: 'parse-version-function',
    differs:
      'A version is compared with versions; with another decimal it is refused while it runs, because none here holds as many digits.',
  },
  parse_xml: {
    sql: (args, context) => nativeCall('parse_xml', args, context),
    takes: ['string'],
    nullable: true,
    see: 'parse-xml-function',
  },
  parseurl: parseUrl,
  parseurlquery: parseUrlQuery,
  treepath: {
    sql: (args, context) => nativeCall('treepath', args, context),
    nullable: true,
    see: 'treepath-function',
  },
} satisfies Record<string, FunctionEntry>;
