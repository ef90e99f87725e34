// The functions that SQL cannot express, run in JavaScript: the engine registers `kql_native(name, arguments)` and calls `callNative`.
import { bagPaths } from './bag-paths.ts';
import { commandLine } from './command-line.ts';
import { compression } from './compression.ts';
import { distributions } from './distributions.ts';
import { geo } from './geo.ts';
import { hashes } from './hashes.ts';
import { ipv6 } from './ipv6.ts';
import { jsonShapes } from './json-shapes.ts';
import type { NativeFunction } from './native-function.ts';
import { patternReading } from './pattern-reading.ts';
import { punycode } from './punycode.ts';
import { seriesAnomalies } from './series-anomalies.ts';
import { seriesFilters } from './series-filters.ts';
import { seriesFits } from './series-fits.ts';
import { seriesPeriods } from './series-periods.ts';
import { seriesStats } from './series-stats.ts';
import { seriesTransforms } from './series-transforms.ts';
import { sortedJson } from './sorted-json.ts';
import { terms } from './terms.ts';
import { urls } from './urls.ts';
import { userAgent } from './user-agent.ts';
import { xml } from './xml.ts';

const families = {
  ...bagPaths,
  ...commandLine,
  ...compression,
  ...distributions,
  ...geo,
  ...hashes,
  ...ipv6,
  ...jsonShapes,
  ...patternReading,
  ...punycode,
  ...seriesAnomalies,
  ...seriesFilters,
  ...seriesFits,
  ...seriesPeriods,
  ...seriesStats,
  ...seriesTransforms,
  ...sortedJson,
  ...terms,
  ...urls,
  ...userAgent,
  ...xml,
} satisfies Record<string, NativeFunction>;

export type NativeName = keyof typeof families;

/** The SQL function that the engine registers: two VARCHAR arguments, VARCHAR result. */
export const nativeFunctionName = 'kql_native';

/**
 * Runs a native function. `args` is a JSON array; what comes back is text, or JSON text for functions that give a dynamic; null
 * for null and for arguments the function cannot read.
 * @throws Error for a name that the translator never writes.
 */
export function callNative(name: string, args: string): string | null {
  const call: NativeFunction | undefined = (families as Readonly<Record<string, NativeFunction>>)[name];
  if (call === undefined) throw new Error(`${name} is no native function`);
  const result = call(...readArguments(args));
  if (result === null || result === undefined) return null;
  return typeof result === 'string' ? result : JSON.stringify(result, writeNumber);
}

/** DuckDB writes NaN and the infinities bare into JSON. */
function readArguments(text: string): unknown[] {
  const readable = /nan|inf/i.test(text)
    ? text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:nan|inf(?:inity)?)\b/gi, (match) =>
        match.startsWith('"') ? match : `"${realName(match)}"`,
      )
    : text;
  return JSON.parse(readable) as unknown[];
}

function realName(text: string): string {
  if (/nan/i.test(text)) return 'NaN';
  return text.startsWith('-') ? '-Infinity' : 'Infinity';
}

function writeNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
