// The folder a database writes to what does not fit into memory: readable by nobody else, and gone with the database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SpillFolder {
  readonly path: string;
  remove(): void;
}

const existing = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Makes it, with the rights of its owner only. A process that is stopped removes it before it ends. */
export function makeSpillFolder(): SpillFolder {
  const path = mkdtempSync(join(tmpdir(), 'sentinel-sync-spill-'));
  if (existing.size === 0) {
    process.on('exit', removeAll);
    for (const signal of signals) process.on(signal, stopped);
  }
  existing.add(path);
  return { path, remove: () => remove(path) };
}

/** Whoever else listens ends the process in an orderly way; otherwise the signal does, as if nobody had listened. */
function stopped(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.kill(process.pid, signal);
}

function removeAll(): void {
  for (const path of [...existing]) remove(path);
}

function remove(path: string): void {
  existing.delete(path);
  if (existing.size === 0) {
    process.off('exit', removeAll);
    for (const signal of signals) process.off(signal, stopped);
  }
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 2 });
  } catch {
    // It holds nothing that anyone needs; a file that the system still has open is removed with the temporary files.
  }
}
