// and, or, unary minus and plus: three-valued logic is SQL's own.
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { type Sql, sql } from '../sql.ts';
import type { Syntax } from '../syntax.ts';
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
  const known = operand.known?.value;
  if (typeof known === 'bigint' || typeof known === 'number') return knownExpression(operand.type, -known);
  const value = operand.type === 'dynamic' ? convert(operand, 'real', onceIn(scope)) : operand;
  return { sql: sql`(-${value.sql})`, type: value.type, nullable: value.nullable, foldable: value.foldable };
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
