// The codes of what can go wrong where files are made to begin with.
import { type Codes, errorsOf } from '../diagnostics/codes.ts';

export const scaffoldCodes = {
  'scaffold/bad-name': {
    summary: 'The name of a new item is none that a file, or a function, can have.',
    hint: 'Use letters and digits, such as `rare-tool`; a parser is a function, such as `RareTools`.',
  },
  'scaffold/exists': {
    summary: 'There is a content item of that name already.',
    hint: 'Choose another name.',
  },
  'scaffold/unwritable': {
    summary: 'A new file cannot be written.',
    hint: 'Make the folder writable, or name another one with --folder.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const scaffoldError = errorsOf(scaffoldCodes);
