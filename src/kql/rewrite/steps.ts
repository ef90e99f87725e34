// A query as the steps of its pipe, each as a query of its own: what rows come out of it shows where rows are lost.
import type { BoundQuery } from '../bind/bind.ts';
import type { Syntax } from '../syntax.ts';

/** One step of the pipe: its source, or an operator. */
export interface QueryStep {
  /** As the query spells it, on one line. */
  readonly text: string;
  /** Where it stands in the query, in UTF-16 units. */
  readonly start: number;
  /** The `let` whose rows it makes; undefined: those of the query itself. */
  readonly let?: string;
  /** The query that ends with this step. */
  readonly query: string;
  /** Of `where`: the conditions that must hold together. */
  readonly conditions: readonly StepCondition[];
}

export interface StepCondition {
  readonly text: string;
  /** What it compares, where that is an expression of the row. */
  readonly compared?: string;
  /** A laxer form of it that an author often means. */
  readonly laxer?: { readonly text: string; readonly words: string };
}

/**
 * The steps of a query in the order in which rows pass them. Where the query begins with the name of a `let`, the steps of that come
 * first. Empty where the query cannot be read.
 */
export function stepsOf({ root, text }: Pick<BoundQuery, 'root' | 'text'>): readonly QueryStep[] {
  const statements = root?.list('Statements') ?? [];
  const last = statements.findLast(({ kind }) => kind === 'ExpressionStatement')?.child('Expression');
  if (last === undefined) return [];
  const lets = new Map(
    statements
      .filter(({ kind }) => kind === 'LetStatement')
      .map((statement) => [statement.get('Name').name, statement] as const),
  );
  return stepsIn(last, { head: text.slice(0, last.start), text, lets, seen: [] });
}

interface Place {
  /** What stands in front of the steps. */
  readonly head: string;
  readonly text: string;
  readonly lets: ReadonlyMap<string, Syntax>;
  /** The `let`s that were followed to here, the innermost last. */
  readonly seen: readonly string[];
}

function stepsIn(expression: Syntax, place: Place): readonly QueryStep[] {
  const { head, text, lets, seen } = place;
  const operators: Syntax[] = [];
  let source = expression;
  for (;;) {
    if (source.kind === 'PipeExpression') {
      operators.unshift(source.get('Operator'));
      source = source.get('Expression');
    } else if (source.kind === 'MaterializeExpression' || source.kind === 'ParenthesizedExpression') {
      const inner = source.get('Expression');
      // What stands around the inner steps is left out of each of their queries.
      return [
        ...stepsIn(inner, place),
        ...operators.map((operator) => stepAt(operator, { ...place, from: expression.start })),
      ];
    } else break;
  }
  const name = source.kind === 'NameReference' ? source.name : undefined;
  const named = name === undefined || seen.includes(name) ? undefined : lets.get(name);
  const before =
    named === undefined
      ? [stepAt(source, { ...place, from: source.start })]
      : stepsIn(named.get('Expression'), {
          head: text.slice(0, named.start),
          text,
          lets,
          seen: [...seen, name!],
        });
  const own = operators.map((operator) => stepAt(operator, { head, text, lets, seen, from: source.start }));
  return [...before, ...own];
}

function stepAt(node: Syntax, { head, text, seen, from }: Place & { readonly from: number }): QueryStep {
  const name = seen.at(-1);
  const bar = node.start > from ? '| ' : '';
  return {
    text: `${bar}${node.text.replaceAll(/\s+/g, ' ').trim()}`,
    start: node.start,
    ...(name !== undefined && { let: name }),
    query: head + text.slice(from, node.end),
    conditions: node.kind === 'FilterOperator' ? conditionsIn(node.get('Condition')) : [],
  };
}

function conditionsIn(node: Syntax): readonly StepCondition[] {
  if (node.kind === 'AndExpression')
    return [...conditionsIn(node.get('Left')), ...conditionsIn(node.get('Right'))];
  if (node.kind === 'ParenthesizedExpression') return conditionsIn(node.get('Expression'));
  return [conditionOf(node)];
}

function conditionOf(node: Syntax): StepCondition {
  const [left, operator] = node.children();
  const form = laxerForms[node.kind];
  if (left === undefined || operator?.isToken !== true) return { text: node.text };
  const compared = isConstant(left) ? {} : { compared: left.text };
  const { result } = left;
  const isText = result.kind === 'scalar' && (result.type === 'string' || result.type === 'unknown');
  if (form === undefined || !isText) return { text: node.text, ...compared };
  const { instead, because } = form;
  const at = operator.start - node.start;
  const text = node.text.slice(0, at) + instead + node.text.slice(at + operator.text.length);
  const words = `\`${operator.text}\` ${because}; \`${instead}\` would match`;
  return { text: node.text, ...compared, laxer: { text, words } };
}

function isConstant(node: Syntax): boolean {
  return node.kind.endsWith('LiteralExpression');
}

const minds = 'minds the case of letters';

/** By the kind of a condition: the operator that asks less, and what the author's own asks for. */
const laxerForms: Readonly<Record<string, { readonly instead: string; readonly because: string }>> = {
  ContainsCsExpression: { instead: 'contains', because: minds },
  EndsWithCsExpression: { instead: 'endswith', because: minds },
  EqualExpression: { instead: '=~', because: minds },
  HasCsExpression: { instead: 'has', because: minds },
  HasExpression: { instead: 'contains', because: 'finds whole terms' },
  HasPrefixCsExpression: { instead: 'hasprefix', because: minds },
  HasSuffixCsExpression: { instead: 'hassuffix', because: minds },
  InExpression: { instead: 'in~', because: minds },
  StartsWithCsExpression: { instead: 'startswith', because: minds },
};
