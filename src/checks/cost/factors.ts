// Every factor of cost.
import { columnFactors } from './columns.ts';
import type { CostFactor } from './factor.ts';
import { sourceFactors } from './sources.ts';
import { textFactors } from './texts.ts';
import { timeFactors } from './time-filters.ts';

/** All factors, those of where rows come from first. */
export const costFactors: readonly CostFactor[] = [
  ...sourceFactors,
  ...timeFactors,
  ...textFactors,
  ...columnFactors,
];
