// All aggregates by name; one line a family, in alphabetical order.
import type { AggregateEntry } from './aggregate-entry.ts';
import { choices } from './choices.ts';
import { counts } from './counts.ts';
import { lists } from './lists.ts';
import { percentileAggregates } from './percentiles.ts';
import { sums } from './sums.ts';

const families: readonly Readonly<Record<string, AggregateEntry>>[] = [
  choices,
  counts,
  lists,
  percentileAggregates,
  sums,
];

export const aggregates: ReadonlyMap<string, AggregateEntry> = new Map(
  families.flatMap((family) => Object.entries(family)),
);
