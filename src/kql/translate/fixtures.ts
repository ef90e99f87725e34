// Rows that no table holds, read from fixtures: functions without a body, files on the web, what only the service can look up.
import { functionFixture } from '../../tables/fixtures.ts';
import type { Column, KqlType } from '../../tables/schema.ts';
import type { ColumnSymbol, Syntax } from '../syntax.ts';
import type { Scope } from './context.ts';
import { type Expression, valueSql } from './expression.ts';
import { arrivalOf, columnExpression, columnNamed, type Relation } from './relation.ts';
import { asJson, convert } from './scalar/conversions.ts';
import { columnSql, listSql, type Sql, sql, textSql } from './sql.ts';

/** The rows of a call, or of a name, of a function whose body nobody here knows. */
export function functionRows(node: Syntax, name: string, scope: Scope): Relation | undefined {
  const { result } = node;
  if (result.kind !== 'table') return undefined;
  const columns = result.open ? withOpen(result.columns, scope) : result.columns;
  const message = `The rows of ${name}() are not known here: it is a function of the workspace, and without a fixture it has none`;
  return scope.query.fixture(functionFixture(name), columns, { message, node });
}

/**
 * The columns, and each other one that the query reads of whatever has no fixed ones, with the type that it has most likely: it is
 * null in every row, and so is what is computed of it.
 */
export function withOpen(
  columns: readonly (ColumnSymbol | Column)[],
  { query }: Pick<Scope, 'query'>,
): readonly (ColumnSymbol | Column)[] {
  const known = new Set(columns.map(({ name }) => name));
  return [...columns, ...query.openColumns().filter(({ name }) => !known.has(name))];
}

/** What a lookup function finds by a text. */
export interface Lookup {
  /** The columns of its fixture by which a row is found. */
  readonly keys: readonly string[];
  /** Those of what is found. */
  readonly values: readonly Column[];
  /** Hashes are the same in either case of their letters. */
  readonly ignoresCase?: boolean;
}

/** What the fixture of a function has for a key, as a bag; null where it has nothing. Of several rows with the key, the first. */
export function lookedUp(
  key: Expression,
  { keys, values, ignoresCase = false }: Lookup,
  { name, node, scope }: { readonly name: string; readonly node: Syntax; readonly scope: Scope },
): Expression | undefined {
  const { query } = scope;
  const keyColumns = keys.map((one): Column => ({ name: one, type: 'string' }));
  const others = values.filter((value) => !keys.includes(value.name));
  const message = `What ${name}() knows is not known here: without a fixture it finds nothing`;
  const rows = query.fixture(functionFixture(name), [...keyColumns, ...others], {
    message,
    node,
    isLookup: true,
  });
  const pairs = values.map((value) => {
    const column = columnExpression(columnNamed(rows, value.name)!);
    return sql`${textSql(value.name)}, ${asJson({ ...column, sql: valueSql(column) }).sql}`;
  });
  const [keyName, bagName, place] = [
    query.steps.newColumn(),
    query.steps.newColumn(),
    query.steps.newColumn(),
  ];
  const folded = (value: Sql) => (ignoresCase ? sql`lower(${value})` : value);
  const found = query.steps.add(
    keys.map((one) => ({
      items: [
        { name: keyName, sql: folded(columnSql(columnNamed(rows, one)!.sqlName)) },
        { name: bagName, sql: sql`json_object(${listSql(pairs)})` },
        { name: place, sql: arrivalOf(rows) },
      ],
      from: rows.from,
    })),
  );
  const first = sql`select ${columnSql(keyName)} as k, arg_min(${columnSql(bagName)}, ${columnSql(place)}) as v from ${found} where ${columnSql(keyName)} <> '' group by 1`;
  const all = query.variable(sql`select json_group_object(k, v) from (${first})`, 'dynamic');
  const text = folded(valueSql(convert(key, 'string')));
  const path = sql`'$."' || replace(replace(${text}, '\\', '\\\\'), '"', '\\"') || '"'`;
  // An empty key is no path.
  const value = sql`case when ${text} <> '' then json_extract(${all.sql}, ${path}) end`;
  return { sql: value, type: 'dynamic', nullable: true, foldable: false };
}

/** One value of what was found, in its type. */
export function foundValue(found: Expression, name: string, type: KqlType): Expression {
  const path = textSql(`$."${name}"`);
  const value: Expression = {
    sql: sql`nullif(json_extract(${found.sql}, ${path}), 'null'::json)`,
    type: 'dynamic',
    nullable: true,
    foldable: false,
    access: { base: found.sql, path },
  };
  return type === 'dynamic' ? value : convert(value, type);
}
