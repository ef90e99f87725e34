// Keeps the last prepared statements: a detection test runs one query over many cases, and preparing costs more than running.
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { createCache } from '../cache/cache.ts';
import type { Translation } from '../kql/translate/translation.ts';

/** A statement on a connection of its own, so that two never meet. */
export interface HeldStatement {
  readonly connection: DuckDBConnection;
  readonly statement: DuckDBPreparedStatement;
}

export interface IdleStatements {
  /** A statement that was prepared for this very translation and is not running; it is the taker's until put back. */
  take(translation: Translation): HeldStatement | undefined;
  put(translation: Translation, held: HeldStatement): void;
  close(): void;
}

export function createIdleStatements(): IdleStatements {
  const close = ({ connection }: HeldStatement) => connection.closeSync();
  const idle = createCache<Translation, HeldStatement>({ capacity: 32, onLeave: close });
  let closed = false;
  return {
    take: idle.take,
    put(translation, held) {
      if (closed) close(held);
      else idle.set(translation, held);
    },
    close() {
      closed = true;
      idle.clear();
    },
  };
}
