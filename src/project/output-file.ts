// Files that a command line names for output: never one that people write by hand.
import { statSync } from 'node:fs';
import { projectError } from './codes.ts';

/** Content, cases, environments and settings are YAML, queries and templates have endings of their own; no output of the tool has. */
const sources = /\.(?:ya?ml|kql|bicep)$/i;

/** Throws a UserError where `path` is a file that the tool reads and never writes as a report. `file` is its name in the message. */
export function assertNoSource(path: string, file: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || !sources.test(path)) return;
  throw projectError(
    'cli/overwrites-source',
    `${file} is there already, and is no output of this tool; it was not written over.`,
  );
}
