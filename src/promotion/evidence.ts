// Evidence that content passed somewhere: one JSON line for each item and run, found again by the hash of the content.

import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type EvidenceKind, evidenceKinds } from '../environments/environment.ts';
import { makeFolder, ownFolderName } from '../environments/own-folder.ts';
import { isJsonMap } from '../json/json.ts';
import { promotionError } from './codes.ts';

export interface Evidence {
  readonly schemaVersion: 1;
  readonly kind: EvidenceKind;
  /** The environment it was gathered in; `local` for tests on the local engine. */
  readonly environment: string;
  /** The environment whose parameters and overrides made the content, where it is not the one it was gathered in. */
  readonly as?: string | undefined;
  /** ARM id of the workspace, or undefined for the local engine. */
  readonly workspace?: string | undefined;
  readonly itemId: string;
  readonly itemName: string;
  /** Hash of the effective content (content/hash.ts): the same bytes of meaning, whatever their layout. */
  readonly contentHash: string;
  readonly result: 'passed' | 'failed';
  /** What was run or what went wrong, in one line. */
  readonly detail: string;
  /** Of a validation: how many cases got their seed rows which way, and the run that wrote those in test tables. */
  readonly seed?: EvidenceSeed | undefined;
  /** Ends in `-dirty` where content, tests or environments were not as that commit has them. */
  readonly commit?: string | undefined;
  /** `owner/name` of the repository, where one is known. */
  readonly repository?: string | undefined;
  /** Id of the workflow run, where there is one. */
  readonly runId?: string | undefined;
  readonly toolVersion: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Evidence is the same whichever way the rows took. */
interface EvidenceSeed {
  readonly prologue: number;
  readonly tables: number;
  readonly runId?: string | undefined;
}

/** Where evidence is kept unless --evidence names another file, relative to the project folder. */
export const defaultEvidenceFile = `${ownFolderName}/evidence.jsonl`;

/** Appends records; a line is written whole or not at all. Throws a UserError when the file cannot be written. */
export function appendEvidence(file: string, records: readonly Evidence[]): void {
  if (records.length === 0) return;
  // Among other lines a record would be lost, and whatever else the file is would be spoilt.
  assertIsEvidence(file);
  try {
    makeFolder(dirname(file));
    appendFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  } catch (error) {
    throw promotionError(
      'promotion/evidence-unwritable',
      `The evidence file cannot be written: ${(error as Error).message}.`,
      { file, hint: 'Make the folder writable, or name another file with --evidence.', cause: error },
    );
  }
}

/** Reads all records; a file that is not there holds none. Throws a UserError when it cannot be read, and at the first line that is no evidence. */
export function readEvidence(file: string): Evidence[] {
  if (!existsSync(file)) return [];
  const lines = textOf(file).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, file, index + 1)]));
}

function assertIsEvidence(file: string): void {
  try {
    readEvidence(file);
  } catch (error) {
    throw promotionError(
      'promotion/evidence-unwritable',
      `The evidence was not kept: ${file} holds something else.`,
      { file, hint: 'Name another file with --evidence.', cause: error },
    );
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw promotionError(
      'promotion/evidence-unreadable',
      `The evidence cannot be read: ${(error as Error).message}.`,
      { file, hint: 'Name a file with --evidence, and make it readable.', cause: error },
    );
  }
}

function parseLine(text: string, file: string, line: number): Evidence {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isEvidence(value)) return value;
  throw promotionError('promotion/evidence-unreadable', 'This line is not a record of evidence.', {
    file,
    line,
    column: 1,
    hint: 'Delete the line, or the file, and gather the evidence again with test, validate and smoke.',
  });
}

function isEvidence(record: unknown): record is Evidence {
  if (!isJsonMap(record)) return false;
  const texts = ['environment', 'itemId', 'contentHash', 'at'];
  const optional = ['as', 'commit', 'detail', 'itemName', 'repository', 'runId', 'workspace'];
  return (
    record['schemaVersion'] === 1 &&
    evidenceKinds.includes(record['kind'] as EvidenceKind) &&
    ['passed', 'failed'].includes(record['result'] as string) &&
    texts.every((key) => typeof record[key] === 'string') &&
    optional.every((key) => ['string', 'undefined'].includes(typeof record[key])) &&
    !Number.isNaN(Date.parse(String(record['at'])))
  );
}
