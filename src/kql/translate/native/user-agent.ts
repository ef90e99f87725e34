// parse_user_agent(): the patterns of the project that Kusto takes them from (uap-core), read as its specification says.
// https://github.com/ua-parser/uap-core/blob/master/docs/specification.md
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { type NativeFunction, textOf } from './native-function.ts';

interface Entry {
  readonly regex: string;
  readonly regex_flag?: string;
  readonly [replacement: string]: string | undefined;
}

/** A name that the answer has for a value, the key that a pattern gives it with, and the group that has it otherwise. */
type Value = readonly [name: string, replacement: string, group: number | undefined];

interface Part {
  readonly list: string;
  readonly values: readonly Value[];
}

const parts: Readonly<Record<string, Part>> = {
  Browser: {
    list: 'user_agent_parsers',
    values: [
      ['Family', 'family_replacement', 1],
      ['MajorVersion', 'v1_replacement', 2],
      ['MinorVersion', 'v2_replacement', 3],
      ['Patch', 'v3_replacement', 4],
    ],
  },
  OperatingSystem: {
    list: 'os_parsers',
    values: [
      ['Family', 'os_replacement', 1],
      ['MajorVersion', 'os_v1_replacement', 2],
      ['MinorVersion', 'os_v2_replacement', 3],
      ['Patch', 'os_v3_replacement', 4],
      ['PatchMinor', 'os_v4_replacement', 5],
    ],
  },
  Device: {
    list: 'device_parsers',
    values: [
      ['Family', 'device_replacement', 1],
      ['Brand', 'brand_replacement', undefined],
      ['Model', 'model_replacement', 1],
    ],
  },
};

interface Pattern {
  readonly entry: Entry;
  readonly regex: RegExp;
}

let patterns: ReadonlyMap<string, readonly Pattern[]> | undefined;

/** Read by the first call of a process: it takes some tenths of a second. */
function patternsOf(list: string): readonly Pattern[] {
  patterns ??= readPatterns();
  return patterns.get(list)!;
}

function readPatterns(): ReadonlyMap<string, readonly Pattern[]> {
  const require = createRequire(import.meta.url);
  const text = readFileSync(require.resolve('uap-core/regexes.yaml'), 'utf8');
  const lists = Object.entries(parse(text) as Readonly<Record<string, readonly Entry[]>>);
  const compiled = (entry: Entry) => ({ entry, regex: new RegExp(entry.regex, entry.regex_flag) });
  return new Map(lists.map(([list, entries]) => [list, entries.map(compiled)]));
}

/** Many rows have the same user agent, and a new one meets some hundred patterns. */
const known = new Map<string, unknown>();
const mostKnown = 10_000;

function read(text: string, part: Part): unknown {
  const key = `${part.list} ${text}`;
  let found = known.get(key);
  if (found === undefined) {
    found = match(text, part);
    if (known.size >= mostKnown) known.clear();
    known.set(key, found);
  }
  return found;
}

function match(text: string, { list, values }: Part): Readonly<Record<string, string>> {
  for (const { entry, regex } of patternsOf(list)) {
    const groups = regex.exec(text);
    if (groups === null) continue;
    return Object.fromEntries(
      values.map(([name, replacement, group]) => {
        const given = entry[replacement]?.replaceAll(/\$(\d)/g, (_, digit) => groups[Number(digit)] ?? '');
        return [name, (given ?? (group === undefined ? '' : (groups[group] ?? ''))).trim()];
      }),
    );
  }
  return Object.fromEntries(values.map(([name], i) => [name, i === 0 ? 'Other' : '']));
}

export const userAgent = {
  /** The parts of the second argument, under the names that the answer has for them. */
  parse_user_agent: (text, names) =>
    Object.fromEntries((names as readonly string[]).map((name) => [name, read(textOf(text), parts[name]!)])),
} satisfies Record<string, NativeFunction>;
