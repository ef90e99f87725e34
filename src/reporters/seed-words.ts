// How the seed rows of a case reached its query, in words.
import type { SeedUse } from '../rows/query-runner.ts';

/** `seed rows: test tables`, `seed rows: prologue (its rows are too old)`. */
export function seedWords({ way, why }: SeedUse): string {
  const words = way === 'tables' ? 'test tables' : 'prologue';
  return `seed rows: ${words}${why === undefined ? '' : ` (${why})`}`;
}
