// Files of which only one process can be the owner: made whole or not at all, and taken from the dead by one heir only.
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What every exclusive file holds: who made it, and a mark that no other file ever has. */
export interface Owned {
  readonly pid: number;
  readonly mark: string;
}

export function ownership(): Owned {
  return { pid: process.pid, mark: randomUUID() };
}

/** True when a process with this id is running (whoever it belongs to). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Creates the file with its whole content, or returns false because there is one. Other errors are thrown. */
export function createExclusive(file: string, content: Owned): boolean {
  const aside = `${file}.${content.mark}`;
  const text = `${JSON.stringify(content)}\n`;
  try {
    writeFileSync(aside, text, { flag: 'wx' });
    linkSync(aside, file);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return createWithoutLinks(file, text);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** For file systems without hard links: a reader may see the file empty for a moment. */
function createWithoutLinks(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The content, `undefined` when there is no such file, `unreadable` when it is empty or not ours. */
export function readOwned<T extends Owned>(file: string): T | undefined | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
  try {
    const value = JSON.parse(text) as T;
    return Number.isInteger(value?.pid) && typeof value.mark === 'string' ? value : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/**
 * Removes the file if it still carries `mark`. Looking and removing are two steps, so the right to do it is an
 * exclusive file of its own, named after the mark: two heirs of a dead owner never remove each other's new file. An
 * heir that died in between is inherited from in the same way. Returns false when somebody else is at it: try again.
 */
export function removeOwned(file: string, mark: string): boolean {
  const right = `${file}.remove-${mark}`;
  const mine = ownership();
  if (!createExclusive(right, mine)) {
    const holder = readOwned(right);
    if (holder !== undefined && holder !== 'unreadable' && !isAlive(holder.pid))
      removeOwned(right, holder.mark);
    return false;
  }
  try {
    const current = readOwned(file);
    if (current !== undefined && current !== 'unreadable' && current.mark === mark)
      rmSync(file, { force: true });
    return true;
  } finally {
    rmSync(right, { force: true });
  }
}
