// Keeps the rows that were sent to the embedded workspace: one file a table, one line an upload, appended and flushed.
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { RowBatch } from '../../rows/arm-table.ts';
import type { Variants } from '../behaviours.ts';
import { corruptState, stateFolderError } from './state-errors.ts';
import { fileNameOf } from './state-file-name.ts';
import type { StoreHooks } from './store.ts';

export interface RowStore {
  /** On the disk when it returns, whole or not at all; it costs as much as the batch, however many rows there are. */
  append(table: string, batch: RowBatch): void;
  /** The batches that the query under way sees. UserError when the file is not what was written. */
  batches(table: string): readonly RowBatch[];
  /** Forgets the rows of a table. */
  drop(table: string): void;
  /** To be called before each query; see the behaviour `ingested-rows-visible`. */
  countQuery(): void;
}

interface KeptBatch {
  readonly batch: RowBatch;
  /** The number of the first query that sees it. */
  readonly from: number;
}

export interface RowStoreOptions extends StoreHooks {
  readonly visible: Variants['ingested-rows-visible'];
}

/** Opens the rows of a state folder; the caller holds its lock. Files are read when a query first needs them. */
export function openRowStore(stateFolder: string, options: RowStoreOptions): RowStore {
  const folder = join(stateFolder, 'rows');
  dropUnfinished(folder);
  const read = new Map<string, KeptBatch[]>();
  let queries = 0;
  let lastFrom = 0;
  const fileOf = (table: string) => join(folder, fileNameOf(table).replace(/\.json$/, '.jsonl'));
  const batchesIn = (table: string): KeptBatch[] => {
    const key = table.toLowerCase();
    const batches = read.get(key) ?? readBatches(fileOf(table)).map((batch) => ({ batch, from: 0 }));
    read.set(key, batches);
    return batches;
  };
  const firstQueryOf = () => {
    if (options.visible === 'after-two-queries') return queries + 3;
    lastFrom = Math.max(lastFrom, queries) + 1;
    return lastFrom;
  };
  return {
    append(table, batch) {
      const late = options.visible !== 'at-once';
      const batches = late ? batchesIn(table) : read.get(table.toLowerCase());
      options.onBeforeWrite?.({ operation: 'put', collection: 'rows', name: table });
      appendLine(fileOf(table), JSON.stringify(batch), stateFolder);
      options.onAfterWrite?.({ operation: 'put', collection: 'rows', name: table });
      batches?.push({ batch, from: late ? firstQueryOf() : 0 });
    },
    batches: (table) =>
      batchesIn(table)
        .filter(({ from }) => from <= queries)
        .map(({ batch }) => batch),
    drop(table) {
      try {
        rmSync(fileOf(table), { force: true });
      } catch (error) {
        throw stateFolderError(stateFolder, error);
      }
      read.delete(table.toLowerCase());
    },
    countQuery: () => {
      queries++;
    },
  };
}

/** What could not be written whole is taken back. */
function appendLine(file: string, line: string, stateFolder: string): void {
  try {
    const handle = openSync(file, 'a');
    try {
      const { size } = fstatSync(handle);
      try {
        writeFileSync(handle, `${line}\n`);
        fsyncSync(handle);
      } catch (error) {
        ftruncateSync(handle, size);
        throw error;
      }
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw stateFolderError(stateFolder, error);
  }
}

/** A line without its end belongs to a process that was killed: no answer was given for it. */
function dropUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (endsWithLine(file)) continue;
    try {
      truncateSync(file, readFileSync(file).lastIndexOf('\n') + 1);
    } catch (error) {
      throw stateFolderError(folder, error);
    }
  }
}

/** Looks at the last byte only: the file may be large. */
function endsWithLine(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const last = Buffer.alloc(1);
    return size === 0 || (readSync(handle, last, 0, 1, size - 1) === 1 && last.toString() === '\n');
  } finally {
    closeSync(handle);
  }
}

function readBatches(file: string): RowBatch[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, index) => readBatch(line, `line ${index + 1}`, file));
}

function readBatch(line: string, place: string, file: string): RowBatch {
  let value: Partial<RowBatch> | null;
  try {
    value = JSON.parse(line);
  } catch {
    throw corruptState(file, `${place} is not JSON`);
  }
  if (typeof value?.received === 'string' && Array.isArray(value.rows)) return value as RowBatch;
  throw corruptState(file, `${place} has no \`received\` and \`rows\``);
}
