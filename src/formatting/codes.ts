// The codes of formatting: why a file, or a query in it, keeps its layout.
import { type Codes, errorsOf, findingsOf } from '../diagnostics/codes.ts';

export const formattingCodes = {
  'fmt/not-same': {
    summary: 'Laid out, the file would not say the same as before; it is left as it is.',
    hint: 'Lay this file out by hand, and report the case: this is not meant to happen.',
  },
  'fmt/not-settled': {
    summary: 'Each time the file is laid out it comes out otherwise; it is left as it is.',
    hint: 'Lay this file out by hand, and report the case: this is not meant to happen.',
  },
  'fmt/parameters': {
    summary:
      'Laid out, a query would lose parameters that an environment may set; the file is left as it is.',
    hint: 'Write each `let` below `// parameters` as a list or value that fits on its line.',
  },
  'fmt/query-kept': {
    summary:
      "Microsoft's formatter comes to no end with a query, or cannot begin; the query keeps its layout.",
    hint: 'Lay this query out by hand.',
    severity: 'warning',
  },
  'fmt/too-long': {
    summary: 'Laid out, a query would be longer than the service takes; the query keeps its layout.',
    hint: 'Shorten the query, or move a part of it into a parser.',
    severity: 'warning',
  },
  'fmt/unwritable': {
    summary: 'A file cannot be written; those before it are formatted.',
    hint: 'Make the file writable, and run fmt again.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const formattingError = errorsOf(formattingCodes);

/** Makes the findings of this room. */
export const formattingFinding = findingsOf(formattingCodes);
