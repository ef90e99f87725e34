// JSON in and out without rounding integers beyond 2^53, which JSON.parse does silently.
import { isJsonMap } from './json.ts';

/** Stands before the digits of such an integer while it is a JavaScript string; no text of a log starts with it. */
const mark = '\u0001integer:';

/** Strings and whole numbers, so that neither digits in a text nor a long fraction are taken for an integer. */
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const largeInteger = /^-?\d{16,}$/;
const markedInteger = /"\\u0001integer:(-?\d+)"/g;

/** Parses JSON; integers beyond 2^53 become marked strings. Throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(
    text.replace(stringOrNumber, (match) =>
      largeInteger.test(match) && isLarge(match) ? `"\\u0001integer:${match}"` : match,
    ),
  );
}

/** Beyond 64 bits it is no long any more, and a real keeps no more digits than JavaScript does. */
function isLarge(digits: string): boolean {
  return !Number.isSafeInteger(Number(digits)) && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);
}

/** Minified JSON of a value that parseJson may have made. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(markedInteger, '$1');
}

/** The digits of a marked integer, any other value as it is. */
export function unmarked(value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(mark) ? value.slice(mark.length) : value;
}

/** JSON text of a result as a value; integers beyond 2^53 as decimal strings. Throws SyntaxError. */
export function readJsonValue(text: string): unknown {
  const value = parseJson(text);
  return /\d{16}/.test(text) ? withoutMarks(value) : value;
}

function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isJsonMap(value)) return unmarked(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutMarks(item)]));
}
