// A file of V8 that holds a process in which the parser of KQL is loaded and the command is compiled: what begins with it need not do so.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What of a process decides whether it can begin with such a file. */
interface Runtime {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The path of the file that `npm run build` has put into a folder; undefined where there is none, or where anything is unusual: Node
 * ends at once when it is given a file of another version or other flags of V8, and crashes on one that is not whole.
 * https://nodejs.org/docs/latest-v20.x/api/cli.html#--snapshot-blobpath
 */
export function readyProcess(folder: string, runtime: Runtime): string | undefined {
  const { version, platform, arch, execArgv, env } = runtime;
  if (env['SENTINEL_SYNC_READY_PROCESS'] === 'off') return undefined;
  // Windows has no signals that could be passed on.
  if (platform === 'win32' || execArgv.length > 0 || env['NODE_OPTIONS']) return undefined;
  const blob = join(folder, 'ready-process.blob');
  try {
    const made = JSON.parse(readFileSync(join(folder, 'ready-process.json'), 'utf8'));
    const isOurs = made.version === version && made.platform === platform && made.arch === arch;
    return isOurs && statSync(blob).size === made.size ? blob : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The environment in which such a process begins. It reads its file into memory and copies it there: with large pages, which the C
 * library of Linux asks for only when told to, that takes half the time. The process takes the variable out again.
 * https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
export function tuned(env: Runtime['env']): Runtime['env'] {
  return { GLIBC_TUNABLES: largePages, ...env };
}

const largePages = 'glibc.malloc.hugetlb=1';
