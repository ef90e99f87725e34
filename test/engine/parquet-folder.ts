// Folders of Parquet files for tests: written by a database of their own, opened as a data folder behind an engine.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll } from 'vitest';
import { openDataFolder } from '../../src/engine/data/folder.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import type { KqlType, TableSchema } from '../../src/tables/schema.ts';

/** The clock of the queries. */
export const now = new Date('2026-01-15T12:00:00Z');

/** For one test file: what it writes goes with its last test. */
export function createParquetFolders() {
  let instance: DuckDBInstance;
  let writer: DuckDBConnection;
  const folders: string[] = [];
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    writer = await instance.connect();
    await writer.run("set TimeZone = 'UTC'");
  });
  afterAll(() => {
    writer.closeSync();
    instance.closeSync();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return {
    newFolder(): string {
      const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-parquet-'));
      folders.push(folder);
      return folder;
    },
    async write(folder: string, name: string, select: string): Promise<string> {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      await writer.run(`copy (${select}) to '${path}' (format parquet)`);
      return path;
    },
    /** The rows of a query that the writer runs. */
    rowsOf: async (select: string) => (await writer.run(select)).getRows(),
  };
}

export const schemaOf = (name: string, columns: Readonly<Record<string, KqlType>>): TableSchema => ({
  name,
  source: 'custom',
  advancedHuntingOnly: false,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});

/** The folder behind an engine, and which of its files are read in place. */
export async function openFolder(folder: string, schemas: readonly TableSchema[] = []) {
  const opened = await openDataFolder(folder, createTableCatalogue(schemas));
  const inPlace: string[] = [];
  const engine = createEngine({
    load: async (module, connection) => {
      const paths = await opened.load(module, connection);
      inPlace.push(...paths.map((path) => path.slice(folder.length + 1)));
      return paths;
    },
  });
  await engine.open();
  const run = async (query: string, window?: { start: Date; end: Date }) => {
    const outcome = await engine.run(query, { tables: opened.tables, data: opened.data, now, window });
    return 'result' in outcome ? outcome.result.rows : outcome.diagnostics.map(({ message }) => message);
  };
  const messages = () => opened.diagnostics().map(({ code, message }) => `${code} ${message}`);
  return { run, inPlace, messages, found: opened.diagnostics, tables: opened.tables, engine };
}
