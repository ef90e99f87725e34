// The rounds of scan: each takes the next record, checks it against the steps from the last to the first, and hands their states on.
// https://learn.microsoft.com/kusto/query/scan-operator#scan-logic
import type { KqlType } from '../../../tables/schema.ts';
import { type Syntax, walk } from '../../syntax.ts';
import type { Rows, Scope } from '../context.ts';
import { type Expression, nullOf, sqlTypes, valueSql } from '../expression.ts';
import { columnExpression, columnNamed, type Relation } from '../relation.ts';
import { asJson, convert } from '../scalar/conversions.ts';
import { columnSql, listSql, nameSql, type Sql, sql } from '../sql.ts';

export interface Declared {
  readonly name: string;
  readonly type: KqlType;
  readonly start: Expression;
}

export interface ScanStep {
  readonly name: string;
  /** `all`, `last` or `none`. */
  readonly output: string;
  readonly condition: Syntax;
  readonly assignments: readonly { readonly name: string; readonly value: Syntax }[];
}

/** A column of a step that a condition or an assignment reads: what the state of that step and of the later ones holds. */
interface StateColumn {
  readonly step: number;
  readonly name: string;
  readonly type: KqlType;
  /** Before the first match. */
  readonly start: Sql;
}

/** A scan over rows. */
export interface Scan {
  readonly steps: readonly ScanStep[];
  readonly declared: readonly Declared[];
  readonly source: Relation;
  /** The column of `source` with the place of each record in its group, from 1. */
  readonly place: string;
  readonly node: Syntax;
  readonly scope: Scope;
}

interface Machine extends Scan {
  readonly stateColumns: readonly StateColumn[];
}

/** The state of one step as SQL while a record is checked. */
interface State {
  readonly active: Sql;
  readonly id: Sql;
  /** By the place in `stateColumns`. */
  readonly values: readonly Sql[];
}

/**
 * A relation with a row for each record: its place `n`, its group `g`, and for each step k whether it matched (`h`k), whether that
 * begins a series (`b`k), the declared columns (`v`i_k) and the match ID (`i`k).
 */
export function scanRounds(scan: Scan): Sql | undefined {
  const stateColumns = stateColumnsOf(scan);
  if (stateColumns === undefined) return undefined;
  const { scope } = scan;
  const machine: Machine = { ...scan, stateColumns: stateColumns };
  const checked = checkedRecord(machine, roundInput(machine));
  if (checked === undefined) return undefined;
  const rounds = nameSql(scope.query.steps.newColumn());
  const names = roundNames(machine);
  const made = listSql(names.map((name) => nameSql(name)));
  const from = sql`(with recursive ${rounds} as (${firstRound(machine)} union all select ${made} from (${checked(rounds)})) select ${made} from ${rounds} where n > 0)`;
  const items = names.map((name) => ({ name, sql: nameSql(name), makesRows: true }));
  return scope.query.steps.add([{ items, from }]);
}

const stateName = (k: number, place: number): Sql => nameSql(`s${place}_${k}`);

function stateColumnsUpTo(machine: Machine, k: number): number[] {
  return machine.stateColumns.flatMap(({ step }, place) => (step <= k ? [place] : []));
}

function roundNames(machine: Machine): string[] {
  const { steps, declared } = machine;
  const perStep = steps.flatMap((_, k) => [
    `a${k}`,
    `i${k}`,
    `h${k}`,
    `b${k}`,
    ...stateColumnsUpTo(machine, k).map((place) => stateName(k, place).text),
    ...declared.map((__, i) => `v${i}_${k}`),
  ]);
  return ['g', 'n', 'next', ...perStep];
}

/** Before the first record of each group. */
function firstRound(machine: Machine): Sql {
  const { steps, declared, stateColumns, source } = machine;
  const items = [sql`0::bigint as n`, sql`0::bigint as next`];
  const group = source.partition === undefined ? sql`0` : columnSql(source.partition.sqlName);
  items.unshift(sql`${group} as g`);
  steps.forEach((_, k) => {
    const at = (name: string, value: Sql) => items.push(sql`${value} as ${nameSql(`${name}${k}`)}`);
    at('a', sql`false`);
    at('i', sql`0::bigint`);
    at('h', sql`false`);
    at('b', sql`false`);
    for (const place of stateColumnsUpTo(machine, k))
      items.push(sql`${stateColumns[place]!.start} as ${stateName(k, place)}`);
    declared.forEach((one, i) => {
      items.push(sql`${startOf(one)} as ${nameSql(`v${i}_${k}`)}`);
    });
  });
  const from =
    source.partition === undefined ? sql`` : sql` from (select distinct ${group} from ${source.from})`;
  return sql`select ${listSql(items)}${from}`;
}

function startOf({ start, type }: Declared): Sql {
  return sql`(${valueSql(start)})::${sqlTypes[type]}`;
}

/** The next record of each group beside the states. */
function roundInput({ source, place }: Machine): (rounds: Sql) => Sql {
  const group = source.partition?.sqlName;
  const same = group === undefined ? sql`` : sql` and s.${columnSql(group)} is not distinct from q.g`;
  const columns = [...new Set([...source.columns.map(({ sqlName }) => sqlName), place])];
  if (source.ingestionTime !== undefined) columns.push(source.ingestionTime);
  const record = listSql(columns.map((name) => sql`s.${columnSql(name)}`));
  return (rounds) =>
    sql`select q.* exclude (n), q.n + 1 as n, ${record} from ${rounds} as q join ${source.from} as s on s.${columnSql(place)} = q.n + 1${same}`;
}

/** The columns of steps that are read; a step may read itself and those before it. */
function stateColumnsOf({ steps, declared, source, scope }: Scan): StateColumn[] | undefined {
  const stateColumns: StateColumn[] = [];
  let isRefused = false;
  steps.forEach((reader, k) => {
    const read = (node: Syntax): boolean | undefined => {
      const name = node.kind === 'PathExpression' ? node.get('Expression').name : '';
      const step = name === '' ? -1 : steps.findIndex((one) => one.name === name);
      if (step < 0) return true;
      const column = node.get('Selector').name;
      const stateColumn = stateColumnOf(step, column, declared, source);
      if (step > k || stateColumn === undefined) {
        isRefused = true;
        refused(`that reads ${node.text} in the step ${reader.name}`, node, scope);
      } else if (!stateColumns.some((one) => one.step === step && one.name === column))
        stateColumns.push(stateColumn);
      return false;
    };
    for (const root of [reader.condition, ...reader.assignments.map(({ value }) => value)]) walk(root, read);
  });
  return isRefused ? undefined : stateColumns;
}

function stateColumnOf(
  step: number,
  name: string,
  declared: readonly Declared[],
  source: Relation,
): StateColumn | undefined {
  const own = declared.find((one) => one.name === name);
  if (own !== undefined) return { step, name, type: own.type, start: startOf(own) };
  const type = columnNamed(source, name)?.type;
  return type && { step, name, type, start: sql`(${nullOf(type).sql})::${sqlTypes[type]}` };
}

/** The record with the states after it: a nest of selects, for each part may read those before it. */
function checkedRecord(machine: Machine, input: (rounds: Sql) => Sql): ((rounds: Sql) => Sql) | undefined {
  const layers: Sql[] = [];
  for (let k = machine.steps.length - 1; k >= 0; k--) {
    const more = stepLayers(machine, k);
    if (more === undefined) return undefined;
    layers.push(...more);
  }
  return (rounds) => layers.reduce((from, layer) => sql`select ${layer} from (${from})`, input(rounds));
}

/** Check 1 continues the sequence of the step before, check 2 that of the step itself. */
function stepLayers(machine: Machine, k: number): Sql[] | undefined {
  const { stateColumns, declared, source } = machine;
  const current = currentState(machine, k);
  const before = k === 0 ? undefined : currentState(machine, k - 1);
  // A sequence that is taken over brings no values of this step.
  const promoted = stateColumns.map(
    ({ step, start }, place) => (step < k ? before?.values[place] : start) ?? start,
  );
  const own = conditionOf(machine, k, current.values);
  const over = before && conditionOf(machine, k, promoted);
  if (own === undefined || (before !== undefined && over === undefined)) return undefined;
  const [taken, kept, hit, begins] = [`x${k}`, `y${k}`, `h${k}`, `b${k}`].map((name) =>
    nameSql(name),
  ) as Four;
  const isTaken = before === undefined || over === undefined ? sql`false` : sql`${before.active} and ${over}`;
  const isKept = k === 0 ? own : sql`${current.active} and ${own}`;
  const chosen = (place: number): Sql => nameSql(`p${place}_${k}`);
  const values = assignmentsOf(
    machine,
    k,
    stateColumns.map((_, place) => chosen(place)),
  );
  if (values === undefined) return undefined;
  const record = (place: number): Sql => {
    const { name, type } = stateColumns[place]!;
    const i = declared.findIndex((one) => one.name === name);
    if (i >= 0) return nameSql(`v${i}_${k}`);
    const column = columnExpression(columnNamed(source, name)!);
    return sql`(${valueSql(type === 'dynamic' ? asJson(column) : column)})::${sqlTypes[type]}`;
  };
  const fresh = k === 0 ? sql`(${hit} and not ${current.active})` : taken;
  const id = before === undefined ? sql`next` : before.id;
  const changes: Sql[] = [
    sql`${fresh} as ${begins}`,
    sql`${current.active} or ${hit} as ${current.active}`,
    sql`case when ${fresh} then ${id} else ${current.id} end as ${current.id}`,
    ...stateColumnsUpTo(machine, k).map((place) =>
      stateColumns[place]!.step === k
        ? sql`case when ${hit} then ${record(place)} else ${chosen(place)} end as ${stateName(k, place)}`
        : sql`${chosen(place)} as ${stateName(k, place)}`,
    ),
  ];
  if (before !== undefined) {
    changes.push(sql`${before.active} and not ${taken} as ${before.active}`);
    for (const place of stateColumnsUpTo(machine, k - 1)) {
      changes.push(
        sql`case when ${taken} then ${stateColumns[place]!.start} else ${stateName(k - 1, place)} end as ${stateName(k - 1, place)}`,
      );
    }
  } else changes.push(sql`next + ${fresh}::int as next`);
  const picked = stateColumnsUpTo(machine, k).map(
    (place) =>
      sql`case when ${taken} then ${promoted[place]!} else ${current.values[place]!} end as ${chosen(place)}`,
  );
  return [
    sql`* exclude (${listSql([hit, begins, ...values.map(({ name }) => name)])}), coalesce(${isTaken}, false) as ${taken}, coalesce(${isKept}, false) as ${kept}`,
    sql`*, (${taken} or ${kept}) as ${hit}${picked.length === 0 ? sql`` : sql`, ${listSql(picked)}`}`,
    ...(values.length === 0
      ? []
      : [sql`*, ${listSql(values.map(({ name, value }) => sql`${value} as ${name}`))}`]),
    replaced(changes, begins),
  ];
}

type Four = [Sql, Sql, Sql, Sql];

/** `begins` is new; the rest takes the place of what was there. */
function replaced(changes: readonly Sql[], begins: Sql): Sql {
  const old = changes.filter((one) => !one.text.endsWith(` as ${begins.text}`));
  const fresh = changes.filter((one) => one.text.endsWith(` as ${begins.text}`));
  return sql`* replace (${listSql(old)}), ${listSql(fresh)}`;
}

function currentState(machine: Machine, k: number): State {
  const values = machine.stateColumns.map(({ step, start }, place) =>
    step <= k ? stateName(k, place) : start,
  );
  return { active: nameSql(`a${k}`), id: nameSql(`i${k}`), values };
}

function conditionOf(machine: Machine, k: number, values: readonly Sql[]): Sql | undefined {
  const condition = translated(machine, machine.steps[k]!.condition, values);
  return condition && sql`coalesce(${convert(condition, 'bool').sql}, false)`;
}

/** The declared columns of a record that a step matches; what it does not assign has its default. */
function assignmentsOf(
  machine: Machine,
  k: number,
  values: readonly Sql[],
): { readonly name: Sql; readonly value: Sql }[] | undefined {
  const { assignments } = machine.steps[k]!;
  const all = machine.declared.map((one, i) => {
    const assigned = assignments.find(({ name }) => name === one.name);
    const isOwn = assigned !== undefined && ownOnly(machine, k, assigned, assigned.value) === true;
    const value = isOwn ? translated(machine, assigned.value, values) : undefined;
    if (assigned !== undefined && value === undefined) return undefined;
    const cell = value === undefined ? startOf(one) : valueSql(convert(value, one.type));
    return { name: nameSql(`v${i}_${k}`), value: sql`(${cell})::${sqlTypes[one.type]}` };
  });
  return all.includes(undefined) ? undefined : (all as { name: Sql; value: Sql }[]);
}

/** Whether an assignment reads none of the columns that its step assigns beside it: nobody says which value they have by then. */
function ownOnly(
  machine: Machine,
  k: number,
  { name }: { readonly name: string },
  value: Syntax,
): boolean | undefined {
  const beside = machine.steps[k]!.assignments.map((one) => one.name).filter((one) => one !== name);
  const reads = namesRead(value).find((one) => beside.includes(one.name));
  return (
    reads === undefined ||
    refused(`that reads ${reads.name}, which the step assigns too,`, reads, machine.scope)
  );
}

/** References to columns of the record itself, not those behind the name of a step or inside a dynamic. */
function namesRead(node: Syntax): readonly Syntax[] {
  if (node.kind === 'NameReference') return [node];
  if (node.kind === 'PathExpression') return namesRead(node.get('Expression'));
  return node.children().flatMap(namesRead);
}

/** An expression over the record, the declared columns, which have their defaults before they are assigned, and a state. */
function translated(machine: Machine, node: Syntax, values: readonly Sql[]): Expression | undefined {
  const { declared, stateColumns, source, scope, steps } = machine;
  const empty = sql``;
  let hasWindow = false;
  const rows: Rows = {
    relation: source,
    order: empty,
    group: empty,
    ingestionTime:
      source.ingestionTime === undefined
        ? undefined
        : { sql: columnSql(source.ingestionTime), type: 'datetime', nullable: true, foldable: false },
    once(expression) {
      if (expression.sql.text.includes(' over (')) hasWindow = true;
      return expression;
    },
    column(name) {
      const own = declared.find((one) => one.name === name);
      if (own !== undefined) return { ...own.start, sql: startOf(own), type: own.type };
      const column = columnNamed(source, name);
      return column && columnExpression(column);
    },
    named(owner, name) {
      const step = steps.findIndex((one) => one.name === owner);
      const place = stateColumns.findIndex((one) => one.step === step && one.name === name);
      if (place < 0) return undefined;
      const { type } = stateColumns[place]!;
      return { sql: values[place]!, type, nullable: type !== 'string', foldable: false };
    },
  };
  const value = scope.query.scalar(node, { ...scope, rows });
  return hasWindow ? refused('with a function that looks at other rows', node, scope) : value;
}

/** Says that a form of scan is not run. */
export function refused(how: string, node: Syntax, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-form',
    message: `scan ${how} is not supported.`,
    node,
    see: 'scan-operator',
  });
}
