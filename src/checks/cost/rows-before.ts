// How many rows a part of a query works on, as far as its text says: all of a table, what a filter leaves, groups, or few.
import type { Syntax } from '../../kql/syntax.ts';
import { getWatchlist } from '../../tables/watchlists.ts';
import { argumentsOf, calledName } from '../reading/query-view.ts';
import { isSelective } from './selective.ts';

/** Fewest first. What the text does not tell (the rows of a parameter) is taken to be filtered. */
const amounts = ['few', 'grouped', 'filtered', 'all'] as const;
export type Rows = (typeof amounts)[number];

const fewer = (a: Rows, b: Rows) => (amounts.indexOf(a) < amounts.indexOf(b) ? a : b);
const more = (a: Rows, b: Rows) => (fewer(a, b) === a ? b : a);

/** The rows that reach a node inside an operator: what the steps before it leave, and the conditions to its left. */
export function rowsBefore(node: Syntax): Rows {
  let rows: Rows = 'all';
  let at = node;
  for (let above = at.parent; above !== undefined; at = above, above = above.parent) {
    if (above.kind === 'FunctionBody') return 'filtered';
    if (above.kind === 'AndExpression' && isBehind(at, above) && isSelective(above.get('Left'))) {
      rows = 'filtered';
    }
    // The head of a pipe has nothing before it in this pipe; in a subquery of mv-apply it takes the rows of that operator.
    if (above.kind === 'PipeExpression' && isBehind(at, above))
      return fewer(rows, rowsOf(above.get('Expression')));
  }
  return rows;
}

/** The operator that a node is or stands in; the node itself in a function of scalars. */
export function operatorOf(node: Syntax): Syntax {
  let above: Syntax | undefined = node;
  while (above !== undefined && !/Operator$/.test(above.kind)) above = above.parent;
  return above ?? node;
}

/** Whether a child is the right operand of an `and`, or the operator of a pipe. */
function isBehind(child: Syntax, above: Syntax): boolean {
  return above.get(above.kind === 'PipeExpression' ? 'Expression' : 'Left').end <= child.start;
}

const known = new WeakMap<Syntax, Rows>();

/** The rows that a tabular expression gives; each node is looked at once, however many places lie behind it. */
export function rowsOf(node: Syntax): Rows {
  const rows = known.get(node) ?? rowsOfNode(node);
  known.set(node, rows);
  return rows;
}

function rowsOfNode(node: Syntax): Rows {
  switch (node.kind) {
    case 'PipeExpression':
      return rowsAfter(node.get('Operator'), rowsOf(node.get('Expression')));
    case 'NameReference':
      return rowsOfName(node);
    case 'FunctionCallExpression':
      return rowsOfCall(node);
    case 'ParenthesizedExpression':
    case 'MaterializeExpression':
      return rowsOf(node.get('Expression'));
    case 'FunctionBody': {
      const result = node.child('Expression');
      return result === undefined ? 'filtered' : rowsOf(result);
    }
    case 'PathExpression':
      return 'all';
    case 'UnionOperator':
      return node.list('Expressions').map(rowsOf).reduce(more, 'few');
    case 'FindOperator':
      return 'filtered';
    case 'SearchOperator':
      return node.child('Condition')?.kind === 'StarExpression' ? 'all' : 'filtered';
    case 'DataTableExpression':
    case 'ExternalDataExpression':
    case 'PrintOperator':
    case 'RangeOperator':
      return 'few';
    default:
      return /Operator$/.test(node.kind) ? rowsAfter(node, rowsBefore(node)) : 'filtered';
  }
}

function rowsOfName(name: Syntax): Rows {
  const { symbol } = name;
  switch (symbol?.kind) {
    case 'variable':
      return symbol.source === undefined ? 'filtered' : rowsOf(symbol.source);
    case 'parameter':
      return 'filtered';
    case 'function':
      return rowsOfBody(name, 'all');
    default:
      return 'all';
  }
}

function rowsOfCall(call: Syntax): Rows {
  const name = calledName(call);
  const [first] = argumentsOf(call);
  if (name === getWatchlist) return 'few';
  if (name === 'materialize' && first !== undefined) return rowsOf(first);
  if (/^(?:table|workspace|app|resource)$/.test(name)) return 'all';
  // What a function does with its arguments is not known without its body: the filtering parsers of ASIM take theirs so.
  return rowsOfBody(call, first === undefined ? 'all' : 'filtered');
}

function rowsOfBody(call: Syntax, otherwise: Rows): Rows {
  const body = call.calledBody();
  return body === undefined ? otherwise : rowsOf(body);
}

const takesFew = /^(?:Take|Top|Sample|SampleDistinct|TopHitters|TopNested|Count|GetSchema)Operator$/;

function rowsAfter(operator: Syntax, before: Rows): Rows {
  const { kind } = operator;
  if (takesFew.test(kind)) return 'few';
  switch (kind) {
    case 'FilterOperator':
      return isSelective(operator.get('Condition')) ? fewer(before, 'filtered') : before;
    case 'SummarizeOperator':
      return operator.child('ByClause') === undefined ? 'few' : fewer(before, 'grouped');
    case 'DistinctOperator':
    case 'MakeSeriesOperator':
      return fewer(before, 'grouped');
    case 'JoinOperator':
    case 'ParseWhereOperator':
    case 'SearchOperator':
      return fewer(before, 'filtered');
    case 'UnionOperator':
      return operator.list('Expressions').map(rowsOf).reduce(more, before);
    default:
      return before;
  }
}
