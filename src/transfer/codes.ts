// The codes of content on its way in and out: of ARM JSON that is converted, and of exports.
import { type Codes, codeIn, errorsOf, findingsOf } from '../diagnostics/codes.ts';
import { everyKind, noneOf } from './kind-words.ts';

export const transferCodes = {
  'cli/unreadable-file': {
    summary: 'A file named on the command line cannot be read.',
    hint: 'Correct the name, or make it readable.',
  },
  'convert/bad-json': {
    summary: 'The file is not JSON.',
    hint: 'Export it again, or correct it at this place.',
  },
  'convert/condition': {
    summary: 'The template deploys the resource under a condition only; a content file has none.',
    hint: 'Leave the file out of an environment with `content: { exclude: ... }` where the condition is false.',
    severity: 'warning',
  },
  'convert/loop': {
    summary: 'The template makes the resource in a loop, so it stands for several items.',
    hint: 'Export the items themselves from the workspace, or write the resources out.',
  },
  'convert/no-content': {
    summary: 'The file holds no resources at all.',
    hint: 'Name an ARM template, a resource, or a list of resources.',
  },
  'convert/no-id': {
    summary: 'The resource has no name that can be read; its last part is the id of the content item.',
    hint: 'Write the id of the item as the last part of the name.',
  },
  'convert/not-a-resource': {
    summary: 'A value stands where an ARM resource was expected, or the resource lacks what makes it one.',
    hint: 'Give it type, name, kind and properties, as an export has them.',
  },
  'convert/repeated-id': {
    summary: 'Two resources that are converted have the same id; nothing was written.',
    hint: 'Convert one of the two.',
  },
  'convert/unknown-value': {
    summary: 'A value is a template expression that the file alone does not decide.',
    hint: 'Write the value itself in place of the expression, or give the parameter a defaultValue.',
  },
  'convert/unsupported-resource': {
    summary: `The resource is ${noneOf()}; the others of the file were converted.`,
    hint: `Deploy it as before: only ${everyKind} are content here.`,
  },
  'export/duplicate-id': {
    summary: 'Two files have the id of one item that is to be written; nothing was written.',
    hint: 'Give one of them an id of its own, or delete it.',
  },
  'export/unknown-id': {
    summary: 'export was asked for an id that the workspace does not have; nothing was written.',
    hint: 'Copy the id from plan --format json.',
  },
  'export/unwritable': {
    summary: 'A content file cannot be written.',
    hint: 'Make the folder writable, or name another with --out.',
  },
} as const satisfies Codes;

export type TransferCode = keyof typeof transferCodes;

/** Makes the errors of this room. */
export const transferError = errorsOf(transferCodes);

/** Makes the findings of this room. */
export const transferFinding = findingsOf(transferCodes);

/** Names a code of this room. */
export const transferCode = codeIn(transferCodes);
