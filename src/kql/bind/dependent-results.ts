// The result of a function whose columns depend on the text that is its first argument, as the binder asks for it.
import type { OpenColumns } from './database-member.ts';

interface CallContext {
  readonly Arguments: {
    readonly Count: number;
    getItem(index: number): { readonly ConstantValue: unknown };
  };
}

/** The same argument gives the same table: the binder tells columns apart by identity. */
export function byArgument<Table>(
  { columnsFor }: { readonly columnsFor: (argument: string | undefined) => OpenColumns },
  make: (columns: OpenColumns) => Table,
): (context: CallContext) => Table {
  const results = new Map<string | undefined, Table>();
  return ({ Arguments }) => {
    const value = Arguments.Count > 0 ? Arguments.getItem(0).ConstantValue : undefined;
    const argument = typeof value === 'string' ? value : undefined;
    const known = results.get(argument) ?? make(columnsFor(argument));
    results.set(argument, known);
    return known;
  };
}
