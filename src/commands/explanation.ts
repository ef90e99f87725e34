// What any code of the tool means, whichever layer reports it.
import { type Explanation, explanationOf } from '../checks/lint/explain.ts';
import { caseCodes } from '../testing/case-codes.ts';
import { commandCodes } from './command-codes.ts';

/** Codes of the layers above the checks. */
export const otherCodes: Readonly<Record<string, { readonly summary: string; readonly hint: string }>> = {
  ...commandCodes,
  ...caseCodes,
};

/** What is known of a code; undefined for one that nothing reports. */
export function explanationFor(code: string): Explanation | undefined {
  const ofCheck = explanationOf(code);
  if (ofCheck !== undefined) return ofCheck;
  const other = Object.hasOwn(otherCodes, code) ? otherCodes[code] : undefined;
  return other === undefined ? undefined : { code, summary: other.summary, fix: other.hint };
}
