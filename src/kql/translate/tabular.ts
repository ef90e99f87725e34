// Translates tabular expressions: tables, names, pipes and calls; operators come from their table.

import { otherTableName } from '../../tables/other-resources.ts';
import { getWatchlist } from '../../tables/watchlists.ts';
import type { Syntax } from '../syntax.ts';
import type { Scope } from './context.ts';
import { knownString } from './expression.ts';
import { functionRows, withOpen } from './fixtures.ts';
import { calledScope } from './lambda.ts';
import { functionsNotRun, operatorsNotRun } from './not-run.ts';
import { tabularOperators } from './operators/index.ts';
import { emptyForNoRows, onlyWithoutRows } from './operators/only-without-rows.ts';
import { isPatternCall, patternRows } from './pattern-calls.ts';
import { isPlaceholder, type Relation } from './relation.ts';
import { watchlistRows } from './watchlist.ts';

/** The relation of a tabular node; a placeholder stands for what was reported as unsupported. */
export function translateTable(node: Syntax, scope: Scope): Relation | undefined {
  scope.query.spend(1);
  return accounted(node, scope, () => translateNode(node, scope)) ?? scope.query.placeholder(node);
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
      return isPatternCall(node, scope) ? patternRows(node, scope) : called(node, scope);
    case 'PathExpression':
      return isPatternCall(node, scope) ? patternRows(node, scope) : crossResource(node, scope);
    default:
      return unsupportedNode(node, scope);
  }
}

/** Operators one by one; when an early one is unsupported, the later ones are still named if they are too. */
function pipe(node: Syntax, scope: Scope): Relation | undefined {
  const right = node.get('Operator');
  const operator = tabularOperators.get(right.kind);
  if (operator?.readsGraph)
    return accounted(right, scope, () =>
      operator.translate(right, undefined, { ...scope, input: undefined }),
    );
  const left = translateTable(node.get('Expression'), {
    ...scope,
    input: pipesInput(node) ? scope.input : undefined,
  });
  const input = left ?? scope.query.placeholder(right);
  if (operator === undefined) return onlyEmpty(right, input, scope) ?? unsupportedNode(right, scope);
  const translate = () => operator.translate(right, input, { ...scope, input: undefined });
  // Rows that stand for some that were refused have been accounted for.
  return isPlaceholder(input) ? translate() : accounted(right, scope, translate);
}

/** Whoever gives nothing back and does not say why is named here: the innermost first. */
function accounted(node: Syntax, scope: Scope, translate: () => Relation | undefined): Relation | undefined {
  const before = scope.query.findingCount();
  const relation = translate();
  if (relation === undefined && scope.query.findingCount() === before) {
    const text = node.text.replaceAll(/\s+/g, ' ');
    scope.query.unsupported({
      code: 'kql/unsupported-form',
      message: `This part of the query is not supported: ${text.length > 80 ? `${text.slice(0, 77)}...` : text}`,
      node,
    });
  }
  return relation;
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
  if (name === getWatchlist) return watchlistRows(node, scope);
  if (symbol?.kind === 'function' && symbol.family === 'workspace' && result.kind === 'table') {
    return functionRows(node, name, scope);
  }
  return unsupportedNode(node, scope);
}

/** `table("T")`; the name may come from a let or a parameter. */
function tableFunction(node: Syntax, scope: Scope): Relation | undefined {
  const [argument] = node.child('ArgumentList')?.list('Expressions') ?? [];
  const name = knownString(argument && scope.query.scalar(argument, { ...scope, rows: undefined }));
  const binding = name === undefined ? undefined : scope.names.find(name);
  if (binding?.kind === 'table') return binding.value();
  const known = scope.query.allTables.find((table) => table.name === name);
  if (known !== undefined) return scope.query.source(known.name, known.columns);
  return scope.query.unsupported({
    code: 'kql/unsupported-source',
    message:
      name === undefined
        ? 'table() of a name that is not known before the query runs is not supported.'
        : `The rows of table("${name}") are not known here: there is no such table.`,
    node,
    see: 'table-function',
  });
}

/** `workspace("x").T` is another table than T: its rows are known only where they are given for exactly that name. */
function crossResource(node: Syntax, scope: Scope): Relation | undefined {
  const { symbol } = node.get('Selector');
  const name = otherTableName(node.text);
  if (name !== undefined && symbol?.kind === 'table') {
    if (scope.query.otherTables.has(name)) return scope.query.source(name, symbol.columns);
    const columns = symbol.open ? withOpen(symbol.columns, scope) : symbol.columns;
    const message = `The rows of ${name} are not known here: they are those of another resource, and nobody gave rows, or none, for a table of exactly that name`;
    return scope.query.fixture(name, columns, { message, node });
  }
  return scope.query.unsupported({
    code: 'kql/unsupported-source',
    message: `The rows of ${node.text} are not known here: they are those of another resource.`,
    node,
  });
}

/** An operator that is not run, over no rows. */
function onlyEmpty(node: Syntax, input: Relation | undefined, scope: Scope): Relation | undefined {
  const known = operatorsNotRun.get(node.kind);
  if (input === undefined || known === undefined || !emptyForNoRows.has(known.name)) return undefined;
  return onlyWithoutRows(node, { name: known.name, reason: known.reason, input }, scope);
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
