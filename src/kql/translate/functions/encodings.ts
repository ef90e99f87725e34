// Functions that encode, decode and hash text.

import type { Expression } from '../expression.ts';
import type { NativeName } from '../native/index.ts';
import { type Sql, sql } from '../sql.ts';
import type { Args, One } from './arguments.ts';
import { itemsOf, shaped } from './array-shape.ts';
import { bounded } from './bounded.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeText } from './native-call.ts';

const base64 = sql`'(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?'`;

/** The bytes of base64 text; NULL for any other text, where DuckDB would end the query. */
function bytesOf(text: Expression, context: CallContext): Sql {
  const short = context.once(text).sql;
  return sql`(case when regexp_full_match(${short}, ${base64}) then from_base64(${short}) end)`;
}

function base64ToText([text]: Args, context: CallContext): Sql | undefined {
  return text === undefined ? undefined : sql`try(decode(${bytesOf(text, context)}))`;
}

function base64ToArray([text]: One, context: CallContext): Expression | undefined {
  const hex = context.once({ ...text, sql: sql`hex(${bytesOf(text, context)})` }).sql;
  return shaped(
    sql`list_transform(range(1, length(${hex}), 2), lambda i: ('0x' || substring(${hex}, i, 2))::bigint)`,
    'long',
    [text],
  );
}

function arrayToBase64([bytes]: One, context: CallContext): Sql | undefined {
  const items = itemsOf(bytes, context);
  const hex = sql`list_transform(${items}, lambda b: lpad(to_hex(try_cast(b::varchar as utinyint)), 2, '0'))`;
  return sql`to_base64(unhex(array_to_string(${hex}, '')))`;
}

/** A guid is stored with its first three groups turned around, as .NET does. */
const turned = "'^(..)(..)(..)(..)(..)(..)(..)(..)(.{16})$', '\\4\\3\\2\\1\\6\\5\\8\\7\\9'";

function hash(algorithm: string): FunctionEntry {
  return { sql: `${algorithm}($1)`, takes: ['string'], see: `hash-${algorithm}-function` };
}

/** Text is hashed by its UTF-8 bytes; datetime, timespan and long by the eight bytes of their number. */
function xxhash([value, mod]: One, context: CallContext): Expression | undefined {
  const rest = mod === undefined ? [] : [mod];
  if (value.type === 'string' || value.type === 'guid') {
    const text = nativeText('xxhash64', [context.convert(value, 'string'), ...rest], context);
    return { ...context.convert(text, 'long'), nullable: true };
  }
  if (!['datetime', 'long', 'timespan'].includes(value.type))
    return context.unsupported(`a value of type ${value.type}`);
  const digits: Expression = { ...value, sql: sql`${value.sql}::varchar`, type: 'string', known: undefined };
  const text = nativeText('xxhash64_of_long', [digits, ...rest], context);
  return { ...context.convert(text, 'long'), nullable: true };
}

const base64_decode_tostring: FunctionEntry = {
  sql: base64ToText,
  takes: ['string'],
  nullable: true,
  see: 'base64-decode-tostring-function',
};
const base64_encode_tostring: FunctionEntry = {
  sql: 'to_base64(encode($1))',
  takes: ['string'],
  see: 'base64-encode-tostring-function',
};
const codepoints: FunctionEntry = {
  sql: ([text]) =>
    text &&
    shaped(
      sql`list_transform(list_filter(string_split(${text.sql}, ''), lambda c: c <> ''), lambda c: ord(c)::bigint)`,
      'long',
      [text],
    ),
  takes: ['string'],
  see: 'unicode-codepoints-from-string-function',
};

/** The character of a code point; NULL for a number that is none. */
function character(code: Sql): Sql {
  return sql`(case when ${code} between 1 and 55295 or ${code} between 57344 and 1114111 then chr(${code}) end)`;
}

/** Numbers and arrays of numbers in turn, as one text. */
function fromCodepoints(args: Args, context: CallContext): Sql {
  const texts = args.map((arg) => {
    if (arg.type !== 'dynamic') return character(context.once(context.convert(arg, 'int')).sql);
    const codes = sql`list_transform(${itemsOf(arg, context)}, lambda c: try_cast(c::varchar as integer))`;
    return sql`array_to_string(list_transform(${codes}, lambda c: ${character(sql`c`)}), '')`;
  });
  return texts.reduce((all, text) => sql`${all} || coalesce(${text}, '')`, sql`''`);
}
const unicode_codepoints_to_string: FunctionEntry = {
  sql: fromCodepoints,
  see: 'unicode-codepoints-to-string-function',
};

const hashEntry: FunctionEntry = {
  sql: xxhash,
  nullable: true,
  see: 'hash-function',
};

const native = (name: NativeName, see: string, differs?: string): FunctionEntry => ({
  sql: (args, context) => nativeText(name, args, context),
  takes: ['string'],
  see,
  differs,
});

const otherBytes = 'The compressed bytes of a longer text may be others; they decompress to the same text.';

export const encodings = {
  base64_decode_toarray: { sql: base64ToArray, takes: ['string'], see: 'base64-decode-toarray-function' },
  base64_decode_toguid: {
    sql: ([text], context) =>
      text &&
      sql`try_cast(regexp_replace(hex(${bytesOf(text, context)}), ${{ text: turned, columns: new Set<string>() }}) as uuid)`,
    takes: ['string'],
    nullable: true,
    see: 'base64-decode-toguid-function',
  },
  base64_decode_tostring,
  base64_decodestring: base64_decode_tostring,
  base64_encode_fromarray: { sql: arrayToBase64, nullable: true, see: 'base64-encode-fromarray-function' },
  base64_encode_fromguid: {
    sql: `to_base64(unhex(regexp_replace(replace($1::varchar, '-', ''), ${turned})))`,
    takes: ['guid'],
    nullable: true,
    see: 'base64-encode-fromguid-function',
  },
  base64_encode_tostring,
  base64_encodestring: base64_encode_tostring,
  gzip_compress_to_base64_string: native('gzip_compress', 'gzip-base64-compress', otherBytes),
  gzip_decompress_from_base64_string: native('gzip_decompress', 'gzip-base64-decompress'),
  hash: hashEntry,
  hash_md5: hash('md5'),
  hash_sha1: hash('sha1'),
  hash_sha256: hash('sha256'),
  hash_xxhash64: { ...hashEntry, see: 'hash-xxhash64-function' },
  make_string: unicode_codepoints_to_string,
  punycode_domain_from_string: native('punycode_domain_decode', 'punycode-domain-from-string-function'),
  punycode_domain_to_string: native('punycode_domain_encode', 'punycode-domain-to-string-function'),
  punycode_from_string: native('punycode_encode', 'punycode-from-string-function'),
  punycode_to_string: native('punycode_decode', 'punycode-to-string-function'),
  to_utf8: codepoints,
  tohex: {
    sql: ([value, width]: One, context) => {
      const number = value.type === 'int' ? value : context.convert(value, 'long');
      // A negative number has all digits of its type.
      const bits = sql`(${number.sql}::bigint & 4294967295)`;
      const digits = sql`lower(to_hex(${number.type === 'int' ? bits : number.sql}))`;
      return width === undefined
        ? digits
        : sql`lpad(${digits}, greatest(length(${digits}), ${bounded(width, context, 10_000n)})::integer, '0')`;
    },
    takes: [undefined, 'long'],
    nullable: true,
    see: 'tohex-function',
  },
  unicode_codepoints_from_string: codepoints,
  unicode_codepoints_to_string,
  url_decode: native('url_decode', 'url-decode-function'),
  url_encode: native('url_encode', 'url-encode-function'),
  url_encode_component: native('url_encode_component', 'url-encode-component-function'),
  zlib_compress_to_base64_string: native('zlib_compress', 'zlib-base64-compress', otherBytes),
  zlib_decompress_from_base64_string: native('zlib_decompress', 'zlib-base64-decompress'),
} satisfies Record<string, FunctionEntry>;
