// What is said when the state folder of an embedded workspace cannot be read or written.
import type { UserError } from '../../diagnostics/user-error.ts';
import { emulatorError } from '../codes.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file stands in the place of a folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands in the place of a folder',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
};

/** A UserError for a file system error inside the state folder. */
export function stateFolderError(folder: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return emulatorError(
    'emulator/state-not-writable',
    `The state folder of the embedded workspace cannot be written: ${reason} (${folder}).`,
    {
      file: folder,
      hint: 'Make the folder writable, or name another state folder in the environment.',
      cause: error,
    },
  );
}

/** A UserError for a state file that is not what the server wrote. The file is left as it is. */
export function corruptState(file: string, why: string): UserError {
  return emulatorError(
    'emulator/corrupt-state',
    `The state file ${file} of the embedded workspace is corrupt: ${why}.`,
    { file, hint: 'Fix the file, or move it away to start without that resource; nothing was changed.' },
  );
}
