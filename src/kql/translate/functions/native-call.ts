// Calls of the functions that SQL cannot express: the engine registers one SQL function that runs them (see ../native/).
import type { Expression } from '../expression.ts';
import type { NativeName } from '../native/index.ts';
import { listSql, sql, textSql } from '../sql.ts';
import { itemOf } from './array-shape.ts';
import type { CallContext } from './function-entry.ts';

/** A call whose result is text; NULL comes out where the function gives null. */
export function nativeText(name: NativeName, args: readonly Expression[], context: CallContext): Expression {
  const items = args.map((arg) => itemOf(arg, context));
  const list = items.length === 0 ? sql`'[]'` : sql`to_json([${listSql(items)}])::varchar`;
  return {
    sql: sql`kql_native(${textSql(name)}, ${list})`,
    type: 'string',
    nullable: true,
    foldable: args.every((arg) => arg.foldable),
  };
}

/** A call whose result is JSON: a dynamic, or a list with one value for each column of a tuple. */
export function nativeCall(name: NativeName, args: readonly Expression[], context: CallContext): Expression {
  const text = nativeText(name, args, context);
  if (context.result.kind !== 'tuple') return { ...text, sql: sql`${text.sql}::json`, type: 'dynamic' };
  return { ...text, sql: sql`json_extract(${text.sql}, '$[*]')`, type: 'dynamic', elements: 'dynamic' };
}
