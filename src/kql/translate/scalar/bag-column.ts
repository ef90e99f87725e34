// Columns that only the bag of bag_unpack() or pivot() may have.
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { columnSql, sql, textSql } from '../sql.ts';
import { asJson } from './conversions.ts';

/** A column that only an unpacked bag may have; undefined where there is no such bag. */
export function bagColumn(name: string, scope: Scope): Expression | undefined {
  const bag = scope.rows?.relation.bag;
  if (bag === undefined || !name.startsWith(bag.prefix) || bag.ignored.includes(name)) return undefined;
  const base = columnSql(bag.sqlName);
  const path = pathOf(name, bag.prefix);
  return {
    sql: sql`nullif(json_extract(${base}, ${path}), 'null'::json)`,
    type: 'dynamic',
    nullable: true,
    foldable: false,
    access: { base, path },
  };
}

/** Such a column where one of the bags has its key, else the other value: column_ifexists() of it. */
export function bagColumnOr(name: string, otherwise: Expression, scope: Scope): Expression | undefined {
  const bag = scope.rows?.relation.bag;
  const column = bagColumn(name, scope);
  if (bag === undefined || column === undefined) return undefined;
  const key = sql`json_exists(${columnSql(bag.unpackedName)}, ${pathOf(name, bag.prefix)})`;
  const isThere = sql`(select coalesce(bool_or(${key}), false) from ${bag.unpackedFrom})`;
  return {
    sql: sql`case when ${isThere} then ${column.sql} else ${asJson(otherwise).sql} end`,
    type: 'dynamic',
    nullable: true,
    foldable: false,
  };
}

function pathOf(name: string, prefix: string) {
  return textSql(`$."${name.slice(prefix.length).replaceAll(/["\\]/g, String.raw`\$&`)}"`);
}
