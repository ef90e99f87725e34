// The codes of findings about mutation: what each means and what to do about it.
import { type Codes, findingsOf } from '../diagnostics/codes.ts';

export const mutationCodes = {
  'mutation/bad-exclusion': {
    summary:
      'An entry of the file of excluded mutants is not one, has no reason, or names a mutant that is not there.',
    hint: 'Give each its `item`, `mutant` and `reason`, and remove those that are not there any more.',
  },
  'mutation/low-score': {
    summary: 'The cases notice fewer changes of the queries than was asked for.',
    hint: 'Write cases that notice the mutants that survived.',
  },
} as const satisfies Codes;

/** Makes the findings of this room. */
export const mutationFinding = findingsOf(mutationCodes);
