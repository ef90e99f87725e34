// The audit trail: one JSON line for each apply, with who wrote what where and what came of it.
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exitCodes } from '../diagnostics/user-error.ts';
import { makeFolder, ownFolderName } from '../environments/own-folder.ts';
import type { ApplyReport } from '../plan/report.ts';
import { promotionError } from './codes.ts';

export interface AuditRecord {
  readonly schemaVersion: 1;
  /** ISO 8601, UTC: when apply ended. */
  readonly at: string;
  readonly who: Actor;
  readonly commit?: string | undefined;
  /** Id of the workflow run, where there is one. */
  readonly runId?: string | undefined;
  readonly environment: string;
  /** ARM id. */
  readonly workspace: string;
  readonly summary: ApplyReport['summary'];
  /** What was to be written; what stayed as it is is only counted. */
  readonly changes: readonly AuditedChange[];
  readonly toolVersion: string;
}

export interface Actor {
  readonly name: string;
  /** What says so: the workflow, git's configuration, or the operating system. None of them is proof. */
  readonly source: 'github' | 'git' | 'system';
}

export interface AuditedChange {
  readonly action: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly result: string;
  /** Code and words of a failure. */
  readonly error?: string | undefined;
}

/** Where the audit trail is kept unless --audit names another file, relative to the project folder. */
export const defaultAuditFile = `${ownFolderName}/audit.jsonl`;

/** The changes of a report as the trail keeps them. */
export function auditedChanges({ changes }: ApplyReport): readonly AuditedChange[] {
  return changes
    .filter(({ result }) => result !== 'unchanged')
    .map(({ action, kind, id, name, result, error, skippedBecause, reason }) => {
      const words = error === undefined ? (skippedBecause ?? reason) : `${error.code}: ${error.message}`;
      return { action, kind, id, name, result, error: result === 'applied' ? undefined : words };
    });
}

/** An audit file that is open: it can be written, and stays so. */
export interface AuditFile {
  /** Appends one record, as a whole line or not at all. Throws a UserError when that fails: the apply itself has happened. */
  append(record: AuditRecord): void;
  close(): void;
}

/** Opens the file before anything is applied. Throws a UserError when it cannot: what cannot be put on record is not to happen. */
export function openAudit(file: string): AuditFile {
  let handle: number;
  try {
    makeFolder(dirname(file));
    handle = openSync(file, 'a');
  } catch (error) {
    throw promotionError(
      'promotion/audit-unwritable',
      `Nothing was applied: the audit record could not be written: ${(error as Error).message}.`,
      { file, cause: error },
    );
  }
  return { append: (record) => append(handle, file, record), close: () => closeSync(handle) };
}

function append(handle: number, file: string, record: AuditRecord): void {
  try {
    const { size } = fstatSync(handle);
    try {
      writeFileSync(handle, `${JSON.stringify(record)}\n`);
      fsyncSync(handle);
    } catch (error) {
      // Half a line would spoil the one after it. A device such as /dev/full has no length.
      if (size > 0 || fstatSync(handle).size > 0) ftruncateSync(handle, size);
      throw error;
    }
  } catch (error) {
    throw promotionError(
      'promotion/audit-not-written',
      `The changes were applied, but the audit record cannot be written: ${(error as Error).message}.`,
      {
        file,
        hint: 'Keep the report of this run as the record, and make room, or name another file with --audit.',
        exitCode: exitCodes.notRecorded,
        cause: error,
      },
    );
  }
}
