// and, or, unary minus and plus: three-valued logic is SQL's own.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { type Sql, sql } from '../sql.ts';
import { convert } from './conversions.ts';
import { type OperatorEntry, onceIn, truth } from './operand.ts';

function logical(operator: Sql) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const left = scope.query.scalar(node.get('Left'), scope);
    const right = scope.query.scalar(node.get('Right'), scope);
    if (left === undefined || right === undefined) return undefined;
    const [a, b] = [convert(left, 'bool', onceIn(scope)), convert(right, 'bool', onceIn(scope))];
    return truth(sql`(${a.sql} ${operator} ${b.sql})`, [a, b], a.nullable || b.nullable);
  };
}

function minus(node: Syntax, scope: Scope): Expression | undefined {
  const operand = scope.query.scalar(node.get('Expression'), scope);
  if (operand === undefined) return undefined;
  const value = convert(operand, numberOf(operand.type), onceIn(scope));
  const known = value.known?.value;
  if (typeof known === 'bigint') return knownExpression(value.type, BigInt.asIntN(64, -known));
  if (typeof known === 'number') return knownExpression(value.type, -known);
  const { type, nullable, foldable } = value;
  if (type !== 'long') return { sql: sql`(-${value.sql})`, type, nullable, foldable };
  // Only the smallest long has no positive one: it stays what it is.
  const whole = onceIn(scope)(value).sql;
  return { sql: sql`coalesce(try(-${whole}), ${whole})`, type, nullable, foldable };
}

/** The type in which a value is negated: a dynamic as a real, an int as a long. */
function numberOf(type: KqlType): KqlType {
  if (type === 'dynamic') return 'real';
  return type === 'int' ? 'long' : type;
}

export const logic = {
  AndExpression: { see: 'logical-operators', translate: logical(sql`and`) },
  OrExpression: { see: 'logical-operators', translate: logical(sql`or`) },
  UnaryMinusExpression: { see: 'numerical-operators', translate: minus },
  UnaryPlusExpression: {
    see: 'numerical-operators',
    translate: (node, scope) => scope.query.scalar(node.get('Expression'), scope),
  },
} satisfies Record<string, OperatorEntry>;
