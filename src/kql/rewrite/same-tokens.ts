// Tells a change of layout from a change of meaning: two queries of the same tokens differ in blanks and comments only.
import { tokensOf } from '../parser.ts';

/** True when both texts consist of the same tokens in the same order. */
export function sameTokens(a: string, b: string): boolean {
  const left = tokensOf(a);
  const right = tokensOf(b);
  return left.length === right.length && left.every((token, i) => token.text === right[i]?.text);
}
