// Factors of how texts are looked at: regular expressions, parts of words, letters folded to one case.
import type { Syntax } from '../../kql/syntax.ts';
import { pages } from '../pages.ts';
import { calledName } from '../reading/query-view.ts';
import type { CostFactor, CostText } from './factor.ts';
import { hasColumn } from './selective.ts';

const regexFunctions = /^(?:extract|extract_?all|replace|replace_regex|indexof_regex)$/;

const partsOfWords = [
  'ContainsExpression',
  'ContainsCsExpression',
  'NotContainsExpression',
  'NotContainsCsExpression',
  'EndsWithExpression',
  'EndsWithCsExpression',
  'NotEndsWithExpression',
  'NotEndsWithCsExpression',
] as const;

/** `in` is InExpression, `in~` InCsExpression: the parser's names of the two are swapped. */
const comparisons = [
  'EqualExpression',
  'NotEqualExpression',
  'InExpression',
  'NotInExpression',
  'InCsExpression',
  'NotInCsExpression',
] as const;

export const textFactors: readonly CostFactor[] = [
  {
    name: 'regex',
    points: 15,
    filtered: 5,
    what: '`matches regex`, `extract`, `extract_all`, `replace_regex`, `indexof_regex`, `parse kind=regex`',
    why: 'The expression is run over each row that reaches it.',
    instead: 'Filter with `has` on a word of the pattern first, or use `parse` with plain text.',
    see: pages.optimizeQueries,
    find: regexes,
  },
  {
    name: 'part-of-word',
    points: 6,
    filtered: 2,
    what: '`contains`, `endswith` and their negated and case-sensitive forms',
    why: 'The index knows whole words; every character is read.',
    instead: 'Use `has`, `hasprefix` or `startswith` where they mean the same, or filter first.',
    see: pages.kqlBestPractices,
    find: ({ ofKind }) => partsOfWords.flatMap(ofKind).filter((node) => hasColumn(node.get('Left'))),
  },
  {
    name: 'case-folded',
    points: 5,
    filtered: 2,
    what: '`tolower(x)` and `toupper(x)` in a comparison with `==`, `!=`, `in`, `in~`',
    why: 'Each value is made anew before it is compared, and the index of the column is of no use.',
    instead: 'Use `=~`, `!~`, `in~` or `!in~`.',
    see: pages.optimizeQueries,
    find: ({ ofKind }) =>
      comparisons
        .flatMap(ofKind)
        .flatMap((node) => [node.get('Left'), node.get('Right')])
        .filter((side) => isFolded(side) && hasColumn(side)),
  },
];

/** Calls and operators that run a regular expression over a column. */
export function regexes({ ofKind }: Pick<CostText, 'ofKind'>): readonly Syntax[] {
  return [
    ...ofKind('MatchesRegexExpression'),
    ...ofKind('FunctionCallExpression').filter((call) => regexFunctions.test(calledName(call))),
    ...[...ofKind('ParseOperator'), ...ofKind('ParseWhereOperator')].filter(isRegexParse),
  ].filter(hasColumn);
}

function isRegexParse(parse: Syntax): boolean {
  return parse.list('Parameters').some(({ text }) => /^kind\s*=\s*regex$/.test(text));
}

const isFolded = (side: Syntax) =>
  side.kind === 'FunctionCallExpression' && /^to(?:lower|upper)$/.test(calledName(side));
