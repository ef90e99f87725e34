// Opens the embedded DuckDB, loads what it shall hold, and locks it: after that no SQL reads a file, the network or a setting.
import { createRequire } from 'node:module';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { callNative, nativeFunctionName } from '../../kql/translate/native/index.ts';
import { engineError } from '../codes.ts';
import type { DatabaseLimits } from '../limits.ts';
import type { DuckDBModule } from '../sources/cells.ts';
import { quoteText } from '../sql-types.ts';
import { createIdleStatements, type IdleStatements } from './idle-statements.ts';
import { registerNative } from './native-function.ts';
import { makeSpillFolder } from './spill-folder.ts';

export interface Database {
  readonly module: DuckDBModule;
  /** A connection of its own for each query: its temporary relations and variables end with it. */
  connect(): Promise<DuckDBConnection>;
  /** Statements between two runs of theirs. */
  readonly statements: IdleStatements;
  close(): void;
}

/** Fills the database before it is locked, and names the files that stay readable: those behind its views. */
export type LoadDatabase = (module: DuckDBModule, connection: DuckDBConnection) => Promise<readonly string[]>;

/** https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview */
const startOptions = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
} as const;

/**
 * Opens a database in memory. One that is loaded with data may hold more than fits there, and spills into a folder of its own. The
 * library is loaded here, so that commands that run no query do not pay for it.
 */
export async function openDatabase(limits: DatabaseLimits, load?: LoadDatabase): Promise<Database> {
  const module = loadLibrary();
  const instance = await module.DuckDBInstance.create(':memory:', {
    ...startOptions,
    threads: String(limits.threads),
  });
  const spill = load === undefined ? undefined : makeSpillFolder();
  const close = () => {
    instance.closeSync();
    spill?.remove();
  };
  try {
    const connection = await instance.connect();
    registerNative({ module, connection }, nativeFunctionName, callNative);
    const readable = (await load?.(module, connection)) ?? [];
    await lock(connection, limits, { readable, spill: spill?.path ?? '' });
    connection.closeSync();
  } catch (error) {
    close();
    throw error;
  }
  const statements = createIdleStatements();
  return {
    module,
    connect: () => connectTo(instance),
    statements,
    close: () => {
      statements.close();
      close();
    },
  };
}

/** It is CommonJS: to import it takes more than twice the time, for Node reads every file of it once more. */
function requireLibrary(): DuckDBModule {
  return createRequire(import.meta.url)('@duckdb/node-api') as DuckDBModule;
}

/** The library. Throws a UserError where it, or its binary for this platform, is not installed. */
export function loadLibrary(load: () => DuckDBModule = requireLibrary): DuckDBModule {
  try {
    return load();
  } catch (cause) {
    const [reason = ''] = (cause as Error).message.split('\n');
    throw engineError('engine/no-database', `The engine, DuckDB, cannot be loaded: ${reason}.`, { cause });
  }
}

function connectTo(instance: DuckDBInstance): Promise<DuckDBConnection> {
  return instance.connect();
}

interface Reach {
  readonly readable: readonly string[];
  /** An empty one keeps rows off the disk. */
  readonly spill: string;
}

/** The order matters: the lock refuses every setting after it. */
async function lock(
  connection: DuckDBConnection,
  limits: DatabaseLimits,
  { readable, spill }: Reach,
): Promise<void> {
  const settings = [
    `set global allowed_paths = [${readable.map(quoteText).join(', ')}]`,
    "set global TimeZone = 'UTC'",
    `set global memory_limit = '${limits.memoryMb}MB'`,
    `set global temp_directory = ${quoteText(spill)}`,
    ...(spill === '' ? [] : [`set global max_temp_directory_size = '${limits.spillMb}MB'`]),
    'set global enable_external_access = false',
    'set global lock_configuration = true',
  ];
  for (const setting of settings) await connection.run(setting);
}
