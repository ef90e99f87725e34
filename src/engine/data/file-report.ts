// Collects what is wrong with one data file: with places, and not a million times the same.
import type { Diagnostic, Position } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { TableSchema } from '../../tables/schema.ts';
import { type EngineCode, engineFinding } from '../codes.ts';
import { typesOf } from '../sources/seed-rows.ts';
import type { BadRecord, FileRow } from './file-row.ts';

export interface FileReport {
  badRecord(record: BadRecord): void;
  badValue(row: FileRow, column: string, refused: string): void;
  /** Once for each column. */
  unknownColumn(row: FileRow, column: string, schema: TableSchema): void;
  /** At most twenty, and how many more there are. */
  diagnostics(): Diagnostic[];
}

const maxPerFile = 20;

export function fileReport(file: string): FileReport {
  const problems: Diagnostic[] = [];
  const unknown = new Set<string>();
  let total = 0;
  const add = (code: EngineCode, message: string, at: Position | undefined, hint?: string) => {
    total++;
    if (problems.length >= maxPerFile) return;
    problems.push(engineFinding(code, message, { file, ...at, hint }));
  };
  const rowName = (row: FileRow) => (row.name === undefined ? '' : ` in ${row.name}`);
  return {
    badRecord: ({ problem, at }) => add('data/bad-record', `${problem}.`, at),
    badValue: (row, column, refused) =>
      add('data/bad-value', `Column ${column}${rowName(row)}: ${refused}.`, row.place(column)),
    unknownColumn: (row, column, schema) => {
      if (unknown.has(column)) return;
      unknown.add(column);
      const near = didYouMean(column, typesOf(schema).keys());
      const hint =
        near === undefined
          ? `Remove it, or write the schema with it into tables/${schema.name}.json.`
          : `Did you mean ${near}?`;
      add('data/unknown-column', `${schema.name} has no column '${column}'.`, row.place(column), hint);
    },
    diagnostics: () => {
      const last = problems.at(-1);
      if (last === undefined || total <= problems.length) return problems;
      return [
        ...problems.slice(0, -1),
        { ...last, message: `${last.message} (and ${total - problems.length} more in this file)` },
      ];
    },
  };
}
