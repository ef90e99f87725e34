// What Git knows of a file and of who works here.
import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';

/** Does Git track a file, in the index or in the commit that is checked out? */
export function isTracked(path: string): boolean {
  const name = basename(path);
  const asks = [
    ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', name],
    ['cat-file', '-e', `HEAD:./${name}`],
  ];
  return asks.some((args) => git(dirname(path), args) !== undefined);
}

/** `Name <address>` of the user that git is set up for; undefined where it has none. */
export function gitUser(folder: string): string | undefined {
  const [name = '', email = ''] = ['user.name', 'user.email'].map((key) =>
    git(folder, ['config', key])?.trim(),
  );
  return `${name}${email === '' ? '' : ` <${email}>`}`.trim() || undefined;
}

function git(folder: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    // Not so, or no Git.
    return undefined;
  }
}
