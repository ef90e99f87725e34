// The rows an operator reads, and the values it computes once a row in a step of their own.
import type { QueryContext, Rows } from './context.ts';
import type { Expression } from './expression.ts';
import { columnExpression, columnNamed, hiddenColumns, orderSql, type Relation } from './relation.ts';
import { readsRunValue } from './run-value.ts';
import { columnSql, sql as fragment, type Sql } from './sql.ts';
import { type Item, passOn } from './steps.ts';

const emptySql = fragment``;

/** Shorter texts are written again; a step more would cost more than the text. */
const shortLength = 40;

export interface OpenRows extends Rows {
  /** The relation with the values computed once: read from it after all expressions are translated. */
  from(): Sql;
  /** Whether a value computed once looks beyond its row. */
  lookBeyond(): boolean;
  /** Every SQL column that `from` has. */
  names(): string[];
}

/** Opens a relation for an operator's expressions. */
export function openRows(relation: Relation, query: QueryContext): OpenRows {
  const levels: Item[][] = [];
  const levelOf = new Map<string, number>();
  const known = new Map<string, string>();
  const once = (expression: Expression): Expression => {
    const { sql } = expression;
    // A window may stand neither in a filter nor inside another window.
    const isWindow = sql.text.includes(' over (');
    // The value of a run, where many share a statement: a step has it as a column.
    const isOfRun = sql.text.startsWith('(select ') || readsRunValue(sql);
    if (!isWindow && !isOfRun && (expression.foldable || sql.text.length <= shortLength)) return expression;
    let name = known.get(sql.text);
    if (name === undefined) {
      name = query.steps.newColumn();
      known.set(sql.text, name);
      const below = [...sql.columns].map((column) => levelOf.get(column) ?? -1);
      const level = below.reduce((top, one) => Math.max(top, one), -1) + 1;
      levelOf.set(name, level);
      levels[level] ??= [];
      levels[level].push({ name, sql });
    }
    return { ...expression, sql: columnSql(name) };
  };
  return {
    relation,
    once,
    order: orderSql(relation),
    group: relation.partition === undefined ? emptySql : columnSql(relation.partition.sqlName),
    ingestionTime:
      relation.ingestionTime === undefined
        ? undefined
        : { sql: columnSql(relation.ingestionTime), type: 'datetime', nullable: true, foldable: false },
    column(name) {
      const column = columnNamed(relation, name);
      return column === undefined ? undefined : columnExpression(column);
    },
    lookBeyond: () => levels.some((level) => level.some((item) => looksBeyond(item.sql))),
    names: () => [...allColumns(relation), ...levels.flatMap((level) => level.map((item) => item.name))],
    from: () => {
      let { from } = relation;
      const names = allColumns(relation);
      for (const level of levels) {
        from = query.steps.add([{ items: [...passOn(names), ...level], from }]);
        for (const item of level) names.push(item.name);
      }
      return from;
    },
  };
}

/** Whether a value is made of other rows too, by a window or a subquery: the rows may then come in another order. */
export function looksBeyond({ text }: Sql): boolean {
  return /\bover \(|\(select\b/.test(text);
}

/** Every SQL column of a relation, hidden ones too. */
export function allColumns(relation: Relation): string[] {
  return [...relation.columns.map((column) => column.sqlName), ...hiddenColumns(relation)];
}
