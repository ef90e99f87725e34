// Translates tabular expressions: tables, names, pipes and calls; operators come from their table.
import type { Scope } from './context.ts';
import { calledScope } from './lambda.ts';
import { functionsNotRun, operatorsNotRun } from './not-run.ts';
import { tabularOperators } from './operators/index.ts';
import type { Relation } from './relation.ts';
import type { Syntax } from './syntax.ts';

/** The relation of a tabular node; a placeholder stands for what was reported as unsupported. */
export function translateTable(node: Syntax, scope: Scope): Relation | undefined {
  scope.query.spend(1);
  return translateNode(node, scope) ?? scope.query.placeholder(node);
}

function translateNode(node: Syntax, scope: Scope): Relation | undefined {
  const operator = tabularOperators.get(node.kind);
  if (operator !== undefined) return operator.translate(node, scope.input, scope);
  switch (node.kind) {
    case 'PipeExpression':
      return pipe(node, scope);
    case 'ParenthesizedExpression':
    case 'MaterializeExpression':
    case 'ToTableExpression':
      return translateTable(node.get('Expression'), scope);
    case 'NameReference':
      return named(node, scope);
    case 'FunctionCallExpression':
      return called(node, scope);
    case 'PathExpression':
      return crossResource(node, scope);
    default:
      return unsupportedNode(node, scope);
  }
}

/** Operators one by one; when an early one is unsupported, the later ones are still named if they are too. */
function pipe(node: Syntax, scope: Scope): Relation | undefined {
  const left = translateTable(node.get('Expression'), {
    ...scope,
    input: pipesInput(node) ? scope.input : undefined,
  });
  const right = node.get('Operator');
  const operator = tabularOperators.get(right.kind);
  if (operator === undefined) return unsupportedNode(right, scope);
  return operator.translate(right, left ?? scope.query.placeholder(right), { ...scope, input: undefined });
}

/** Whether the pipe begins with an operator, as inside mv-apply. */
function pipesInput(node: Syntax): boolean {
  let first = node;
  while (first.kind === 'PipeExpression') first = first.get('Expression');
  return tabularOperators.has(first.kind);
}

function named(node: Syntax, scope: Scope): Relation | undefined {
  const { symbol, name } = node;
  const binding = scope.names.find(name);
  if (binding?.kind === 'table') return binding.value();
  if (symbol?.kind === 'function') return called(node, scope);
  if (symbol?.kind === 'table') return scope.query.source(symbol.name, symbol.columns);
  return unsupportedNode(node, scope);
}

/** A lambda, a stored function, or table("name"). */
function called(node: Syntax, scope: Scope): Relation | undefined {
  const body = calledScope(node, scope);
  if (body !== undefined) return scope.query.table(body.result, body.scope);
  const { symbol, result } = node;
  const name = symbol?.kind === 'function' ? symbol.name : node.get('Name').name;
  if (name === 'table') return tableFunction(node, scope);
  if (symbol?.kind === 'function' && symbol.family === 'workspace' && result.kind === 'table') {
    return scope.query.unsupported({
      code: 'kql/unsupported-source',
      message: `The rows of ${name}() are not known here: it is a function of the workspace.`,
      node,
    });
  }
  return unsupportedNode(node, scope);
}

function tableFunction(node: Syntax, scope: Scope): Relation | undefined {
  const [argument] = node.child('ArgumentList')?.list('Expressions') ?? [];
  const name = argument?.stringValue;
  const binding = name === undefined ? undefined : scope.names.find(name);
  if (binding?.kind === 'table') return binding.value();
  if (name === undefined || node.result.kind !== 'table') return unsupportedNode(node, scope);
  return scope.query.source(name, node.result.columns);
}

/** `workspace("x").T`: the rows of T, as the one workspace known here has them. */
function crossResource(node: Syntax, scope: Scope): Relation | undefined {
  const selector = node.get('Selector');
  const { symbol } = selector;
  if (symbol?.kind === 'table') return scope.query.source(symbol.name, symbol.columns);
  return translateTable(selector, scope);
}

function unsupportedNode(node: Syntax, scope: Scope): undefined {
  const [word = node.kind] = node.text.split(/[\s(|]/, 1);
  const known = operatorsNotRun.get(node.kind);
  const isOperator = known === undefined ? node.kind.endsWith('Operator') : known.isSource !== true;
  const why = (known ?? functionsNotRun.get(word))?.reason;
  return scope.query.unsupported({
    code: isOperator ? 'kql/unsupported-operator' : 'kql/unsupported-source',
    message: `${isOperator ? 'The operator' : 'The source'} ${known?.name ?? word} is not supported${why === undefined ? '' : `: ${why}`}.`,
    node,
    see: known?.see ?? (isOperator ? `${word}-operator` : undefined),
  });
}
