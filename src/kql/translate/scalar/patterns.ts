// Regular expressions for the string operators: terms, escaping, and patterns of lists.
import { type Expression, knownString, valueSql } from '../expression.ts';
import { joinSql, type Sql, sql, textSql } from '../sql.ts';

/** Where a term must stand alone. Letters and digits of any script belong to a term. */
export interface TermEdges {
  readonly before: boolean;
  readonly after: boolean;
}

const notTerm = String.raw`[^\p{L}\p{N}]`;
const startEdge = `(?:^|${notTerm})`;
const endEdge = `(?:$|${notTerm})`;

/** Escapes what RE2 reads as an operator. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}\-/]/g, String.raw`\$&`);
}

const isTermCharacter = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/**
 * A pattern for one or several terms, any of which may match. Terms with the same edges share them, and only terms are folded: the
 * classes of letters are what a pattern costs. `(?s)` is not needed: terms hold no dot.
 */
export function termPattern(terms: readonly string[], edges: TermEdges, caseSensitive: boolean): string {
  const byEdges = new Map<string, { before: string; after: string; terms: string[] }>();
  for (const term of terms) {
    const characters = [...term];
    const before = edges.before && isTermCharacter(characters[0]) ? startEdge : '';
    const after = edges.after && isTermCharacter(characters.at(-1)) ? endEdge : '';
    const group = byEdges.get(`${before} ${after}`) ?? { before, after, terms: [] };
    group.terms.push(escapeRegex(term));
    byEdges.set(`${before} ${after}`, group);
  }
  const flag = caseSensitive ? '' : 'i';
  const parts = [...byEdges.values()].map((group) => {
    return `${group.before}(?${flag}:${group.terms.join('|')})${group.after}`;
  });
  return parts.length > 1 ? `(?:${parts.join('|')})` : parts.join('');
}

/** The same in SQL for a term that is not known while translating. */
export function termPatternSql(term: Sql, edges: TermEdges, caseSensitive: boolean): Sql {
  const flag = caseSensitive ? sql`''` : sql`'(?i)'`;
  const class_ = textSql(String.raw`[\p{L}\p{N}]`);
  const edge = (at: Sql, pattern: string) =>
    sql`case when regexp_matches(${at}, ${class_}) then ${textSql(pattern)} else '' end`;
  const before = edges.before ? edge(sql`left(${term}, 1)`, startEdge) : sql`''`;
  const after = edges.after ? edge(sql`right(${term}, 1)`, endEdge) : sql`''`;
  return sql`concat(${flag}, ${before}, regexp_escape(${term}), ${after})`;
}

/** `regexp_matches(text, pattern)` with the pattern as one literal. */
export function matches(text: Sql, pattern: Sql): Sql {
  return sql`regexp_matches(${text}, ${pattern})`;
}

/** Whether `text` holds the term between the given edges. */
export function termMatch(text: Expression, term: Expression, edges: TermEdges, caseSensitive: boolean): Sql {
  const known = knownString(term);
  if (known !== undefined) {
    if (known === '') return sql`true`;
    const match = matches(text.sql, textSql(termPattern([known], edges, caseSensitive)));
    // Looking for the plain text first is four times faster, but only without case folding.
    return caseSensitive ? sql`(contains(${text.sql}, ${textSql(known)}) and ${match})` : match;
  }
  const value = valueSql(term);
  const match = matches(text.sql, termPatternSql(value, edges, caseSensitive));
  if (term.foldable) return match;
  const first = caseSensitive
    ? sql`contains(${text.sql}, ${value})`
    : sql`contains(lower(${text.sql}), lower(${value}))`;
  return sql`(${first} and ${match})`;
}

/** `a and b`, `a or b`, or the neutral value when there is none. */
export function allOf(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? sql`true` : chained(parts, ' and ');
}

export function anyOf(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? sql`false` : chained(parts, ' or ');
}

/** Long chains are halved: the database nests them as deep as they are long, and has a limit. */
function chained(parts: readonly Sql[], operator: string): Sql {
  if (parts.length <= 50) return sql`(${joinSql(parts, operator)})`;
  const middle = parts.length >> 1;
  const halves = [parts.slice(0, middle), parts.slice(middle)].map((half) => chained(half, operator));
  return sql`(${joinSql(halves, operator)})`;
}
