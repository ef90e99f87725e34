// The findings of a report, for the formats that speak of nothing else: annotations and SARIF.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { failuresOf } from '../testing/run-tests.ts';
import type { Report } from './report.ts';

/** What lint found, or what is wrong with case files and which cases failed. */
export function findingsOf(report: Report): readonly Diagnostic[] {
  switch (report.kind) {
    case 'diagnostics':
      return report.diagnostics;
    case 'tests':
      return [...report.diagnostics, ...failuresOf(report.results)];
    default:
      // The table of reporters offers these formats for no other kind.
      throw new Error(`a ${report.kind} report has no findings`);
  }
}

/** The message as a sentence, and what to do, on one line. */
export function messageWithHint({ message, hint }: Diagnostic): string {
  if (hint === undefined) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
}
