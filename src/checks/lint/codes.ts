// The codes of findings about the lint settings themselves.
import { type Codes, errorsOf, findingsOf } from '../../diagnostics/codes.ts';

export const lintCodes = {
  'lint/bad-baseline': {
    severity: 'error',
    summary: 'The file given as baseline is none.',
    hint: 'Write a new one with `lint --write-baseline`.',
  },
  'lint/expired-suppression': {
    severity: 'warning',
    summary: 'A suppression in sentinel-sync.yaml is past its last day; what it covered is reported again.',
    hint: 'Fix what it covered, or set a new day with a new reason.',
  },
  'lint/unknown-code': {
    severity: 'warning',
    summary: 'sentinel-sync.yaml sets a level for, or suppresses, a code that nothing reports.',
    hint: 'Correct the code; docs/reference/checks.md lists them.',
  },
  'lint/unused-suppression': {
    severity: 'warning',
    summary: 'A suppression in sentinel-sync.yaml covers nothing any more.',
    hint: 'Remove the suppression.',
  },
} as const satisfies Codes;

/** Makes the errors of linting. */
export const lintError = errorsOf(lintCodes);

/** Makes the findings about the lint settings. */
export const lintFinding = findingsOf(lintCodes);
