// Default names of aggregates that the engine gives and Microsoft's parser does not.

interface Call {
  readonly ReferencedSymbol?: { readonly Name: string } | null;
  readonly ArgumentList: {
    readonly Expressions: {
      readonly Count: number;
      getItem$1(index: number): { readonly Element$1: object };
    };
  };
}

/** The part of the parser's binder that names the columns of calls. */
export interface NamingBinder {
  GetFunctionResultName(call: Call, defaultName: string, row: unknown): string | null;
  GetExpressionResultName(expression: unknown, defaultName: string, row: unknown): string | null;
}

/** Makes the binder give `covariance_a_b` for two columns, and `countif_` for a predicate that is no column. */
export function nameAsTheEngine(binder: NamingBinder): void {
  const original = binder.GetFunctionResultName;
  binder.GetFunctionResultName = (call, defaultName, row) => {
    const name = call.ReferencedSymbol?.Name ?? '';
    const args = call.ArgumentList.Expressions;
    // Of `countif(v > 15)` the package makes `countif_v`.
    if (name === 'countif' && !isColumn(args)) return 'countif_';
    const first = original(call, defaultName, row);
    if (!name.startsWith('covariance') || args.Count < 2) return first;
    return `${first}_${binder.GetExpressionResultName(args.getItem$1(1).Element$1, '', row) ?? ''}`;
  };
}

/** Only a plain name has a SimpleName. */
function isColumn(args: Call['ArgumentList']['Expressions']): boolean {
  return args.Count > 0 && 'SimpleName' in args.getItem$1(0).Element$1;
}
