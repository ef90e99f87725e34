// Files whose text Git does not hold: writing over them would lose what somebody typed.
import { posix } from 'node:path';
import { projectError } from './codes.ts';
import { git } from './git.ts';

/** So many names go into one command line. */
const batch = 200;

/** Those of `files` (relative to `folder`) that differ from the commit, or that Git does not track; none where there is no Git. */
function uncommitted(folder: string, files: readonly string[]): readonly string[] {
  const differing: string[] = [];
  const prefix = git(folder, ['rev-parse', '--show-prefix'])?.trim();
  if (prefix === undefined) return [];
  for (let at = 0; at < files.length; at += batch) {
    const some = files.slice(at, at + batch);
    // Ignored files are in no commit either. A rename would give two names.
    const how = [
      'status',
      '--porcelain',
      '-z',
      '--no-renames',
      '--untracked-files=all',
      '--ignored=matching',
    ];
    const listed = git(folder, ['--literal-pathspecs', '--no-optional-locks', ...how, '--', ...some]) ?? '';
    const names = new Set(listed.split('\0').map((entry) => entry.slice(3)));
    differing.push(...some.filter((file) => names.has(posix.normalize(prefix + file.replaceAll('\\', '/')))));
  }
  return differing;
}

/** Throws a UserError that names the files with edits that no commit holds. */
export function assertCommitted(folder: string, files: readonly string[]): void {
  const [first, ...more] = uncommitted(folder, files);
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more: ${more.slice(0, 5).join(', ')})`;
  throw projectError(
    'export/uncommitted',
    `${first}${others} would be changed, and no commit holds what stands there now; nothing was written.`,
    { file: first },
  );
}
