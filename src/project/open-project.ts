// Opens a project: its file, its content and its tables.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { loadContent } from '../content/files/load.ts';
import { functionsIn } from '../content/kinds/kinds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadProject } from '../environments/load-project.ts';
import type { Project } from '../environments/project.ts';
import { createTableCatalogue, type TableCatalogue, withFunctions } from '../tables/catalogue.ts';
import { loadCustomTables } from '../tables/custom-tables.ts';
import { withFixtures } from '../tables/fixture-catalogue.ts';
import { withWatchlists } from '../tables/watchlist-catalogue.ts';
import { projectError } from './codes.ts';
import { loadFixtures } from './load-fixtures.ts';
import { loadWatchlists } from './load-watchlists.ts';

/** Where a project is, and where its reader stands. */
export interface ProjectPlace {
  /** Paths of the command line are relative to it. */
  readonly folder: string;
  /** The folder of the project. */
  readonly project: string;
}

/** A project that was read: its settings, its content, its tables. */
export interface OpenedProject {
  readonly project: Project;
  readonly items: readonly ContentItem[];
  /** The known tables, the project's own, its watchlists and fixtures: what a workspace has before any content is deployed. */
  readonly bareTables: TableCatalogue;
  /** These, and the functions that the content brings. */
  readonly tables: TableCatalogue;
  /** The project's own tables, watchlists and fixtures, as it gives them. */
  readonly given: Readonly<Record<'tables' | 'watchlists' | 'fixtures', unknown>>;
  /** What was wrong with content and table files. */
  readonly diagnostics: readonly Diagnostic[];
  /** The commit the content was read at; undefined: the files as they stand. */
  readonly commit?: string;
  /** Text of a project file, for code frames. */
  sourceOf(file: string): string | undefined;
}

/**
 * Reads a project, with the content of `paths` alone where they are given. Throws a UserError when a folder or the project file
 * cannot be used.
 */
export function openProject(
  { folder: start, project: folder }: ProjectPlace,
  paths?: readonly string[],
): OpenedProject {
  if (!statSync(start, { throwIfNoEntry: false })?.isDirectory()) {
    throw projectError('cli/no-folder', `There is no folder ${start}.`, {
      hint: 'Name an existing project folder with --folder.',
    });
  }
  const project = loadProject(folder);
  const custom = loadCustomTables(folder, project.folders.tables);
  const content = loadContent({ projectFolder: folder, folders: project.contentFolders, paths });
  const lists = loadWatchlists(folder, project.folders.watchlists);
  const plainTables = createTableCatalogue(custom.tables);
  const given = loadFixtures(folder, project.folders.fixtures, plainTables);
  const bareTables = withFixtures(withWatchlists(plainTables, lists.watchlists), given.fixtures);
  return {
    project,
    items: content.items,
    bareTables,
    tables: withFunctions(bareTables, functionsIn(content.items)),
    given: { tables: custom.tables, watchlists: lists.watchlists, fixtures: given.fixtures },
    diagnostics: [...custom.diagnostics, ...lists.diagnostics, ...given.diagnostics, ...content.diagnostics],
    sourceOf: sourceIn(folder),
  };
}

/** The text of a file by its path below `folder`, for code frames; undefined where there is no such file. */
export function sourceIn(folder: string): OpenedProject['sourceOf'] {
  return latestOf((file) => {
    const path = join(folder, file);
    // A finding may stand on a folder, such as one of cases without a rule.
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined;
  });
}

/** Findings come file by file: each file is read once for all of its own. */
function latestOf(read: OpenedProject['sourceOf']): OpenedProject['sourceOf'] {
  let latest: { readonly file: string; readonly text: string | undefined } | undefined;
  return (file) => {
    if (latest?.file !== file) latest = { file, text: read(file) };
    return latest.text;
  };
}
