// array_sort_asc() and array_sort_desc(): the first array is sorted, the others follow its order.
import type { Expression } from '../expression.ts';
import { listSql, type Sql, sql } from '../sql.ts';
import { itemsOf, listResult, named, shaped } from './array-shape.ts';
import type { CallContext } from './function-entry.ts';

export interface SortOptions {
  readonly direction: 'asc' | 'desc';
  readonly nullsLast: boolean;
}

/** One array gives its sorted self; several give a list with one sorted array for each (a tuple). */
export function sortArrays(
  arrays: readonly Expression[],
  options: SortOptions,
  context: CallContext,
): Expression | undefined {
  const [first] = arrays;
  if (first === undefined) return undefined;
  if (arrays.length === 1 && first.elements !== undefined && first.elements !== 'dynamic') {
    const order = options.direction === 'asc' ? sql`'ASC'` : sql`'DESC'`;
    const nulls = options.nullsLast ? sql`'NULLS LAST'` : sql`'NULLS FIRST'`;
    return shaped(sql`list_sort(${first.sql}, ${order}, ${nulls})`, first.elements, arrays);
  }
  const lists = arrays.map((array) => named(itemsOf(array, context), [array], context));
  const places = named(
    sql`list_transform(${sortedKeys(lists[0]!, options)}, lambda k: abs(k.i))`,
    [first],
    context,
  );
  const sorted = lists.map(
    (list) =>
      sql`(case when len(${list}) = len(${places}) then list_transform(${places}, lambda p: (${list})[p]) end)`,
  );
  if (sorted.length === 1) return listResult(sorted[0]!, arrays);
  return listResult(sql`[${listSql(sorted.map((list) => sql`to_json(${list})`))}]`, arrays);
}

/** Numbers stand before texts and texts before all else, in both directions; equal keys keep their order. */
function sortedKeys(list: Sql, { direction, nullsLast }: SortOptions): Sql {
  const ascending = direction === 'asc';
  const nullKey = ascending === nullsLast ? sql`e = 'null'` : sql`e <> 'null'`;
  const place = ascending ? sql`i` : sql`-i`;
  const number = sql`coalesce(case when json_type(e) not in ('VARCHAR', 'BOOLEAN') then try_cast(e ->> '$' as double) end, 0)`;
  const group = sql`case json_type(e) when 'VARCHAR' then 2 when 'BOOLEAN' then 3 when 'ARRAY' then 3 when 'OBJECT' then 3 else 1 end`;
  const rank = ascending ? group : sql`0 - ${group}`;
  const key = sql`{z: ${nullKey}, g: ${rank}, n: ${number}, s: coalesce(e ->> '$', ''), i: ${place}}`;
  return sql`list_sort(list_transform(${list}, lambda e, i: ${key}), ${ascending ? sql`'ASC'` : sql`'DESC'`})`;
}
