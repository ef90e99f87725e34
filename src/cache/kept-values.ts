// Values that an earlier command made, in a folder of the user: each under a key that says all it came of.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What cannot be read or written is not kept: it is made anew, and nobody hears of it. */
export interface KeptValues {
  /** A value as JSON reads it back; undefined where there is none under this key. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** By this variable a user says where values are kept; empty: nowhere. */
const folderVariable = 'SENTINEL_SYNC_CACHE';

const dayMs = 24 * 60 * 60 * 1000;

/** What nothing has asked for so long is thrown away. */
const keptDays = 30;

/**
 * Where a user's values are kept: what the variable says, else where the system has a user keep what can be made again; undefined where
 * there is no such place. https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function keptFolder(env: Variables, platform: NodeJS.Platform = process.platform): string | undefined {
  const chosen = env[folderVariable];
  if (chosen !== undefined) return chosen === '' ? undefined : chosen;
  const { HOME: home, LOCALAPPDATA: local, XDG_CACHE_HOME: xdg } = env;
  const base =
    platform === 'win32'
      ? local
      : platform === 'darwin'
        ? home && join(home, 'Library/Caches')
        : xdg || (home && join(home, '.cache'));
  return base ? join(base, 'sentinel-sync') : undefined;
}

/** The values in a folder, which need not exist. `key` is hexadecimal; `now` is when they are used. */
export function openKeptValues(folder: string, now: Date): KeptValues {
  const pathOf = (key: string) => ({ part: join(folder, key.slice(0, 2)), file: `${key.slice(2)}.json` });
  let isSwept = false;
  return {
    get(key) {
      const { part, file } = pathOf(key);
      return quietly(() => {
        const path = join(part, file);
        const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
        if (now.getTime() - statSync(path).mtimeMs > dayMs) utimesSync(path, now, now);
        return value;
      });
    },
    set(key, value) {
      const { part, file } = pathOf(key);
      quietly(() => {
        mkdirSync(part, { recursive: true });
        // Another command may write the same: each file is whole from the first moment.
        const draft = join(part, `.${file}.${process.pid}`);
        writeFileSync(draft, JSON.stringify(value));
        utimesSync(draft, now, now);
        renameSync(draft, join(part, file));
      });
      if (!isSwept) quietly(() => sweep(folder, now));
      isSwept = true;
    },
  };
}

/** Once a day, by whoever writes something new. */
function sweep(folder: string, now: Date): void {
  const mark = join(folder, 'swept');
  const last = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (now.getTime() - last < dayMs) return;
  writeFileSync(mark, '');
  utimesSync(mark, now, now);
  for (const part of readdirSync(folder, { withFileTypes: true })) {
    if (!part.isDirectory()) continue;
    for (const file of readdirSync(join(folder, part.name))) {
      const path = join(folder, part.name, file);
      const unused = now.getTime() - statSync(path).mtimeMs;
      if (unused > keptDays * dayMs) rmSync(path, { force: true });
    }
  }
}

function quietly<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
