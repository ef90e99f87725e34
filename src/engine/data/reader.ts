// The database that reads data files, with nothing in it: one for all files that are read at the same time.
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export interface Reader {
  readonly connection: DuckDBConnection;
  close(): void;
}

interface Shared {
  users: number;
  instance: Promise<DuckDBInstance> | undefined;
}

let shared: Shared | undefined;

/** A connection of its own, whose times are in UTC. The database goes with the last one. */
export async function openReader(): Promise<Reader> {
  const database = used();
  try {
    database.instance ??= createInstance();
    const connection = await (await database.instance).connect();
    await connection.run("set TimeZone = 'UTC'");
    const close = () => {
      connection.closeSync();
      release(database);
    };
    return { connection, close };
  } catch (thrown) {
    release(database);
    throw thrown;
  }
}

/** Keeps the database while files are read one after the other: to open one takes longer than to read a small file. */
export async function withOneReader<Result>(work: () => Promise<Result>): Promise<Result> {
  const database = used();
  try {
    return await work();
  } finally {
    release(database);
  }
}

function used(): Shared {
  shared ??= { users: 0, instance: undefined };
  shared.users++;
  return shared;
}

function release(database: Shared): void {
  if (--database.users > 0) return;
  shared = undefined;
  // One that did not open has told so to whoever asked for it.
  database.instance?.then(
    (instance) => instance.closeSync(),
    () => {},
  );
}

async function createInstance(): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // A file may change while the database is open.
    enable_external_file_cache: 'false',
  });
}
