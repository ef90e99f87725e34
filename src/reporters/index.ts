// The reporters by the name --format takes.
import { csv } from './csv.ts';
import { githubActions } from './github-actions.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { navigator } from './navigator.ts';
import type { Reporter, ReportKind } from './reporter.ts';
import { sarif } from './sarif.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { timeline } from './timeline.ts';

export type { Report } from './report.ts';
export type { Rendering, Reporter, ReportKind } from './reporter.ts';

const byName = {
  csv,
  'github-actions': githubActions,
  json,
  junit,
  markdown,
  navigator,
  sarif,
  table,
  text,
  timeline,
} as const satisfies Record<string, Reporter>;

export type Format = keyof typeof byName;

export const reporters: Readonly<Record<Format, Reporter>> = byName;

/** The formats that have a form for a kind of report, in alphabetical order. */
export function formatsFor(kind: ReportKind): readonly Format[] {
  return (Object.keys(reporters) as Format[]).filter((format) => reporters[format].kinds.includes(kind));
}
