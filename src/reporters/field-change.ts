// How one field's change is shown, whatever the format: values on one line, texts with the lines around what changed.
import { plural } from '../diagnostics/plural.ts';
import type { Change, FieldChange } from '../plan/change.ts';
import type { DiffLine } from '../plan/text-diff.ts';

/** Changed lines with two lines around them; undefined stands for lines left out. */
export function withContext(lines: readonly DiffLine[]): (DiffLine | undefined)[] {
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - 2), i + 3).some((line) => line.op !== ' '));
  const context: (DiffLine | undefined)[] = [];
  lines.forEach((line, i) => {
    if (near[i]) context.push(line);
    else if (context.length === 0 || context.at(-1) !== undefined) context.push(undefined);
  });
  return context;
}

/** A value on one line, cut after 200 characters; `(none)` where there is none. */
export function inlineValue(value: unknown): string {
  if (value === null || value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** Is the item created, or would it be if the gate let it pass? Its fields only repeat its file. */
export function isNew({ action, status, fields }: Change): boolean {
  return action === 'create' || (status === 'no-evidence' && fields.every(({ before }) => before === null));
}

/** What decides how a new item behaves; the rest of it stands in its file. */
const telling = new Set([
  'severity',
  'enabled',
  'queryFrequency',
  'queryPeriod',
  'triggerOperator',
  'triggerThreshold',
  'suppressionDuration',
  'tactics',
]);

/** A new item in one line, as the environment makes it: `severity: "High", enabled: true, queryFrequency: "PT1H", query: 12 lines`. */
export function essentials(fields: readonly FieldChange[]): string {
  const suppressed = fields.some(({ path, after }) => path === 'suppressionEnabled' && after === true);
  return fields
    .filter(({ path }) => telling.has(path) || path === 'query')
    .filter(({ path }) => suppressed || path !== 'suppressionDuration')
    .map(({ path, after }) => `${path}: ${path === 'query' ? lineCount(after) : inlineValue(after)}`)
    .join(', ');
}

function lineCount(text: unknown): string {
  return plural(String(text).trimEnd().split('\n').length, 'line');
}
