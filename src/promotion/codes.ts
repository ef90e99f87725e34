// The codes of promotion: evidence, gate and audit record.
import { type Codes, errorsOf } from '../diagnostics/codes.ts';

export const promotionCodes = {
  'cli/usage': {
    summary: 'The command was given words that do not fit together.',
    hint: 'Run it with --help.',
  },
  'promotion/audit-not-written': {
    summary: 'The changes were applied, and the audit record of it cannot be written.',
    hint: 'Keep the report as the record, and make room.',
  },
  'promotion/audit-unwritable': {
    summary: 'The audit file cannot be opened, so nothing was applied.',
    hint: 'Make the folder writable, or name another file with --audit.',
  },
  'promotion/evidence-tracked': {
    summary: 'Git tracks the evidence file that was to open a gate, so a pull request could write in it.',
    hint: 'Take it out of Git, and pass evidence on as an artifact of the workflow run.',
  },
  'promotion/evidence-unreadable': {
    summary: 'The evidence file cannot be read, or a line of it is no record of evidence.',
    hint: 'Make it readable, or delete the line and gather the evidence again.',
  },
  'promotion/evidence-unwritable': {
    summary: 'The evidence file cannot be written.',
    hint: 'Name another with --evidence.',
  },
  'promotion/no-evidence': {
    summary:
      'The environment takes only content that has passed elsewhere, and some of a plan reviewed without asking has not.',
    hint: 'Run the commands it names, then apply again.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const promotionError = errorsOf(promotionCodes);
