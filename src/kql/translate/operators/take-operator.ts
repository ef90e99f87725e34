// take and limit: the first rows as they came.

import { constantNumber } from '../../bind/findings/constants.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { knownInteger } from '../expression.ts';
import { orderByClause, type Relation, windowSql } from '../relation.ts';
import { openRows } from '../rows.ts';
import { convert } from '../scalar/conversions.ts';
import { type Sql, sql } from '../sql.ts';
import { projection } from './projection.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const takeOperator: TabularOperator = {
  syntaxKind: 'TakeOperator',
  see: 'take-operator',
  differs: 'Without a sort the rows are the first of the table; Kusto promises no particular ones.',
  translate: piped((node, input, scope) => {
    const count = rowCount(node.get('Expression'), scope);
    if (count === undefined) return undefined;
    // Among the rows of other runs none come in their order by themselves, and there may be too many to put them in order.
    if (scope.query.manyRuns && isInOrder(input)) {
      const message = 'The first rows of a range cannot be taken for many runs at once.';
      return scope.query.unsupported({ code: 'kql/unsupported-form', message, node, see: 'take-operator' });
    }
    return firstRows(input, count, scope);
  }),
};

/** A row count; null counts as none. What Kusto does with a negative one is not documented. */
export function rowCount(node: Syntax, scope: Scope): Sql | undefined {
  const count = scope.query.scalar(node, { ...scope, rows: undefined });
  const known = constantNumber(node)?.number ?? knownInteger(count);
  if (known !== undefined && known < 0) {
    const message = `The number of rows ${node.text} is not supported: it is negative.`;
    return scope.query.unsupported({ code: 'kql/unsupported-form', message, node, see: 'take-operator' });
  }
  return count === undefined ? undefined : sql`(${convert(count, 'long').sql})`;
}

const isInOrder = ({ inOrder, from }: Relation) => inOrder === from;

export function firstRows(input: Relation, count: Sql, scope: Scope): Relation {
  const outputs = input.columns.map((column) => ({ column }));
  const rows = openRows(input, scope.query);
  if (input.partition !== undefined) {
    const rest = sql`qualify row_number() over (${windowSql(input)}) <= ${count}`;
    return projection(rows, outputs, scope.query, rest);
  }
  const order = isInOrder(input) ? sql`` : orderByClause(input);
  return projection(rows, outputs, scope.query, sql`${order} limit ${count}`);
}
