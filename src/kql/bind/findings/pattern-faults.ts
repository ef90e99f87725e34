// The words for what Kusto refuses in a regular expression: the same before a query runs and while it is translated.
import type { Refusal } from '../../translate/functions/function-entry.ts';
import type { PatternFault } from '../../translate/regex/tree.ts';

export function invalidPattern(fault: PatternFault): Refusal {
  return {
    code: 'kql/invalid-pattern',
    message: `The regular expression is refused: ${fault.message}`,
    see: 'regex',
  };
}

/** What the service answers to extract_all without parentheses in the pattern. */
export const noGroup: Refusal = {
  code: 'kql/invalid-pattern',
  message: 'The regular expression is refused: extract_all() needs at least one capture group',
  see: 'extract-all-function',
};
