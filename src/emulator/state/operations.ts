// Long-running operations of ARM: what a PUT of a table answers before the table is ready. Kept in memory only.
import type { Variants } from '../behaviours.ts';

export interface OperationError {
  readonly code: string;
  readonly message: string;
}

export interface Operation {
  /** Segment of the operation's address. */
  readonly id: string;
  readonly table: string;
  readonly started: Date;
  readonly error?: OperationError | undefined;
}

export interface Operations {
  /** True when a write is answered before it is done. */
  readonly isAsynchronous: boolean;
  /** `makes`: the table is new, so that there is none until the operation has ended. */
  start(operation: Operation, makes: boolean): void;
  /** Looks at an operation: undefined when there is none of that id. */
  look(id: string): { readonly operation: Operation; readonly isRunning: boolean } | undefined;
  /** Looks at a table: is something running on it? */
  lookAtTable(table: string): boolean;
  /** Is the table being made? This is no look. */
  isBeingMade(table: string): boolean;
}

interface Running {
  readonly operation: Operation;
  readonly makes: boolean;
  /** Looks that still find it running. */
  looks: number;
}

/** `looks` of each variant of the behaviour `table-provisioning`. */
const looksOf = { accepted: 0, 'accepted-slowly': 2, 'at-once': 0 } as const satisfies Record<
  Variants['table-provisioning'],
  number
>;

export function createOperations(provisioning: Variants['table-provisioning']): Operations {
  const all = new Map<string, Running>();
  const ofTable = new Map<string, Running>();
  const look = (running: Running | undefined) => {
    if (running === undefined || running.looks === 0) return false;
    running.looks--;
    return true;
  };
  return {
    isAsynchronous: provisioning !== 'at-once',
    start(operation, makes) {
      const running = { operation, makes, looks: looksOf[provisioning] };
      all.set(operation.id, running);
      if (operation.error === undefined) ofTable.set(operation.table.toLowerCase(), running);
    },
    look(id) {
      const running = all.get(id);
      return running && { operation: running.operation, isRunning: look(running) };
    },
    lookAtTable: (table) => look(ofTable.get(table.toLowerCase())),
    isBeingMade: (table) => {
      const running = ofTable.get(table.toLowerCase());
      return running?.makes === true && running.looks > 0;
    },
  };
}
