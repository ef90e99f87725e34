// Writes items that come from elsewhere as content files: a new file for a new id, an edit in place for a known one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { differences } from '../content/compare.ts';
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import { fileNameFor } from '../content/files/file-names.ts';
import { loadContent, parseContent } from '../content/files/load.ts';
import { isJsonMap, type JsonMap } from '../content/json.ts';
import type { ResourceBody } from '../content/kinds/content-kind.ts';
import { allContentKinds, definitionOf } from '../content/kinds/kinds.ts';
import { isQueryRule, ruleKindOf } from '../content/model/rule-kinds.ts';
import { type EditedFile, editFile } from '../content/writing/edit-file.ts';
import { writeItem } from '../content/writing/write-item.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { pathText } from '../plan/diff.ts';
import { assertUsable, type OpenedProject } from '../project/open-project.ts';
import { assertCommitted } from '../project/uncommitted.ts';

/** Where files go, and what stands there. */
export interface Target {
  /** Absolute; file names are relative to it. */
  readonly root: string;
  readonly items: readonly ContentItem[];
  folderOf(kind: ContentKind): string;
  /** The item as the environment makes it, which is what the workspace holds of it. */
  effective(item: ContentItem): ContentItem;
}

export interface IncomingItem {
  readonly kind: ContentKind;
  readonly id: string;
  readonly name: string;
  readonly body: ResourceBody;
  /** The version that is known of the item; undefined leaves a file's own. */
  readonly version?: string | undefined;
}

export interface FileResult {
  readonly file: string;
  readonly kind: ContentKind;
  readonly id: string;
  readonly name: string;
  readonly result: 'created' | 'updated' | 'unchanged' | 'failed';
  /** Top-level keys that were written into an existing file. */
  readonly changed?: readonly string[] | undefined;
  /** Paths of the resource that the file format has no place for. */
  readonly notHeld: readonly string[];
  /** Paths of the resource that are not known and that the file has a place for, or need not name. */
  readonly unknown?: readonly string[] | undefined;
  /** Paths at which the environment makes something else of the file. */
  readonly overridden: readonly string[];
  readonly reason?: string | undefined;
  /** Of a dry run: the text of the file now, and the text that would be written. */
  readonly before?: string | undefined;
  readonly text?: string | undefined;
}

/** The project itself. */
export function projectTarget(opened: OpenedProject, effective: Target['effective']): Target {
  const { folder, contentFolders } = opened.project;
  assertUsable(opened.diagnostics);
  const folderOf = (kind: ContentKind) =>
    contentFolders.find((each) => each.kind === kind)?.path ?? definitionOf(kind).folder;
  return { root: folder, items: opened.items, folderOf, effective };
}

/** A folder with one subfolder a kind, made when something is written. */
export function folderTarget(root: string): Target {
  const folders = allContentKinds.map(({ kind, folder }) => ({ kind, path: folder }));
  const { items, diagnostics } = loadContent({ projectFolder: root, folders });
  assertUsable(diagnostics);
  return { root, items, folderOf: (kind) => definitionOf(kind).folder, effective: (item) => item };
}

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
  { force, dryRun }: WriteOptions,
): readonly FileResult[] {
  const drafts = draftFiles(target, incoming);
  if (dryRun) return drafts.map(({ result, before, text }) => ({ ...result, before, text }));
  const changed = drafts.filter(({ before, text }) => before !== undefined && text !== undefined);
  if (!force) {
    assertCommitted(
      target.root,
      changed.map(({ result }) => result.file),
    );
  }
  for (const { result, before, text } of drafts) {
    if (text === undefined) continue;
    save(resolve(target.root, result.file), text, result.file, before === undefined ? 'wx' : 'w');
  }
  return drafts.map(({ result }) => result);
}

interface Draft {
  readonly result: FileResult;
  /** What stands in the file; undefined for a new one. */
  readonly before?: string | undefined;
  /** What is to stand there; undefined where nothing is to be written. */
  readonly text?: string | undefined;
}

function draftFiles(target: Target, incoming: readonly IncomingItem[]): readonly Draft[] {
  const sorted = [...incoming].sort((a, b) => compare(a.id, b.id) || compare(a.kind, b.kind));
  const byItem = new Map<string, ContentItem[]>();
  for (const item of target.items) {
    const key = `${item.kind}/${item.id}`;
    byItem.set(key, [...(byItem.get(key) ?? []), item]);
  }
  const existing = sorted.map((item) => fileOf(byItem, item));
  const slugs = new Set(target.items.map(({ slug }) => slug.toLowerCase()));
  return sorted.map((item, i) => {
    const file = existing[i];
    return file === undefined ? create(target, item, slugs) : update(target, item, file);
  });
}

function fileOf(
  byItem: ReadonlyMap<string, readonly ContentItem[]>,
  { kind, id }: IncomingItem,
): ContentItem | undefined {
  const [file, twin] = byItem.get(`${kind}/${id.toLowerCase()}`) ?? [];
  if (twin === undefined) return file;
  throw new UserError(`${file?.file} and ${twin.file} have the same id ${id}.`, {
    code: 'export/duplicate-id',
    file: twin.file,
    hint: 'Give one of them an id of its own, or delete it.',
  });
}

function create(target: Target, item: IncomingItem, slugs: Set<string>): Draft {
  const { kind, id, name } = item;
  const folder = target.folderOf(kind).replaceAll('\\', '/').replace(/\/+$/, '');
  const isTaken = (slug: string) =>
    slugs.has(slug) ||
    ['yaml', 'yml'].some((end) => existsSync(resolve(target.root, folder, `${slug}.${end}`)));
  const slug = fileNameFor(name, id, isTaken);
  slugs.add(slug);
  const body = definitionOf(kind).withoutDefaults(item.body, {});
  const version = item.version ?? '1.0.0';
  const { text, notHeld, unreadable } = writeItem({ kind, id, body, version, extra: extraOf(item) });
  const file = `${folder}/${slug}.yaml`;
  const told = { file, kind, id, name, notHeld, overridden: [] };
  if (unreadable !== undefined) {
    const reason = `No content file can hold it, since it could not be read back: ${unreadable}.`;
    return { result: { ...told, result: 'failed', reason } };
  }
  return { result: { ...told, result: 'created', ...unknownIn(item, notHeld) }, text };
}

/** What published files say beside what ARM takes. */
function extraOf({ kind, name, body }: IncomingItem): JsonMap {
  const ruleKind = ruleKindOf(body.kind);
  if (kind === 'hunting-query' || ruleKind === undefined || isQueryRule(ruleKind)) {
    return { requiredDataConnectors: [] };
  }
  // Of the kinds Microsoft runs, for the reader alone.
  const { description, severity, tactics } = body.properties;
  const told = { name, description, severity, tactics };
  return Object.fromEntries(
    Object.entries(told).filter(
      ([, value]) => typeof value === 'string' || (Array.isArray(value) && value.length > 0),
    ),
  );
}

function update(target: Target, item: IncomingItem, existing: ContentItem): Draft {
  const { kind, id, name, body, version } = item;
  const { file } = existing;
  const path = join(target.root, file);
  const whole = readFileSync(path, 'utf8');
  const mark = whole.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = whole.slice(mark.length);
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
      overridden: overriddenIn(target, edited, existing, body),
    },
    before: whole,
    text: isSame ? undefined : mark + edited.text,
  };
}

/** What is not named as not held already. */
function unknownIn({ kind, body }: IncomingItem, notHeld: readonly string[]): Pick<FileResult, 'unknown'> {
  const isNamed = (path: string) =>
    notHeld.some((held) => path === held || path.startsWith(`${held}.`) || path.startsWith(`${held}[`));
  const unknown = definitionOf(kind)
    .unknown(body)
    .map(pathText)
    .filter((path) => !isNamed(path));
  return unknown.length === 0 ? {} : { unknown };
}

/** Where a changed key meets an override of the environment, the file says the one and the plan goes on saying the other. */
function overriddenIn(
  target: Target,
  edited: EditedFile,
  { kind, file }: ContentItem,
  body: ResourceBody,
): readonly string[] {
  if (edited.changed.length === 0) return [];
  const { item } = parseContent(edited.text, { kind, file });
  if (item === undefined) return [];
  const definition = definitionOf(kind);
  return differences(definition, definition.toBody(target.effective(item)), body)
    .map(({ path }) => path.join('.'))
    .filter((path) => !edited.notHeld.some((held) => path === held || path.startsWith(`${held}.`)));
}

function save(path: string, text: string, file: string, flag: 'w' | 'wx'): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag });
  } catch (cause) {
    throw new UserError(`The file cannot be written: ${(cause as Error).message}.`, {
      code: 'export/unwritable',
      file,
      hint: 'Make the folder writable, or name another with --out.',
      cause,
    });
  }
}

/** `displayName` of a resource in either spelling of the service; its id where it has none. */
export function displayNameOf({ properties }: ResourceBody, id: string): string {
  const name = isJsonMap(properties) ? (properties['displayName'] ?? properties['DisplayName']) : undefined;
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
