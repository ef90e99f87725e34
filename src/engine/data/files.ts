// Finds the data files of a folder: `<Table>.jsonl`, `.json`, `.csv` or `.parquet`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { engineError, engineFinding } from '../codes.ts';
import { readCsv } from './csv.ts';
import type { FileReader } from './file-row.ts';
import { readJsonArray } from './json-array.ts';
import { readJsonLines } from './json-lines.ts';
import { readParquet } from './parquet.ts';

export interface DataFile {
  readonly table: string;
  readonly path: string;
  /** As diagnostics name it. */
  readonly file: string;
  readonly format: Format;
}

interface Format {
  readonly read: FileReader;
  /** All values are texts, to be read by the type of their column. */
  readonly isText: boolean;
}

const formats = {
  csv: { read: readCsv, isText: true },
  json: { read: readJsonArray, isText: false },
  jsonl: { read: readJsonLines, isText: false },
  parquet: { read: readParquet, isText: false },
} as const satisfies Record<string, Format>;

/** Data files by table name. @throws UserError when the folder cannot be read. */
export function findDataFiles(folder: string): { files: DataFile[]; diagnostics: Diagnostic[] } {
  const files: DataFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of listFolder(folder)) {
    const file = join(folder, name).replaceAll('\\', '/');
    const [, table, extension] = /^(.*)\.(csv|json|jsonl|parquet)$/.exec(name) ?? [];
    if (table === undefined) {
      if (/\.(ndjson|tsv|gz|zip|xlsx?|log)$/i.test(name)) diagnostics.push(ignored(file));
      continue;
    }
    const other = files.find((each) => each.table === table);
    if (!/^[A-Za-z_]\w*$/.test(table)) diagnostics.push(badName(file, table));
    else if (other !== undefined) diagnostics.push(secondFile(file, table, other.file));
    else
      files.push({
        table,
        path: join(folder, name),
        file,
        format: formats[extension as keyof typeof formats],
      });
  }
  return { files, diagnostics };
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const reasons: Readonly<Record<string, string>> = {
      EACCES: 'permission denied',
      ENOENT: 'it does not exist',
      ENOTDIR: 'it is a file',
    };
    throw engineError(
      'data/unreadable',
      `The data folder '${folder}' cannot be read: ${reasons[code] ?? code}.`,
      { hint: 'Name a folder that holds <Table>.jsonl, .json, .csv or .parquet files.', cause },
    );
  }
}

function ignored(file: string): Diagnostic {
  const message = 'The file is not read: only .jsonl, .json, .csv and .parquet are.';
  return engineFinding('data/ignored-file', message, { file, hint: undefined });
}

function badName(file: string, table: string): Diagnostic {
  return engineFinding('data/bad-name', `'${table}' is not a table name.`, { file, hint: undefined });
}

function secondFile(file: string, table: string, other: string): Diagnostic {
  const message = `The table ${table} has another file already, ${other}.`;
  return engineFinding('data/second-file', message, { file, hint: 'Keep one of them.' });
}
