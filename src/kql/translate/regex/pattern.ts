// A regular expression of a query, ready for SQL: the one translation for every place that takes a pattern.
import { createCache } from '../../../cache/cache.ts';
import { type Sql, sql } from '../sql.ts';
import { marked, marksOf, unmarked } from './markers.ts';
import { type PrintOptions, printRe2 } from './print-re2.ts';
import { readPattern } from './read-pattern.ts';
import { PatternError, type PatternFault, type PatternNode } from './tree.ts';

export interface Pattern {
  /** Names of the capture groups in order, '' for those without one. */
  readonly groups: readonly string[];
  /** What works although the documentation does not describe it. */
  readonly remarks: readonly PatternFault[];
  /** It asks for the start or the end of a word, which RE2 cannot do alone: only `apply` can. */
  readonly needsMarks: boolean;
  /** The pattern for RE2. Edges of words are those of ASCII here. */
  re2(groups: PrintOptions['groups']): string;
  /**
   * SQL over a text: `use` is given a text and a pattern for RE2 and says what to do with them; `clean` takes the marks
   * out of its result, where the text had to be marked for words beyond ASCII.
   */
  apply(application: Application): Sql;
}

interface Application {
  readonly text: Sql;
  readonly groups: PrintOptions['groups'];
  readonly use: Use;
  readonly clean?: Clean;
}

export type Use = (text: Sql, pattern: string) => Sql;
export type Clean = (result: Sql) => Sql;

export const cleanText: Clean = unmarked;
export const cleanList: Clean = (list) => sql`list_transform(${list}, lambda e: ${unmarked(sql`e`)})`;

export type PatternResult = { readonly pattern: Pattern } | { readonly fault: PatternFault };

const latest = createCache<string, PatternResult>({ capacity: 500 });

/**
 * A pattern for `regexp_matches`. DuckDB makes a comparison with the empty text of a constant pattern that has groups of nothing and at
 * most one edge, such as `^(?:)`, which matches every text: a part that may be nothing keeps it from that.
 */
export function plannable(re2: string): string {
  const consuming = re2.replaceAll(/\(\?(?:[a-z]*(?:-[a-z]+)?:|P?<\w+>|[a-z]+\))|[()^$|]|\\[Az]/g, '');
  return consuming === '' && re2.includes('(') ? `(?:${re2})(?:x?)` : re2;
}

/** Reads a pattern as Kusto does. https://learn.microsoft.com/kusto/query/regex */
export function kustoPattern(text: string): PatternResult {
  const known = latest.get(text);
  if (known !== undefined) return known;
  const result = makePattern(text);
  latest.set(text, result);
  return result;
}

function makePattern(text: string): PatternResult {
  const read = readPattern(text);
  if ('fault' in read) return read;
  const { root, groups, remarks } = read.tree;
  const edges = wordEdges(root);
  try {
    const re2 = (kept: PrintOptions['groups']) => printRe2(root, { groups: kept, marked: false });
    re2('all');
    return {
      pattern: {
        groups,
        remarks,
        needsMarks: edges.always,
        re2,
        apply: (application) => applied(root, edges, application),
      },
    };
  } catch (error) {
    if (error instanceof PatternError) return { fault: error.fault };
    throw error;
  }
}

interface WordEdges {
  /** Marks are needed even for ASCII texts. */
  readonly always: boolean;
  /** Marks are needed for texts beyond ASCII. */
  readonly beyondAscii: boolean;
  /** At every place, not only at the edges of words. */
  readonly everywhere: boolean;
}

function wordEdges(root: PatternNode): WordEdges {
  const assertions = assertionsIn(root).filter((node) => marksOf([node.assertion]) !== undefined);
  const simple = new Set(['word-edge', 'no-word-edge']);
  return {
    always: assertions.some(({ assertion }) => !simple.has(assertion)),
    beyondAscii: assertions.some(({ ascii }) => !ascii),
    everywhere: assertions.some(({ assertion }) => /half$|^no-/.test(assertion)),
  };
}

function assertionsIn(node: PatternNode): Extract<PatternNode, { kind: 'assertion' }>[] {
  switch (node.kind) {
    case 'assertion':
      return [node];
    case 'group':
    case 'repeat':
      return assertionsIn(node.body);
    case 'sequence':
      return node.parts.flatMap(assertionsIn);
    case 'choice':
      return node.options.flatMap(assertionsIn);
    default:
      return [];
  }
}

function applied(
  root: PatternNode,
  { always, beyondAscii, everywhere }: WordEdges,
  { text, groups, use, clean = (result) => result }: Application,
): Sql {
  const plain = () => use(text, printRe2(root, { groups, marked: false }));
  if (!always && !beyondAscii) return plain();
  const withMarks = clean(
    use(marked(text, everywhere), printRe2(root, { groups, marked: everywhere ? 'everywhere' : 'edges' })),
  );
  if (always) return withMarks;
  // As many bytes as characters: ASCII.
  return sql`(case when strlen(${text}) = length(${text}) then ${plain()} else ${withMarks} end)`;
}
