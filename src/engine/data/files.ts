// Finds the data of a folder: a file `<Table>.<format>`, or a folder `<Table>` with files of one format.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { engineError, engineFinding } from '../codes.ts';
import { readCsv } from './csv.ts';
import type { FileReader } from './file-row.ts';
import { readJsonArray } from './json-array.ts';
import { readJsonLines } from './json-lines.ts';
import { readParquet } from './parquet.ts';

/** The data of one table. */
export interface TableFiles {
  readonly table: string;
  /** The file, or the folder, as diagnostics name it. */
  readonly file: string;
  readonly format: Format;
  /** In the order their rows are read; at least one. */
  readonly parts: readonly DataFile[];
}

interface DataFile {
  readonly path: string;
  /** As diagnostics name it. */
  readonly file: string;
  /** What the folders between the table and the file say of all its rows: `day=2026-01-15`. Null is written as Hive does. */
  readonly partition: Readonly<Record<string, string | null>>;
}

interface Format {
  readonly name: 'csv' | 'json' | 'jsonl' | 'parquet';
  readonly read: FileReader;
  /** All values are texts, to be read by the type of their column. */
  readonly isText: boolean;
}

const jsonLines = { name: 'jsonl', read: readJsonLines, isText: false } as const;
const formats: Readonly<Record<string, Format>> = {
  csv: { name: 'csv', read: readCsv, isText: true },
  json: { name: 'json', read: readJsonArray, isText: false },
  jsonl: jsonLines,
  ndjson: jsonLines,
  parquet: { name: 'parquet', read: readParquet, isText: false },
};

const dataName = /^(.*)\.(?:(json|parquet)|(csv|jsonl|ndjson)(?:\.gz)?)$/;
const tableName = /^[A-Za-z_]\w*$/;

/** The data by table, in the order of the names. @throws UserError when the folder cannot be read. */
export function findDataFiles(folder: string): { files: TableFiles[]; diagnostics: Diagnostic[] } {
  const files: TableFiles[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, isFolder } of listFolder(folder)) {
    const path = join(folder, name);
    const file = slashed(path);
    const found = isFolder ? tableFolder(path, diagnostics) : tableFile(path, file, diagnostics);
    if (found === undefined) continue;
    const [table, data] = found;
    const other = files.find((each) => each.table === table);
    if (!tableName.test(table)) diagnostics.push(badName(file, table));
    else if (other !== undefined) diagnostics.push(secondFile(file, table, other.file));
    else files.push({ table, file, ...data });
  }
  return { files, diagnostics };
}

type Found = readonly [table: string, data: Pick<TableFiles, 'format' | 'parts'>];

const slashed = (path: string) => path.replaceAll('\\', '/');
const nameOf = (path: string) => slashed(path).split('/').at(-1)!;

function tableFile(path: string, file: string, diagnostics: Diagnostic[]): Found | undefined {
  const data = dataFile(path, {}, diagnostics);
  const table = dataName.exec(nameOf(file))?.[1];
  return data === undefined || table === undefined
    ? undefined
    : [table, { format: data.format, parts: [data] }];
}

function dataFile(
  path: string,
  partition: DataFile['partition'],
  diagnostics: Diagnostic[],
): (DataFile & { readonly format: Format }) | undefined {
  const name = nameOf(path);
  const [, , json, lines] = dataName.exec(name) ?? [];
  const format = formats[json ?? lines ?? ''];
  if (format !== undefined) return { path: resolve(path), file: slashed(path), partition, format };
  if (/\.(tsv|gz|zip|xlsx?|log)$/i.test(name)) diagnostics.push(ignored(slashed(path)));
  return undefined;
}

/** A folder that holds data, itself or in folders `key=value`; any other folder is no table. */
function tableFolder(path: string, diagnostics: Diagnostic[]): Found | undefined {
  const table = nameOf(path);
  if (!tableName.test(table)) return undefined;
  const found = filesIn(path, {}, diagnostics);
  const first = found[0];
  if (first === undefined) return undefined;
  const unlike = found.find(({ format }) => format !== first.format);
  if (unlike === undefined) return [table, { format: first.format, parts: found }];
  const message = `The folder of the table ${table} has files of another format, ${first.file}.`;
  diagnostics.push(
    engineFinding('data/second-file', message, { file: unlike.file, hint: 'Keep one format.' }),
  );
  return undefined;
}

function filesIn(
  folder: string,
  partition: DataFile['partition'],
  diagnostics: Diagnostic[],
): (DataFile & { readonly format: Format })[] {
  return listFolder(folder).flatMap(({ name, isFolder }) => {
    const path = join(folder, name);
    if (!isFolder) return dataFile(path, partition, diagnostics) ?? [];
    const [, key, value] = /^([^=]+)=(.*)$/.exec(name) ?? [];
    if (key === undefined || value === undefined) {
      if (holdsData(path)) diagnostics.push(ignoredFolder(slashed(path)));
      return [];
    }
    return filesIn(path, { ...partition, [key]: partitionValue(value) }, diagnostics);
  });
}

function holdsData(folder: string): boolean {
  return listFolder(folder).some(({ name, isFolder }) =>
    isFolder ? holdsData(join(folder, name)) : dataName.test(name),
  );
}

function partitionValue(text: string): string | null {
  if (text === '__HIVE_DEFAULT_PARTITION__') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function listFolder(folder: string): { readonly name: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
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
  const message =
    'The file is not read: only .jsonl, .ndjson and .csv (packed with .gz too), .json and .parquet are.';
  return engineFinding('data/ignored-file', message, { file, hint: undefined });
}

function ignoredFolder(file: string): Diagnostic {
  const message = 'The folder is not read: below the folder of a table only folders named key=value are.';
  const hint = 'Put the files into the folder of the table, or rename the folder: day=2026-01-15.';
  return engineFinding('data/ignored-file', message, { file, hint });
}

function badName(file: string, table: string): Diagnostic {
  return engineFinding('data/bad-name', `'${table}' is not a table name.`, { file, hint: undefined });
}

function secondFile(file: string, table: string, other: string): Diagnostic {
  const message = `The table ${table} has another file already, ${other}.`;
  return engineFinding('data/second-file', message, { file, hint: 'Keep one of them.' });
}
