// Refuses a data folder without data: every query over it would answer with nothing, and be believed.
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { findDataFiles } from '../engine/data/files.ts';
import { projectError } from './codes.ts';

/**
 * Throws a UserError when `folder` (absolute) holds no data file, or cannot be read; what is wrong with the files shows when they
 * are loaded. `named` is the folder as its owner wrote it, `file` where.
 */
export function assertData(folder: string, name: string, file?: string): void {
  const { files, diagnostics } = findDataFiles(folder);
  if (files.length > 0 || hasErrors(diagnostics)) return;
  throw projectError('cli/nothing-found', `The data folder ${name} holds no data file.`, {
    file,
    hint: 'Put <Table>.jsonl, .json, .csv or .parquet into it, or correct its name.',
  });
}
