// The codes of what seeding meets in a workspace.
import { type Codes, errorsOf } from '../diagnostics/codes.ts';

export const seedingCodes = {
  'seeding/column-type': {
    summary: 'A test table holds a column in another type than seed rows need, and a type cannot be changed.',
    hint: 'Delete the test table and its data collection rule, then run seed again.',
  },
  'seeding/foreign-rule': {
    summary: 'A data collection rule has the name that seed uses, and is not one that seed made.',
    hint: 'Rename or delete the rule, then run seed again.',
  },
  'seeding/not-seeded': {
    summary: 'The run that --run-id names does not hold the rows that the cases have now.',
    hint: 'Seed again.',
  },
  'seeding/rows-not-there': {
    summary: 'Rows that were sent could not be queried within the time of --wait.',
    hint: 'Validate later with --run-id, or seed again with a longer --wait.',
  },
  'seeding/rows-twice': {
    summary: 'The service holds more rows of a run than were sent: it took a request twice.',
    hint: 'Seed again, as a new run.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const seedingError = errorsOf(seedingCodes);
