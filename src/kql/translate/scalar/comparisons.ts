// ==, !=, <, <=, >, >=, between: Kusto's null and NaN are not SQL's.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { valueSql } from '../expression.ts';
import { type Sql, sql } from '../sql.ts';
import { alike, isNumeric, type OperatorEntry, onceIn, operands, textOperand, truth } from './operand.ts';
import { anyOf } from './patterns.ts';

const nullRule = 'null-values';

/**
 * Equality of KQL: null == v is false, null != v is true, two nulls give null. https://learn.microsoft.com/kusto/query/scalar-data-types/null-values
 * In a filter the cheap form may drop a row by NULL instead of false.
 */
export function equality(left: Expression, right: Expression, scope: Scope, negated: boolean): Expression {
  const [a, b] = alike(left, right, scope);
  const [x, y] = [valueSql(a), valueSql(b)];
  const isNullable = (side: Expression) => side.type !== 'string' && side.nullable;
  const both = isNullable(a) && isNullable(b);
  const either = isNullable(a) || isNullable(b);
  const notNaN = nanGuard(a, b);
  if (negated) {
    const differs = either ? sql`${x} is distinct from ${y}` : sql`${x} <> ${y}`;
    const value = notNaN === undefined ? differs : sql`(${differs} or not ${notNaN})`;
    if (!both || scope.filter === true) return truth(sql`(${value})`, [a, b]);
    return truth(sql`(case when ${x} is null and ${y} is null then null else ${value} end)`, [a, b], true);
  }
  const cheap = !either || scope.filter === true;
  const same = cheap ? sql`${x} = ${y}` : sql`${x} is not distinct from ${y}`;
  const value = notNaN === undefined ? same : sql`(${same} and ${notNaN})`;
  if (cheap || !both) return truth(sql`(${value})`, [a, b], cheap && either);
  return truth(sql`(case when ${x} is null and ${y} is null then null else ${value} end)`, [a, b], true);
}

/** NaN equals nothing; DuckDB holds it for equal to itself. */
function nanGuard(a: Expression, b: Expression): Sql | undefined {
  if (a.type !== 'real' || isKnownNumber(a) || isKnownNumber(b)) return undefined;
  return sql`not coalesce(isnan(${a.sql}), false)`;
}

function isKnownNumber({ known }: Expression): boolean {
  const value = known?.value;
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isNaN(value));
}

function ordering(operator: Sql, larger: 'left' | 'right') {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const pair = comparable(node, scope);
    if (pair === undefined) return undefined;
    const [a, b] = alike(pair[0], pair[1], scope);
    return compared(a, operator, b, larger);
  };
}

/** Both sides of a comparison; two dynamics Kusto does not compare, except that the columns of an unpacked bag have types there. */
function comparable(node: Syntax, scope: Scope): readonly [Expression, Expression] | undefined {
  const pair = operands(node, scope);
  const dynamics = pair?.every((side) => side.type === 'dynamic' && side.known?.value !== null) ?? false;
  if (!dynamics || scope.rows?.relation.bag !== undefined) return pair;
  return scope.query.unsupported({
    code: 'kql/unsupported-scalar-operator',
    message:
      'Two dynamic values are not compared, in Kusto neither: convert one of them, as tostring() does.',
    node,
    see: 'scalar-data-types/dynamic',
  });
}

function compared(a: Expression, operator: Sql, b: Expression, larger: 'left' | 'right'): Expression {
  const value = sql`${valueSql(a)} ${operator} ${valueSql(b)}`;
  const nullable = a.type !== 'string' && (a.nullable || b.nullable);
  // DuckDB puts NaN above every number; Kusto compares it to nothing.
  const top = larger === 'left' ? a : b;
  const guarded =
    top.type === 'real' && !isKnownNumber(top) ? sql`${value} and not isnan(${top.sql})` : value;
  return truth(sql`(${guarded})`, [a, b], nullable);
}

/** `x between (a .. b)`; a timespan as the end counts from the start. */
function between(node: Syntax, scope: Scope): Expression | undefined {
  const range = node.get('Right');
  const [left, first, second] = [node.get('Left'), range.get('First'), range.get('Second')].map((part) =>
    scope.query.scalar(part, scope),
  );
  if (left === undefined || first === undefined || second === undefined) return undefined;
  const value = onceIn(scope)(left);
  const end: Expression =
    second.type === 'timespan' && first.type === 'datetime'
      ? {
          ...second,
          sql: sql`try(${first.sql} + ${second.sql})`,
          type: 'datetime',
          known: undefined,
          foldable: first.foldable && second.foldable,
        }
      : second;
  const [low, start] = alike(value, first, scope);
  const [high, stop] = alike(value, end, scope);
  const from = compared(low, sql`>=`, start, 'left');
  const to = compared(high, sql`<=`, stop, 'right');
  return truth(sql`(${from.sql} and ${to.sql})`, [value, first, end], from.nullable || to.nullable);
}

function negation(entry: (node: Syntax, scope: Scope) => Expression | undefined) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const value = entry(node, { ...scope, filter: false });
    return value === undefined ? undefined : { ...value, sql: sql`(not ${value.sql})` };
  };
}

function equal(negated: boolean) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    if (node.get('Left').kind === 'StarExpression') return anyColumnEqual(node, scope);
    const pair = comparable(node, scope);
    return pair === undefined ? undefined : equality(pair[0], pair[1], scope, negated);
  };
}

/** `* == "x"`, which has no `!=` beside it: true when any column is equal; a number is compared to numbers as one, anything else to the text of a column. */
function anyColumnEqual(node: Syntax, scope: Scope): Expression | undefined {
  const right = scope.query.scalar(node.get('Right'), scope);
  const rows = scope.rows;
  if (right === undefined || rows === undefined) return undefined;
  const tests = rows.relation.columns.map(({ name }) => {
    const column = rows.column(name)!;
    const meets = column.type === right.type || (isNumeric(column.type) && isNumeric(right.type));
    const [a, b] = meets ? [column, right] : [textOperand(column, scope), textOperand(right, scope)];
    return sql`coalesce(${equality(a, b, scope, false).sql}, false)`;
  });
  return truth(anyOf(tests), [right]);
}

export const comparisons = {
  BetweenExpression: { see: 'between-operator', translate: between },
  EqualExpression: { see: nullRule, translate: equal(false) },
  GreaterThanExpression: { see: 'numerical-operators', translate: ordering(sql`>`, 'left') },
  GreaterThanOrEqualExpression: { see: 'numerical-operators', translate: ordering(sql`>=`, 'left') },
  LessThanExpression: { see: 'numerical-operators', translate: ordering(sql`<`, 'right') },
  LessThanOrEqualExpression: { see: 'numerical-operators', translate: ordering(sql`<=`, 'right') },
  NotBetweenExpression: { see: 'not-between-operator', translate: negation(between) },
  NotEqualExpression: { see: nullRule, translate: equal(true) },
} satisfies Record<string, OperatorEntry>;
