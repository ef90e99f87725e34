// Hears of changed files in the folders of a project.
import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { isWithin } from './is-within.ts';

export interface WatchRequest {
  /** The project folder, absolute. */
  readonly folder: string;
  /** Absolute files and folders in it or elsewhere; those that are not there yet are waited for where they lie in the project folder. */
  readonly paths: readonly string[];
  /** Files that changed together, relative to the project folder, with forward slashes. What they hold may be the same as before. */
  onChange(files: readonly string[]): void;
  /** No more can be heard. */
  onError(error: Error): void;
}

/** Starts to listen; the returned function ends it. */
export type WatchFiles = (request: WatchRequest) => () => void;

/** Editors write a file in several steps. */
const settleMs = 60;

export const watchFiles: WatchFiles = ({ folder, paths, onChange, onError }) => {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const hear = (path: string) => {
    const isWanted = paths.some((one) => isWithin(path, one) || isWithin(one, path));
    if (isClosed || !isWanted) return;
    changed.add(relative(folder, path).replaceAll('\\', '/'));
    timer ??= setTimeout(tell, settleMs);
  };
  const watched = createFolderWatchers(hear);
  const close = () => {
    isClosed = true;
    clearTimeout(timer);
    watched.follow([]);
  };
  const follow = () => {
    try {
      // Without the project folder nothing would tell of its return.
      watched.follow([folder, ...paths.flatMap(foldersBelow)]);
      readdirSync(folder);
    } catch (error) {
      close();
      onError(error as Error);
    }
  };
  const tell = () => {
    timer = undefined;
    const files = [...changed].sort();
    changed.clear();
    // New folders are followed first: what comes into them from now on is heard.
    follow();
    if (!isClosed) onChange(files);
  };

  follow();
  return close;
};

interface FolderWatchers {
  /** Watches these folders, and none that was watched before and is not among them. */
  follow(folders: readonly string[]): void;
}

/**
 * Watches each folder by itself: the recursive watching of Node 20 on Linux loses a file that an editor has replaced.
 * https://nodejs.org/docs/latest-v20.x/api/fs.html#inodes
 */
function createFolderWatchers(hear: (path: string) => void): FolderWatchers {
  const watchers = new Map<string, { readonly watcher: FSWatcher; readonly identity: string }>();
  const drop = (path: string) => {
    watchers.get(path)?.watcher.close();
    watchers.delete(path);
  };
  const add = (path: string, identity: string) => {
    const watcher = watch(path, (_, name) => {
      if (name === null || isPassing(name)) return;
      // A folder that is removed tells its own name.
      const isItself = name === basename(path) && !existsSync(join(path, name));
      hear(isItself ? path : join(path, name));
    });
    // The folder is gone: the one above tells of it.
    watcher.on('error', () => {
      drop(path);
      hear(path);
    });
    watchers.set(path, { watcher, identity });
  };
  return {
    follow: (folders) => {
      const wanted = new Map(folders.map((path) => [path, identityOf(path)]));
      for (const [path, { identity }] of watchers) if (wanted.get(path) !== identity) drop(path);
      for (const [path, identity] of wanted) {
        if (identity !== undefined && !watchers.has(path)) add(path, identity);
      }
    },
  };
}

/** A folder that was removed and made again is another one to the system; undefined where there is none. */
function identityOf(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.birthtimeNs}`;
}

/** What editors put beside a file while they write it. */
function isPassing(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~');
}

/** The folder and those in it; for a file the folder that it is in; none where there is nothing. */
function foldersBelow(path: string): readonly string[] {
  try {
    const inside = readdirSync(path, { withFileTypes: true });
    const folders = inside.filter((entry) => entry.isDirectory() && !isPassing(entry.name));
    return [path, ...folders.flatMap(({ name }) => foldersBelow(join(path, name)))];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return [dirname(path)];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
