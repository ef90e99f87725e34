// Writes items that come from elsewhere as content files: a new file for a new id, an edit in place for a known one.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import { assertCommitted } from '../project/uncommitted.ts';
import { transferError } from './codes.ts';
import { type Draft, draftEdit, draftNew } from './draft-file.ts';
import type { FileResult } from './file-result.ts';
import type { IncomingItem } from './incoming-item.ts';
import type { Target } from './target.ts';

export interface WriteOptions {
  /** Write over text that no commit holds. */
  readonly force: boolean;
  /** Write nothing; the results say what would be written. */
  readonly dryRun: boolean;
}

/**
 * Writes every item, in the order of their ids. A file of another id is never written.
 * Throws a UserError when two files have the id of one item, or when a file to be changed has edits that no commit holds (nothing is
 * written then), or when a file cannot be written.
 */
export function writeFiles(
  target: Target,
  incoming: readonly IncomingItem[],
  options: WriteOptions,
): readonly FileResult[] {
  return writeDrafts(target.root, draftFiles(target, incoming), options);
}

/** Writes what is drafted, or says what it would write; edits that no commit holds are not written over. */
export function writeDrafts(
  root: string,
  drafts: readonly Draft[],
  { force, dryRun }: WriteOptions,
): readonly FileResult[] {
  if (dryRun) return drafts.map(({ result, before, text }) => ({ ...result, before, text }));
  const changed = drafts.filter(({ before, text }) => before !== undefined && text !== undefined);
  if (!force) {
    assertCommitted(
      root,
      changed.map(({ result }) => result.file),
    );
  }
  for (const { result, before, text } of drafts) {
    if (text !== undefined) save(root, result.file, { text, isNew: before === undefined });
  }
  return drafts.map(({ result }) => result);
}

function draftFiles(target: Target, incoming: readonly IncomingItem[]): readonly Draft[] {
  const sorted = [...incoming].sort((a, b) => compareText(a.id, b.id) || compareText(a.kind, b.kind));
  const byItem = new Map<string, ContentItem[]>();
  for (const item of target.items) {
    const key = `${item.kind}/${item.id}`;
    byItem.set(key, [...(byItem.get(key) ?? []), item]);
  }
  const existing = sorted.map((item) => fileOf(byItem, item));
  const slugs = new Set(target.items.map(({ slug }) => slug.toLowerCase()));
  return sorted.map((item, i) => {
    const file = existing[i];
    return file === undefined ? draftNew(target, item, slugs) : draftEdit(target, item, file);
  });
}

function fileOf(
  byItem: ReadonlyMap<string, readonly ContentItem[]>,
  { kind, id }: IncomingItem,
): ContentItem | undefined {
  const [file, twin] = byItem.get(`${kind}/${id.toLowerCase()}`) ?? [];
  if (twin === undefined) return file;
  throw transferError('export/duplicate-id', `${file?.file} and ${twin.file} have the same id ${id}.`, {
    file: twin.file,
  });
}

/** Writes the text of one file. Throws a UserError where that cannot be. */
function save(
  root: string,
  file: string,
  { text, isNew }: { readonly text: string; readonly isNew: boolean },
): void {
  const path = resolve(root, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: isNew ? 'wx' : 'w' });
  } catch (cause) {
    throw transferError('export/unwritable', `The file cannot be written: ${(cause as Error).message}.`, {
      file,
      cause,
    });
  }
}
