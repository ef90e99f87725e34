// Keeps the last prepared statements: a detection test runs one query over many cases, and preparing costs more than running.
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
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

const capacity = 32;

/** The oldest leaves when a new one finds no room. */
export function createIdleStatements(): IdleStatements {
  const idle = new Map<Translation, HeldStatement>();
  let closed = false;
  return {
    take(translation) {
      const held = idle.get(translation);
      idle.delete(translation);
      return held;
    },
    put(translation, held) {
      const inTheWay = idle.get(translation);
      inTheWay?.connection.closeSync();
      idle.delete(translation);
      if (closed) {
        held.connection.closeSync();
        return;
      }
      const [oldest] = idle;
      if (idle.size >= capacity && oldest !== undefined) {
        idle.delete(oldest[0]);
        oldest[1].connection.closeSync();
      }
      idle.set(translation, held);
    },
    close() {
      closed = true;
      for (const { connection } of idle.values()) connection.closeSync();
      idle.clear();
    },
  };
}
