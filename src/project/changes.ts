// Waits for changed files, or for somebody who asks to stop: what changes meanwhile is kept until it is asked for.
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Project, projectFileName } from '../environments/project.ts';
import { projectError } from './codes.ts';
import { isWithin } from './is-within.ts';
import type { WatchFiles } from './watch-files.ts';

export interface ChangesOptions {
  readonly watchFiles: WatchFiles;
  /** Calls `stop` when somebody asks to stop, until the returned function is called. */
  readonly onStop?: ((stop: () => void) => () => void) | undefined;
  /** Somebody asked to stop while nobody waited. */
  onBusyStop(): void;
}

export interface Changes {
  /** Watches the folders of a project, its project file, and what else is named by absolute paths. */
  follow(project: Project, named: readonly string[]): void;
  /** The files that have changed since it was last asked; undefined when somebody asks to stop. Rejects with a UserError when no more can be heard. */
  next(): Promise<readonly string[] | undefined>;
  close(): void;
}

export function listenForChanges({ watchFiles, onStop, onBusyStop }: ChangesOptions): Changes {
  const changed = new Set<string>();
  let isStopped = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  let followed = '';
  let unwatch = () => {};

  const forget = onStop?.(() => {
    // Who asks again leaves at once: the signals go back to Node.
    forget?.();
    isStopped = true;
    if (wake === undefined) onBusyStop();
    else wake();
  });
  return {
    follow: (project, named) => {
      const paths = pathsOf(project, named);
      if (paths.join('\n') === followed) return;
      followed = paths.join('\n');
      unwatch();
      unwatch = watchFiles({
        folder: project.folder,
        paths,
        onChange: (files) => {
          for (const file of files) changed.add(file);
          wake?.();
        },
        onError: (error) => {
          failure = error;
          wake?.();
        },
      });
    },
    next: async () => {
      while (!isStopped && failure === undefined && changed.size === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
      if (isStopped) return undefined;
      if (failure !== undefined) {
        const message = `No more changes can be heard of: ${failure.message}.`;
        throw projectError('cli/cannot-watch', message, { cause: failure });
      }
      const files = [...changed].sort();
      changed.clear();
      return files;
    },
    close: () => {
      unwatch();
      forget?.();
    },
  };
}

function pathsOf({ folder, contentFolders, folders }: Project, named: readonly string[]): readonly string[] {
  const own = [...contentFolders.map(({ path }) => path), ...Object.values(folders)];
  const paths = [...own, projectFileName].map((path) => resolve(folder, path));
  // An editor replaces a file: its folder tells of the new one.
  const others = named
    .filter((path) => existsSync(path))
    .map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const isElsewhere = (path: string) => !paths.some((one) => isWithin(path, one) || isWithin(one, path));
  return [...new Set([...paths, ...others.filter(isElsewhere)])].sort();
}
