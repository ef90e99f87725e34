// What the embedded database reads as JSON and JSON does not know: bare nan and infinities, and a comma before a closing bracket.
import { type Sql, sql, textSql } from '../sql.ts';

const number = '\\s*[+-]?(?i:nan|inf)';
/** RE2 jumps to the letter that a pattern begins with: three such patterns take half the time of one that has them all. */
const inside = [`:${number}`, `,(?:${number}|\\s*[\\]}])`, `\\[${number}`];
const alone = `^${number}`;

/** Whether `text`, which the database reads as JSON, is none. */
export function isLaxJson(text: Sql): Sql {
  const outsideStrings = sql`regexp_replace(${text}, ${textSql('"(?:[^"\\\\]|\\\\.)*"')}, '""', 'g')`;
  const may = [alone, ...inside].map((pattern) => sql`regexp_matches(${text}, ${textSql(pattern)})`);
  const [first, ...others] = may;
  const any = others.reduce((left, right) => sql`${left} or ${right}`, first!);
  return sql`((${any}) and regexp_matches(${outsideStrings}, ${textSql([alone, ...inside].join('|'))}))`;
}
