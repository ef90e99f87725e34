// Reads a .jsonl file: one JSON object a line.
import { isJsonMap, type JsonMap } from '../../json/json.ts';
import { parseJson } from '../../json/json-text.ts';
import type { FileRecord } from './file-row.ts';
import { jsonErrorOffset } from './json-error.ts';
import { NotText, textLines } from './text-lines.ts';

/** Blank lines are skipped. */
export async function* readJsonLines(path: string): AsyncGenerator<FileRecord> {
  try {
    for await (const { line, text } of textLines(path)) {
      if (text.trim() !== '') yield readObject(text, line);
    }
  } catch (thrown) {
    if (!(thrown instanceof NotText)) throw thrown;
    yield { problem: thrown.message, at: { line: thrown.line, column: 1 } };
  }
}

function readObject(text: string, line: number): FileRecord {
  const parsed = parseRecord(text);
  if ('problem' in parsed) return { problem: parsed.problem, at: { line, column: parsed.offset + 1 } };
  return {
    values: parsed.values,
    place: (key) => ({ line, column: Math.max(0, offsetOfKey(text, key)) + 1 }),
  };
}

/** A JSON object, or the reason why the text is none with the offset where it shows. */
export function parseRecord(text: string): { values: JsonMap } | { problem: string; offset: number } {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return jsonProblem(text);
  }
  if (isJsonMap(value)) return { values: value };
  return { problem: 'A record must be a JSON object', offset: text.search(/\S/) };
}

function jsonProblem(text: string): { problem: string; offset: number } {
  const offset = jsonErrorOffset(text);
  const character = text[offset] === undefined ? 'the end' : `'${text[offset]}'`;
  return { problem: `Not JSON: unexpected ${character}`, offset };
}

/** Where `"key":` stands; of several the first, which may belong to a nested object. */
export function offsetOfKey(text: string, key: string): number {
  const quoted = JSON.stringify(key);
  for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1)) {
    if (/^\s*:/.test(text.slice(at + quoted.length, at + quoted.length + 40))) return at;
  }
  return -1;
}
