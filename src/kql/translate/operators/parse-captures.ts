// What a typed column of parse takes of the text where nothing else tells its end: the longest text its type can be read from.
import type { KqlType } from '../../../tables/schema.ts';

const clock = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?`;
const isoDate = String.raw`\d{4}-\d{1,2}-\d{1,2}(?:[T ]${clock}(?:Z|[+-]\d{2}:?\d{2})?)?`;
const slashDate = String.raw`\d{1,2}/\d{1,2}/\d{4}(?: ${clock}(?: ?[AaPp][Mm])?)?`;
const namedDate = String.raw`(?:[A-Za-z]{3,9},? )?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}(?: ${clock}(?: (?:[A-Z]{1,5}|[+-]\d{4}))?)?`;
const real = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;

/** Undefined: no pattern can tell where the value ends. */
export const typedTexts: Readonly<Record<KqlType, string | undefined>> = {
  bool: '(?i:true|false)|[01]',
  datetime: `${isoDate}|${slashDate}|${namedDate}`,
  decimal: String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)`,
  dynamic: undefined,
  guid: '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}',
  int: String.raw`0[xX][0-9a-fA-F]+|[+-]?\d+`,
  long: String.raw`0[xX][0-9a-fA-F]+|[+-]?\d+`,
  real,
  string: undefined,
  timespan: String.raw`-?(?:\d+\.)?${clock}|-?\d+(?:\.\d+)?(?:d|h|ms|m|s|microseconds?|ticks?)\b|-?\d+`,
};
