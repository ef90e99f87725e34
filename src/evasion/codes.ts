// The codes of findings about evasion: what each means and what to do about it.
import { type Codes, findingsOf } from '../diagnostics/codes.ts';

export const evasionCodes = {
  'evasion/bad-gap': {
    summary:
      'An entry of the file of known misses is not one, has no reason, or names a rewrite that is seen.',
    hint: 'Give each its `item`, `rewrite` and `reason`, and remove those that are seen by now.',
  },
  'evasion/low-score': {
    summary: 'The queries see fewer rewrites of their cases than was asked for.',
    hint: 'Change the queries so that they see the rewrites that --verbose lists.',
  },
} as const satisfies Codes;

/** Makes the findings of this room. */
export const evasionFinding = findingsOf(evasionCodes);
