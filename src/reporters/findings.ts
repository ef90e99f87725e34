// The findings of a report, for the formats that show nothing else: annotations and SARIF.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { failuresOf } from '../testing/run-tests.ts';
import type { Forms } from './reporter.ts';

/** What lint found, or what is wrong with case files and which cases failed. */
export const findingForms: Partial<Forms<readonly Diagnostic[]>> = {
  diagnostics: ({ diagnostics }) => diagnostics,
  tests: ({ diagnostics, results }) => [...diagnostics, ...failuresOf(results)],
};

/** The message as a sentence, and what to do, on one line. */
export function messageWithHint({ message, hint }: Diagnostic): string {
  if (hint === undefined) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
}
