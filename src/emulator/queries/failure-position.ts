// Counts the position of a failing query as the behaviour `query-error-position` says.

import type { QueryFailure } from '../../engine/query-service.ts';
import type { Variants } from '../behaviours.ts';

/** The failure with `pos` and the places in its message (`on line [2,2]`) as the service writes them. */
export function asTheServiceCounts(failure: QueryFailure, variants: Variants): QueryFailure {
  const first = variants['query-error-position'] === 'from-one' ? 1 : 0;
  const message = failure.message.replace(
    / on line \[(\d+),(\d+)\]/g,
    (_, line, position) => ` on line [${line},${Number(position) + first}]`,
  );
  return { ...failure, message, ...(failure.pos !== undefined && { pos: failure.pos - 1 + first }) };
}
