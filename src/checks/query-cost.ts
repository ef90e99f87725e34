// Reports a query that costs more points than the project allows.
import { type Check, everyKind } from './check.ts';
import { type CostPart, queryCost } from './cost/query-cost.ts';
import { pages } from './pages.ts';

/** Parts that a finding names; `cost` lists all of them. */
const partsNamed = 5;

export const queryCostCheck: Check = {
  code: 'kql/query-cost',
  severity: 'error',
  kinds: everyKind,
  summary:
    'The query costs more points than `maxQueryCost` of the project file, or `--max-cost`, allows; without either nothing is reported.',
  why: 'A query that reads much takes long, is throttled, and slows others down; a rule does so at every run.',
  fix: 'Filter early and name tables; `sentinel-sync cost` lists what each part costs.',
  see: pages.optimizeQueries,
  run(item, context) {
    const { maxQueryCost } = context;
    if (maxQueryCost === undefined) return [];
    const cost = queryCost(item, context);
    const [largest] = cost?.parts ?? [];
    if (cost === undefined || largest === undefined || cost.points <= maxQueryCost) return [];
    return [
      {
        message: `The query costs ${cost.points} points, and the project allows ${maxQueryCost}`,
        at: largest.at,
        hint: hintOf(cost.parts),
      },
    ];
  },
};

/** `Change the most expensive parts: 15 regex at 12:7, ...; 3 more cost 9.` */
function hintOf(parts: readonly CostPart[]): string {
  const named = parts.slice(0, partsNamed).map(({ factor, points, at, inFunction }) => {
    const where = inFunction === undefined ? '' : ` in ${inFunction}`;
    return `${points} ${factor}${where} at ${at.line}:${at.column}`;
  });
  const others = parts.slice(partsNamed);
  const points = others.reduce((sum, part) => sum + part.points, 0);
  const more = others.length === 0 ? '' : `; ${others.length} more cost ${points}`;
  return `Change the most expensive parts: ${named.join(', ')}${more}.`;
}
