// A simulation as the text that a terminal shows, one line an alert: `--format timeline`.
import { withOneLineFields } from './one-line-fields.ts';
import { type Forms, formOf, kindsOf, type Reporter } from './reporter.ts';
import type { Style } from './style.ts';
import { renderTimeline } from './text-simulation.ts';

const forms: Partial<Forms<string, Style>> = { simulation: renderTimeline };

export const timeline: Reporter = {
  kinds: kindsOf(forms),
  output: 'text',
  render: (report, { style }) => formOf(forms, withOneLineFields(report), style),
};
