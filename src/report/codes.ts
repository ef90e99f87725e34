// The codes of the report: what each means and what to do about it.
import { type Codes, errorsOf } from '../diagnostics/codes.ts';

export const reportCodes = {
  'report/folder-in-use': {
    summary:
      'The folder for the report holds files that no earlier report has written; nothing was written, so that none is lost.',
    hint: 'Name a folder that is empty, not there yet, or holds an earlier report.',
  },
  'report/not-a-result': {
    summary: 'A file that was named for the report does not hold what its flag takes; nothing was written.',
    hint: 'Name a file that the command in the message has written.',
  },
  'report/unreadable': {
    summary: 'A file that was named for the report cannot be read; nothing was written.',
    hint: 'Name a file that is there and can be read.',
  },
  'report/unwritable': {
    summary: 'The report cannot be written; an earlier one in the folder stands as it was.',
    hint: 'Name a folder in one that is writable.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const reportError = errorsOf(reportCodes);
