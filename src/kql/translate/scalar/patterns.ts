// Regular expressions for the string operators: terms, escaping, and patterns of lists.
import { type Expression, knownString, valueSql } from '../expression.ts';
import { isTermCharacter, type TermRule } from '../native/terms.ts';
import { boolSql, joinSql, listSql, type Sql, sql, textSql } from '../sql.ts';

/** Where a term must stand alone. Letters and digits of any script belong to a term. */
type TermEdges = Pick<TermRule, 'before' | 'after'>;

/** Without the classes of all scripts: to compile those takes longer than most queries run. */
const asciiEdge = String.raw`[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]`;
const startEdge = `(?:^|${asciiEdge})`;
const endEdge = `(?:$|${asciiEdge})`;
const beyondAscii = String.raw`[^\x00-\x7f]`;

/** Escapes what RE2 reads as an operator. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}\-/]/g, String.raw`\$&`);
}

/** `regexp_matches(text, pattern)` with the pattern as one literal. */
export function matches(text: Sql, pattern: Sql): Sql {
  return sql`regexp_matches(${text}, ${pattern})`;
}

/**
 * Whether the text holds one of the terms, alone between the given edges. A pattern that knows ASCII alone answers for a term between
 * ASCII characters; what has a character beyond ASCII beside the term is asked in JavaScript, which knows all scripts.
 */
export function knownTermsMatch(text: Sql, terms: readonly string[], rule: TermRule): Sql {
  const plain = matches(text, textSql(termsPattern(terms, rule)));
  const beside = besidePattern(terms, rule);
  if (beside === undefined) return plain;
  const list = sql`[${listSql(terms.map(textSql))}]`;
  return withWide(
    text,
    plain,
    sql`case when ${matches(text, textSql(beside))} then ${hasTerm(text, list, rule)} else false end`,
  );
}

/** Terms with the same edges share them, and only terms are folded. `(?s)` is not needed: terms hold no dot. */
function termsPattern(terms: readonly string[], rule: TermRule): string {
  return alternation(terms, rule, ({ before, after }) => [before ? startEdge : '', after ? endEdge : '']);
}

/** Finds every place where a term has a character beyond ASCII at an edge; undefined where no term has an edge. */
function besidePattern(terms: readonly string[], rule: TermRule): string | undefined {
  const edged = terms.filter((term) => {
    const { before, after } = edgesOf(term, rule);
    return before || after;
  });
  if (edged.length === 0) return undefined;
  const before = alternation(edged, rule, (edges) => [edges.before ? beyondAscii : '', '']);
  const after = alternation(edged, rule, (edges) => ['', edges.after ? beyondAscii : '']);
  return `(?:${before}|${after})`;
}

function alternation(
  terms: readonly string[],
  rule: TermRule,
  around: (edges: TermEdges) => readonly [before: string, after: string],
): string {
  const byEdges = new Map<string, { readonly edges: readonly [string, string]; readonly terms: string[] }>();
  for (const term of terms) {
    const edges = around(edgesOf(term, rule));
    const group = byEdges.get(edges.join(' ')) ?? { edges, terms: [] };
    group.terms.push(escapeRegex(term));
    byEdges.set(edges.join(' '), group);
  }
  const flag = rule.caseSensitive ? '' : 'i';
  const parts = [...byEdges.values()].map(
    ({ edges: [before, after], terms: alike }) => `${before}(?${flag}:${alike.join('|')})${after}`,
  );
  return parts.length > 1 ? `(?:${parts.join('|')})` : parts.join('');
}

/** An edge is asked for only where the term ends in a letter or digit. */
function edgesOf(term: string, { before, after }: TermRule): TermEdges {
  const characters = [...term];
  return {
    before: before && isTermCharacter(characters[0]),
    after: after && isTermCharacter(characters.at(-1)),
  };
}

function withWide(text: Sql, plain: Sql, wide: Sql): Sql {
  return sql`(${plain} or case when strlen(${text}) <> length(${text}) then ${wide} else false end)`;
}

/** `terms` is a list of texts. */
function hasTerm(text: Sql, terms: Sql, { before, after, caseSensitive }: TermRule): Sql {
  const rule = sql`{before: ${boolSql(before)}, after: ${boolSql(after)}, caseSensitive: ${boolSql(caseSensitive)}}`;
  const list = sql`json_array(${text}, ${terms}, ${rule})::varchar`;
  return sql`(kql_native('has_term', ${list}) = 'true')`;
}

/** The pattern in SQL for a term that is not known while translating; right for a text of ASCII alone. */
function termPatternSql(term: Sql, { before, after, caseSensitive }: TermRule): Sql {
  const flag = caseSensitive ? sql`''` : sql`'(?i)'`;
  const termCharacter = textSql(String.raw`[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]`);
  const edge = (at: Sql, pattern: string) =>
    sql`case when regexp_matches(${at}, ${termCharacter}) then ${textSql(pattern)} else '' end`;
  const start = before ? edge(sql`left(${term}, 1)`, startEdge) : sql`''`;
  const end = after ? edge(sql`right(${term}, 1)`, endEdge) : sql`''`;
  return sql`concat(${flag}, ${start}, regexp_escape(${term}), ${end})`;
}

function containsTerm(text: Sql, term: Sql, { caseSensitive }: TermRule): Sql {
  return caseSensitive ? sql`contains(${text}, ${term})` : sql`contains(lower(${text}), lower(${term}))`;
}

function hasContainedTerm(text: Sql, term: Sql, rule: TermRule): Sql {
  return sql`case when ${containsTerm(text, term, rule)} then ${hasTerm(text, sql`[${term}]`, rule)} else false end`;
}

/** Whether `text` holds the term between the given edges. */
export function termMatch(text: Expression, term: Expression, rule: TermRule): Sql {
  const known = knownString(term);
  if (known !== undefined) {
    if (known === '') return sql`true`;
    const match = knownTermsMatch(text.sql, [known], rule);
    // Looking for the plain text first is four times faster, but only without case folding.
    return rule.caseSensitive ? sql`(contains(${text.sql}, ${textSql(known)}) and ${match})` : match;
  }
  const value = valueSql(term);
  const plain = matches(text.sql, termPatternSql(value, rule));
  const contains = containsTerm(text.sql, value, rule);
  const wide = hasContainedTerm(text.sql, value, rule);
  return term.foldable
    ? withWide(text.sql, plain, wide)
    : sql`(${contains} and ${withWide(text.sql, plain, wide)})`;
}

/** Whether the text holds all, or any, of a list of terms that is one for the query. */
export function listedTermsMatch(text: Sql, terms: Sql, rule: TermRule, all: boolean): Sql {
  if (all) {
    const one = sql`e`;
    const plain = matches(text, termPatternSql(one, rule));
    const each = withWide(text, plain, hasContainedTerm(text, one, rule));
    return sql`coalesce(list_bool_and(list_transform(${terms}, lambda e: ${each})), true)`;
  }
  const patterns = sql`list_transform(${terms}, lambda e: ${termPatternSql(sql`e`, rule)})`;
  const either = sql`coalesce(array_to_string(${patterns}, '|'), '')`;
  const contained = sql`list_bool_or(list_transform(${terms}, lambda e: ${containsTerm(text, sql`e`, rule)}))`;
  const wide = sql`case when ${contained} then ${hasTerm(text, terms, rule)} else false end`;
  return withWide(text, sql`(${either} <> '' and ${matches(text, either)})`, wide);
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
