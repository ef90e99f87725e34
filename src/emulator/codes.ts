// The codes of the embedded workspace: its server, its lock and its state on disk.
import { type Codes, codeIn, errorsOf } from '../diagnostics/codes.ts';

export const emulatorCodes = {
  'emulator/already-running': {
    summary: 'Another process serves this embedded workspace already.',
    hint: 'Use it, or stop it first.',
  },
  'emulator/corrupt-state': {
    summary: 'A file of the embedded workspace is not readable as what it must be; it was left as it is.',
    hint: 'Fix the file, or delete it and deploy again.',
  },
  'emulator/lock-stuck': {
    summary: 'The lock of the embedded workspace cannot be taken over.',
    hint: 'Stop the process it names, or delete the lock file.',
  },
  'emulator/port-not-available': {
    summary: 'The port is taken, or not allowed.',
    hint: 'Name another, or none.',
  },
  'emulator/state-not-writable': {
    summary: 'The state folder of the embedded workspace cannot be read or written.',
    hint: 'Make it writable, or name another with SENTINEL_SYNC_STATE.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const emulatorError = errorsOf(emulatorCodes);

/** Names a code of this room. */
export const emulatorCode = codeIn(emulatorCodes);
