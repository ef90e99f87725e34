// Drafts the file of an item: a new one for a new id, an edit in place for one that has a file.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { differences } from '../content/compare.ts';
import type { ContentItem } from '../content/content-item.ts';
import { fileNameFor } from '../content/files/file-names.ts';
import { parseContent } from '../content/files/load.ts';
import type { ResourceBody } from '../content/kinds/content-kind.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { type EditedFile, editFile } from '../content/writing/edit-file.ts';
import { writeItem } from '../content/writing/write-item.ts';
import { pathText } from '../plan/diff.ts';
import type { FileResult } from './file-result.ts';
import type { IncomingItem } from './incoming-item.ts';
import type { Target } from './target.ts';

export interface Draft {
  readonly result: FileResult;
  /** The text of the file now; undefined for a new one. */
  readonly before?: string;
  /** The text to write; undefined where nothing is to be written. */
  readonly text?: string | undefined;
}

/** The draft of a new file; its name is added to `slugs`, the names that are taken. */
export function draftNew(target: Target, item: IncomingItem, slugs: Set<string>): Draft {
  const { kind, id, name, version = '1.0.0' } = item;
  const definition = definitionOf(kind);
  const folder = target.folderOf(kind).replaceAll('\\', '/').replace(/\/+$/, '');
  const isTaken = (slug: string) =>
    slugs.has(slug) ||
    ['yaml', 'yml'].some((end) => existsSync(resolve(target.root, folder, `${slug}.${end}`)));
  const slug = fileNameFor(name, id, isTaken);
  slugs.add(slug);
  const body = definition.withoutDefaults(item.body, {});
  const extra = definition.fileExtras(name, item.body);
  const { text, notHeld, unreadable } = writeItem({ kind, id, body, version, extra });
  const result = { file: `${folder}/${slug}.yaml`, kind, id, name, notHeld, overridden: [] };
  if (unreadable !== undefined) {
    const reason = `No content file can hold it, since it could not be read back: ${unreadable}.`;
    return { result: { ...result, result: 'failed', reason } };
  }
  return { result: { ...result, result: 'created', ...unknownIn(item, notHeld) }, text };
}

/** The draft of an edit of the file that an item has. */
export function draftEdit(target: Target, item: IncomingItem, existing: ContentItem): Draft {
  const { kind, id, name, body, version } = item;
  const { file } = existing;
  const before = readFileSync(join(target.root, file), 'utf8');
  const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = before.slice(mark.length);
  const edited = editFile({ text, item: target.effective(existing), body, version });
  const result = { file, kind, id, name };
  if (edited === undefined) {
    const reason =
      'The file has aliases, its keys are not at the left margin, or it could not be read back: so it cannot be edited in place.';
    return { result: { ...result, result: 'failed', notHeld: [], overridden: [], reason } };
  }
  const { changed, notHeld } = edited;
  const isSame = edited.text === text;
  return {
    result: {
      ...result,
      result: isSame ? 'unchanged' : 'updated',
      changed,
      notHeld,
      ...unknownIn(item, notHeld),
      overridden: overriddenIn(target, edited, { existing, body }),
    },
    before,
    text: isSame ? undefined : mark + edited.text,
  };
}

/** What is not named as not held already. */
function unknownIn({ kind, body }: IncomingItem, notHeld: readonly string[]): Pick<FileResult, 'unknown'> {
  const isNamed = (path: string) => notHeld.some((each) => isAtOrBelow(path, each));
  const unknown = definitionOf(kind)
    .unknown(body)
    .map(pathText)
    .filter((path) => !isNamed(path));
  return unknown.length === 0 ? {} : { unknown };
}

function isAtOrBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}.`) || path.startsWith(`${top}[`);
}

/** Where a changed key meets an override of the environment, the file says the one and the plan goes on saying the other. */
function overriddenIn(
  target: Target,
  edited: EditedFile,
  { existing, body }: { readonly existing: ContentItem; readonly body: ResourceBody },
): readonly string[] {
  if (edited.changed.length === 0) return [];
  const { kind, file } = existing;
  const { item } = parseContent(edited.text, { kind, file });
  if (item === undefined) return [];
  const definition = definitionOf(kind);
  return differences(definition, definition.toBody(target.effective(item)), body)
    .map(({ path }) => path.join('.'))
    .filter((path) => !edited.notHeld.some((each) => path === each || path.startsWith(`${each}.`)));
}
