// The lines of a UTF-8 file as a stream, so that a file need not fit into memory.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface TextLine {
  /** From 1. */
  readonly line: number;
  /** Without line end and byte order mark. */
  readonly text: string;
}

/** Thrown where the bytes are no text; `line` counts from 1. */
export class NotText extends Error {
  readonly line: number;

  constructor(line: number, message = 'The file is not UTF-8 text') {
    super(message);
    this.line = line;
  }
}

/** Lines end with `\n` or `\r\n`; an empty last line is not given. Throws NotText, and what the file system throws. */
export async function* textLines(path: string): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  let rest = '';
  const decode = (chunk?: Uint8Array) => {
    try {
      const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      if (!text.includes('\0')) return text;
    } catch {
      // Reported below, as is the zero byte of a UTF-16 or binary file.
    }
    throw new NotText(line + 1);
  };
  for await (const chunk of bytesOf(path, () => line + 1)) {
    const parts = (rest + decode(chunk)).split('\n');
    rest = parts.pop()!;
    for (const part of parts) {
      line++;
      yield { line, text: part.endsWith('\r') ? part.slice(0, -1) : part };
    }
  }
  rest += decode();
  if (rest !== '') yield { line: line + 1, text: rest };
}

/** The bytes of a file; what gzip packed is unpacked. */
async function* bytesOf(path: string, line: () => number): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  // What is wrong with the file ends the other stream, and shows there.
  const stream = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => {}) : file;
  try {
    yield* stream;
  } catch (thrown) {
    const { code = '', message } = thrown as NodeJS.ErrnoException;
    if (code.startsWith('Z_')) throw new NotText(line(), `The file is not readable as gzip: ${message}`);
    throw thrown;
  }
}

/** Whether a packed file unpacks to its end, which DuckDB does not look at: it takes what there is, whatever length and sum say. */
export async function isIntact(path: string): Promise<boolean> {
  if (!path.endsWith('.gz')) return true;
  try {
    const bytes = bytesOf(path, () => 0);
    while ((await bytes.next()).done !== true);
    return true;
  } catch {
    return false;
  }
}
