// Runs git: the only file that does. The tool works without it, so what git cannot answer is undefined.
import { execFileSync } from 'node:child_process';

export interface GitOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** What git prints in a folder; undefined where it fails: no git, no repository, or not what was asked for. */
export function git(
  folder: string,
  args: readonly string[],
  { env, input = '' }: GitOptions = {},
): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      input,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    });
  } catch {
    return undefined;
  }
}

/** The same without white space around it; undefined also where git prints nothing. */
export function gitWord(folder: string, args: readonly string[]): string | undefined {
  return git(folder, args)?.trim() || undefined;
}

/** The commit that a revision names; undefined for one that is not in this repository. */
export function commitAt(folder: string, revision: string): string | undefined {
  return gitWord(folder, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
}
