// top-nested: the top values of one expression, and within each of them those of the next.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, valueSql } from '../expression.ts';
import {
  arrivalSqls,
  columnExpression,
  columnNamed,
  type Relation,
  type RelationColumn,
} from '../relation.ts';
import { allColumns, openRows } from '../rows.ts';
import { asJson, convert } from '../scalar/conversions.ts';
import { columnSql, joinSql, listSql, type Sql, sql } from '../sql.ts';
import { type Item, passOn } from '../steps.ts';
import { type Output, projection } from './projection.ts';
import { openGrouping } from './summarize-operator.ts';
import { piped, refusesBag, type TabularOperator } from './tabular-operator.ts';
import { rowCount } from './take-operator.ts';

export const topNestedOperator: TabularOperator = {
  syntaxKind: 'TopNestedOperator',
  see: 'top-nested-operator',
  differs: 'Of equal values those that come first are kept; Kusto promises no particular ones.',
  translate: piped((node, input, scope) => {
    if (refusesBag(input, node, scope)) return undefined;
    if (input.partition !== undefined) return refused('inside mv-apply and partition', node, scope);
    const columns = node.result.kind === 'table' ? node.result.columns.map(({ name }) => name) : [];
    let state: Nested | undefined = { rows: withFlags(input, scope), levels: 0 };
    for (const clause of node.list('Clauses')) state = state && withLevel(state, clause, scope);
    return state && finished(state, columns, scope);
  }),
};

/** The rows of the input, each with its value, total and place at every level so far. */
interface Nested {
  readonly rows: Relation;
  readonly levels: number;
}

// Names that no column of a query has: whether a row is outside the top of some level, and whether a level names such rows.
const lost = '$lost';
const shown = '$shown';
const levelNames = (level: number) => [`$value${level}`, `$total${level}`, `$place${level}`] as const;
const namesAbove = (levels: number) => Array.from({ length: levels }, (_, i) => levelNames(i)).flat();

const kept = (relation: Relation): Output[] => relation.columns.map((column) => ({ column }));

function withFlags(input: Relation, scope: Scope): Relation {
  const value: Expression = { sql: sql`false`, type: 'bool', nullable: false, foldable: true };
  const outputs = [...kept(input), { name: lost, value }, { name: shown, value }];
  return projection(openRows(input, scope.query), outputs, scope.query);
}

/**
 * Rows outside the top of a level are lost to it and to those below. `with others` gives them its value and a total of their
 * own; without it they have neither, and are in the result only where another level names them.
 */
function withLevel(state: Nested, clause: Syntax, scope: Scope): Nested | undefined {
  const { query } = scope;
  const above = namesAbove(state.levels);
  const opened = openRows(state.rows, query);
  const key = query.scalar(clause.get('OfExpression'), { ...scope, rows: opened });
  const limit = clause.child('Expression');
  const count = limit && rowCount(limit, scope);
  const others = clause.child('WithOthersClause')?.get('Expression');
  const constant = others && query.scalar(others, { ...scope, rows: undefined });
  const by = clause.get('ByExpression');
  const aggregate = by.kind === 'OrderedExpression' ? by.get('Expression') : by;
  if (key === undefined || (limit && !count) || (others && !constant)) return undefined;
  const value = key.type === 'dynamic' ? asJson(key) : key;
  const rows = projection(opened, [...kept(state.rows), { name: '$key', value }], query);
  const groups = totalsOf(
    aggregate,
    where(rows, sql`not ${flag(rows, lost)}`, scope),
    [...above, '$key'],
    scope,
  );
  if (groups === undefined) return refused('by an aggregate of several columns', clause, scope);
  const isAscending = /\basc\b/i.test(by.child('Ordering')?.text ?? '');
  const top = topOf(groups, { above, isAscending, count }, scope);
  const placed = withPlaces(rows, top, state.levels, scope);
  const levels = state.levels + 1;
  if (constant === undefined) return { rows: placed, levels };
  const rest = totalsOf(aggregate, where(placed, flag(placed, lost), scope), above, scope);
  if (rest === undefined) return undefined;
  return {
    rows: withRest(placed, { rest, constant: convert(constant, value.type), level: state.levels }, scope),
    levels,
  };
}

/** The aggregate for each group of rows, in a column `$total` behind the keys. */
function totalsOf(
  aggregate: Syntax,
  rows: Relation,
  keys: readonly string[],
  scope: Scope,
): Relation | undefined {
  const totals = openGrouping([], rows, scope, keys)?.finish([aggregate], [...keys, '$total']);
  return totals?.columns.length === keys.length + 1 ? totals : undefined;
}

function where(rows: Relation, condition: Sql, scope: Scope): Relation {
  return projection(openRows(rows, scope.query), kept(rows), scope.query, sql`where ${condition}`);
}

/** The groups that are in the top of their parents, with their places in a column `$place`. */
function topOf(
  groups: Relation,
  {
    above,
    isAscending,
    count,
  }: {
    readonly above: readonly string[];
    readonly isAscending: boolean;
    readonly count: Sql | undefined;
  },
  scope: Scope,
): Relation {
  const total = column(groups, '$total');
  const parents = above.map((name) => column(groups, name));
  const within = parents.length === 0 ? sql`` : sql`partition by ${listSql(parents)} `;
  const direction = isAscending ? sql`asc nulls first` : sql`desc nulls last`;
  const order = listSql([sql`${total} ${direction}`, ...arrivalSqls(groups)]);
  const place = scope.query.steps.newColumn();
  const ranked = scope.query.steps.add([
    {
      items: [
        ...passOn(allColumns(groups)),
        { name: place, sql: sql`row_number() over (${within}order by ${order})` },
      ],
      from: groups.from,
    },
  ]);
  const columns = [
    ...groups.columns,
    { name: '$place', type: 'long' as const, sqlName: place, nullable: false },
  ];
  const all: Relation = { ...groups, from: ranked, columns };
  return count === undefined ? all : where(all, sql`${columnSql(place)} <= ${count}`, scope);
}

/** The rows with value, total and place of a level; null for those that are lost. */
function withPlaces(rows: Relation, top: Relation, level: number, scope: Scope): Relation {
  const keys = [...namesAbove(level), '$key'];
  const parts = ['$key', '$total', '$place'].map((name) => columnNamed(top, name)!);
  const isLost = sql`(l.${flag(rows, lost)} or g.${column(top, '$place')} is null)`;
  const same = [...matching(rows, top, keys), sql`not l.${flag(rows, lost)}`];
  return joined(rows, scope, {
    groups: top,
    conditions: same,
    level,
    cells: parts.map((part) => ({
      type: part.type,
      elements: part.elements,
      sql: sql`g.${columnSql(part.sqlName)}`,
    })),
    flags: { [lost]: isLost },
  });
}

/** The lost rows with the value that `with others` gives them, and their total. */
function withRest(
  placed: Relation,
  {
    rest,
    constant,
    level,
  }: { readonly rest: Relation; readonly constant: Expression; readonly level: number },
  scope: Scope,
): Relation {
  const own = levelNames(level).map((name) => columnNamed(placed, name)!);
  const instead = [constant.sql, sql`g.${column(rest, '$total')}`, sql`null::bigint`];
  const isLost = sql`l.${flag(placed, lost)}`;
  const cells = own.map((part, i) => ({
    type: part.type,
    elements: part.elements,
    sql: sql`case when ${isLost} then ${instead[i]!} else l.${columnSql(part.sqlName)} end`,
  }));
  const without = { ...placed, columns: placed.columns.filter((one) => !own.includes(one)) };
  return joined(without, scope, {
    groups: rest,
    conditions: [...matching(placed, rest, namesAbove(level)), isLost],
    level,
    cells,
    flags: { [shown]: sql`(l.${flag(placed, shown)} or ${isLost})` },
  });
}

interface LevelGroups {
  readonly groups: Relation;
  /** When a row, `l`, belongs to a group, `g`. */
  readonly conditions: readonly Sql[];
  readonly level: number;
  readonly cells: readonly (Pick<RelationColumn, 'type' | 'elements'> & { readonly sql: Sql })[];
  readonly flags: Readonly<Record<string, Sql>>;
}

/** The rows beside groups of their own, with new cells for a level and new flags. */
function joined(
  rows: Relation,
  scope: Scope,
  { groups, conditions, level, cells, flags }: LevelGroups,
): Relation {
  const { steps } = scope.query;
  const items: Item[] = [];
  const columns: RelationColumn[] = [];
  for (const one of rows.columns.filter(({ name }) => name !== '$key')) {
    const changed = flags[one.name];
    const sqlName = changed === undefined ? one.sqlName : steps.newColumn();
    columns.push({ ...one, sqlName });
    if (changed !== undefined) items.push({ name: sqlName, sql: changed });
  }
  cells.forEach(({ type, elements, sql: cell }, i) => {
    const sqlName = steps.newColumn();
    columns.push({ name: levelNames(level)[i]!, type, elements, sqlName, nullable: true });
    items.push({ name: sqlName, sql: cell });
  });
  const from = steps.add([
    {
      items: [...passOn(allColumns(rows), 'l'), ...items],
      from: sql`${rows.from} as l left join ${groups.from} as g on ${joinSql(conditions, ' and ')}`,
    },
  ]);
  return { ...rows, from, columns, inOrder: undefined };
}

function matching(rows: Relation, groups: Relation, names: readonly string[]): Sql[] {
  const value = (relation: Relation, name: string, side: string) =>
    valueSql(columnExpression(columnNamed(relation, name)!, side));
  return names.map((name) => sql`${value(rows, name, 'l')} is not distinct from ${value(groups, name, 'g')}`);
}

const column = (relation: Relation, name: string): Sql => columnSql(columnNamed(relation, name)!.sqlName);
const flag = column;

/** One row for each path: those in the top first, in the order of their places. */
function finished({ rows, levels }: Nested, names: readonly string[], scope: Scope): Relation {
  const { steps } = scope.query;
  const all = namesAbove(levels).map((name) => columnNamed(rows, name)!);
  const places = all
    .filter((_, i) => i % 3 === 2)
    .map(({ sqlName }) => sql`${columnSql(sqlName)} nulls last`);
  const isLost = flag(rows, lost);
  const row = steps.newColumn();
  const from = steps.add([
    {
      items: [
        ...passOn(all.map(({ sqlName }) => sqlName)),
        { name: row, sql: sql`row_number() over (order by ${listSql([isLost, ...places])})` },
      ],
      from: rows.from,
      rest: sql`where not ${isLost} or ${flag(rows, shown)} group by ${listSql([isLost, ...all.map(({ sqlName }) => columnSql(sqlName))])}`,
    },
  ]);
  const columns = all.filter((_, i) => i % 3 !== 2).map((one, i) => ({ ...one, name: names[i] ?? one.name }));
  return { from, columns, sort: [], arrival: [row] };
}

function refused(how: string, node: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `top-nested ${how} is not supported.`,
    node,
    see: 'top-nested-operator',
  });
}
