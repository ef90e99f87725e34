// Refuses to go on where there is nothing to look at: a green answer about no content would be believed.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { findStrayContent } from '../content/files/stray-content.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import type { UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { type Project, projectFileName } from '../environments/project.ts';
import { projectError } from './codes.ts';
import { gitRootOf } from './find-project.ts';
import type { OpenedProject, ProjectPlace } from './open-project.ts';

/** More files than this would not help. */
const strayShown = 3;

/** Whether a project without content is what its owner means. */
export interface EmptyOptions {
  readonly allowEmpty?: boolean;
  /** To delete what has no file: an empty content folder is then an answer. */
  readonly prune?: boolean;
}

/** Throws a UserError when the project has no content; see `missingContent`. */
export function assertContent(
  opened: OpenedProject,
  empty: EmptyOptions,
  place: Pick<ProjectPlace, 'folder'>,
): void {
  const missing = missingContent(opened, empty, place);
  if (missing !== undefined) throw missing;
}

/**
 * The error of a project without content, with where it was looked for and what looks like content elsewhere.
 * With --allow-empty, or with --prune where a content folder stands there empty, that is meant, but only in a project with a file of
 * its own and without stray content: a mistyped folder must never read as "delete everything". Content that cannot be read is no
 * emptiness: the command reports its findings.
 */
export function missingContent(
  opened: OpenedProject,
  { allowEmpty = false, prune = false }: EmptyOptions,
  { folder }: Pick<ProjectPlace, 'folder'>,
): UserError | undefined {
  if (opened.items.length > 0 || hasErrors(opened.diagnostics)) return undefined;
  const { project } = opened;
  const stray = strayFiles(project, folder);
  const isEmptied = project.contentFolders.some(({ path }) => existsSync(join(project.folder, path)));
  const isMeant = allowEmpty || (prune && isEmptied);
  if (isMeant && stray.length === 0 && project.file !== undefined) return undefined;
  const refusal = allowEmpty ? ' --allow-empty does not hold here.' : '';
  return nothingFound(`There is no content in ${project.folder}: ${placesOf(project)}.${refusal}`, {
    hint:
      isMeant && stray.length === 0
        ? `Write ${projectFileName}, so that the project is known.`
        : advice(stray),
  });
}

/** Throws a UserError when an environment leaves nothing of `all` items that were chosen. */
export function assertChosen(
  count: { readonly left: number; readonly all: number },
  { name, file }: Environment,
  { allowEmpty = false }: EmptyOptions,
): void {
  const { left, all } = count;
  if (left > 0 || all === 0 || allowEmpty) return;
  throw nothingFound(
    `The environment ${name} leaves out all that was chosen (${plural(all, 'content item')}).`,
    {
      file,
      hint: 'Correct `content:` of the environment, choose other content, or pass --allow-empty.',
    },
  );
}

/** The error of a run over `items` content items without a case, `tests` being the folder of all tests. */
export function noCases(items: number, tests: string): UserError {
  return nothingFound(
    `None of ${plural(items, 'content item')} has a detection test case; nothing was run.`,
    {
      hint: `Write cases into ${tests}/<content folder>/<file name of the item>/, or pass --allow-empty.`,
    },
  );
}

/** The error of a command that had nothing to look at. */
export function nothingFound(
  message: string,
  { hint, file }: { readonly hint: string; readonly file?: string | undefined },
): UserError {
  return projectError('cli/nothing-found', message, { hint, file });
}

function placesOf({ folder, contentFolders }: Project): string {
  return contentFolders
    .map(({ path }) => `${path} ${existsSync(join(folder, path)) ? 'holds no YAML file' : 'does not exist'}`)
    .join(', ');
}

/** As a reader would type them, from where the command was started. */
function strayFiles({ folder, folders, contentFolders }: Project, start: string): readonly string[] {
  const known = [...Object.values(folders), ...contentFolders.map(({ path }) => path)];
  const except = known.map((path) => resolve(folder, path));
  const root = gitRootOf(folder) ?? folder;
  return findStrayContent(root, { except }).map((path) => relative(start, path).replaceAll('\\', '/'));
}

function advice(stray: readonly string[]): string {
  if (stray.length === 0) {
    return 'Start in the project or name it with --folder; write rules into analytics-rules/, or run export.';
  }
  const more = stray.length > strayShown ? ` and ${stray.length - strayShown} more` : '';
  const files = `${stray.slice(0, strayShown).join(', ')}${more}`;
  return `${files} looks like content: name its folder under \`folders:\` of ${projectFileName}, or start in its project.`;
}
