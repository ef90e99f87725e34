// Rewrites that are known to be missed, each with the reason: `test/evasion-gaps.yaml`.
import {
  parseReasonedEntries,
  type ReasonedEntries,
  type ReasonedList,
  readReasonedEntries,
} from '../testing/reasoned-entries.ts';
import { evasionFinding } from './codes.ts';

/** `rewrite` is `family/rewrite`. */
export type EvasionGaps = ReasonedEntries<'rewrite'>;

const kind: ReasonedList<'rewrite'> = {
  list: 'gaps',
  key: 'rewrite',
  entry: 'A gap',
  finding: (message, at) => evasionFinding('evasion/bad-gap', message, at),
};

/** Reads the file; a project without one knows of no gap. */
export function readEvasionGaps(projectFolder: string, testFolder: string): EvasionGaps {
  return readReasonedEntries(projectFolder, `${testFolder}/evasion-gaps.yaml`, kind);
}

/** The gaps of a text, and what is wrong with it. */
export function parseEvasionGaps(text: string, file: string): EvasionGaps {
  return parseReasonedEntries(text, file, kind);
}
