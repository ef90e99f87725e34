// Puts a clock of its own in the place of the service's.
import type { Syntax } from '../syntax.ts';
import type { TextEdit } from './text-edits.ts';

/**
 * `now()` is the clock itself, `now(x)` so much after it, `ago(x)` so much before it; the argument stays where it is.
 * https://learn.microsoft.com/kusto/query/ago-function
 */
export function clockEdits(node: Syntax, clock: string): readonly TextEdit[] {
  const argument = node.child('ArgumentList')?.list('Expressions')[0];
  if (argument === undefined) return [{ start: node.start, end: node.end, text: clock }];
  const sign = node.text.startsWith('ago') ? '-' : '+';
  return [
    { start: node.start, end: argument.start, text: `(${clock} ${sign} (` },
    { start: argument.end, end: node.end, text: '))' },
  ];
}
