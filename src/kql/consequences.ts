// One cause, one finding: what the parser says only because it does not know a name is left out.
import type { RawDiagnostic } from './syntax.ts';

/** A name that is not known: a column, a table, a function. */
const unknown: ReadonlySet<string> = new Set(['KS122', 'KS123', 'KS142', 'KS204', 'KS211']);

/** `Column name expected`, and `not an aggregate or scalar function` of what stands in the parentheses. */
const followUps: ReadonlySet<string> = new Set(['KS109', 'KS236']);

/** The findings without those that follow from an unknown name at the same place or right before the parentheses they stand in. */
export function withoutConsequences(text: string, all: readonly RawDiagnostic[]): readonly RawDiagnostic[] {
  const causes = all.filter(({ code }) => unknown.has(code));
  return all.filter(
    (found) =>
      !followUps.has(found.code) ||
      !causes.some(
        (cause) =>
          (cause.start === found.start && cause.end === found.end) ||
          (cause.end <= found.start && /^\s*\([^()|;]*$/.test(text.slice(cause.end, found.start))),
      ),
  );
}
