// The codes of findings about detection tests: what each means and what to do about it.
import { type Codes, codeIn, errorsOf, findingsOf } from '../diagnostics/codes.ts';

export const testCodes = {
  'test/asim-view': {
    summary:
      'The query calls an ASIM function. Here it reads the table of its schema alone; in a workspace it reads other sources as well.',
    hint: 'Seed the ASim table; what a workspace makes of other logs is tested there.',
    severity: 'info',
  },
  'test/bad-argument': {
    summary:
      'A case calls a function with a value that its parameters do not take, or without one that they need.',
    hint: 'Write the values that the parameters take under `arguments`.',
  },
  'test/bad-expectation': {
    summary: 'A case says nothing, or two things at once, about what must come out.',
    hint: 'Give one of `none: true`, `alerts`, `rows`, `entities` or `gap`.',
  },
  'test/bad-value': {
    summary: 'A value of a case file is not of the kind that stands there.',
    hint: 'Correct the value.',
  },
  'test/duplicate-case': {
    summary: 'Two cases of one content item have the same name, so a report cannot tell them apart.',
    hint: 'Give each case a name of its own.',
  },
  'test/engines-differ': {
    summary: 'The embedded engine and the Kusto engine give different answers to a case.',
    hint: 'Trust the Kusto engine, and report the case to the project.',
  },
  'test/engines-may-differ': {
    summary: 'The two engines give different answers to a query that leaves a choice to the engine.',
    hint: 'Write the query so that its answer does not depend on the choice.',
    severity: 'warning',
  },
  'test/failed': {
    summary: 'What came out of a case is not what it expects.',
    hint: 'Correct the query, or the case.',
  },
  'test/no-such-item': {
    summary: 'A folder of detection tests has no content item of that name, so its cases never run.',
    hint: 'Name the folder after the file of the content item.',
  },
  'test/not-compared': {
    summary: 'A case, or all of them, could not be compared between the engines, so nothing is known of it.',
    hint: 'See why, and run again.',
  },
  'test/stopped': {
    summary:
      'The run stopped at the first content item with a failed case; what comes behind it was not tested.',
    hint: 'Correct it, or run without --bail.',
    severity: 'warning',
  },
  'test/unknown-column': {
    summary: 'A seed row names a column that its table does not have.',
    hint: 'Correct the name; a custom table is described in a file of `tables/`.',
  },
  'test/unknown-key': {
    summary: 'A case file has a key that nothing reads.',
    hint: 'Correct the key, or remove it.',
  },
  'test/unknown-table': {
    summary: 'Seed rows are given for a table that no workspace has.',
    hint: 'Correct the name; a custom table is described in a file of `tables/`.',
  },
  'test/wrong-type': {
    summary: 'A seed value does not fit the type of its column.',
    hint: 'Write the value as its column holds it.',
  },
} as const satisfies Codes;

export type TestCode = keyof typeof testCodes;

/** Makes the errors of this room. */
export const testError = errorsOf(testCodes);

/** Makes the findings of this room. */
export const testFinding = findingsOf(testCodes);

/** Names a code of this room. */
export const testCode = codeIn(testCodes);
