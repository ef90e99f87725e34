// The codes of planning and applying.
import { type Codes, codeIn, errorsOf, findingsOf } from '../diagnostics/codes.ts';

export const planCodes = {
  'cli/stopped': {
    summary: 'The command was asked to stop (Ctrl+C) before it had written anything.',
    hint: 'Run it again.',
  },
  'environment/stray-parameter': {
    summary: 'An environment sets a parameter for an item that does not exist.',
    hint: 'Correct the name of the item.',
  },
  'environment/stray-selector': {
    summary: 'An environment chooses content by an id, tag, technique or folder that no content item has.',
    hint: 'Correct it, or remove the entry.',
  },
  'plan/bad-limit': {
    summary: '--max-deletes takes a number or a share such as 10%.',
    hint: 'Write for example --max-deletes 7.',
  },
  'plan/cannot-adopt': {
    summary: 'adopt --from names something that is not there, is meant twice, or another file speaks for.',
    hint: 'Name the id of one item that no file speaks for.',
  },
  'plan/not-a-plan': {
    summary: 'The file is not a plan this version can apply.',
    hint: 'Make the plan again with plan --out.',
  },
  'plan/other-workspace': {
    summary: 'The plan was made for another workspace.',
    hint: 'Apply it to the environment it was made for.',
  },
  'plan/over-capacity': {
    summary: 'The plan would switch on more rules than the workspace takes.',
    hint: 'Delete or switch off rules first.',
  },
  'plan/stale': {
    summary: 'Something moved since the plan was made: files, commit, or the workspace.',
    hint: 'Plan again and review the new plan.',
  },
  'plan/in-flight': {
    summary: 'apply was stopped while a change was being sent: whether it was written is not known.',
    hint: 'Apply again; what was written is found.',
  },
  'plan/record-not-kept': {
    summary: 'The service stored an ownership record otherwise than it was sent.',
    hint: 'Look at the record on the workspace.',
  },
  'plan/too-many-deletes': {
    summary: 'The plan deletes more items at once than is allowed.',
    hint: 'Check that no folder is missing, then raise --max-deletes.',
  },
  'plan/too-many-updates': {
    summary: 'The plan overwrites a large share of what this repository owns.',
    hint: 'Review the plan, then pass --force.',
  },
  'plan/unseen': {
    summary:
      'apply met something on the workspace that the plan did not see, or saw otherwise; nothing was written over it.',
    hint: 'Plan again.',
  },
  'plan/unknown-id': {
    summary: 'adopt was asked for an id that no content file has.',
    hint: 'Write the file first.',
  },
  'plan/unreadable': {
    summary: 'The plan file cannot be read.',
    hint: 'Make one with plan --out.',
  },
  'plan/unwritable': {
    summary: 'The plan file cannot be written.',
    hint: 'Name a file in a folder that exists and is writable.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const planError = errorsOf(planCodes);

/** Makes the findings of this room. */
export const planFinding = findingsOf(planCodes);

/** Names a code of this room. */
export const planCode = codeIn(planCodes);
