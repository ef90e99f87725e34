// Default names of aggregates that the engine gives and Microsoft's parser does not.

interface Call {
  readonly ReferencedSymbol?: { readonly Name: string } | null;
  readonly ArgumentList: {
    readonly Expressions: {
      readonly Count: number;
      getItem$1(index: number): { readonly Element$1: unknown };
    };
  };
}

/** The part of the parser's binder that names the columns of calls. */
export interface NamingBinder {
  GetFunctionResultName(call: Call, defaultName: string, row: unknown): string | null;
  GetExpressionResultName(expression: unknown, defaultName: string, row: unknown): string | null;
}

/** Makes the binder give `covariance_a_b` for two columns. */
export function nameAsTheEngine(binder: NamingBinder): void {
  const given = binder.GetFunctionResultName;
  binder.GetFunctionResultName = (call, defaultName, row) => {
    const name = call.ReferencedSymbol?.Name ?? '';
    const args = call.ArgumentList.Expressions;
    const first = given(call, defaultName, row);
    if (!name.startsWith('covariance') || args.Count < 2) return first;
    return `${first}_${binder.GetExpressionResultName(args.getItem$1(1).Element$1, '', row) ?? ''}`;
  };
}
