// Writes the tables of a workspace that nobody else knows as schema files, so that queries over them bind without the workspace.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareText } from '../diagnostics/compare-text.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { type KqlType, kqlTypes } from '../tables/schema.ts';
import type { WorkspaceTable } from '../tables/workspace-table.ts';
import type { Draft } from './draft-file.ts';
import type { FileResult } from './file-result.ts';
import { type WriteOptions, writeDrafts } from './write-files.ts';

/** Where schema files go. */
export interface TableTarget {
  /** Absolute; file names are relative to it. */
  readonly root: string;
  readonly folder: string;
}

/**
 * The tables of a workspace that a project has to know: those that are nowhere published, published custom tables (`_CL`) with other
 * columns, and tables of Azure with columns that were added to them (`_CF`). `published` are those that any workspace may have.
 * https://learn.microsoft.com/azure/azure-monitor/logs/create-custom-table
 */
export function ownTables(
  tables: readonly WorkspaceTable[],
  published: TableCatalogue,
): readonly WorkspaceTable[] {
  return tables.filter(({ name, columns }) => {
    const known = published.table(name);
    if (known === undefined) return true;
    const types = new Map(known.columns.map((column) => [column.name, column.type as string]));
    const added = columns.filter((column) => types.get(column.name) !== column.type);
    return added.some((column) => name.endsWith('_CL') || column.name.endsWith('_CF'));
  });
}

/**
 * A file a table, in the format of Azure-Sentinel's CustomTables; a file with the same columns is left as it is.
 * Throws a UserError where a file to be changed has edits that no commit holds (nothing is written then), or cannot be written.
 */
export function writeTables(
  { root, folder }: TableTarget,
  tables: readonly WorkspaceTable[],
  options: WriteOptions,
): readonly FileResult[] {
  const sorted = [...tables].sort((a, b) => compareText(a.name, b.name));
  const drafts = sorted.map((table) => draftOf(table, { root, folder }));
  return writeDrafts(root, drafts, options);
}

function draftOf(table: WorkspaceTable, { root, folder }: TableTarget): Draft {
  const { name, columns } = table;
  const file = `${folder}/${name}.json`;
  const result = { file, kind: 'table', id: name, name, notHeld: [], overridden: [] } as const;
  const problem = problemOf(table);
  if (problem !== undefined) return { result: { ...result, result: 'failed', reason: problem } };
  const text = textOf(name, columns);
  const path = resolve(root, file);
  if (!existsSync(path)) return { result: { ...result, result: 'created' }, text };
  const before = readFileSync(path, 'utf8');
  if (before === text) return { result: { ...result, result: 'unchanged' }, before };
  return { result: { ...result, result: 'updated', changed: ['Properties'] }, before, text };
}

/** A name becomes a file name, and a type that KQL does not have would be a guess. */
function problemOf({ name, columns }: WorkspaceTable): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return 'Its name is none that a file can have.';
  const odd = columns.find(({ type }) => !kqlTypes.includes(type as KqlType));
  return odd && `Its column ${odd.name} has the type ${odd.type}, which KQL does not have.`;
}

function textOf(name: string, columns: WorkspaceTable['columns']): string {
  const properties = columns.map(
    (column) => `    ${JSON.stringify({ Name: column.name, Type: column.type })}`,
  );
  return `{\n  "Name": ${JSON.stringify(name)},\n  "Properties": [\n${properties.join(',\n')}\n  ]\n}\n`;
}
