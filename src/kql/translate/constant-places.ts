// Where a constant is treated otherwise than a value that is known only when the query runs.
import { refusingArguments } from '../bind/findings/constant-arguments.ts';
import { mixedNumbersOf } from '../bind/findings/mismatched-types.ts';
import { patternNodes } from '../bind/findings/pattern-arguments.ts';
import { runValuesIn } from '../bind/run-values.ts';
import { type Syntax, walk } from '../syntax.ts';
import type { memberships } from './scalar/membership.ts';
import { stringOperators } from './scalar/string-operators.ts';

/** What the binder's checks refuse of a constant, how its letters are compared, and what a number is compared with. */
const places: readonly ((node: Syntax) => readonly Syntax[])[] = [
  refusingArguments,
  mixedNumbersOf,
  patternNodes,
  (node) => (node.kind in stringOperators ? [node.get('Right')] : []),
  (node) => (node.kind in listOperators && !isText(node.get('Left')) ? [node.get('Right')] : []),
];

/** Those that compare a value with each of a list. */
const listOperators = {
  InCsExpression: true,
  InExpression: true,
  NotInCsExpression: true,
  NotInExpression: true,
} as const satisfies Partial<Record<keyof typeof memberships, true>>;

function isText({ result }: Syntax): boolean {
  return result.kind === 'scalar' && (result.type === 'string' || result.type === 'dynamic');
}

/** The values of the run that stand where a query wants to know its constants. */
export function runValuesAsConstants(root: Syntax): readonly string[] {
  const found = new Set<string>();
  walk(root, (node) => {
    for (const place of places)
      for (const constant of place(node)) for (const name of runValuesIn(constant)) found.add(name);
    return true;
  });
  return [...found];
}
