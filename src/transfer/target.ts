// Where files of content go: the project itself, or a folder of its own.

import type { ContentItem, ContentKind } from '../content/content-item.ts';
import { loadContent } from '../content/files/load.ts';
import { allContentKinds, definitionOf } from '../content/kinds/kinds.ts';
import { assertUsable } from '../diagnostics/assert-usable.ts';
import type { OpenedProject } from '../project/open-project.ts';

/** Where files go, and what is there already. */
export interface Target {
  /** Absolute; file names are relative to it. */
  readonly root: string;
  readonly items: readonly ContentItem[];
  folderOf(kind: ContentKind): string;
  /** The item as the environment makes it, which is what the workspace holds of it. */
  effective(item: ContentItem): ContentItem;
}

/** The project. Throws a UserError when its content has errors. */
export function projectTarget(
  opened: OpenedProject,
  effective: Target['effective'] = (item) => item,
): Target {
  const { folder, contentFolders } = opened.project;
  assertUsable(opened.diagnostics);
  const folderOf = (kind: ContentKind) =>
    contentFolders.find((each) => each.kind === kind)?.path ?? definitionOf(kind).folder;
  return { root: folder, items: opened.items, folderOf, effective };
}

/** A folder with one subfolder a kind, made when something is written. Throws a UserError when content in it has errors. */
export function folderTarget(root: string): Target {
  const folders = allContentKinds.map(({ kind, folder }) => ({ kind, path: folder }));
  const { items, diagnostics } = loadContent({ projectFolder: root, folders });
  assertUsable(diagnostics);
  return { root, items, folderOf: (kind) => definitionOf(kind).folder, effective: (item) => item };
}
