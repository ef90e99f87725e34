// The codes of the command line itself.
import { type Codes, errorsOf } from '../diagnostics/codes.ts';
import { projectCodes } from '../project/codes.ts';
import { promotionCodes } from '../promotion/codes.ts';
import { transferCodes } from '../transfer/codes.ts';

export const commandCodes = {
  'cli/bad-port': {
    summary: 'A port was given that is none.',
    hint: 'Give a number from 1 to 65535.',
  },
  'cli/no-such-format': {
    summary: 'The command has no form in the format that was asked for; nothing was run.',
    hint: 'Choose one of the formats its --help lists.',
  },
  'cli/not-approved': {
    summary: 'apply had nobody to ask, or the answer was no; nothing was written.',
    hint: 'Pass --auto-approve, or a plan saved by plan --out.',
  },
  'cli/not-embedded': {
    summary: 'Only an embedded workspace can be served; this environment is in Azure.',
    hint: 'Name an environment with `embedded:`.',
  },
  'cli/unknown-code': {
    summary: 'explain was asked for a code that nothing reports.',
    hint: 'Copy the code from a finding.',
  },
  'cli/unwritable-report': {
    summary:
      'The report cannot be written, to stdout or to a file named by --report; the command itself has run.',
    hint: 'Make room, or name a file in a folder that is writable.',
  },
  'promotion/no-gate': {
    summary: 'promote was asked to go where no gate leads from the environment it was given.',
    hint: 'Write `promotion: { from: NAME }` into the environment file, or use apply.',
  },
} as const satisfies Codes;

/** Makes the errors of this room, under its own codes and those it shares with rooms below. */
export const commandError = errorsOf({
  ...projectCodes,
  ...transferCodes,
  ...promotionCodes,
  ...commandCodes,
});
