// join and lookup: rows of two tables that agree in their keys.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import {
  arrivalSqls,
  columnExpression,
  columnNamed,
  hiddenColumns,
  type Partition,
  type Relation,
  type RelationColumn,
} from '../relation.ts';
import { asJson } from '../scalar/conversions.ts';
import { alike } from '../scalar/operand.ts';
import { columnSql, joinSql, listSql, type Sql, sql } from '../sql.ts';
import { type Arm, passOn } from '../steps.ts';
import { sideBySideNames } from '../unique-names.ts';
import { arrivingBy } from './arrival.ts';
import { parameterText, piped, refusesBag, type TabularOperator } from './tabular-operator.ts';

type Sides = 'both' | 'left' | 'right';

interface JoinKind {
  readonly sides: Sides;
  /** SQL between the two relations; `anti` and `semi` keep one side. */
  readonly sql: Sql;
  /** Keeps the rows that meet none. */
  readonly negated?: boolean;
  /** The kept side comes first in SQL. */
  readonly swapped?: boolean;
  /** Sides whose columns may be missing. */
  readonly optional?: readonly ('left' | 'right')[];
}

const kinds: Readonly<Record<string, JoinKind | undefined>> = {
  anti: { sides: 'left', sql: sql`anti join`, negated: true },
  fullouter: { sides: 'both', sql: sql`full join`, optional: ['left', 'right'] },
  inner: { sides: 'both', sql: sql`join` },
  innerunique: { sides: 'both', sql: sql`join` },
  leftanti: { sides: 'left', sql: sql`anti join`, negated: true },
  leftantisemi: { sides: 'left', sql: sql`anti join`, negated: true },
  leftouter: { sides: 'both', sql: sql`left join`, optional: ['right'] },
  leftsemi: { sides: 'left', sql: sql`semi join` },
  rightanti: { sides: 'right', sql: sql`anti join`, negated: true, swapped: true },
  rightantisemi: { sides: 'right', sql: sql`anti join`, negated: true, swapped: true },
  rightouter: { sides: 'both', sql: sql`right join`, optional: ['left'] },
  rightsemi: { sides: 'right', sql: sql`semi join`, swapped: true },
};

export const joinOperator: TabularOperator = {
  syntaxKind: 'JoinOperator',
  see: 'join-operator',
  translate: piped((node, input, scope) =>
    joined(node, input, scope, { usualKind: 'innerunique', clause: 'ConditionClause' }),
  ),
};

export const lookupOperator: TabularOperator = {
  syntaxKind: 'LookupOperator',
  see: 'lookup-operator',
  translate: piped((node, input, scope) =>
    joined(node, input, scope, { usualKind: 'leftouter', clause: 'LookupClause' }),
  ),
};

interface JoinForm {
  /** Without `kind=`. */
  readonly usualKind: string;
  /** The child that holds the conditions. */
  readonly clause: string;
}

function joined(
  node: Syntax,
  left: Relation,
  scope: Scope,
  { usualKind, clause }: JoinForm,
): Relation | undefined {
  const kindName = parameterText(node, 'kind') ?? usualKind;
  const kind = kinds[kindName.toLowerCase()];
  const right = scope.query.table(node.get('Expression'), { ...scope, rows: undefined, input: undefined });
  const conditions = conditionsOf(node.child(clause));
  if (kind === undefined || conditions === undefined) return unsupportedJoin(node, kindName, scope);
  if (right === undefined) return undefined;
  if (refusesBag(left, node, scope) || refusesBag(right, node, scope)) return undefined;
  const keys = conditions.map((condition) => keyPair(condition, left, right, scope));
  if (keys.includes(undefined)) return undefined;
  const isOfOtherGroup = right.partition !== undefined && right.partition.sqlName !== left.partition?.sqlName;
  if (isOfOtherGroup) return unsupportedJoin(node, kindName, scope);
  const pairs = [...(keys as KeyPair[]), ...groupPairs(left, right)];
  const unique = kindName.toLowerCase() === 'innerunique' ? firstOfEach(left, pairs, scope) : left.from;
  return combine(node, { left: { ...left, from: unique }, right, kind, pairs }, scope);
}

/** Inside mv-apply and partition rows meet only those of their own group, where both sides have groups. */
function groupPairs(left: Relation, right: Relation): readonly KeyPair[] {
  const name = left.partition?.sqlName;
  if (name === undefined || right.partition?.sqlName !== name) return [];
  const key = (side: string): Expression => ({
    sql: columnSql(name, side),
    type: 'long',
    nullable: true,
    foldable: false,
  });
  return [{ left: key('l'), right: key('r') }];
}

function unsupportedJoin(node: Syntax, kind: string, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `A join of kind ${kind} in this form is not supported.`,
    node,
    see: 'join-operator',
  });
}

interface KeyPair {
  readonly left: Expression;
  readonly right: Expression;
}

/**
 * The conditions of `on a, b`, and of `where a == b`: no page has that form, Microsoft's grammar does, and a rule of Microsoft's solution
 * Network Session Essentials is written in it.
 */
function conditionsOf(clause: Syntax | undefined): readonly Syntax[] | undefined {
  if (clause?.kind === 'JoinWhereClause') return conjuncts(clause.get('Expression'));
  return clause?.list('Expressions').flatMap(conjuncts);
}

/** `a and b` in one condition is two. */
function conjuncts(node: Syntax): readonly Syntax[] {
  if (node.kind === 'ParenthesizedExpression') return conjuncts(node.get('Expression'));
  if (node.kind !== 'AndExpression') return [node];
  return [...conjuncts(node.get('Left')), ...conjuncts(node.get('Right'))];
}

/** `on name`, `on $left.a == $right.b`; `and` binds several. */
function keyPair(node: Syntax, left: Relation, right: Relation, scope: Scope): KeyPair | undefined {
  const named = (relation: Relation, side: 'left' | 'right', name: string): Expression | undefined => {
    const column = columnNamed(relation, name);
    return column === undefined ? undefined : columnExpression(column, side === 'left' ? 'l' : 'r');
  };
  const sideOf = (part: Syntax): readonly ['left' | 'right', Expression] | undefined => {
    if (part.kind === 'NameReference') {
      const [ofLeft, ofRight] = [named(left, 'left', part.name), named(right, 'right', part.name)];
      if (ofLeft !== undefined && ofRight !== undefined) return undefined;
      if (ofLeft !== undefined) return ['left', ofLeft];
      return ofRight && ['right', ofRight];
    }
    const which = part.kind === 'PathExpression' ? part.get('Expression').name : '';
    if (which !== '$left' && which !== '$right') return undefined;
    const side = which === '$left' ? 'left' : 'right';
    const value = named(side === 'left' ? left : right, side, part.get('Selector').name);
    return value === undefined ? undefined : [side, value];
  };
  let pair: readonly [Expression | undefined, Expression | undefined] = [undefined, undefined];
  if (node.kind === 'NameReference')
    pair = [named(left, 'left', node.name), named(right, 'right', node.name)];
  if (node.kind === 'EqualExpression') {
    const [a, b] = [sideOf(node.get('Left')), sideOf(node.get('Right'))];
    if (a !== undefined && b !== undefined && a[0] !== b[0])
      pair = a[0] === 'left' ? [a[1], b[1]] : [b[1], a[1]];
  }
  const [a, b] = pair;
  if (a !== undefined && b !== undefined) {
    const [x, y] = alike(a, b, scope);
    return { left: keyValue(x), right: keyValue(y) };
  }
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `The join condition ${node.text.slice(0, 60)} is not supported.`,
    node,
    see: 'join-operator',
  });
}

/** A string that is missing is empty, so it is no null. */
function keyValue(value: Expression): Expression {
  return { ...value, sql: valueSql(value), nullable: value.nullable && value.type !== 'string' };
}

/** innerunique keeps the first row of each key on the left. */
function firstOfEach(left: Relation, pairs: readonly KeyPair[], scope: Scope): Sql {
  const names = [...new Set([...left.columns.map((column) => column.sqlName), ...hiddenColumns(left)])];
  const group = left.partition === undefined ? [] : [columnSql(left.partition.sqlName, 'l')];
  const keys = listSql([...group, ...pairs.map((pair) => pair.left.sql)]);
  const order = left.arrival.length === 0 ? sql`` : sql` order by ${listSql(arrivalSqls(left, 'l'))}`;
  return scope.query.steps.add([
    {
      items: passOn(names, 'l'),
      from: sql`${left.from} as l`,
      rest: sql`qualify row_number() over (partition by ${keys}${order}) = 1`,
    },
  ]);
}

interface Joined {
  readonly left: Relation;
  readonly right: Relation;
}

function combine(
  node: Syntax,
  { left, right, kind, pairs }: Joined & { readonly kind: JoinKind; readonly pairs: readonly KeyPair[] },
  scope: Scope,
): Relation {
  const { steps } = scope.query;
  const on = joinSql(pairs.map(meeting), ' and ');
  const both =
    kind.swapped === true
      ? sql`${right.from} as r ${kind.sql} ${left.from} as l`
      : sql`${left.from} as l ${kind.sql} ${right.from} as r`;
  const from = sql`${both} on ${on}`;
  if (kind.sides !== 'both') {
    const kept = kind.sides === 'left' ? left : right;
    const names = [...new Set([...kept.columns.map((column) => column.sqlName), ...hiddenColumns(kept)])];
    const side = kind.sides === 'left' ? 'l' : 'r';
    // DuckDB does not carry the number of a run through these joins.
    const arm = scope.query.manyRuns ? metOnce({ left, right, kind, pairs }, scope) : { from };
    const step = steps.add([{ items: passOn(names, side), ...arm }]);
    return { ...kept, from: step, sort: [] };
  }
  const shown =
    node.kind === 'LookupOperator'
      ? { ...right, columns: right.columns.filter((column) => !isKey(node, column)) }
      : right;
  const group = groupOfBoth(left, right, kind);
  return sideBySide({ left, right: shown, optional: kind.optional ?? [], from, group }, scope);
}

/** The group a joined row belongs to; undefined where there is none, and where a row of the right alone would belong to each. */
function groupOfBoth(left: Relation, right: Relation, { optional = [] }: JoinKind): Group | undefined {
  const { partition } = left;
  if (partition === undefined) return undefined;
  const name = partition.sqlName;
  if (!optional.includes('left')) return { partition, sql: columnSql(name, 'l') };
  if (right.partition?.sqlName !== name) return undefined;
  return { partition, sql: sql`coalesce(${columnSql(name, 'l')}, ${columnSql(name, 'r')})` };
}

/** The rows of one side that meet rows of the other, or meet none, by way of an outer join with the keys there are. */
function metOnce(
  { left, right, kind, pairs }: Joined & { readonly kind: JoinKind; readonly pairs: readonly KeyPair[] },
  { query: { steps } }: Scope,
): Pick<Arm, 'from' | 'rest'> {
  const isLeft = kind.sides === 'left';
  const [kept, other] = isLeft
    ? [sql`${left.from} as l`, sql`${right.from} as r`]
    : [sql`${right.from} as r`, sql`${left.from} as l`];
  const keys = pairs.map((pair) => ({
    name: steps.newColumn(),
    value: isLeft ? pair.right : pair.left,
    met: isLeft ? pair.left : pair.right,
  }));
  const found = steps.newColumn();
  const items = [
    ...keys.map(({ name, value }) => ({ name, sql: value.sql })),
    { name: found, sql: sql`true` },
  ];
  const distinct = steps.add([{ items, from: other }], { distinct: true });
  const on = keys.map(({ name, value, met }) =>
    meeting({ left: met, right: { ...value, sql: columnSql(name, 'met') } }),
  );
  const isFound = columnSql(found, 'met');
  return {
    from: sql`${kept} left join ${distinct} as met on ${joinSql(on, ' and ')}`,
    rest: kind.negated === true ? sql`where ${isFound} is null` : sql`where ${isFound} is not null`,
  };
}

/** Null meets null, as the engine has it; where one side has no null, plain equality is the same and cheaper. */
function meeting({ left, right }: KeyPair): Sql {
  return left.nullable && right.nullable
    ? sql`${left.sql} is not distinct from ${right.sql}`
    : sql`${left.sql} = ${right.sql}`;
}

interface Group {
  readonly partition: Partition;
  readonly sql: Sql;
}

/** All columns of both sides under new SQL names. */
export function sideBySide(
  {
    left,
    right,
    optional,
    from: both,
    group,
  }: Joined & {
    /** Sides whose cells may all be null. */
    readonly optional: readonly ('left' | 'right')[];
    /** The sides joined, as `l` and `r`. */
    readonly from: Sql;
    readonly group?: Group | undefined;
  },
  scope: Scope,
): Relation {
  const { steps } = scope.query;
  const names = sideBySideNames(
    left.columns.map((column) => column.name),
    right.columns.map((column) => column.name),
  );
  const columns: RelationColumn[] = [];
  const items: { name: string; sql: Sql }[] = [];
  const take = (column: RelationColumn, side: 'left' | 'right', name: string) => {
    const sqlName = steps.newColumn();
    const isOptional = optional.includes(side);
    const value = columnExpression(column, side === 'left' ? 'l' : 'r');
    const stored = isOptional && column.elements !== undefined ? asJson(value) : value;
    columns.push({
      ...column,
      elements: stored.elements,
      name,
      sqlName,
      nullable: column.nullable || isOptional,
    });
    items.push({ name: sqlName, sql: stored.sql });
  };
  left.columns.forEach((column, i) => {
    take(column, 'left', names[i]!);
  });
  right.columns.forEach((column, i) => {
    take(column, 'right', names[left.columns.length + i]!);
  });
  const places: string[] = [];
  for (const [side, relation] of [
    ['l', left],
    ['r', right],
  ] as const) {
    for (const place of arrivalSqls(relation, side)) {
      const name = steps.newColumn();
      places.push(name);
      items.push({ name, sql: place });
    }
  }
  if (group !== undefined) items.push({ name: group.partition.sqlName, sql: group.sql });
  const result: Relation = {
    from: steps.add([{ items, from: both }]),
    columns,
    sort: [],
    arrival: [],
    partition: group?.partition,
  };
  return arrivingBy(result, places, scope.query);
}

function isKey(node: Syntax, column: RelationColumn): boolean {
  const conditions = (node.child('LookupClause')?.list('Expressions') ?? []).flatMap(conjuncts);
  return conditions.some((condition) => {
    if (condition.kind === 'NameReference') return condition.name === column.name;
    return ['Left', 'Right'].some((part) => {
      const path = condition.child(part);
      return path?.child('Expression')?.name === '$right' && path.child('Selector')?.name === column.name;
    });
  });
}
