// The arguments of a call: the binder has counted those that must be there, and more may follow.
import type { Expression } from '../expression.ts';

export type Args = readonly Expression[];
export type One = readonly [Expression, ...Expression[]];
export type Two = readonly [Expression, Expression, ...Expression[]];
export type Three = readonly [Expression, Expression, Expression, ...Expression[]];
