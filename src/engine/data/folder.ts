// Opens a folder of data files as tables of an engine.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { type Cell, seedCell } from '../../rows/cell.ts';
import { ingestionTimeKey } from '../../rows/seed-row.ts';
import { type TableCatalogue, withTables } from '../../tables/catalogue.ts';
import { isOpenTable, withColumnsOnDemand } from '../../tables/open-columns.ts';
import type { Column, KqlType, TableSchema } from '../../tables/schema.ts';
import { engineFinding } from '../codes.ts';
import type { LoadDatabase } from '../running/database.ts';
import { type Connected, writeCells } from '../sources/cells.ts';
import { typesOf } from '../sources/seed-rows.ts';
import { quoteName } from '../sql-types.ts';
import type { LateColumns, SettledColumns, StoredTable, TableSource } from '../table-source.ts';
import { openCsv } from './csv-table.ts';
import { type FileReport, fileReport } from './file-report.ts';
import type { FileReader, FileRecord, FileRow } from './file-row.ts';
import { findDataFiles, type TableFiles } from './files.ts';
import { type FilesInPlace, type FilesView, filesView } from './in-place.ts';
import { inferColumns, namesIn } from './infer-columns.ts';
import { columnsOfJsonLines, openJsonLines } from './json-table.ts';
import { columnsOfParquet, openParquet } from './parquet-table.ts';
import { withOneReader } from './reader.ts';
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
  return withOneReader(() => openEach(folder, known));
}

async function openEach(folder: string, known: TableCatalogue): Promise<DataFolder> {
  const { files, diagnostics } = findDataFiles(folder);
  const inferred: TableSchema[] = [];
  const loads: FileLoad[] = [];
  for (const file of files) {
    const found: FoundTable = { file, inPlace: await openInPlace[file.format.name]?.(file) };
    let schema = knownTable(file.table, known);
    if (schema === undefined) {
      schema = await inferSchema(found);
      diagnostics.push(inferenceNotice(file, schema, known));
      if (schema.columns.length === 0) continue;
      inferred.push(schema);
    } else {
      const opened = await withColumnsOf(found, schema);
      if (opened !== schema) inferred.push(opened);
      schema = opened;
    }
    loads.push(await fileLoad(found, schema, loads.length));
  }
  const stored = new Map(loads.map((load) => [load.file.table, load.stored]));
  let inFiles: Diagnostic[] = [];
  return {
    tables: withTables(known, inferred),
    data: { names: [...stored.keys()], table: (name) => stored.get(name) },
    diagnostics: () => [...diagnostics, ...inFiles],
    load: (module, connection) =>
      withOneReader(async () => {
        inFiles = [];
        const readInPlace: string[] = [];
        for (const load of loads) {
          const { view, file } = load;
          if (view !== undefined && (await view.holds(connection, (name) => !view.late.has(name)))) {
            stored.set(file.table, {
              late: lateColumns(load, view),
              ...load.stored,
              time: view.time,
              row: view.row,
              texts: view.texts,
            });
            readInPlace.push(...view.paths);
            inFiles.push(...(await unknownColumns(load)));
            await connection.run(`create view ${quoteName(load.stored.sqlName)} as ${view.select}`);
          } else {
            stored.set(file.table, load.stored);
            inFiles.push(...(await loadRows(load, { module, connection })));
          }
        }
        return readInPlace;
      }),
  };
}

/** The formats that DuckDB reads where they lie. */
const openInPlace: Readonly<
  Record<string, ((file: TableFiles) => Promise<FilesInPlace | undefined>) | undefined>
> = { csv: openCsv, jsonl: openJsonLines, parquet: openParquet };

/** Those of them that have types of their own. */
const inferInPlace: Readonly<
  Record<string, ((table: FilesInPlace) => Promise<readonly Column[]>) | undefined>
> = { jsonl: columnsOfJsonLines, parquet: columnsOfParquet };

/** The columns that are left for the query which names them: what SQL cannot read is then read row by row into a table. */
function lateColumns(load: FileLoad, view: FilesView): LateColumns | undefined {
  if (view.late.size === 0) return undefined;
  const table = { ...load.stored, sqlName: `${load.stored.sqlName}_rows` };
  const odd = new Set<string>();
  let read: Promise<SettledColumns> | undefined;
  const readRows = async (connected: Connected): Promise<SettledColumns> => {
    const found = await loadRows({ ...load, stored: table }, connected);
    const { sqlName, columns } = table;
    return { table: { sqlName, columns }, diagnostics: found.filter(({ severity }) => severity === 'error') };
  };
  return {
    names: view.late,
    settle: async (names, connected) => {
      for (const name of names) {
        if (odd.has(name)) continue;
        if (!(await view.holds(connected.connection, (one) => one === name))) odd.add(name);
      }
      if (!names.some((name) => odd.has(name))) return { diagnostics: [] };
      read ??= readRows(connected).catch(async (thrown: unknown) => {
        read = undefined;
        await connected.connection.run(`drop table if exists ${quoteName(table.sqlName)}`);
        throw thrown;
      });
      return read;
    },
  };
}

interface FoundTable {
  readonly file: TableFiles;
  readonly inPlace: FilesInPlace | undefined;
}

interface FileLoad extends FoundTable {
  readonly schema: TableSchema;
  readonly stored: StoredTable;
  /** Of files whose columns convert in SQL; whether their values do shows when they are loaded. */
  readonly view: FilesView | undefined;
}

async function fileLoad(found: FoundTable, schema: TableSchema, index: number): Promise<FileLoad> {
  const { file, inPlace } = found;
  const stored = await storedTable(found, schema, index);
  const types = new Map(storedColumns(schema, stored).map(({ name, type }) => [name, type]));
  return { file, inPlace, schema, stored, view: inPlace && filesView(inPlace, stored, types) };
}

/** Makes the table and reads its rows one by one. */
async function loadRows({ file, schema, stored }: FileLoad, connected: Connected): Promise<Diagnostic[]> {
  const columns = storedColumns(schema, stored);
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const reports = file.parts.map((part) => fileReport(part.file));
  const rows = readCells({ file, schema, types, reports });
  await writeCells(connected, { name: stored.sqlName, temporary: false, columns }, rows);
  return reports.flatMap((report) => report.diagnostics());
}

/** What the reader of rows would say of them, and where. */
async function unknownColumns({ file, schema, stored, inPlace }: FileLoad): Promise<Diagnostic[]> {
  if (inPlace === undefined) return [];
  const isUnknown = (name: string) => !stored.columns.has(name);
  if (file.format.name !== 'parquet') {
    const typesOfPath = new Map(
      inPlace.groups.flatMap(({ paths, types }) => paths.map((path) => [path, types])),
    );
    const found: Diagnostic[] = [];
    for (const part of file.parts) {
      const names = [...(typesOfPath.get(part.path)?.keys() ?? [])];
      const unknown = new Set(
        names.filter((name) => isUnknown(name) && !Object.hasOwn(part.partition, name)),
      );
      if (unknown.size > 0)
        found.push(...(await firstPlaces(unknown, schema, { part, read: file.format.read })));
    }
    return found;
  }
  const keys = new Set(file.parts.flatMap(({ partition }) => Object.keys(partition)));
  const report = fileReport(file.parts.length === 1 ? file.parts[0]!.file : file.file);
  for (const name of inPlace.columns.keys())
    if (isUnknown(name) && !keys.has(name)) report.unknownColumn(unplaced, name, schema);
  return report.diagnostics();
}

interface FilePart {
  readonly part: TableFiles['parts'][number];
  readonly read: FileReader;
}

/** Names each of the columns where it first has a value. */
async function firstPlaces(
  names: ReadonlySet<string>,
  schema: TableSchema,
  { part, read }: FilePart,
): Promise<Diagnostic[]> {
  const report = fileReport(part.file);
  const open = new Set(names);
  for await (const record of read(part.path)) {
    if ('problem' in record) continue;
    for (const name in record.values) if (open.delete(name)) report.unknownColumn(record, name, schema);
    if (open.size === 0) break;
  }
  return report.diagnostics();
}

const unplaced: FileRow = { values: {}, place: () => undefined };

/** A table of Defender advanced hunting cannot be queried in a workspace, so its rows have to be a table of the user's own. */
function knownTable(table: string, known: TableCatalogue): TableSchema | undefined {
  const schema = known.table(table);
  return schema?.advancedHuntingOnly === true ? undefined : schema;
}

async function inferSchema({ file, inPlace }: FoundTable): Promise<TableSchema> {
  const infer = inferInPlace[file.format.name];
  const columns =
    inPlace === undefined || infer === undefined
      ? await inferColumns(recordsOf(file), file.format.isText)
      : await infer(inPlace);
  const own = columns.filter(({ name }) => name !== ingestionTimeKey);
  return { name: file.table, columns: own, source: 'custom', advancedHuntingOnly: false };
}

/** What a file has of the columns that an open table takes on demand is there, whoever asks. */
async function withColumnsOf(found: FoundTable, schema: TableSchema): Promise<TableSchema> {
  return isOpenTable(schema) ? withColumnsOnDemand(schema, await presentIn(found)) : schema;
}

/** The columns that some row has. */
async function presentIn({ file, inPlace }: FoundTable): Promise<ReadonlySet<string>> {
  return inPlace === undefined ? namesIn(recordsOf(file)) : new Set(inPlace.columns.keys());
}

/** The records of all files, each with what its folders say. */
async function* recordsOf({ parts, format }: TableFiles): AsyncGenerator<FileRecord> {
  for (const { path, partition } of parts) {
    for await (const record of format.read(path)) {
      yield 'problem' in record ? record : { ...record, values: { ...partition, ...record.values } };
    }
  }
}

function inferenceNotice(file: TableFiles, schema: TableSchema, known: TableCatalogue): Diagnostic {
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
async function storedTable(found: FoundTable, schema: TableSchema, index: number): Promise<StoredTable> {
  const present = await presentIn(found);
  const names = [...schema.columns.map(({ name }) => name), ingestionTimeKey].filter((name) =>
    present.has(name),
  );
  return {
    kind: 'stored',
    sqlName: `data_${index}`,
    columns: new Map(
      (names.length === 0 ? [ingestionTimeKey] : names).map((name, column) => [name, `c${column}`]),
    ),
    types: typesOf(schema),
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
  readonly file: TableFiles;
  readonly schema: TableSchema;
  /** Of the columns that are stored, in their order. */
  readonly types: ReadonlyMap<string, KqlType>;
  /** One for each file. */
  readonly reports: readonly FileReport[];
}

async function* readCells({ file, schema, types, reports }: FileReading): AsyncGenerator<Cell[]> {
  const read = file.format.isText
    ? (value: unknown, type: KqlType) => textCell(String(value), type)
    : seedCell;
  const indexes = new Map(Array.from(types.keys(), (name, index) => [name, index]));
  const blank = Array.from(types.values(), (type) => (type === 'string' ? '' : null));
  for (const [part, { path, partition }] of file.parts.entries()) {
    const report = reports[part]!;
    const ofFolders = Object.entries(partition).filter(([name, value]) => types.has(name) && value !== null);
    for await (const record of file.format.read(path)) {
      if ('problem' in record) {
        report.badRecord(record);
        continue;
      }
      const row: Cell[] = [...blank];
      const { values } = record;
      const told = ofFolders.filter(([name]) => !Object.hasOwn(values, name));
      for (const [name, value] of [...told, ...Object.entries(values)]) {
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
}
