// Counts and positions: numbers kept so small that neither adding to them nor SQL's own functions fail.
import { type Expression, knownInteger } from '../expression.ts';
import { countSql, type Sql, sql } from '../sql.ts';
import type { CallContext } from './function-entry.ts';

/** No text or array is longer, no date further away in any unit. */
const most = 2_000_000_000n;

/** A whole number between -limit and limit under a short name; what lies beyond takes the nearer limit. */
export function bounded(value: Expression, context: CallContext, limit = most): Sql {
  const known = knownInteger(value);
  if (known !== undefined && known <= limit && known >= -limit) return value.sql;
  const whole = context.convert(value, 'long');
  const range = sql`least(greatest(${whole.sql}, ${countSql(-limit)}), ${countSql(limit)})`;
  return context.once({ ...whole, sql: sql`(case when ${whole.sql} is not null then ${range} end)` }).sql;
}
