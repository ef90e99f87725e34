// Translates scalar expressions: literals, names, access into dynamics, operators and calls.

import type { Syntax } from '../syntax.ts';
import type { Scope } from './context.ts';
import { type Expression, nullOf } from './expression.ts';
import { isLiteral, knownExpression, readLiteral } from './literals.ts';
import { isPlaceholder } from './relation.ts';
import { readsRunValue } from './run-value.ts';
import { bagColumn } from './scalar/bag-column.ts';
import { scalarCall } from './scalar/calls.ts';
import { dynamicAccess } from './scalar/dynamic-access.ts';
import { scalarOperators } from './scalar-operators.ts';

/** The translation of a scalar node, or undefined when a part of it was reported as unsupported: the innermost is named. */
export function translateScalar(node: Syntax, scope: Scope): Expression | undefined {
  scope.query.spend(1);
  const before = scope.query.findingCount();
  const value = translateNode(node, scope);
  if (value === undefined && scope.query.findingCount() === before) {
    return unsupportedForm(node, scope, `The expression ${node.text.slice(0, 60)}`);
  }
  return value;
}

function translateNode(node: Syntax, scope: Scope): Expression | undefined {
  if (isLiteral(node)) return readLiteral(node) ?? unsupportedForm(node, scope, `The literal ${node.text}`);
  const operator = scalarOperators.get(node.kind);
  if (operator !== undefined) {
    const passesFilter = node.kind === 'AndExpression' || node.kind === 'OrExpression';
    const isComparison = node.kind === 'EqualExpression' || node.kind === 'NotEqualExpression';
    if (passesFilter || isComparison) return operator.translate(node, scope);
    return operator.translate(node, { ...scope, filter: false });
  }
  switch (node.kind) {
    case 'ParenthesizedExpression':
    case 'SimpleNamedExpression':
    case 'MaterializeExpression':
      return translateScalar(node.get('Expression'), scope);
    case 'NameReference':
      return nameReference(node, scope);
    case 'PathExpression':
      return side(node, scope) ?? dynamicAccess(node, { ...scope, filter: false });
    case 'ElementExpression':
      return dynamicAccess(node, { ...scope, filter: false });
    case 'FunctionCallExpression':
      return scalarCall(node, { ...scope, filter: false });
    case 'ToScalarExpression':
      return toScalar(node, scope);
    case 'TypeOfLiteralExpression':
      return knownExpression('string', node.list('Types')[0]?.text ?? '');
    case 'PipeExpression':
      return firstValue(node, scope);
    default:
      return unsupportedForm(node, scope, `The expression ${node.text.slice(0, 60)}`);
  }
}

function unsupportedForm(node: Syntax, scope: Scope, what: string): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `${what} is not supported.`,
    node,
    see: 'scalar-data-types/',
  });
}

function nameReference(node: Syntax, scope: Scope): Expression | undefined {
  const { symbol, name } = node;
  if (symbol?.kind === 'column' || symbol === undefined) {
    const column = scope.rows?.column(name) ?? bagColumn(name, scope);
    if (column !== undefined) return column;
  }
  if (symbol?.kind === 'function') return scalarCall(node, scope);
  const binding = scope.names.find(name);
  if (binding?.kind === 'scalar') {
    const value = binding.value();
    const reads =
      value !== undefined && !value.foldable && binding.rows !== undefined && binding.rows !== scope.rows;
    return reads
      ? unsupportedForm(node, scope, `Reading ${name}, which depends on a row, from rows of another table`)
      : besideRows(value, scope);
  }
  if (binding?.kind === 'table') return elementOf(name, scope) ?? firstValue(node, scope);
  const column = scope.rows?.column(name);
  if (column === undefined && isPlaceholder(scope.rows?.relation)) return nullOf('dynamic');
  if (column === undefined && isDropped(node, scope)) return noColumn(node, scope);
  return column ?? unsupportedForm(node, scope, `The name ${name}`);
}

/** A node or an edge of a graph, which is no column to the binder: it hides a variable of its name. */
function elementOf(name: string, { rows }: Scope): Expression | undefined {
  return rows?.along === undefined ? undefined : rows.column(name);
}

/**
 * Whether the binder took a column on trust that an operator before left out, as project does: it keeps the trust in rows of which nobody
 * knows the columns through every operator. A union that has split the column by its types (`a_string`) may have done so for a type that
 * was a guess.
 */
function isDropped({ symbol, name }: Syntax, { rows }: Scope): boolean {
  if (symbol?.kind !== 'column' || symbol.type !== 'unknown' || rows === undefined) return false;
  return !rows.relation.columns.some((column) => column.name.startsWith(`${name}_`));
}

function noColumn(node: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'KS142',
    message: `The name '${node.name}' does not refer to any known column`,
    node,
    see: 'schema-entities/columns',
  });
}

/**
 * A list of the run becomes a column of the rows that are compared with it: what stands around the statement of a run and a column
 * of its rows cannot both be read in one lambda of DuckDB.
 */
function besideRows(value: Expression | undefined, { rows }: Scope): Expression | undefined {
  const isList = value?.type === 'dynamic' && readsRunValue(value.sql);
  return isList && rows !== undefined ? rows.once(value) : value;
}

/** `$left.a` and `$right.a` in the condition of a join; `s1.a` in a step of scan. */
function side(node: Syntax, scope: Scope): Expression | undefined {
  const base = node.get('Expression');
  const which = { $left: 'left', $right: 'right' } as const;
  const joinSide = which[base.name as keyof typeof which];
  const { name } = node.get('Selector');
  return joinSide === undefined ? scope.rows?.named?.(base.name, name) : scope.rows?.column(name, joinSide);
}

/** toscalar() runs before the query, so that its value is a constant of it. */
function toScalar(node: Syntax, scope: Scope): Expression | undefined {
  const inner = node.get('Expression');
  return inner.result.kind === 'table' ? firstValue(inner, scope) : translateScalar(inner, scope);
}

function firstValue(node: Syntax, scope: Scope): Expression | undefined {
  const table = scope.query.table(node, { query: scope.query, names: scope.names, input: scope.input });
  const column = table?.columns[0];
  if (table === undefined) return undefined;
  if (table.partition !== undefined) {
    // It would be one value for all groups.
    return scope.query.unsupported({
      code: 'kql/unsupported-form',
      message: 'toscalar() of the rows of a group of mv-apply and partition is not supported.',
      node,
      see: 'toscalar-function',
    });
  }
  if (column === undefined) return nullOf('dynamic');
  return scope.query.firstValue(table, column, node);
}
