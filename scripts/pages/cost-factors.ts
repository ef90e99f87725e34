// Renders the table of factors in docs/guides/query-cost.md.
import { costFactors } from '../../src/checks/cost/factors.ts';

/** A markdown table, ending with a line end. */
export function renderCostFactors(): string {
  const rows = costFactors.map(({ name, points, filtered, what, why, instead, see }) => {
    const cells = [`\`${name}\``, points, filtered ?? '', what, `${why} ${instead} [Source](${see})`];
    return `| ${cells.join(' | ')} |\n`;
  });
  return `| factor | points | filtered | what it is | why, and what to write instead |\n|---|---|---|---|---|\n${rows.join('')}`;
}
