// Functions that look at other rows of a serialized table.

import { type Expression, knownInteger, nullOf, sqlTypes } from '../expression.ts';
import { wrapped } from '../scalar/ranges.ts';
import { listSql, type Sql, sql } from '../sql.ts';
import type { Args, One, Three } from './arguments.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

/** `over (...)` of the rows as they stand, in the runs that a restart begins. */
function over(context: CallContext, run?: Sql, frame = sql``): Sql {
  const groups = [context.rowGroup, run].filter((group) => group !== undefined && group.text !== '') as Sql[];
  const part = groups.length === 0 ? sql`` : sql`partition by ${listSql(groups)} `;
  const order = context.rowOrder.text === '' ? sql`` : sql`order by ${context.rowOrder}`;
  return sql`over (${part}${order}${frame})`;
}

function runningOver(context: CallContext, run?: Sql): Sql {
  return over(context, run, sql` rows between unbounded preceding and current row`);
}

/** A window may not stand inside another one, nor in a filter: each is computed in a step of its own. */
function step(value: Sql, type: Expression['type'], context: CallContext): Expression {
  return context.once({ sql: value, type, nullable: true, foldable: false });
}

/** The number of the run a row is in: each true restart begins one. */
function runOf(restart: Expression | undefined, context: CallContext): Sql | undefined {
  if (restart === undefined || restart.known !== undefined) return undefined;
  const begins = sql`sum(case when ${restart.sql} then 1 else 0 end)`;
  return step(sql`${begins} ${runningOver(context)}`, 'long', context).sql;
}

function neighbour(direction: 'lag' | 'lead') {
  return ([value, offset, otherwise]: One, context: CallContext): Expression | undefined => {
    const by = offset === undefined ? 1n : knownInteger(offset);
    if (by === undefined || by < 0n) return context.unsupported('an offset that is no constant');
    const shaped =
      otherwise === undefined ? value : value.elements === undefined ? value : context.asJson(value);
    const filler = otherwise === undefined ? nullSql(shaped) : context.convert(otherwise, shaped.type).sql;
    const distance = offset === undefined ? sql`1::bigint` : offset.sql;
    const look = direction === 'lag' ? sql`lag` : sql`lead`;
    const neighbour = step(
      sql`${look}(${shaped.sql}, ${distance}, ${filler}) ${over(context)}`,
      shaped.type,
      context,
    );
    return { ...neighbour, elements: shaped.elements };
  };
}

function nullSql(value: Expression): Sql {
  if (value.elements !== undefined) return sql`null::${sqlTypes[value.elements]}[]`;
  return value.type === 'string' ? sql`''::varchar` : nullOf(value.type).sql;
}

function row_number([start, restart]: Args, context: CallContext): Sql {
  const first = start === undefined ? sql`1::bigint` : start.sql;
  const place = step(sql`row_number() ${over(context, runOf(restart, context))}`, 'long', context);
  return sql`try(${place.sql} - 1 + ${first})`;
}

function row_cumsum([term, restart]: One, context: CallContext): Expression | undefined {
  const value = context.once(term);
  const total = sql`(sum(${value.sql}) ${runningOver(context, runOf(restart, context))})`;
  if (context.type === 'long') return step(wrapped(sql`${total}::hugeint`), 'long', context);
  return step(sql`try_cast(${total} as ${sqlTypes[context.type]})`, context.type, context);
}

/** True where a row's term is not that of the row before, or a run begins. */
function changes(term: Expression, run: Sql | undefined, context: CallContext): Sql {
  const value = context.once(term).sql;
  const first = sql`row_number() ${over(context, run)} = 1`;
  return step(
    sql`(${first} or ${value} is distinct from lag(${value}) ${over(context, run)})`,
    'bool',
    context,
  ).sql;
}

function row_rank_dense([term, restart]: One, context: CallContext): Expression | undefined {
  const run = runOf(restart, context);
  const changed = changes(term, run, context);
  return step(
    sql`(sum(case when ${changed} then 1 else 0 end) ${runningOver(context, run)})::bigint`,
    'long',
    context,
  );
}

function row_rank_min([term, restart]: One, context: CallContext): Expression | undefined {
  const run = runOf(restart, context);
  const changed = changes(term, run, context);
  const place = step(sql`row_number() ${over(context, run)} + 0::bigint`, 'long', context).sql;
  return step(sql`max(case when ${changed} then ${place} end) ${runningOver(context, run)}`, 'long', context);
}

/** The first value of the session a row is in: a session ends by its length, by a gap, or by a restart. */
function row_window_session(args: Three, context: CallContext): Expression | undefined {
  const [term, longest, gap, restart] = args;
  const value = context.once(term).sql;
  const rows = step(
    sql`list({s: ${value}, v: ${value}}) ${runningOver(context, runOf(restart, context))}`,
    'dynamic',
    context,
  ).sql;
  const goes = sql`r.v - a.s <= ${longest.sql} and r.v - a.v <= ${gap.sql}`;
  const start = sql`list_reduce(${rows}, lambda a, r: case when ${goes} then {s: a.s, v: r.v} else r end).s`;
  return { sql: start, type: context.type, nullable: true, foldable: false };
}

export const windows = {
  next: { sql: neighbour('lead'), takes: [undefined, 'long', undefined], see: 'next-function' },
  prev: { sql: neighbour('lag'), takes: [undefined, 'long', undefined], see: 'prev-function' },
  row_cumsum: { sql: row_cumsum, see: 'row-cumsum-function' },
  row_number: { sql: row_number, takes: ['long', 'bool'], see: 'row-number-function' },
  row_rank: { sql: row_rank_dense, see: 'row-rank-dense-function' },
  row_rank_dense: { sql: row_rank_dense, see: 'row-rank-dense-function' },
  row_rank_min: { sql: row_rank_min, see: 'row-rank-min-function' },
  row_window_session: { sql: row_window_session, see: 'row-window-session-function' },
} satisfies Record<string, FunctionEntry>;
