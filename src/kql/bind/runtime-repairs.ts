// Places of the Bridge.NET runtime that differ from .NET in a way that ends a query.

/** The part of `bridge.min.js` that is repaired. */
export interface LongRuntime {
  readonly System: {
    readonly Int64: { readonly prototype: { equals(this: unknown, other: unknown): boolean } };
  };
}

/**
 * A long equals no null; the runtime looks inside the null instead and throws. The binder compares what a function is called with:
 * `f(3)` and `f(long(null))` in one query.
 */
export function compareLongsWithNull({ System }: LongRuntime): void {
  const long = System.Int64.prototype;
  const { equals } = long;
  long.equals = function (other) {
    return other !== null && other !== undefined && equals.call(this, other);
  };
}
