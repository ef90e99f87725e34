// Reads the content of ARM JSON files that are named for conversion.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { contentError } from '../content/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readTemplate, type TemplateItem } from './arm-template.ts';
import { transferError, transferFinding } from './codes.ts';
import { displayNameOf, type IncomingItem } from './incoming-item.ts';

export interface ReadTemplates {
  readonly items: readonly IncomingItem[];
  /** What is no content, or cannot be read as such, and ids that are there twice. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of a file by its name, for code frames. */
  sourceOf(file: string): string | undefined;
}

/** Reads files, named relative to `folder`. With an id that is there twice there are no items. Throws a UserError for a file that cannot be read. */
export function readTemplates(folder: string, files: readonly string[]): ReadTemplates {
  const read = files.map((file) => {
    const text = textOf(folder, file);
    return { file, text, ...readTemplate(text, file) };
  });
  const repeated = repeatedIds(read);
  const sources = new Map(read.map(({ file, text }) => [file, text]));
  return {
    items: repeated.length > 0 ? [] : read.flatMap(({ items }) => items.map(incoming)),
    diagnostics: [...read.flatMap(({ diagnostics }) => diagnostics), ...repeated],
    sourceOf: (file) => sources.get(file),
  };
}

/** UTF-8, or UTF-16 with a byte order mark, as Windows PowerShell writes files. */
function textOf(folder: string, file: string): string {
  const path = resolve(folder, file);
  if (!existsSync(path)) {
    throw contentError('content/no-such-path', `${file} does not exist.`);
  }
  try {
    const bytes = readFileSync(path);
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const reason = { EACCES: 'permission denied', EISDIR: 'it is a folder' }[code] ?? 'it is not UTF-8 text';
    throw transferError('cli/unreadable-file', `The file '${file}' cannot be read: ${reason}.`, { cause });
  }
}

/** Two resources of one id would overwrite each other. */
function repeatedIds(
  read: readonly { readonly file: string; readonly items: readonly TemplateItem[] }[],
): Diagnostic[] {
  const first = new Map<string, string>();
  return read.flatMap(({ file, items }) =>
    items.flatMap(({ kind, id }): Diagnostic[] => {
      const key = `${kind}/${id.toLowerCase()}`;
      const earlier = first.get(key);
      first.set(key, earlier ?? file);
      if (earlier === undefined) return [];
      const message = `The id ${id} is in ${earlier} already; nothing was written`;
      return [transferFinding('convert/repeated-id', message, { file })];
    }),
  );
}

function incoming({ kind, id, body }: TemplateItem): IncomingItem {
  return { kind, id, name: displayNameOf(body, id), body };
}
