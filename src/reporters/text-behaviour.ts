// What changed queries do differently on the seeded tables, for a reader at a terminal and, folded, in a pull request.
import type { ResultRow } from '../alerting/result-row.ts';
import { plural } from '../diagnostics/plural.ts';
import type { BehaviourDiff, CaseBehaviour } from '../testing/behaviour-diff.ts';
import type { Style } from './style.ts';

/** More rows than this of one case are counted, not shown. */
const maxRows = 5;

/** A block for each changed query; an empty string when no query changed. */
export function renderBehaviour(diffs: readonly BehaviourDiff[], style: Style): string {
  return diffs.map((diff) => renderDiff(diff, style)).join('');
}

function renderDiff({ name, compared, different }: BehaviourDiff, style: Style): string {
  const head = `${style.bold('Behaviour:')} ${name}: `;
  if (compared === 0) return `${head}${style.yellow('no detection tests, so nothing to compare on')}.\n`;
  if (different.length === 0) return `${head}${style.green('the same')} on ${plural(compared, 'case')}.\n`;
  const cases = different.flatMap((one) => renderCase(one, style));
  return [`${head}differs on ${different.length} of ${plural(compared, 'case')}:`, ...cases, ''].join('\n');
}

function renderCase(one: CaseBehaviour, style: Style): string[] {
  if (one.problem !== undefined) return [`    ${one.name}: ${style.red('did not run')}, ${one.problem}`];
  const alerts =
    one.alertsBefore === one.alertsAfter ? '' : ` (alerts ${one.alertsBefore} -> ${one.alertsAfter})`;
  return [
    `    ${one.name}${alerts}`,
    ...rows('+', one.gained).map(style.green),
    ...rows('-', one.lost).map(style.red),
  ];
}

function rows(sign: string, all: readonly ResultRow[]): string[] {
  const lines = all.slice(0, maxRows).map((row) => `      ${sign} ${inline(row)}`);
  const more = all.length - lines.length;
  return more > 0 ? [...lines, `      ${sign} and ${plural(more, 'more row')}`] : lines;
}

function inline(row: ResultRow): string {
  const text = JSON.stringify(row);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
