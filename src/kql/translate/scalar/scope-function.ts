// The shape of a function that reads the rows or names around it.
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';

export interface ScopeFunction {
  /** Slug of the official page. */
  readonly see: string;
  readonly differs?: string | undefined;
  translate(node: Syntax, scope: Scope): Expression | undefined;
}
