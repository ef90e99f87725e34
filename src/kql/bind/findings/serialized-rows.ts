// Window functions ask for rows in an order. https://learn.microsoft.com/kusto/query/window-functions
import type { Syntax } from '../../syntax.ts';
import { at, type NodeCheck } from './finding.ts';

const windowFunctions: ReadonlySet<string> = new Set([
  'next',
  'prev',
  'row_cumsum',
  'row_number',
  'row_rank_dense',
  'row_rank_min',
  'row_window_session',
]);

type Order = 'serialized' | 'unordered' | 'unknown';

/** What an operator does to the order of its input; one that is not here leaves it unknown. */
const orderAfter: Readonly<Record<string, 'keeps' | Order | undefined>> = {
  AsOperator: 'keeps',
  DistinctOperator: 'unordered',
  ExtendOperator: 'keeps',
  FilterOperator: 'keeps',
  JoinOperator: 'unordered',
  MvExpandOperator: 'keeps',
  ParseKvOperator: 'keeps',
  ParseOperator: 'keeps',
  ParseWhereOperator: 'keeps',
  ProjectAwayOperator: 'keeps',
  ProjectKeepOperator: 'keeps',
  ProjectOperator: 'keeps',
  ProjectRenameOperator: 'keeps',
  ProjectReorderOperator: 'keeps',
  SerializeOperator: 'serialized',
  SortOperator: 'serialized',
  SummarizeOperator: 'unordered',
  TakeOperator: 'keeps',
  TopHittersOperator: 'serialized',
  TopOperator: 'serialized',
  UnionOperator: 'unordered',
};

/** Operators in which a window function reads the rows that flow in. */
const readers: ReadonlySet<string> = new Set(['ExtendOperator', 'FilterOperator', 'ProjectOperator']);

export const serializedRows: NodeCheck = (call) => {
  if (call.kind !== 'FunctionCallExpression') return [];
  const name = call.get('Name').name;
  if (!windowFunctions.has(name) || call.symbol?.kind !== 'function' || call.symbol.family !== 'scalar')
    return [];
  const operator = operatorAround(call);
  const pipe = operator?.parent;
  if (operator === undefined || !readers.has(operator.kind) || pipe?.kind !== 'PipeExpression') return [];
  if (orderOf(pipe.get('Expression')) !== 'unordered') return [];
  const message = `${name}() reads rows in an order, and nothing before it puts them into one`;
  return [at(call, { code: 'kql/not-serialized', message, see: 'window-functions' })];
};

function operatorAround(node: Syntax): Syntax | undefined {
  let above = node.parent;
  while (above !== undefined && !above.kind.endsWith('Operator')) above = above.parent;
  return above;
}

const maxSteps = 500;

function orderOf(node: Syntax, steps = 0): Order {
  if (steps > maxSteps) return 'unknown';
  switch (node.kind) {
    case 'PipeExpression': {
      const after = orderAfter[node.get('Operator').kind] ?? 'unknown';
      return after === 'keeps' ? orderOf(node.get('Expression'), steps + 1) : after;
    }
    case 'ParenthesizedExpression':
      return orderOf(node.get('Expression'), steps + 1);
    case 'DataTableExpression':
    case 'UnionOperator':
      return 'unordered';
    case 'NameReference': {
      const { symbol } = node;
      if (symbol?.kind === 'table') return 'unordered';
      if (symbol?.kind !== 'variable' || symbol.source === undefined) return 'unknown';
      return orderOf(symbol.source, steps + 1);
    }
    default:
      return 'unknown';
  }
}
