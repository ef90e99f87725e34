// Lists in the folder of all tests whose entries each need a reason: mutants that are left out, rewrites that are missed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTextFile } from '../content/files/text-file.ts';
import { parseYaml } from '../content/yaml/parse-yaml.ts';
import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import { isJsonMap } from '../json/json.ts';

/** The file of the content item, why, and what the list asks for besides. */
type ReasonedEntry<Key extends string> = Readonly<Record<'item' | 'reason' | Key, string>> & Position;

export interface ReasonedEntries<Key extends string> {
  /** Relative to the project. */
  readonly file: string;
  readonly all: readonly ReasonedEntry<Key>[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReasonedList<Key extends string> {
  /** The key that holds the list. */
  readonly list: string;
  /** What an entry names besides its item. */
  readonly key: Key;
  /** What one entry is called, with its article. */
  readonly entry: string;
  finding(message: string, at: { readonly file: string } & Position): Diagnostic;
}

/** Reads a file of the project; without one the list is empty. */
export function readReasonedEntries<Key extends string>(
  projectFolder: string,
  file: string,
  kind: ReasonedList<Key>,
): ReasonedEntries<Key> {
  if (!existsSync(join(projectFolder, file))) return { file, all: [], diagnostics: [] };
  const read = readTextFile(join(projectFolder, file), file);
  if ('diagnostic' in read) return { file, all: [], diagnostics: [read.diagnostic] };
  return parseReasonedEntries(read.text, file, kind);
}

/** The entries of a text, and what is wrong with it. */
export function parseReasonedEntries<Key extends string>(
  text: string,
  file: string,
  { list, key, entry: called, finding }: ReasonedList<Key>,
): ReasonedEntries<Key> {
  const { value, source, diagnostics } = parseYaml(text, { file });
  const found = [...diagnostics];
  const entries = isJsonMap(value) ? value[list] : undefined;
  if (value !== undefined && !Array.isArray(entries))
    found.push(finding(`The file has no list \`${list}\``, { file, line: 1, column: 1 }));
  const all = (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index) => {
    const at = source.valueAt([list, index]) ?? { line: 1, column: 1 };
    const values = isJsonMap(entry) ? entry : {};
    const texts = ['item', key, 'reason'].map((name) => [name, values[name]] as const);
    if (texts.every(([, one]) => typeof one === 'string' && one.trim() !== ''))
      return [{ ...Object.fromEntries(texts), ...at } as ReasonedEntry<Key>];
    found.push(finding(`${called} needs \`item\`, \`${key}\` and \`reason\``, { file, ...at }));
    return [];
  });
  return { file, all, diagnostics: found };
}
