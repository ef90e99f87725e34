// Every code that linting can report.
import { contentCodes } from '../../content/codes.ts';
import type { Codes } from '../../diagnostics/codes.ts';
import { environmentCodes } from '../../environments/codes.ts';
import { queryCodes } from '../../kql/bind/codes.ts';
import { checks } from '../index.ts';
import { lintCodes } from './codes.ts';

/** Codes beside those of checks and parser. Those that state a level are findings; the others are errors that end the command. */
export const fileAndSettingCodes: Codes = { ...contentCodes, ...environmentCodes, ...lintCodes };

/** All codes, sorted; of the parser's codes those with an entry of their own. */
export function knownCodes(): string[] {
  const findings = Object.entries(fileAndSettingCodes).filter(([, { severity }]) => severity !== undefined);
  return [
    ...checks.map(({ code }) => code),
    ...Object.keys(queryCodes),
    ...findings.map(([code]) => code),
  ].sort();
}
