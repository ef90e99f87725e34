// What Microsoft's binder leaves to the service: found before the query runs, in one walk over the bound tree.
import { type Syntax, walk } from '../../syntax.ts';
import { constantArgument } from './constant-arguments.ts';
import type { NodeCheck, QueryFinding } from './finding.ts';
import { impossibleLiteral } from './impossible-literals.ts';
import { mismatchedTypes } from './mismatched-types.ts';
import { patternCheck } from './pattern-arguments.ts';
import { serializedRows } from './serialized-rows.ts';

const checks: readonly NodeCheck[] = [
  constantArgument,
  impossibleLiteral,
  mismatchedTypes,
  patternCheck,
  serializedRows,
];

const known = new WeakMap<Syntax, readonly QueryFinding[]>();

/** Findings in the order of the text; one place and code is reported once, however many uses a let has. */
export function queryFindings(root: Syntax): readonly QueryFinding[] {
  const before = known.get(root);
  if (before !== undefined) return before;
  const findings = new Map<string, QueryFinding>();
  walk(root, (node) => {
    if (node.isToken) return false;
    for (const check of checks) {
      for (const finding of check(node))
        findings.set(`${finding.start} ${finding.code} ${finding.message}`, finding);
    }
    return undefined;
  });
  const sorted = [...findings.values()].sort((a, b) => a.start - b.start);
  known.set(root, sorted);
  return sorted;
}
