// The reporters by the name --format takes, each with the kinds of report it has a form for.
import { renderGithubActions } from './github-actions.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { Reporter, ReportKind } from './reporter.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

export type { Report } from './report.ts';
export type { Rendering, Reporter, ReportKind } from './reporter.ts';

const everyKind: readonly ReportKind[] = [
  'adopt',
  'apply',
  'diagnostics',
  'plan',
  'promotion',
  'smoke',
  'tests',
  'text',
];

const byName = {
  'github-actions': { kinds: ['diagnostics', 'tests'], render: renderGithubActions },
  json: { kinds: everyKind, render: renderJson },
  junit: { kinds: ['diagnostics', 'smoke', 'tests'], render: renderJunit },
  markdown: { kinds: everyKind, render: renderMarkdown },
  sarif: { kinds: ['diagnostics', 'tests'], render: renderSarif },
  text: { kinds: everyKind, render: (report, { style }) => renderText(report, style) },
} as const satisfies Record<string, Reporter>;

export type Format = keyof typeof byName;

export const reporters: Readonly<Record<Format, Reporter>> = byName;

/** The formats that have a form for a kind of report, in alphabetical order. */
export function formatsFor(kind: ReportKind): readonly Format[] {
  return (Object.keys(reporters) as Format[]).filter((format) => reporters[format].kinds.includes(kind));
}
