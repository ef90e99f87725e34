// Mutants that are no change of behaviour, each with the reason: `test/mutation-exclusions.yaml`.
import {
  parseReasonedEntries,
  type ReasonedEntries,
  type ReasonedList,
  readReasonedEntries,
} from '../testing/reasoned-entries.ts';
import { mutationFinding } from './codes.ts';

/** `mutant` is the id of the mutant. */
export type Exclusions = ReasonedEntries<'mutant'>;

const kind: ReasonedList<'mutant'> = {
  list: 'exclusions',
  key: 'mutant',
  entry: 'An exclusion',
  finding: (message, at) => mutationFinding('mutation/bad-exclusion', message, at),
};

/** Reads the file; a project without one excludes nothing. */
export function readExclusions(projectFolder: string, testFolder: string): Exclusions {
  return readReasonedEntries(projectFolder, `${testFolder}/mutation-exclusions.yaml`, kind);
}

/** The exclusions of a text, and what is wrong with it. */
export function parseExclusions(text: string, file: string): Exclusions {
  return parseReasonedEntries(text, file, kind);
}
