// Where a command keeps or looks for evidence.
import { resolve } from 'node:path';
import { defaultEvidenceFile } from '../promotion/evidence.ts';
import type { CommandContext, Flags } from './command.ts';

/** Absolute path of the evidence file: --evidence, or the project's own. */
export function evidenceFile(flags: Flags, context: CommandContext): string {
  const stated = flags['evidence'];
  return resolve(context.folder, typeof stated === 'string' ? stated : defaultEvidenceFile);
}
