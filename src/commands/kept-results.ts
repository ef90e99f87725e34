// Files that `test` keeps the results of mutation and of evasion in: named by a flag, written like a report.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assertNoSource } from '../project/output-file.ts';
import type { CommandContext, Flags } from './command.ts';
import { writeReport } from './report-formats.ts';

const recordFlags = ['mutationRecord', 'evasionRecord'] as const;

/** Throws a UserError where a record would be written over a file of the user's: known before the command does its work. */
export function assertRecordFiles(flags: Flags, { folder }: CommandContext): void {
  for (const flag of recordFlags) {
    const file = flags[flag];
    if (typeof file === 'string') assertNoSource(resolve(folder, file), file);
  }
}

/** What the file that the flag names holds, where there is one that can be read as JSON; what it says is for its room to judge. */
export function readRecord(
  flag: (typeof recordFlags)[number],
  { flags, context: { folder } }: { readonly flags: Flags; readonly context: CommandContext },
): unknown {
  const file = flags[flag];
  if (typeof file !== 'string' || !existsSync(resolve(folder, file))) return undefined;
  try {
    return JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes the record where the flag names a file for it. Throws a UserError when it cannot be written. */
export function keepRecord(
  flag: (typeof recordFlags)[number],
  { flags, context }: { readonly flags: Flags; readonly context: CommandContext },
  record: () => object,
): void {
  const file = flags[flag];
  if (typeof file === 'string')
    writeReport(context.folder, file, `${JSON.stringify(record(), undefined, 2)}\n`);
}
