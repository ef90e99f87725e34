// What a reporter is: a report and what it may want to know, in; text, out.
import type { Explanation } from '../diagnostics/codes.ts';
import type { OutputForm } from './output.ts';
import type { Report } from './report.ts';
import type { Style } from './style.ts';

export type ReportKind = Report['kind'];

/** What a reporter may want to know besides the report. */
export interface Rendering {
  readonly style: Style;
  /** What a code means; undefined for one that nothing explains. */
  readonly explain: (code: string) => Explanation | undefined;
  /** A project file's path as the reader's platform knows it: from the root of the repository, with forward slashes. */
  readonly placeOf: (file: string) => string;
}

export interface Reporter {
  /** The kinds of report that make sense in this format; others are refused before the command runs. */
  readonly kinds: readonly ReportKind[];
  /** What its text is: for a reader, for a program, or commands for a runner. */
  readonly output: OutputForm;
  /** Text that ends in a line break. */
  readonly render: (report: Report, rendering: Rendering) => string;
}

/** What a format makes of each kind of report that makes sense in it; `Wanted` is what it wants to know besides. */
export type Forms<Made, Wanted = Rendering> = {
  readonly [K in ReportKind]: (report: Extract<Report, { readonly kind: K }>, wanted: Wanted) => Made;
};

/** The kinds that a table of forms has an entry for. */
export function kindsOf<Wanted>(forms: Partial<Forms<unknown, Wanted>>): readonly ReportKind[] {
  return Object.keys(forms) as ReportKind[];
}

/** What a table of forms makes of a report. Throws where it has no entry: such a format is offered for no such report. */
export function formOf<Made, Wanted>(
  forms: Partial<Forms<Made, Wanted>>,
  report: Report,
  wanted: Wanted,
): Made {
  const form = forms[report.kind] as ((report: Report, wanted: Wanted) => Made) | undefined;
  if (form === undefined) throw new Error(`a ${report.kind} report has no such form`);
  return form(report, wanted);
}
