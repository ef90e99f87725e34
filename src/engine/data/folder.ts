// Opens a folder of data files as tables of an engine.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { type Cell, seedCell } from '../../rows/cell.ts';
import { ingestionTimeKey } from '../../rows/seed-row.ts';
import { type TableCatalogue, withTables } from '../../tables/catalogue.ts';
import { isOpenTable, withColumnsOnDemand } from '../../tables/open-columns.ts';
import type { KqlType, TableSchema } from '../../tables/schema.ts';
import { engineFinding } from '../codes.ts';
import type { LoadDatabase } from '../running/database.ts';
import { writeCells } from '../sources/cells.ts';
import { typesOf } from '../sources/seed-rows.ts';
import type { StoredTable, TableSource } from '../table-source.ts';
import { type FileReport, fileReport } from './file-report.ts';
import { type DataFile, findDataFiles } from './files.ts';
import { inferColumns, namesIn } from './infer-columns.ts';
import { textCell } from './text-cell.ts';

export interface DataFolder {
  /** The given catalogue and the tables whose columns were inferred. */
  readonly tables: TableCatalogue;
  readonly data: TableSource;
  /** What was found so far; loading adds what is wrong inside the files. An error means that no query should run. */
  diagnostics(): readonly Diagnostic[];
  /** To be given to createEngine, which calls it before the database is locked. */
  readonly load: LoadDatabase;
}

/** Reads which tables a folder holds. Tables nobody knows get the columns their values suggest, and a notice that says so. */
export async function openDataFolder(folder: string, known: TableCatalogue): Promise<DataFolder> {
  const { files, diagnostics } = findDataFiles(folder);
  const inferred: TableSchema[] = [];
  const loads: FileLoad[] = [];
  for (const file of files) {
    let schema = knownTable(file.table, known);
    if (schema === undefined) {
      schema = await inferSchema(file);
      diagnostics.push(inferenceNotice(file, schema, known));
      if (schema.columns.length === 0) continue;
      inferred.push(schema);
    } else {
      const opened = await withColumnsOf(file, schema);
      if (opened !== schema) inferred.push(opened);
      schema = opened;
    }
    loads.push({ file, schema, stored: await storedTable(file, schema, loads.length) });
  }
  const stored = new Map(loads.map((load) => [load.file.table, load.stored]));
  let inFiles: Diagnostic[] = [];
  return {
    tables: withTables(known, inferred),
    data: { names: [...stored.keys()], table: (name) => stored.get(name) },
    diagnostics: () => [...diagnostics, ...inFiles],
    load: async (module, connection) => {
      inFiles = [];
      for (const { file, schema, stored } of loads) {
        const report = fileReport(file.file);
        const columns = [...storedColumns(schema, stored)];
        const types = new Map(columns.map(({ name, type }) => [name, type]));
        const rows = readCells({ file, schema, types, report });
        await writeCells({ module, connection }, { name: stored.sqlName, temporary: false, columns }, rows);
        for (const problem of report.diagnostics()) inFiles.push(problem);
      }
    },
  };
}

interface FileLoad {
  readonly file: DataFile;
  readonly schema: TableSchema;
  readonly stored: StoredTable;
}

/** A table of Defender advanced hunting cannot be queried in a workspace, so its rows have to be a table of the user's own. */
function knownTable(table: string, known: TableCatalogue): TableSchema | undefined {
  const schema = known.table(table);
  return schema?.advancedHuntingOnly === true ? undefined : schema;
}

async function inferSchema(file: DataFile): Promise<TableSchema> {
  const columns = await inferColumns(file.format.read(file.path), file.format.isText);
  return { name: file.table, columns, source: 'custom', advancedHuntingOnly: false };
}

/** What a file has of the columns that an open table takes on demand is there, whoever asks. */
async function withColumnsOf(file: DataFile, schema: TableSchema): Promise<TableSchema> {
  if (!isOpenTable(schema)) return schema;
  return withColumnsOnDemand(schema, await namesIn(file.format.read(file.path)));
}

function inferenceNotice(file: DataFile, schema: TableSchema, known: TableCatalogue): Diagnostic {
  const near = didYouMean(file.table, known.names());
  const hint =
    near === undefined
      ? `Write its schema into tables/${file.table}.json to fix the types.`
      : `Did you mean ${near}?`;
  if (schema.columns.length === 0) {
    const message = `No schema of ${file.table} is known, and the file has no rows to infer one from.`;
    return engineFinding('data/no-columns', message, { file: file.file, hint });
  }
  const columns = schema.columns.map(({ name, type }) => `${name}:${type}`).join(', ');
  const message = `No schema of ${file.table} is known; its columns are inferred from the data: ${columns}.`;
  return engineFinding('data/inferred-schema', message, { file: file.file, hint });
}

/** Only columns that some row has: a table may have a hundred, a file seldom more than ten, and each costs with every row. */
async function storedTable(file: DataFile, schema: TableSchema, index: number): Promise<StoredTable> {
  const present = await namesIn(file.format.read(file.path));
  const names = [...schema.columns.map(({ name }) => name), ingestionTimeKey].filter((name) =>
    present.has(name),
  );
  return {
    kind: 'stored',
    sqlName: `data_${index}`,
    columns: new Map(
      (names.length === 0 ? [ingestionTimeKey] : names).map((name, column) => [name, `c${column}`]),
    ),
  };
}

function storedColumns(
  schema: TableSchema,
  stored: StoredTable,
): { name: string; sqlName: string; type: KqlType }[] {
  const types = typesOf(schema);
  return Array.from(stored.columns, ([name, sqlName]) => ({
    name,
    sqlName,
    type: types.get(name) ?? 'datetime',
  }));
}

interface FileReading {
  readonly file: DataFile;
  readonly schema: TableSchema;
  /** Of the columns that are stored, in their order. */
  readonly types: ReadonlyMap<string, KqlType>;
  readonly report: FileReport;
}

async function* readCells({ file, schema, types, report }: FileReading): AsyncGenerator<Cell[]> {
  const read = file.format.isText
    ? (value: unknown, type: KqlType) => textCell(String(value), type)
    : seedCell;
  const indexes = new Map(Array.from(types.keys(), (name, index) => [name, index]));
  const blank = Array.from(types.values(), (type) => (type === 'string' ? '' : null));
  for await (const record of file.format.read(file.path)) {
    if ('problem' in record) {
      report.badRecord(record);
      continue;
    }
    const row: Cell[] = [...blank];
    for (const [name, value] of Object.entries(record.values)) {
      const type = types.get(name);
      if (type === undefined) {
        report.unknownColumn(record, name, schema);
        continue;
      }
      const cell = read(value, type);
      if ('cell' in cell) row[indexes.get(name)!] = cell.cell;
      else {
        row[indexes.get(name)!] = null;
        report.badValue(record, name, cell.refused);
      }
    }
    yield row;
  }
}
