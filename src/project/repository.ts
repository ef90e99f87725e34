// What the Git repository of a project says of it: the commit, the owner of its content, who works in it, and what is tracked.
import { basename, dirname } from 'node:path';
import { projectFileName } from '../environments/project.ts';
import { git, gitWord } from './git.ts';
import type { OpenedProject } from './open-project.ts';

/** The repository as the metadata on the workspace names it: `owner` of the project file, else origin's path, else the folder. */
export function ownerOf({ project }: Pick<OpenedProject, 'project'>): string {
  return project.owner ?? originOf(project.folder) ?? basename(project.folder);
}

/**
 * The commit the content was read at, else the checked-out one, or undefined outside a repository. Where content, tests or
 * environments differ from it, it ends in `-dirty` as with `git describe`: what was run is then no commit's.
 */
export function commitOf({ project, commit }: Pick<OpenedProject, 'project' | 'commit'>): string | undefined {
  if (commit !== undefined) return commit;
  const { folder, folders, contentFolders } = project;
  const paths = [projectFileName, ...Object.values(folders), ...contentFolders.map(({ path }) => path)];
  // One question for both: https://git-scm.com/docs/git-status#_porcelain_format_version_2
  const how = ['--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--no-ahead-behind'];
  const status = git(folder, [...how, '--', ...paths]) ?? '';
  const head = /^# branch\.oid ([0-9a-f]+)$/m.exec(status)?.[1];
  return head !== undefined && /^[^#\n]/m.test(status) ? `${head}-dirty` : head;
}

/** `owner/name` of the remote origin; undefined where there is none. */
export function originOf(folder: string): string | undefined {
  const url = gitWord(folder, ['remote', 'get-url', 'origin']);
  return url === undefined ? undefined : /[/:]([^/:]+\/[^/]+?)(?:\.git)?$/.exec(url)?.[1];
}

/** `Name <address>` of the user that git is set up for; undefined where it has none. */
export function gitUser(folder: string): string | undefined {
  const [name, email] = ['user.name', 'user.email'].map((key) => gitWord(folder, ['config', key]));
  return [name, email && `<${email}>`].filter(Boolean).join(' ') || undefined;
}

/** Does Git track a file, in the index or in the commit that is checked out? */
export function isTracked(path: string): boolean {
  const name = basename(path);
  const questions = [
    ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', name],
    ['cat-file', '-e', `HEAD:./${name}`],
  ];
  return questions.some((args) => git(dirname(path), args) !== undefined);
}
