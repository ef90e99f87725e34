// What any code of the tool means, whichever room reports it.
import { type Explanation, explanationOf, nearestCode } from '../checks/lint/explain.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { caseCodes } from '../testing/case-codes.ts';
import { commandCodes } from './command-codes.ts';

/** Codes of the layers above the checks. */
const otherCodes: Readonly<Record<string, { readonly summary: string; readonly hint: string }>> = {
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

/** The nearest known code to one that nothing reports. */
export function nearestTo(code: string): string | undefined {
  return nearestCode(code) ?? didYouMean(code, Object.keys(otherCodes));
}
