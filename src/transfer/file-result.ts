// What became of the file of each item that was written, or would be.
import type { ContentKind } from '../content/content-item.ts';

export interface FileResult {
  readonly file: string;
  readonly kind: ContentKind | 'table';
  readonly id: string;
  readonly name: string;
  readonly result: 'created' | 'updated' | 'unchanged' | 'failed';
  /** Top-level keys that were written into an existing file. */
  readonly changed?: readonly string[];
  /** Paths of the resource that the file format has no place for. */
  readonly notHeld: readonly string[];
  /** Paths of the resource that are not known and that the file has a place for, or need not name. */
  readonly unknown?: readonly string[];
  /** Paths at which the environment makes something else of the file. */
  readonly overridden: readonly string[];
  readonly reason?: string;
  /** Of a dry run: the text of the file now, and the text that would be written. */
  readonly before?: string | undefined;
  readonly text?: string | undefined;
}

export type ResultCounts = Readonly<Record<FileResult['result'], number>>;

/** How many files had each result. */
export function countResults(files: readonly FileResult[]): ResultCounts {
  const count = (result: FileResult['result']) => files.filter((file) => file.result === result).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: count('failed'),
  };
}
