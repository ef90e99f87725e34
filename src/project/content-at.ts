// Opens the project with its content as it was at a git revision; the working tree and the index stay as they are.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../content/files/load.ts';
import { functionsIn } from '../content/kinds/kinds.ts';
import { createTableCatalogue, withFunctions } from '../tables/catalogue.ts';
import { loadCustomTables } from '../tables/custom-tables.ts';
import { withFixtures } from '../tables/fixture-catalogue.ts';
import { withWatchlists } from '../tables/watchlist-catalogue.ts';
import { projectError } from './codes.ts';
import { commitAt, git } from './git.ts';
import { loadFixtures } from './load-fixtures.ts';
import { loadWatchlists } from './load-watchlists.ts';
import { type OpenedProject, openProject, type ProjectPlace } from './open-project.ts';

/** The project as it stands, or, where a revision is named, with content and custom tables of that. */
export function openProjectAt({ ref }: { readonly ref?: string }, place: ProjectPlace): OpenedProject {
  const opened = openProject(place);
  return ref === undefined ? opened : withContentAt(ref, opened);
}

/**
 * Environments, the project file and so the gates are those of the working tree: going back must not bring back an older gate.
 * Throws a UserError for an unknown revision, and for one without content: deploying nothing is no rollback.
 */
function withContentAt(ref: string, opened: OpenedProject): OpenedProject {
  const { project } = opened;
  const commit = commitAt(project.folder, ref);
  if (commit === undefined) {
    throw projectError('cli/unknown-revision', `There is no revision ${ref} here.`, {
      hint: 'Fetch it first, or name another with --ref.',
    });
  }
  const temporary = mkdtempSync(join(tmpdir(), 'sentinel-sync-ref-'));
  try {
    const projectFolder = checkOut(commit, opened, temporary);
    const custom = loadCustomTables(projectFolder, project.folders.tables);
    const content = loadContent({ projectFolder, folders: project.contentFolders });
    if (content.items.length === 0) {
      throw projectError('cli/unknown-revision', `There is no content at revision ${ref}.`, {
        hint: 'Name a commit that has content files in the folders of this project.',
      });
    }
    const lists = loadWatchlists(projectFolder, project.folders.watchlists);
    const plainTables = createTableCatalogue(custom.tables);
    const given = loadFixtures(projectFolder, project.folders.fixtures, plainTables);
    const bareTables = withFixtures(withWatchlists(plainTables, lists.watchlists), given.fixtures);
    return {
      ...opened,
      commit,
      items: content.items,
      bareTables,
      tables: withFunctions(bareTables, functionsIn(content.items)),
      diagnostics: [
        ...custom.diagnostics,
        ...lists.diagnostics,
        ...given.diagnostics,
        ...content.diagnostics,
      ],
      sourceOf: (file) => git(project.folder, ['show', `${commit}:./${file}`]),
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Writes the content of a commit below `folder`, through an index of its own; gives the project's folder in there. */
function checkOut(commit: string, { project }: OpenedProject, folder: string): string {
  const ofProject = (args: readonly string[]) => git(project.folder, args)?.trim() ?? '';
  const top = ofProject(['rev-parse', '--show-toplevel']);
  const prefix = ofProject(['rev-parse', '--show-prefix']);
  const wanted = [
    ...project.contentFolders.map(({ path }) => path),
    project.folders.tables,
    project.folders.watchlists,
    project.folders.fixtures,
  ];
  const index = { GIT_INDEX_FILE: join(folder, 'index') };
  git(top, ['read-tree', commit], { env: index });
  const files =
    git(top, ['ls-files', '-z', '--', ...wanted.map((path) => prefix + path)], { env: index }) ?? '';
  const tree = `${join(folder, 'tree')}/`;
  git(top, ['checkout-index', '-z', '--stdin', `--prefix=${tree}`], { env: index, input: files });
  return join(tree, prefix);
}
