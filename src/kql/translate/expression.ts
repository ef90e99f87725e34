// A translated scalar expression: its SQL, its KQL type, and what is known about its value.
import type { KqlType } from '../../tables/schema.ts';
import { type Sql, sql, textSql } from './sql.ts';

/**
 * A value known while translating: string; bool; int and long as bigint; real as number; datetime and timespan as bigint ticks
 * of 100 ns; dynamic as parsed JSON inside `{ json }`; null is Kusto's null.
 */
export type KnownValue = string | boolean | bigint | number | null | { readonly json: Json };

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * `sql` has the SQL type that translation.ts names for `type`, with one exception: a dynamic whose `elements` are set is a
 * DuckDB list of that type (`T[]`), not JSON. Use `asJson` where any dynamic will do.
 */
export interface Expression {
  readonly sql: Sql;
  readonly type: KqlType;
  /** SQL NULL may come out. A KQL string has no null: whoever reads a nullable string reads NULL as ''. */
  readonly nullable: boolean;
  /** Static list shape: `dynamic(list of T)`. */
  readonly elements?: KqlType | undefined;
  /** A dynamic that is one value of this type; the SQL is that value, not JSON (an element of a list). */
  readonly holds?: KqlType | undefined;
  /** A dynamic read from inside another: the same value without first building it as JSON. */
  readonly access?: { readonly base: Sql; readonly path: Sql } | undefined;
  /** A dynamic as text, where only something inside it is to be read: cheaper than the value. */
  readonly inner?: Sql | undefined;
  /** The value, when it is known now: it may then stand in a pattern. */
  readonly known?: { readonly value: KnownValue } | undefined;
  /** The value of the run of this name, as it stands. */
  readonly ofRun?: string | undefined;
  /** No column is read, so DuckDB folds it to one constant before it runs. */
  readonly foldable: boolean;
}

/** The SQL types of KQL types; the one map used for casts. */
export const sqlTypes = {
  bool: sql`boolean`,
  datetime: sql`bigint`,
  decimal: sql`decimal(38, 17)`,
  dynamic: sql`json`,
  guid: sql`uuid`,
  int: sql`integer`,
  long: sql`bigint`,
  real: sql`double`,
  string: sql`varchar`,
  timespan: sql`bigint`,
} satisfies Record<KqlType, Sql>;

/** The null of a type; '' for string, which has none. */
export function nullOf(type: KqlType): Expression {
  if (type === 'string') {
    return { sql: textSql(''), type, nullable: false, known: { value: '' }, foldable: true };
  }
  return {
    sql: sql`null::${sqlTypes[type]}`,
    type,
    nullable: true,
    known: { value: null },
    foldable: true,
  };
}

/** SQL that is never NULL for a string, and the SQL itself for every other type. */
export function valueSql(expression: Expression): Sql {
  if (expression.type !== 'string' || !expression.nullable) return expression.sql;
  return sql`coalesce(${expression.sql}, '')`;
}

/** The known string of a literal or of a let that holds one; undefined when it depends on rows. */
export function knownString(expression: Expression | undefined): string | undefined {
  const value = expression?.known?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The known whole number of an int or long. */
export function knownInteger(expression: Expression | undefined): bigint | undefined {
  const value = expression?.known?.value;
  return typeof value === 'bigint' ? value : undefined;
}

/** The known dynamic value as JSON, or undefined; a known null is `null`. */
export function knownJson(expression: Expression | undefined): Json | undefined {
  const value = expression?.known?.value;
  if (value === null) return null;
  return typeof value === 'object' && value !== null ? value.json : undefined;
}
