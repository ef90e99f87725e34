// What a reader of a data file gives for each record: its values with their places, or what is wrong with it.
import type { Position } from '../../diagnostics/diagnostic.ts';

export interface FileRow {
  readonly values: Readonly<Record<string, unknown>>;
  /** The place of a value, or of the record when the key is not found; absent in files without lines (parquet). */
  readonly place: (key: string) => Position | undefined;
  /** How messages call the record where it has no line: `row 3`. */
  readonly name?: string;
}

/** A record, or a whole file, that cannot be read. */
export interface BadRecord {
  readonly problem: string;
  readonly at?: Position;
}

export type FileRecord = FileRow | BadRecord;

/** Reads a file from its start; called twice where the columns have to be inferred first. */
export type FileReader = (path: string) => AsyncIterable<FileRecord>;
