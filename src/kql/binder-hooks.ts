// Two places of Microsoft's binder that are replaced when it is loaded, so that no query can make it run or grow without end.
import type { Budget } from './budget.ts';

let budget: Budget | undefined;

/**
 * Runs `work` with every node that is bound meanwhile counted by `counted`, also those of function bodies, which are bound when
 * they are asked for. What the budget throws passes through.
 */
export function underBudget<Result>(counted: Budget, work: () => Result): Result {
  const outer = budget;
  budget = counted;
  try {
    return work();
  } finally {
    budget = outer;
  }
}

/** The binder asks its cancellation token before each node. Nobody can cancel from outside while it runs; a count can. */
export function countBinding(token: { ThrowIfCancellationRequested(): void }): void {
  token.ThrowIfCancellationRequested = () => budget?.spend(1);
}

/** The originals of a column of unions of unions are listed once for each way that leads to them: eight of each, nine deep, is 8^9. */
export function listOriginalsOnce(
  symbol: { GetTrulyOriginalColumns(columns: unknown): unknown },
  toArray: (list: unknown) => readonly unknown[],
): void {
  const all = symbol.GetTrulyOriginalColumns;
  symbol.GetTrulyOriginalColumns = (columns) => [...new Set(toArray(all(columns)))];
}
