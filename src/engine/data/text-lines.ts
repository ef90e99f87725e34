// The lines of a UTF-8 file as a stream, so that a file need not fit into memory.
import { createReadStream } from 'node:fs';

export interface TextLine {
  /** From 1. */
  readonly line: number;
  /** Without line end and byte order mark. */
  readonly text: string;
}

/** Thrown where the bytes are not UTF-8; `line` counts from 1. */
export class NotUtf8 extends Error {
  readonly line: number;

  constructor(line: number) {
    super('The file is not UTF-8 text');
    this.line = line;
  }
}

/** Lines end with `\n` or `\r\n`; an empty last line is not given. Throws NotUtf8, and what the file system throws. */
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
    throw new NotUtf8(line + 1);
  };
  for await (const chunk of createReadStream(path)) {
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
