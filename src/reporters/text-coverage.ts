// Coverage for a reader at a terminal: the techniques, the tactics, and what is missing.
import { plural } from '../diagnostics/plural.ts';
import { inColumns } from './columns.ts';
import type { CoverageReport } from './report.ts';
import type { Style } from './style.ts';

/** Techniques with their detections and cases, tactics, then what is not tested. */
export function renderCoverage({ coverage }: CoverageReport, style: Style): string {
  const { techniques, tactics, untested, unnamed, detections } = coverage;
  const sum = (of: readonly { readonly count: number }[]) => of.reduce((all, { count }) => all + count, 0);
  const rows = techniques.map(({ id, name, score, items }) => [
    id,
    score,
    items.length,
    sum(items.map(({ positive }) => ({ count: positive }))),
    sum(items.map(({ negative }) => ({ count: negative }))),
    sum(items.map(({ gaps }) => ({ count: gaps }))),
    name === '' ? '(not in ATT&CK Enterprise now)' : name,
  ]);
  const head = ['technique', 'score', 'detections', 'fire', 'silent', 'gaps', 'name'];
  const tacticRows = tactics.map(({ tactic, techniques: all, covered, tested }) => [
    tactic,
    covered,
    tested,
    all,
  ]);
  const lacking = [
    ...untested.map(
      ({ file, positive }) => `  ${file} has no case that ${positive === 0 ? 'fires' : 'stays silent'}`,
    ),
    ...unnamed.map(({ file }) => `  ${file} names no technique`),
  ];
  const tested = techniques.filter(({ score }) => score > 0).length;
  return `${[
    ...inColumns([head, ...rows]),
    '',
    ...inColumns([['tactic', 'covered', 'tested', 'techniques'], ...tacticRows]),
    ...(lacking.length === 0 ? [] : ['', style.bold('Missing:'), ...lacking]),
    '',
    `${style.bold('Coverage:')} ${plural(detections, 'detection')} of ${plural(techniques.length, 'technique')}, ${tested} of them tested.`,
  ].join('\n')}\n`;
}
