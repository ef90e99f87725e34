// scan: goes over the rows one by one with a state for each step. A recursive query: each round takes the next row of each group.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { nullOf } from '../expression.ts';
import { orderSql, type Relation, type RelationColumn } from '../relation.ts';
import { allColumns, openRows } from '../rows.ts';
import { convert } from '../scalar/conversions.ts';
import { columnSql, countSql, joinSql, nameSql, type Sql, sql } from '../sql.ts';
import { type Arm, type Item, passOn } from '../steps.ts';
import { arrivingBy } from './arrival.ts';
import { type Declared, refused, type Scan, type ScanStep, scanRounds } from './scan-rounds.ts';
import { parameterText, piped, refusesBag, type TabularOperator } from './tabular-operator.ts';

export const scanOperator: TabularOperator = {
  syntaxKind: 'ScanOperator',
  see: 'scan-operator',
  differs: 'A row of a step with output=last stands where its record stood.',
  translate: piped(scan),
};

function scan(node: Syntax, input: Relation, scope: Scope): Relation | undefined {
  if (refusesBag(input, node, scope)) return undefined;
  const clause = node.child('OrderByClause') ?? node.child('PartitionByClause');
  if (clause !== undefined)
    return refused(`with ${clause.text.split(/\s+/, 2).join(' ')} inside`, clause, scope);
  const declared = declarations(node, scope);
  const steps = declared && stepsOf(node, declared, input, scope);
  if (declared === undefined || steps === undefined) return undefined;
  const { query } = scope;
  const [place, group] = [query.steps.newColumn(), input.partition?.sqlName];
  const rows = openRows(input, query);
  const order = orderSql(input);
  const within = group === undefined ? sql`` : sql`partition by ${columnSql(group)} `;
  const by = order.text === '' ? order : sql`order by ${order}`;
  const source: Relation = {
    ...input,
    from: query.steps.add([
      {
        items: [...passOn(allColumns(input)), { name: place, sql: sql`row_number() over (${within}${by})` }],
        from: rows.from(),
      },
    ]),
  };
  const whole: Scan = { steps, declared, source, place, node, scope };
  const rounds = scanRounds(whole);
  return rounds && outputs(rounds, whole, parameterText(node, 'with_match_id'));
}

function declarations(node: Syntax, scope: Scope): Declared[] | undefined {
  const types = new Map(
    node.result.kind === 'table' ? node.result.columns.map(({ name, type }) => [name, type]) : [],
  );
  const all = (node.child('DeclareClause')?.list('Declarations') ?? []).map((one) => {
    const { name } = one.get('NameAndType').get('Name');
    const known = types.get(name) ?? 'unknown';
    const type = known === 'unknown' ? 'dynamic' : known;
    const value = one.child('DefaultValue')?.get('Value');
    if (value === undefined) return { name, type, start: nullOf(type) };
    const start = scope.query.scalar(value, { ...scope, rows: undefined });
    return start && { name, type, start: convert(start, type) };
  });
  return all.includes(undefined) ? undefined : (all as Declared[]);
}

function stepsOf(
  node: Syntax,
  declared: readonly Declared[],
  input: Relation,
  scope: Scope,
): ScanStep[] | undefined {
  const taken = declared.find(({ name }) => input.columns.some((column) => column.name === name));
  if (taken !== undefined) return refused(`that declares ${taken.name}, a column of its input,`, node, scope);
  return node.list('Steps').map((step) => ({
    name: step.get('Name').name,
    output: /output\s*=\s*(\w+)/.exec(step.child('ScanStepOutput')?.text ?? '')?.[1] ?? 'all',
    condition: step.get('Condition'),
    assignments: (step.child('ComputationClause')?.list('Assignments') ?? []).map((one) => ({
      name: one.get('Name').name,
      value: one.get('Expression'),
    })),
  }));
}

/** One row for each step that a record matches; of a record that matches several, the later steps come first, as they are checked. */
function outputs(
  rounds: Sql,
  { steps, declared, source, place, scope }: Scan,
  matchId: string | undefined,
): Relation {
  const query = scope.query.steps;
  const made = declared.map(
    ({ name, type }): RelationColumn => ({
      name,
      type,
      sqlName: query.newColumn(),
      nullable: type !== 'string',
    }),
  );
  const id: RelationColumn[] =
    matchId === undefined
      ? []
      : [{ name: matchId, type: 'long', sqlName: query.newColumn(), nullable: false }];
  const [turn, group] = [query.newColumn(), source.partition?.sqlName];
  const arms = steps.map((step, k): Arm => {
    const at = (name: string): Sql => sql`q.${nameSql(`${name}${k}`)}`;
    const items: Item[] = [
      ...passOn([...allColumns(source), place], 'a'),
      { name: turn, sql: countSql(steps.length - k) },
      ...made.map(({ sqlName }, i) => ({ name: sqlName, sql: at(`v${i}_`) })),
      ...id.map(({ sqlName }) => ({ name: sqlName, sql: at('i') })),
    ];
    const same = [sql`q.n = a.${columnSql(place)}`];
    if (group !== undefined) same.push(sql`q.g is not distinct from a.${columnSql(group)}`);
    // The last of a series is the one that no other of the same series follows.
    const last = sql` qualify coalesce(lead(${at('b')}) over (partition by q.g order by q.n), true)`;
    const rest = step.output === 'none' ? sql`where false` : sql`where ${at('h')}`;
    return {
      items,
      from: sql`${rounds} as q join ${source.from} as a on ${joinSql(same, ' and ')}`,
      rest: step.output === 'last' ? sql`${rest}${last}` : rest,
    };
  });
  const columns = [...source.columns, ...made, ...id];
  const from = query.add(arms);
  return arrivingBy({ ...source, from, columns, inOrder: undefined }, [place, turn], scope.query);
}
