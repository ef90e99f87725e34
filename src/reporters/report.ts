// What a command can have to say, as plain data; a reporter turns it into text.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Version of the JSON shapes; raised when a field changes its meaning or goes. */
export const schemaVersion = 1;

export interface DiagnosticsReport {
  readonly kind: 'diagnostics';
  readonly diagnostics: readonly Diagnostic[];
  /** Content files looked at. */
  readonly files: number;
  /** Known findings that a baseline hides. */
  readonly baselined: number;
  /** Text of a file by its path, for code frames; undefined when it is not at hand. */
  readonly sourceOf: (file: string) => string | undefined;
}
