// Turns findings that forbid going on into one error: a deployment of half a project would delete the other half.
import type { Diagnostic } from './diagnostic.ts';
import { exitCodes, UserError } from './user-error.ts';

/** Throws a UserError of the first finding that is an error, with the number of the others. */
export function assertUsable(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter((found) => found.severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new UserError(`${first.message}${more}`, {
    ...first,
    hint: first.hint ?? 'Run sentinel-sync lint to see all findings.',
    exitCode: exitCodes.findings,
  });
}
