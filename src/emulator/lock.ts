// One server for a state folder: the lock file says which process has it and on which port it answers.
import { rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { UserError } from '../diagnostics/user-error.ts';
import { emulatorError } from './codes.ts';
import {
  createExclusive,
  isAlive,
  type Owned,
  ownership,
  readOwned,
  removeOwned,
} from './state/exclusive-file.ts';
import { stateFolderError } from './state/state-errors.ts';

/** The header by which a server proves that it is the one a lock file names. */
export const instanceHeader = 'x-ms-embedded-instance';

const probeTimeoutMs = 3000;
const retryMs = 20;
const mostTries = 50;

interface LockContent extends Owned {
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** ARM id of the workspace. */
  readonly workspace: string;
}

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** ARM id of the workspace it plays. */
  readonly workspace: string;
}

export interface Lock {
  /** The proof to answer with in `instanceHeader`. */
  readonly mark: string;
  release(): void;
}

const lockFile = (stateFolder: string) => join(stateFolder, 'emulator.lock');
const lockUrl = ({ scheme, port }: LockContent) => `${scheme}://127.0.0.1:${port}`;

/** The running server of a state folder: its process lives, its port answers, and it is the server of the lock file. */
export async function findRunning(stateFolder: string): Promise<RunningServer | undefined> {
  const content = readOwned<LockContent>(lockFile(stateFolder));
  if (content === undefined || content === 'unreadable' || !isAlive(content.pid)) return undefined;
  if ((await probe(content)) !== 'answers') return undefined;
  return { pid: content.pid, port: content.port, url: lockUrl(content), workspace: content.workspace };
}

/**
 * Takes the lock for a server that already listens. A lock whose process is gone, or whose port is somebody else's, is
 * taken over. Throws UserError `emulator/already-running` when another server has the folder.
 */
export async function acquireLock(
  stateFolder: string,
  server: Pick<LockContent, 'port' | 'scheme' | 'workspace'>,
): Promise<Lock> {
  const file = lockFile(stateFolder);
  const mine: LockContent = { ...ownership(), ...server };
  for (let tries = 0; tries < mostTries; tries++) {
    if (tryCreate(stateFolder, file, mine))
      return { mark: mine.mark, release: () => release(file, mine.mark) };
    const other = readOwned<LockContent>(file);
    if (other === undefined) continue;
    if (other !== 'unreadable') {
      if (isAlive(other.pid) && (await probe(other)) !== 'is-not-it')
        throw alreadyRunning(stateFolder, other);
      if (removeOwned(file, other.mark)) continue;
    }
    await delay(retryMs);
  }
  throw emulatorError(
    'emulator/lock-stuck',
    `The lock file ${file} of the embedded workspace cannot be read or taken over.`,
    { file, hint: 'Make sure that no other process uses the folder, then delete the lock file.' },
  );
}

function tryCreate(stateFolder: string, file: string, content: LockContent): boolean {
  try {
    return createExclusive(file, content);
  } catch (error) {
    throw stateFolderError(stateFolder, error);
  }
}

/**
 * A folder that was removed meanwhile has no lock to give back. On a full disk there is no room for the file that gives the right to
 * remove another; its owner, who lives, needs none.
 */
function release(file: string, mark: string): void {
  try {
    removeOwned(file, mark);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    const current = readOwned(file);
    if (current !== undefined && current !== 'unreadable' && current.mark === mark) rmSync(file);
  }
}

function alreadyRunning(stateFolder: string, other: LockContent): UserError {
  return emulatorError(
    'emulator/already-running',
    `Process ${other.pid} already serves the embedded workspace in ${stateFolder}, at ${lockUrl(other)}.`,
    { file: stateFolder, hint: 'Use the running server, or stop that process first.' },
  );
}

/** A server that is too busy to answer in time is still taken for the owner. */
function probe(lock: LockContent): Promise<'answers' | 'is-not-it' | 'is-silent'> {
  const send = lock.scheme === 'https' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const request = send(
      `${lockUrl(lock)}/`,
      // The certificate is not what is asked about here: the mark is.
      { method: 'HEAD', agent: false, timeout: probeTimeoutMs, rejectUnauthorized: false },
      (response) => {
        response.resume();
        resolve(response.headers[instanceHeader] === lock.mark ? 'answers' : 'is-not-it');
      },
    );
    request.on('timeout', () => {
      resolve('is-silent');
      request.destroy();
    });
    request.on('error', () => resolve('is-not-it'));
    request.end();
  });
}
