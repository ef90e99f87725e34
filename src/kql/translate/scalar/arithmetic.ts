// + - * / % over numbers, datetimes and timespans, with the engine's result types: int arithmetic is long, and long wraps around.

import { maxDatetimeTicks } from '../../../rows/ticks.ts';
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownInteger, sqlTypes } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { type Sql, sql } from '../sql.ts';
import { convert } from './conversions.ts';
import { isNumeric, type OperatorEntry, onceIn, operands } from './operand.ts';
import { inDatetimeRange, movedDatetime, shortLength, wrapped } from './ranges.ts';

const decimals = 'A decimal has 21 digits before the point and 17 after it here, and is null beyond.';

type Formula = (a: Expression, b: Expression, type: KqlType, scope: Scope) => Sql;

interface Operation {
  readonly formula: Formula;
  /** The same over two known whole numbers, before it wraps around; where there is one. */
  readonly known?: (a: bigint, b: bigint) => bigint;
}

function arithmetic(operation: Operation) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const pair = operands(node, scope);
    if (pair === undefined) return undefined;
    const type = resultType(node, pair);
    const [a, b] = pair.map((side, i) => outsideTry(operandOf(side, pair[1 - i]!, type, scope), scope)) as [
      Expression,
      Expression,
    ];
    const typed: Operands = { a, b, type };
    return knownResult(operation, typed) ?? computed(operation, typed, scope);
  };
}

/** A value of the run is a scalar subquery where many runs share a statement, and DuckDB takes none into try(). */
function outsideTry(side: Expression, scope: Scope): Expression {
  return scope.query.manyRuns && side.sql.text.startsWith('(select ') ? onceIn(scope)(side) : side;
}

interface Operands {
  readonly a: Expression;
  readonly b: Expression;
  /** Of the result. */
  readonly type: KqlType;
}

function computed({ formula, known }: Operation, { a, b, type }: Operands, scope: Scope): Expression {
  const foldable = a.foldable && b.foldable;
  const moved = type === 'datetime' && a.type === 'datetime' ? knownInteger(b) : undefined;
  if (moved !== undefined) {
    const value = movedDatetime(onceIn(scope)(a).sql, known?.(0n, moved) ?? 0n);
    return { sql: value, type, nullable: true, foldable };
  }
  const result: Expression = { sql: formula(a, b, type, scope), type, nullable: true, foldable };
  if (type !== 'datetime') return result;
  return { ...result, sql: inDatetimeRange(onceIn(scope)(result).sql) };
}

/** Whole numbers that are known now are computed now: a constant stays one. */
function knownResult({ known }: Operation, { a, b, type }: Operands): Expression | undefined {
  const [x, y] = [knownInteger(a), knownInteger(b)];
  if (known === undefined || x === undefined || y === undefined) return undefined;
  const value = known(x, y);
  if (type === 'long') return knownExpression(type, BigInt.asIntN(64, value));
  if (type === 'datetime') return knownExpression(type, isDatetime(value) ? value : null);
  return BigInt.asIntN(64, value) === value && type === 'timespan' ? knownExpression(type, value) : undefined;
}

const isDatetime = (ticks: bigint) => ticks >= 0n && ticks <= maxDatetimeTicks;

function resultType(node: Syntax, [a, b]: readonly [Expression, Expression]): KqlType {
  const bound = node.result.kind === 'scalar' ? node.result.type : 'unknown';
  if (isNumeric(a.type) && isNumeric(b.type)) return widest(a.type, b.type);
  if (bound === 'int') return 'long';
  if (bound !== 'unknown' && bound !== 'dynamic') return bound;
  const typed = [a, b].find((side) => side.type !== 'dynamic');
  return typed === undefined || typed.type === 'int' || typed.type === 'long' ? 'real' : typed.type;
}

function widest(a: KqlType, b: KqlType): KqlType {
  if (a === 'decimal' || b === 'decimal') return 'decimal';
  return a === 'real' || b === 'real' ? 'real' : 'long';
}

/** A number meets the result type; a datetime or timespan stays what it is, and what is added to one is read as one. */
function operandOf(side: Expression, other: Expression, type: KqlType, scope: Scope): Expression {
  const once = onceIn(scope);
  if (side.type === 'dynamic' && (other.type === 'datetime' || other.type === 'timespan')) {
    // Of a datetime a span is taken where the result is a datetime, and another datetime where it is a timespan.
    return convert(side, other.type === 'datetime' && type === 'timespan' ? 'datetime' : 'timespan', once);
  }
  if (side.type === 'dynamic') return convert(side, isNumeric(type) ? type : 'real', once);
  if (isNumeric(side.type) && isNumeric(type)) return convert(side, type, once);
  return side;
}

/** A long that wraps around: computed in 64 bits, and in 128 only where that overflows, or where the operands are long. */
function wrapping(a: Expression, operator: Sql, b: Expression, scope: Scope): Sql {
  const [x, y] = [onceIn(scope)(a).sql, onceIn(scope)(b).sql];
  const wide = wrapped(sql`${x}::hugeint ${operator} ${y}::hugeint`);
  const isShort = x.text.length <= shortLength && y.text.length <= shortLength;
  return isShort ? sql`coalesce(try(${x} ${operator} ${y}), ${wide})` : wide;
}

const sum =
  (operator: Sql): Formula =>
  (a, b, type, scope) => {
    if (type === 'long') return wrapping(a, operator, b, scope);
    if (type === 'real') return sql`(${a.sql} ${operator} ${b.sql})`;
    return sql`try(${a.sql} ${operator} ${b.sql})`;
  };

const product: Formula = (a, b, type, scope) => {
  if (type === 'long') return wrapping(a, sql`*`, b, scope);
  if (type === 'timespan') {
    const isReal = [a, b].some((side) => side.type === 'real' || side.type === 'decimal');
    return isReal ? sql`try_cast(${a.sql} * ${b.sql} as bigint)` : sql`try(${a.sql} * ${b.sql})`;
  }
  return type === 'decimal' ? decimalProduct(a, b, scope) : sql`(${a.sql} * ${b.sql})`;
};

/** DuckDB adds the scales of two decimals and overflows: whole parts and fractions are multiplied by themselves. */
function decimalProduct(a: Expression, b: Expression, scope: Scope): Sql {
  const [x, y] = [onceIn(scope)(a).sql, onceIn(scope)(b).sql];
  const whole = (value: Sql) => sql`trunc(${value})::decimal(21, 0)`;
  const fraction = (value: Sql) => sql`(${value} - trunc(${value}))::decimal(18, 17)`;
  const parts = sql`${whole(x)} * ${y} + ${fraction(x)} * ${whole(y)} + (${fraction(x)} * ${fraction(y)})::${sqlTypes.decimal}`;
  return sql`try((${parts})::${sqlTypes.decimal})`;
}

const quotient: Formula = (a, b, type) => {
  if (type === 'real') return sql`(${a.sql}::double / ${b.sql}::double)`;
  if (type === 'decimal') return sql`try_cast(${a.sql} / nullif(${b.sql}, 0) as ${sqlTypes.decimal})`;
  if (b.type === 'real') return sql`try_cast(trunc(${a.sql} / ${b.sql}) as bigint)`;
  return sql`try(${a.sql} // ${b.sql})`;
};

/** The remainder is never negative. No abs(): DuckDB takes what occurs twice out of its try(). */
const remainder: Formula = (a, b, type, scope) => {
  const [rest, by] = [{ ...a, sql: sql`try(${a.sql} % ${b.sql})`, type, known: undefined }, b].map(
    (side) => onceIn(scope)(side).sql,
  ) as [Sql, Sql];
  return sql`(case when ${rest} >= 0 then ${rest} when ${by} < 0 then ${rest} - ${by} else ${rest} + ${by} end)`;
};

export const arithmetics = {
  AddExpression: {
    see: 'numerical-operators',
    differs: decimals,
    translate: arithmetic({ formula: sum(sql`+`), known: (a, b) => a + b }),
  },
  DivideExpression: { see: 'numerical-operators', translate: arithmetic({ formula: quotient }) },
  ModuloExpression: { see: 'numerical-operators', translate: arithmetic({ formula: remainder }) },
  MultiplyExpression: {
    see: 'numerical-operators',
    differs: decimals,
    translate: arithmetic({ formula: product, known: (a, b) => a * b }),
  },
  SubtractExpression: {
    see: 'numerical-operators',
    differs: decimals,
    translate: arithmetic({ formula: sum(sql`-`), known: (a, b) => a - b }),
  },
} satisfies Record<string, OperatorEntry>;
