// Factors of how texts are looked at: regular expressions, parts of words, letters folded to one case.
import type { Syntax } from '../../kql/syntax.ts';
import { pages } from '../pages.ts';
import { argumentsOf, calledName } from '../reading/query-view.ts';
import type { CostFactor, CostText } from './factor.ts';
import { operatorOf } from './rows-before.ts';
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

/** Of equality, of lists and of words; `in` is InExpression, `in~` InCsExpression: the parser's names of the two are swapped. */
const comparisons = [
  ...['Equal', 'In', 'InCs', 'Has', 'HasCs', 'HasPrefix', 'HasPrefixCs', 'HasSuffix', 'HasSuffixCs'],
  ...['StartsWith', 'StartsWithCs', 'EndsWith', 'EndsWithCs', 'Contains', 'ContainsCs'],
].flatMap((name) => [`${name}Expression`, `Not${name}Expression`]);
const otherComparisons = [
  'EqualTildeExpression',
  'BangTildeExpression',
  'HasAnyExpression',
  'HasAllExpression',
] as const;

export const textFactors: readonly CostFactor[] = [
  {
    name: 'regex',
    points: 15,
    filtered: 5,
    what: '`matches regex`, `extract`, `extract_all`, `replace_regex`, `indexof_regex`, `countof` with "regex", `parse kind=regex`, `parse-kv` with `regex`',
    why: 'The expression is run over each row that reaches it.',
    instead: 'Filter with `has` on a word of the pattern first, or use `parse` with plain text.',
    see: pages.optimizeQueries,
    find: regexes,
  },
  {
    name: 'every-column',
    points: 6,
    filtered: 2,
    what: '`where * has "x"`, or another operator in the place of `has`',
    why: 'The text is looked for in every column.',
    instead: 'Name the columns that can hold it.',
    see: pages.kqlBestPractices,
    find: ({ ofKind }) =>
      ofKind('StarExpression').filter(({ parent, start }) => {
        return parent?.child('Left')?.start === start && operatorOf(parent).kind === 'FilterOperator';
      }),
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
    what: '`tolower(x)` and `toupper(x)` in a comparison: with `==`, `in`, `has`, `startswith`, `contains` and the like',
    why: 'Each value is made anew before it is compared, and the index of the column is of no use.',
    instead: 'Use `=~`, `!~`, `in~` or `!in~`; `has`, `startswith` and `contains` fold case themselves.',
    see: pages.optimizeQueries,
    find: ({ ofKind }) =>
      [...comparisons, ...otherComparisons]
        .flatMap(ofKind)
        .flatMap((node) => [node.get('Left'), node.get('Right')])
        .filter((side) => isFolded(side) && hasColumn(side)),
  },
];

/** Calls and operators that run a regular expression over a column. */
export function regexes({ ofKind }: Pick<CostText, 'ofKind'>): readonly Syntax[] {
  return [
    ...ofKind('MatchesRegexExpression'),
    ...ofKind('FunctionCallExpression').filter(
      (call) => regexFunctions.test(calledName(call)) || countsByRegex(call),
    ),
    ...[...ofKind('ParseOperator'), ...ofKind('ParseWhereOperator')].filter(isRegexParse),
    ...ofKind('ParseKvOperator').filter(isRegexParseKv),
  ].filter(hasColumn);
}

function isRegexParse(parse: Syntax): boolean {
  return parse.list('Parameters').some(({ text }) => /^kind\s*=\s*regex$/.test(text));
}

function isRegexParseKv(parse: Syntax): boolean {
  return (parse.child('WithClause')?.list('Properties') ?? []).some(({ text }) => /^regex\s*=/.test(text));
}

/** https://learn.microsoft.com/kusto/query/countof-function */
const countsByRegex = (call: Syntax) =>
  calledName(call) === 'countof' && argumentsOf(call)[2]?.stringValue === 'regex';

const isFolded = (side: Syntax) =>
  side.kind === 'FunctionCallExpression' && /^to(?:lower|upper)$/.test(calledName(side));
