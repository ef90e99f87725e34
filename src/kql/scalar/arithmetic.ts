// + - * / % over numbers, datetimes and timespans, with Kusto's result types.
import type { KqlType } from '../../tables/schema.ts';
import type { Scope } from '../context.ts';
import { type Expression, sqlTypes } from '../expression.ts';
import { type Sql, sql } from '../sql.ts';
import type { Syntax } from '../syntax.ts';
import { convert } from './conversions.ts';
import { isNumeric, type OperatorEntry, onceIn, operands } from './operand.ts';

const overflow = 'An overflow of whole numbers gives null; Kusto documents no result.';

type Formula = (a: Expression, b: Expression, type: KqlType) => Sql;

function arithmetic(formula: Formula) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const pair = operands(node, scope);
    if (pair === undefined) return undefined;
    const type = resultType(node, pair);
    const [a, b] = pair.map((side) => operandOf(side, type, scope)) as [Expression, Expression];
    const result: Expression = {
      sql: formula(a, b, type),
      type,
      nullable: true,
      foldable: a.foldable && b.foldable,
    };
    return result;
  };
}

function resultType(node: Syntax, [a, b]: readonly [Expression, Expression]): KqlType {
  const type = node.result.kind === 'scalar' ? node.result.type : 'unknown';
  if (type !== 'unknown' && type !== 'dynamic') return type;
  const typed = [a, b].find((side) => side.type !== 'dynamic');
  return typed === undefined || typed.type === 'int' || typed.type === 'long' ? 'real' : typed.type;
}

/** A number meets the result type; a datetime or timespan stays what it is. */
function operandOf(side: Expression, type: KqlType, scope: Scope): Expression {
  const once = onceIn(scope);
  if (side.type === 'dynamic') return convert(side, isNumeric(type) ? type : 'real', once);
  if (isNumeric(side.type) && isNumeric(type)) return convert(side, type, once);
  return side;
}

const isWhole = (type: KqlType) => type !== 'real' && type !== 'decimal';

const sum =
  (operator: Sql): Formula =>
  (a, b, type) =>
    isWhole(type) ? sql`try(${a.sql} ${operator} ${b.sql})` : sql`(${a.sql} ${operator} ${b.sql})`;

const product: Formula = (a, b, type) => {
  if (type === 'timespan') return sql`(${a.sql} * ${b.sql})::bigint`;
  return isWhole(type) ? sql`try(${a.sql} * ${b.sql})` : sql`(${a.sql} * ${b.sql})::${sqlTypes[type]}`;
};

const quotient: Formula = (a, b, type) => {
  if (type === 'real') return sql`(${a.sql}::double / ${b.sql}::double)`;
  if (type === 'decimal') return sql`try_cast(${a.sql} / nullif(${b.sql}, 0) as ${sqlTypes.decimal})`;
  if (b.type === 'real') return sql`try_cast(trunc(${a.sql} / ${b.sql}) as bigint)`;
  return sql`(${a.sql} // ${b.sql})`;
};

/** The remainder is never negative. */
const remainder: Formula = (a, b) => sql`((${a.sql} % ${b.sql} + abs(${b.sql})) % abs(${b.sql}))`;

export const arithmetics = {
  AddExpression: { see: 'numerical-operators', differs: overflow, translate: arithmetic(sum(sql`+`)) },
  DivideExpression: { see: 'numerical-operators', translate: arithmetic(quotient) },
  ModuloExpression: { see: 'numerical-operators', translate: arithmetic(remainder) },
  MultiplyExpression: { see: 'numerical-operators', differs: overflow, translate: arithmetic(product) },
  SubtractExpression: { see: 'numerical-operators', differs: overflow, translate: arithmetic(sum(sql`-`)) },
} satisfies Record<string, OperatorEntry>;
