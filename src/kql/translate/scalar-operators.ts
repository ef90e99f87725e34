// All scalar operators by the parser's kind of node; null semantics are in scalar/comparisons.ts.
import { arithmetics } from './scalar/arithmetic.ts';
import { comparisons } from './scalar/comparisons.ts';
import { logic } from './scalar/logic.ts';
import { memberships } from './scalar/membership.ts';
import type { OperatorEntry } from './scalar/operand.ts';
import { stringOperators } from './scalar/string-operators.ts';

export const scalarOperators: ReadonlyMap<string, OperatorEntry> = new Map(
  [arithmetics, comparisons, logic, memberships, stringOperators].flatMap((family) => Object.entries(family)),
);
