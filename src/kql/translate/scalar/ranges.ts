// Whole numbers that leave the range of their type: a datetime becomes null, a long wraps around, a cast stops at the limits.

import { maxDatetimeTicks } from '../../../rows/ticks.ts';
import { countSql, type Sql, sql } from '../sql.ts';

/** Longer texts are not written twice: nested calls would double them again and again. */
export const shortLength = 60;

/** Ticks that a datetime can have, else NULL. */
export function inDatetimeRange(ticks: Sql): Sql {
  const kept = (value: Sql) =>
    sql`(case when ${value} between 0 and ${countSql(maxDatetimeTicks)} then ${value} end)`;
  if (ticks.text.length <= shortLength) return kept(ticks);
  return sql`list_transform([${ticks}], lambda t: ${kept(sql`t`)})[1]`;
}

/** A datetime moved by a known number of ticks; NULL where it leaves the range of datetime. */
export function movedDatetime(datetime: Sql, by: bigint): Sql {
  if (by > maxDatetimeTicks || by < -maxDatetimeTicks) return sql`null::bigint`;
  if (datetime.text.length > shortLength) return inDatetimeRange(sql`(${datetime} + ${countSql(by)})`);
  if (by >= 0n) {
    const last = countSql(maxDatetimeTicks - by);
    return sql`(case when ${datetime} <= ${last} then ${datetime} + ${countSql(by)} end)`;
  }
  return sql`(case when ${datetime} >= ${countSql(-by)} then ${datetime} - ${countSql(-by)} end)`;
}

/** The low 64 bits of a HUGEINT. */
export function wrapped(wide: Sql): Sql {
  return sql`(((${wide} + 9223372036854775808) & 18446744073709551615) - 9223372036854775808)::bigint`;
}

/** The low 32 bits of a BIGINT. */
export function lowBits(whole: Sql): Sql {
  return sql`(((${whole} & 4294967295) + 2147483648) % 4294967296 - 2147483648)::integer`;
}

/** A real (short) cut toward zero, which stops at the limits of the type; NULL for NaN and the infinities. */
export function cutReal(real: Sql, type: 'int' | 'long'): Sql {
  if (type === 'int') {
    const top = sql`when ${real} >= 2147483647 then 2147483647`;
    const bottom = sql`when ${real} <= -2147483648 then -2147483648`;
    return sql`(case when not isfinite(${real}) then null ${top} ${bottom} else trunc(${real})::integer end)`;
  }
  const top = sql`when ${real} >= 9223372036854775807::double then 9223372036854775807`;
  const bottom = sql`when ${real} <= -9223372036854775807::double then (-9223372036854775808)::bigint`;
  return sql`(case when not isfinite(${real}) then null ${top} ${bottom} else trunc(${real})::bigint end)`;
}
