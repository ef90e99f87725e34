// Makes Microsoft's binder count its work: it runs on the JavaScript thread, where no timer can stop it.
import type { Budget } from './budget.ts';

type List = readonly unknown[] | { readonly Count: number; getItem(index: number): unknown };

/** What is written of the package; pinned by test/kql/parser.test.ts. */
export interface CountedPackage {
  readonly Utils: {
    readonly CancellationToken: { readonly prototype: { ThrowIfCancellationRequested: () => void } };
  };
  readonly Symbols: { readonly ColumnSymbol: { GetTrulyOriginalColumns: (columns: unknown) => List } };
}

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

/** Called once, where the package is loaded. */
export function countBinding({ Utils, Symbols }: CountedPackage): void {
  // The binder asks its cancellation token before each node. Nobody can cancel from outside while it runs; a count can.
  Utils.CancellationToken.prototype.ThrowIfCancellationRequested = () => budget?.spend(1);
  // The originals of a column of unions of unions are listed once for each way that leads to them: eight of each, nine deep, is 8^9.
  const { ColumnSymbol } = Symbols;
  const all = ColumnSymbol.GetTrulyOriginalColumns;
  ColumnSymbol.GetTrulyOriginalColumns = (columns) => [...new Set(itemsOf(all(columns)))];
}

function itemsOf(list: List): readonly unknown[] {
  return 'Count' in list ? Array.from({ length: list.Count }, (_, i) => list.getItem(i)) : list;
}
