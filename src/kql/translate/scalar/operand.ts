// What the tables of scalar operators share: the shape of an entry, and the joint type of two operands.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { valueSql } from '../expression.ts';
import { type Sql, sql } from '../sql.ts';
import { convert, type Once } from './conversions.ts';

export interface OperatorEntry {
  /** Slug of the official page. */
  readonly see: string;
  readonly differs?: string | undefined;
  /** The result of the operator, or undefined when it was reported as unsupported. */
  translate(node: Syntax, scope: Scope): Expression | undefined;
}

export function onceIn(scope: Scope): Once {
  return scope.rows?.once ?? ((same) => same);
}

/** A bool expression of some operands. */
export function truth(value: Sql, operands: readonly Expression[], nullable = false): Expression {
  return { sql: value, type: 'bool', nullable, foldable: operands.every((operand) => operand.foldable) };
}

/** A string operand: other types as tostring() gives them, never NULL. */
export function textOperand(expression: Expression, scope: Scope): Expression {
  const text = convert(expression, 'string', onceIn(scope));
  return { ...text, sql: valueSql(text), nullable: false };
}

/** The same, for a text that is written several times. */
export function textOperandOnce(expression: Expression, scope: Scope): Expression {
  return onceIn(scope)(textOperand(expression, scope));
}

const numeric: readonly KqlType[] = ['int', 'long', 'real', 'decimal'];

export function isNumeric(type: KqlType): boolean {
  return numeric.includes(type);
}

/** Translates both sides of a binary node; undefined when either is unsupported. */
export function operands(node: Syntax, scope: Scope): readonly [Expression, Expression] | undefined {
  const inner = { ...scope, filter: false };
  const left = scope.query.scalar(node.get('Left'), inner);
  const right = scope.query.scalar(node.get('Right'), inner);
  return left === undefined || right === undefined ? undefined : [left, right];
}

/** Both operands in one type, as the binder lets them meet: a dynamic takes the type of the other side. */
export function alike(left: Expression, right: Expression, scope: Scope): readonly [Expression, Expression] {
  const once = onceIn(scope);
  if (left.type === 'dynamic' && right.type === 'dynamic') {
    return [convert(left, 'string', once), convert(right, 'string', once)];
  }
  if (left.type === 'dynamic') return [meeting(left, right, once), right];
  if (right.type === 'dynamic') return [left, meeting(right, left, once)];
  if (left.type === right.type) return [left, right];
  if (isNumeric(left.type) && isNumeric(right.type)) {
    const wide = numeric[Math.max(numeric.indexOf(left.type), numeric.indexOf(right.type))]!;
    if (wide === 'decimal') return [compared(left, once), compared(right, once)];
    return [convert(left, wide, once), convert(right, wide, once)];
  }
  if (left.type === 'string') return [convert(left, right.type, once), right];
  if (right.type === 'string') return [left, convert(right, left.type, once)];
  return [convert(left, right.type, once), right];
}

/** A whole number meets a decimal without places, so that it also meets the large ones of parse_version(). */
function compared(side: Expression, once: Once): Expression {
  if (side.type !== 'int' && side.type !== 'long') return convert(side, 'decimal', once);
  return { ...side, sql: sql`${side.sql}::decimal(19, 0)`, type: 'decimal', known: undefined };
}

/** A number inside a dynamic may have a fraction: it is not cut to meet a whole number. */
function meeting(dynamic: Expression, other: Expression, once: Once): Expression {
  if (dynamic.holds !== undefined || (other.type !== 'long' && other.type !== 'int')) {
    return convert(dynamic, other.type, once);
  }
  const known = other.known?.value;
  const isSmall = typeof known === 'bigint' && known < 2n ** 53n && known > -(2n ** 53n);
  const text = convert(dynamic, 'string', once);
  const value = isSmall
    ? sql`try_cast(${text.sql} as double)`
    : sql`try_cast(${text.sql} as decimal(38, 10))`;
  return { sql: value, type: isSmall ? 'real' : 'decimal', nullable: true, foldable: dynamic.foldable };
}
