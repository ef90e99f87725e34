// Lengths of time in ticks of 100 ns, as SQL.
import { sql } from '../sql.ts';

export const ticks = {
  day: sql`864000000000`,
  hour: sql`36000000000`,
  minute: sql`600000000`,
  second: sql`10000000`,
  millisecond: sql`10000`,
  microsecond: sql`10`,
};
