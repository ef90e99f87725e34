// Ends a query where a text would take all memory, before it is made. It has to stand in an argument of what makes the text: SQL computes
// what is constant first, and a `case` around it comes too late.
import { maxTextBytes, textTooLong } from '../../budget.ts';
import { integerSql, type Sql, sql, textSql } from '../sql.ts';

/** The part `... then ...` of a `case when`: ends the query where the text would have more than `bytes`. */
export function tooLong(bytes: Sql): Sql {
  return sql`${bytes} > ${integerSql(maxTextBytes)} then error(${textSql(textTooLong)})`;
}
