// Reads a .json file: one array of objects.
import { readFile } from 'node:fs/promises';
import { positionAt } from '../query-position.ts';
import type { FileRecord } from './file-row.ts';
import { offsetOfKey, parseRecord } from './json-lines.ts';

/** The whole text is in memory; larger tables belong into a .jsonl file, which is read as a stream. */
const maxBytes = 256 * 1024 * 1024;

/** Each element is parsed on its own, so that a bad one has its place and the others are still read. */
export async function* readJsonArray(path: string): AsyncGenerator<FileRecord> {
  const bytes = await readFile(path);
  if (bytes.length > maxBytes) {
    yield { problem: 'The file has more than 256 MB; write one object a line into a .jsonl file instead' };
    return;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    yield { problem: 'The file is not UTF-8 text', at: { line: 1, column: 1 } };
    return;
  }
  const open = text.search(/\S/);
  if (text[open] !== '[') {
    yield {
      problem: 'The file must hold one JSON array of objects',
      at: positionAt(text, Math.max(0, open)),
    };
    return;
  }
  const { elements, closed } = splitArray(text, open);
  const position = forwardPositions(text);
  for (const { start, end } of elements) yield readElement(text.slice(start, end), position(start));
  if (!closed)
    yield { problem: 'Not JSON: the array is not closed', at: positionAt(text, text.trimEnd().length) };
}

function readElement(text: string, start: { line: number; column: number }): FileRecord {
  const at = (offset: number) => {
    const inside = positionAt(text, offset);
    const column = inside.line === 1 ? start.column + inside.column - 1 : inside.column;
    return { line: start.line + inside.line - 1, column };
  };
  const parsed = parseRecord(text);
  if ('problem' in parsed) return { problem: parsed.problem, at: at(Math.max(0, parsed.offset)) };
  return { values: parsed.values, place: (key) => at(Math.max(0, offsetOfKey(text, key))) };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The elements between the commas of the outermost array; `closed` only when nothing follows its bracket. */
function splitArray(text: string, open: number): { elements: Span[]; closed: boolean } {
  const elements: Span[] = [];
  let depth = 0;
  let start = open + 1;
  const push = (end: number, isLast: boolean) => {
    const body = text.slice(start, end);
    const blanks = body.length - body.trimStart().length;
    if (body.trim() !== '' || !isLast || elements.length > 0) {
      elements.push({ start: start + blanks, end: start + body.trimEnd().length });
    }
  };
  for (const { 0: token, index } of text.slice(open).matchAll(/"(?:[^"\\]|\\[\s\S])*"?|[[\]{},]/g)) {
    const at = open + index;
    if (token === '[' || token === '{') depth++;
    if (token === ',' && depth === 1) {
      push(at, false);
      start = at + 1;
    }
    if ((token === ']' || token === '}') && --depth === 0) {
      push(at, true);
      return { elements, closed: token === ']' && text.slice(at + 1).trim() === '' };
    }
  }
  push(text.length, true);
  return { elements, closed: false };
}

/** positionAt for offsets that only grow, without counting the lines from the start each time. */
function forwardPositions(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  return (offset) => {
    for (
      let end = text.indexOf('\n', lineStart);
      end >= 0 && end < offset;
      end = text.indexOf('\n', lineStart)
    ) {
      line++;
      lineStart = end + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
}
