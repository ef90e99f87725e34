// An engine together with the tables it can see: those of a data folder where one is given, else none with rows.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { withAsimViews } from '../tables/asim-views.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { openDataFolder } from './data/folder.ts';
import { createEngine, type Engine } from './engine.ts';
import { type DatabaseLimits, dataFilesLimits, seedRowsLimits } from './limits.ts';
import { noRows, type TableSource } from './table-source.ts';

export interface OpenTablesOptions {
  readonly tables: TableCatalogue;
  /** Folder with `<Table>.jsonl|json|csv|parquet`. */
  readonly dataFolder?: string | undefined;
  readonly limits?: Partial<DatabaseLimits> | undefined;
}

export interface OpenedTables {
  readonly engine: Engine;
  /** With the ASIM functions as views over the tables. */
  readonly tables: TableCatalogue;
  /** Without them: what a workspace says of a query that calls one, it says of more columns. */
  readonly plainTables: TableCatalogue;
  readonly data: TableSource;
  /** What was found in the folder. With an error among them the rows are not complete: run nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads the data folder into a new engine. @throws UserError when the folder cannot be read. */
export async function openTables({ tables, dataFolder, limits }: OpenTablesOptions): Promise<OpenedTables> {
  if (dataFolder === undefined) {
    const engine = createEngine({ limits: { ...seedRowsLimits, ...limits } });
    return { engine, tables: withAsimViews(tables), plainTables: tables, data: noRows, diagnostics: [] };
  }
  const folder = await openDataFolder(dataFolder, tables);
  const engine = createEngine({ limits: { ...dataFilesLimits, ...limits }, load: folder.load });
  await engine.open();
  return {
    engine,
    tables: withAsimViews(folder.tables),
    plainTables: folder.tables,
    data: folder.data,
    diagnostics: folder.diagnostics(),
  };
}
