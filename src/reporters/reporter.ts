// What a reporter is: a report and what it may want to know, in; text, out.
import type { Explanation } from '../checks/lint/explain.ts';
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
  /** Text that ends in a line break. */
  readonly render: (report: Report, rendering: Rendering) => string;
}
