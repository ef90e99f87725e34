// in, in~, !in, !in~, has_any, has_all: a value against a list, a dynamic array or a table.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, type Json, knownJson, valueSql } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { columnExpression } from '../relation.ts';
import { listSql, type Sql, sql } from '../sql.ts';
import { equality } from './comparisons.ts';
import { convert } from './conversions.ts';
import { alike, type OperatorEntry, textOperand, textOperandOnce, truth } from './operand.ts';
import { allOf, anyOf, knownTermsMatch, listedTermsMatch, termMatch } from './patterns.ts';

const wholeTerm = { before: true, after: true, caseSensitive: false };

/** The right side: values one by one, one array whose length is not known now, or the first column of a table. */
type List =
  | { readonly kind: 'values'; readonly values: readonly Expression[] }
  | { readonly kind: 'array'; readonly array: Expression }
  | { readonly kind: 'table'; readonly column: Expression; readonly from: Sql };

function listOf(node: Syntax, scope: Scope): List | undefined {
  const items =
    node.get('Right').kind === 'ExpressionList' ? node.get('Right').list('Expressions') : [node.get('Right')];
  const [only] = items;
  if (only !== undefined && items.length === 1 && only.result.kind === 'table') return tableList(only, scope);
  const translated = items.map((item) => scope.query.scalar(item, scope));
  if (translated.some((item) => item === undefined)) return undefined;
  const values = (translated as Expression[]).flatMap(spread);
  const arrays = values.filter((value) => value.type === 'dynamic' && value.holds === undefined);
  if (arrays.length === 0) return { kind: 'values', values };
  if (values.length === 1) return { kind: 'array', array: values[0]! };
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message:
      'A list that mixes values with a dynamic array not known before the query runs is not supported.',
    node: node.get('Right'),
    see: 'in-operator',
  });
}

function tableList(node: Syntax, scope: Scope): List | undefined {
  const table = scope.query.table(node, scope);
  const column = table?.columns[0];
  if (table === undefined || column === undefined) return undefined;
  if (table.partition !== undefined) {
    return scope.query.unsupported({
      code: 'kql/unsupported-form',
      message: 'A list of the rows of a group of mv-apply and partition is not supported.',
      node,
      see: 'in-operator',
    });
  }
  return { kind: 'table', column: columnExpression(column), from: table.from };
}

/** A dynamic array known now stands for its elements; bags and nulls match nothing. */
function spread(value: Expression): readonly Expression[] {
  const json = knownJson(value);
  if (value.type !== 'dynamic' || json === undefined) return [value];
  const elements: readonly Json[] = Array.isArray(json) ? json : [json as Json];
  return elements.flatMap((element) => {
    if (typeof element === 'string') return [knownExpression('string', element)];
    if (typeof element === 'boolean') return [knownExpression('bool', element)];
    if (typeof element !== 'number') return [];
    return [
      Number.isSafeInteger(element)
        ? knownExpression('long', BigInt(element))
        : knownExpression('real', element),
    ];
  });
}

function membership(caseSensitive: boolean, negated: boolean) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const left = scope.query.scalar(node.get('Left'), scope);
    const list = listOf(node, scope);
    if (left === undefined || list === undefined) return undefined;
    const value = isIn(left, list, scope, caseSensitive);
    return truth(negated ? sql`(not ${value})` : value, [left], false);
  };
}

/** Whether a value is in an array, known before the query runs or not; an empty one holds back nothing. */
export function isKey(value: Expression, keys: Expression, scope: Scope): Sql {
  const json = knownJson(keys);
  if (json === undefined) {
    const texts = arrayTexts(keys);
    return sql`(len(coalesce(${texts}, [])) = 0 or ${inArray(value, keys, scope, (text) => text)})`;
  }
  const values = spread(keys);
  return values.length === 0 ? sql`true` : isIn(value, { kind: 'values', values }, scope, true);
}

/** Never NULL: in is a chain of ==, and null == v is false. */
function isIn(left: Expression, list: List, scope: Scope, caseSensitive: boolean): Sql {
  const fold = (text: Sql) => (caseSensitive ? text : sql`lower(${text})`);
  if (list.kind === 'table') return inTable(left, list, scope, fold);
  if (list.kind === 'array') return inArray(left, list.array, scope, fold);
  if (left.type === 'dynamic') return inMixed(left, list.values, scope, caseSensitive);
  if (list.values.length === 0) return sql`false`;
  if (left.type === 'string') {
    const texts = list.values.map((value) => fold(textOperand(value, scope).sql));
    return sql`(${fold(valueSql(left))} in (${listSql(texts)}))`;
  }
  const values = list.values.map((value) => alike(left, value, scope));
  const sameType = values.every(([a]) => a.type === left.type);
  if (!sameType) return anyOf(list.values.map((value) => equality(left, value, scope, false).sql));
  return sql`coalesce(${left.sql} in (${listSql(values.map(([, value]) => value.sql))}), false)`;
}

/** A dynamic on the left is compared to each value in that value's type. */
function inMixed(left: Expression, values: readonly Expression[], scope: Scope, caseSensitive: boolean): Sql {
  if (values.every((value) => value.type === 'string')) {
    return isIn(textOperand(left, scope), { kind: 'values', values }, scope, caseSensitive);
  }
  return anyOf(values.map((value) => equality(left, value, { ...scope, filter: false }, false).sql));
}

function inArray(left: Expression, array: Expression, scope: Scope, fold: (text: Sql) => Sql): Sql {
  const operand = fold(textOperand(left, scope).sql);
  // A null of another type than text has no text: it is not the empty one.
  const text = isTextual(left) ? operand : sql`(case when ${left.sql} is not null then ${operand} end)`;
  const texts = arrayTexts(array);
  return sql`coalesce(list_contains(list_transform(${texts}, lambda e: ${fold(sql`e`)}), ${text}), false)`;
}

const isTextual = ({ type }: Expression) => type === 'string' || type === 'dynamic';

/** The elements of an array as text; a scalar counts as an array of one. */
function arrayTexts(array: Expression): Sql {
  if (array.elements === 'string') return array.sql;
  if (array.elements !== undefined && array.elements !== 'dynamic') {
    const element = convert({ sql: sql`e`, type: array.elements, nullable: true, foldable: false }, 'string');
    return sql`list_transform(${array.sql}, lambda e: ${element.sql})`;
  }
  const json = array.elements === 'dynamic' ? sql`to_json(${array.sql})` : array.sql;
  return sql`(case when json_type(${json}) = 'ARRAY' then json_extract_string(${json}, '$[*]') when ${json} is not null then [${json} ->> '$'] end)`;
}

function inTable(
  left: Expression,
  { column, from }: Extract<List, { kind: 'table' }>,
  scope: Scope,
  fold: (text: Sql) => Sql,
): Sql {
  const [a, b] = alike(left, column, { ...scope, rows: undefined });
  const isText = a.type === 'string';
  const value = isText ? fold(valueSql(a)) : a.sql;
  const other = isText ? fold(valueSql(b)) : b.sql;
  // NULL on either side would make the answer NULL instead of false. DuckDB does not carry the number of a run through IN.
  if (scope.query.manyRuns)
    return sql`coalesce(list_contains((select list(${other}) from ${from} where ${other} is not null), ${value}), false)`;
  return sql`coalesce(${value} in (select ${other} from ${from} where ${other} is not null), false)`;
}

/** has_any and has_all: known terms become one alternation, the cheapest pattern there is. */
function hasList(all: boolean) {
  return (node: Syntax, scope: Scope): Expression | undefined => {
    const left = scope.query.scalar(node.get('Left'), scope);
    const list = listOf(node, scope);
    if (left === undefined || list === undefined) return undefined;
    const text = textOperandOnce(left, scope);
    if (list.kind === 'values') return truth(hasValues(text, list.values, scope, all), [text]);
    const array = list.kind === 'table' ? collected(list, scope) : list.array;
    if (array.foldable) return truth(listedTermsMatch(text.sql, arrayTexts(array), wholeTerm, all), [text]);
    return scope.query.unsupported({
      code: 'kql/unsupported-form',
      message: 'has_any and has_all with terms taken from a column are not supported.',
      node: node.get('Right'),
      see: all ? 'has-all-operator' : 'has-any-operator',
    });
  };
}

function hasValues(text: Expression, values: readonly Expression[], scope: Scope, all: boolean): Sql {
  const terms = values.map((value) => textOperand(value, scope));
  const known = terms.map((term) => term.known?.value);
  if (all) return allOf(terms.map((term) => termMatch(text, term, wholeTerm)));
  if (known.length > 0 && known.every((term) => typeof term === 'string' && term !== '')) {
    return knownTermsMatch(text.sql, known as string[], wholeTerm);
  }
  return anyOf(terms.map((term) => termMatch(text, term, wholeTerm)));
}

/** Terms from a table are read before the query, so that the pattern is constant. */
function collected({ column, from }: Extract<List, { kind: 'table' }>, scope: Scope): Expression {
  const text = convert(column, 'string');
  return scope.query.variable(sql`select list(distinct ${valueSql(text)}) from ${from}`, 'dynamic', 'string');
}

export const memberships = {
  HasAllExpression: { see: 'has-all-operator', translate: hasList(true) },
  HasAnyExpression: { see: 'has-any-operator', translate: hasList(false) },
  InCsExpression: { see: 'in-operator', translate: membership(false, false) },
  InExpression: { see: 'in-cs-operator', translate: membership(true, false) },
  NotInCsExpression: { see: 'not-in-operator', translate: membership(false, true) },
  NotInExpression: { see: 'not-in-cs-operator', translate: membership(true, true) },
} satisfies Record<string, OperatorEntry>;
