// Costs of queries for a reader at a terminal: each query that costs something, below it the parts that do, at the end how many there are.
import type { CostPart } from '../checks/cost/query-cost.ts';
import { plural } from '../diagnostics/plural.ts';
import type { CostReport } from './report.ts';
import type { Style } from './style.ts';

/** `   25 analytics-rules/x.yaml`, and below it its parts; queries without cost are counted only. */
export function renderCost(report: CostReport, style: Style): string {
  const { queries, unsound, maxQueryCost } = report;
  const isTooMuch = (points: number) => maxQueryCost !== undefined && points > maxQueryCost;
  const costly = queries.filter(({ points }) => points > 0);
  const lines = costly.flatMap(({ points, file, parts }) => {
    const total = String(points).padStart(5);
    const heading = `${isTooMuch(points) ? style.red(total) : total} ${style.bold(file)}`;
    return [heading, ...parts.map((part) => partLine(part, style))];
  });
  const broken = unsound.map((file) => `${style.bold(file)} does not parse; lint says why.`);
  const above = queries.filter(({ points }) => isTooMuch(points)).length;
  const cap = maxQueryCost === undefined ? '' : `, ${above} above ${maxQueryCost}`;
  const sum = `${style.bold('Cost:')} ${costly.length} of ${queries.length} queries with points${cap}.`;
  return `${[...lines, ...broken, sum].join('\n')}\n`;
}

/** `  15 12:7 regex extract(...)`, `  30 12:7 regex in Parser, 2 places`. */
function partLine({ points, factor, source, at, inFunction, places }: CostPart, style: Style): string {
  const place = `${String(points).padStart(9)} ${at.line}:${at.column} ${factor}`;
  if (inFunction !== undefined) return `${place} in ${inFunction}, ${plural(places, 'place')}`;
  const others = places === 1 ? '' : ` and ${plural(places - 1, 'more place')}`;
  return `${place} ${style.dim(source)}${others}`;
}
