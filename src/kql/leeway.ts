// What in a query lets two right engines give different answers.
import type { BoundQuery } from './bind/bind.ts';
import { sourceTexts } from './bind/query-sources.ts';
import { type Syntax, walk } from './syntax.ts';

export interface QueryLeeway {
  /** The last operator sorts, so the order of the rows is a part of the answer. */
  readonly isOrdered: boolean;
  /** It estimates: `dcount`, `percentile`. */
  readonly estimates: boolean;
  /** It makes arrays whose order is not promised. */
  readonly makesArrays: boolean;
  /** What picks rows or values of the engine's own choice: `take`, `rand()`. */
  readonly ownChoice: readonly string[];
}

/** By the parser's kinds. */
const choosingOperators: Readonly<Record<string, string>> = {
  SampleOperator: 'sample',
  SampleDistinctOperator: 'sample-distinct',
  TakeOperator: 'take',
  TopHittersOperator: 'top-hitters',
  TopNestedOperator: 'top-nested',
  TopOperator: 'top (rows that tie)',
};

const choosingFunctions: ReadonlySet<string> = new Set([
  'any',
  'anyif',
  'cursor_current',
  'new_guid',
  'rand',
  'take_any',
  'take_anyif',
]);
const estimating =
  /^(dcountif|dcount|hll|percentiles?w?|percentiles?_array|percentilesw?_array|tdigest|dcount_hll|percentile_tdigest|count_distinct.*)$/;
const arrayMaking =
  /^(make_(set|list|bag)(if|_with_nulls)?|makelist|makeset|bag_keys|set_\w+|array_shuffle)$/;

/** Of a query that parses, with the functions of the workspace that it calls; one that does not parse is compared exactly. */
export function leewayOf({ root, tables }: BoundQuery): QueryLeeway {
  const chosen = new Set<string>();
  const calls = new Set<string>();
  for (const text of root === undefined ? [] : sourceTexts(root, tables)) {
    walk(text.root, (node) => {
      const operator = choosingOperators[node.kind];
      if (operator !== undefined) chosen.add(operator);
      if (isInnerUnique(node)) chosen.add('join kind=innerunique');
      if (node.kind === 'FunctionCallExpression') calls.add(node.get('Name').name);
      return undefined;
    });
  }
  for (const name of calls) if (choosingFunctions.has(name)) chosen.add(`${name}()`);
  const names = [...calls];
  return {
    isOrdered: root !== undefined && isSorted(root),
    estimates: names.some((name) => estimating.test(name)),
    makesArrays: names.some((name) => arrayMaking.test(name)),
    ownChoice: [...chosen].sort(),
  };
}

/** A join without a kind is one too: it keeps one row of each key on its left, and nobody says which. */
function isInnerUnique({ kind, text }: Syntax): boolean {
  return kind === 'JoinOperator' && (!/\bkind\s*=/.test(text) || /\bkind\s*=\s*innerunique\b/.test(text));
}

function isSorted(root: Syntax): boolean {
  const last = root.list('Statements').at(-1);
  const expression = last?.child('Expression');
  const operator = expression?.kind === 'PipeExpression' ? expression.get('Operator') : expression;
  return operator?.kind === 'SortOperator' || operator?.kind === 'TopOperator';
}
