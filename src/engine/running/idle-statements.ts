// Keeps the last prepared statements: a detection test runs one query over many cases, and preparing costs more than running.
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { createCache } from '../../cache/cache.ts';
import type { Translation } from '../../kql/translate/translation.ts';

/** A statement on a connection of its own, so that two never meet. */
interface IdleStatement {
  readonly connection: DuckDBConnection;
  readonly statement: DuckDBPreparedStatement;
}

export interface IdleStatements {
  /** A statement that was prepared for this very translation and is not running; it is the taker's until put back. */
  take(translation: Translation): IdleStatement | undefined;
  put(translation: Translation, idle: IdleStatement): void;
  close(): void;
}

export function createIdleStatements(): IdleStatements {
  const close = ({ connection }: IdleStatement) => connection.closeSync();
  const cache = createCache<Translation, IdleStatement>({ capacity: 32, onLeave: close });
  let closed = false;
  return {
    take: cache.take,
    put(translation, idle) {
      if (closed) close(idle);
      else cache.set(translation, idle);
    },
    close() {
      closed = true;
      cache.clear();
    },
  };
}
