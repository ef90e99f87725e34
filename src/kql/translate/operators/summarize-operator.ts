// summarize: aggregates by keys. Aggregates become columns of one grouping step; what is computed from them, of a second one.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { AggregateContext, AggregateEntry } from '../aggregates/aggregate-entry.ts';
import { aggregates } from '../aggregates/index.ts';
import type { Scope } from '../context.ts';
import { type Expression, nullOf, valueSql } from '../expression.ts';
import { placeOf, type Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import { argumentNodes } from '../scalar/call-arguments.ts';
import { asJson } from '../scalar/conversions.ts';
import { callContext, takenArguments, templateArguments } from '../scalar/entry-call.ts';
import { columnSql, type Sql, sql, templateSql } from '../sql.ts';
import { groupedArrival } from './arrival.ts';
import {
  createGroup,
  type Group,
  type Grouped,
  groupedBy,
  type Key,
  ofDistinct,
  rowOrder,
} from './groups.ts';
import { columnName, type NodeValues, namedInOrder } from './named-expressions.ts';
import { type Output, projection } from './projection.ts';
import { columnsRead, starColumns } from './star-columns.ts';
import { piped, type TabularOperator } from './tabular-operator.ts';

export const summarizeOperator: TabularOperator = {
  syntaxKind: 'SummarizeOperator',
  see: 'summarize-operator',
  translate: piped((node, input, scope) => {
    const byNodes = node.child('ByClause')?.list('Expressions') ?? [];
    const grouping = openGrouping(byNodes, input, scope);
    if (grouping === undefined) return undefined;
    return grouping.finish(node.list('Aggregates'));
  }),
};

interface Grouping {
  /** The relation of the keys and the aggregates of `nodes`, keys first; without `names` they are those of the nodes. */
  finish(nodes: readonly Syntax[], names?: readonly string[]): Relation | undefined;
  /** The same with the number of rows as the only aggregate. */
  counted(names: readonly string[]): Relation | undefined;
  /** The same with the sum of a value that `node` gives. */
  summed(node: Syntax, names: readonly string[]): Relation | undefined;
}

/** Opens rows to be grouped by the given nodes. */
export function openGrouping(
  byNodes: readonly Syntax[],
  input: Relation,
  scope: Scope,
  byNames: readonly string[] = [],
): Grouping | undefined {
  const rows = openRows(input, scope.query);
  const keys = byNodes.map((node) => {
    const value = scope.query.scalar(node.kind === 'SimpleNamedExpression' ? node.get('Expression') : node, {
      ...scope,
      rows,
    });
    return value === undefined ? undefined : keyColumn(value, scope);
  });
  const named = byNames.map((name) => keyColumn(rows.column(name)!, scope));
  const ready = [...keys.filter((key) => key !== undefined), ...named];
  const group = createGroup(
    rows,
    ready.map((key) => key.sql),
    byNodes.flatMap(columnsRead),
  );
  const open: OpenGroup = { group, keys: ready, input, scope };
  return {
    finish(nodes, names) {
      const values = nodes.map((node) => aggregateValues(node, group, scope));
      if (keys.includes(undefined) || values.includes(undefined)) return undefined;
      const outputs = values as NodeValues[];
      const named = namedInOrder([...byNodes.map(keyName), ...outputs]).map(({ name }) => name);
      const made = outputs.flatMap((one) => one.values);
      return finishGroup(open, made, names ?? named);
    },
    counted(names) {
      if (keys.includes(undefined)) return undefined;
      const name = scope.query.steps.newColumn();
      group.items.push({ name, sql: sql`count(*)` });
      const count: Expression = { sql: columnSql(name), type: 'long', nullable: false, foldable: false };
      return finishGroup(open, [count], names);
    },
    summed(node, names) {
      const value = scope.query.scalar(node, { ...scope, rows });
      if (value === undefined || keys.includes(undefined)) return undefined;
      const entry: AggregateEntry = {
        ...aggregates.get('sum')!,
        result: value.type === 'int' ? 'long' : value.type,
      };
      const [total] = callAggregate({ entry, name: 'sum', node }, [value], { group, scope }) ?? [];
      if (total === undefined) return undefined;
      const name = scope.query.steps.newColumn();
      group.items.push({ name, sql: total.sql });
      const sum: Expression = { ...total, sql: columnSql(name), known: undefined, foldable: false };
      return finishGroup(open, [sum], names);
    },
  };
}

function keyColumn(value: Expression, scope: Scope): Key {
  const stored = value.type === 'dynamic' ? asJson(value) : value;
  const sqlName = scope.query.steps.newColumn();
  const nullable = stored.type !== 'string' && stored.nullable;
  return { sql: valueSql(stored), column: { type: stored.type, sqlName, nullable } };
}

/** A key as a value that only has a name. */
function keyName(node: Syntax): NodeValues {
  return { node, values: [nullOf('long')], names: [columnName(node)] };
}

/** The columns one node gives: several for arg_max(x, *) and the like. */
function aggregateValues(node: Syntax, group: Group, scope: Scope): NodeValues | undefined {
  const isNamed = ['SimpleNamedExpression', 'CompoundNamedExpression'].includes(node.kind);
  const inner = isNamed ? node.get('Expression') : node;
  if (
    inner.kind === 'FunctionCallExpression' &&
    inner.symbol?.kind === 'function' &&
    inner.symbol.family === 'aggregate'
  ) {
    const values = aggregateColumns(inner, group, scope);
    return values && { node, values, names: aggregateNames(node, inner, values.length, group) };
  }
  const single = (call: Syntax) => aggregateColumns(call, group, scope)?.[0];
  const value = scope.query.scalar(inner, { query: scope.query, names: scope.names, aggregate: single });
  return value && { node, values: [value], names: [columnName(node)] };
}

function aggregateColumns(node: Syntax, group: Group, scope: Scope): Expression[] | undefined {
  const name = node.symbol?.kind === 'function' ? node.symbol.name : node.get('Name').name;
  const entry = aggregates.get(name);
  const args = aggregateArguments(node, group, scope);
  if (entry === undefined) return unsupportedAggregate(node, name, scope);
  if (args === undefined) return undefined;
  const results = callAggregate({ entry, name, node }, args, { group, scope });
  return results?.map((result) => {
    const sqlName = scope.query.steps.newColumn();
    group.items.push({ name: sqlName, sql: result.sql });
    return { ...result, sql: columnSql(sqlName), inner: undefined, known: undefined, foldable: false };
  });
}

function unsupportedAggregate(node: Syntax, name: string, scope: Scope): undefined {
  return scope.query.unsupported({
    code: 'kql/unsupported-aggregate',
    message: `The aggregate ${name}() is not supported.`,
    node,
    see: `${name.replaceAll('_', '-')}-aggregation-function`,
  });
}

function aggregateArguments(node: Syntax, group: Group, scope: Scope): Expression[] | undefined {
  const inner: Scope = { ...scope, rows: group.rows, aggregate: undefined };
  const nodes = argumentNodes(node);
  const args = nodes.flatMap((argument): (Expression | undefined)[] => {
    if (argument.kind !== 'StarExpression') return [scope.query.scalar(argument, inner)];
    return starColumns(nodes, group.keyColumns, group.rows.relation).map((name) => group.rows.column(name));
  });
  return args.includes(undefined) ? undefined : (args as Expression[]);
}

/** The older spellings put their name before those of the columns: `max_x`, `max_x_y`. */
const olderPrefixes: Readonly<Record<string, string | undefined>> = {
  any: 'any_',
  argmax: 'max_',
  argmin: 'min_',
};

function aggregateNames(
  node: Syntax,
  call: Syntax,
  count: number,
  group: Group,
): readonly (string | undefined)[] {
  const nodes = argumentNodes(call);
  const { result } = call;
  const prefix = olderPrefixes[call.get('Name').name] ?? '';
  const parts =
    result.kind === 'tuple'
      ? result.columns.map(({ name }) => prefix + name)
      : [prefix === 'max_' || prefix === 'min_' ? prefix + call.generatedName : columnName(node)];
  const starPrefix = prefix === '' || prefix === 'any_' ? prefix : `${parts[0] ?? prefix}_`;
  const names = nodes.some(({ kind }) => kind === 'StarExpression')
    ? nodes.flatMap((argument, i) =>
        argument.kind === 'StarExpression'
          ? starColumns(nodes, group.keyColumns, group.rows.relation).map((name) => starPrefix + name)
          : (parts[i] ?? argument.name),
      )
    : parts;
  const given =
    node.kind === 'CompoundNamedExpression'
      ? node
          .get('Names')
          .list('Names')
          .map(({ name }) => name)
      : node.kind === 'SimpleNamedExpression'
        ? [node.get('Name').name]
        : [];
  return Array.from({ length: count }, (_, i) => given[i] ?? names[i]);
}

interface AggregateCall {
  readonly entry: AggregateEntry;
  readonly name: string;
  readonly node: Syntax;
}

function callAggregate(
  call: AggregateCall,
  given: readonly Expression[],
  { group, scope }: Grouped,
): Expression[] | undefined {
  const { entry, node } = call;
  const rowScope: Scope = { ...scope, rows: group.rows };
  const args = takenArguments(given, entry.takes, rowScope);
  const { result } = node;
  const types: KqlType[] =
    result.kind === 'tuple'
      ? result.columns.map((column) => (column.type === 'unknown' ? 'dynamic' : column.type))
      : [entry.result ?? (result.kind === 'scalar' && result.type !== 'unknown' ? result.type : 'dynamic')];
  const context = aggregateContext(call, types[0]!, { group, scope: rowScope });
  const row = rowOrder(group);
  const made =
    typeof entry.sql === 'string'
      ? templateSql(entry.sql.replaceAll('$row', `$${args.length + 1}`), [
          ...templateArguments(args, entry.sql, rowScope),
          row,
        ])
      : entry.sql(
          args.map((arg) =>
            arg.type === 'string' && arg.nullable ? { ...arg, sql: valueSql(arg), nullable: false } : arg,
          ),
          context,
        );
  if (made === undefined) return undefined;
  const list = (Array.isArray(made) ? made : [made]) as readonly (Expression | Sql)[];
  const elements = entry.elements === 'of $1' ? (args[0]?.elements ?? args[0]?.type) : entry.elements;
  return list.map((one, i) =>
    'text' in one
      ? {
          sql: one,
          type: types[i] ?? args[i]?.type ?? 'dynamic',
          nullable: entry.notNull !== true,
          elements,
          foldable: false,
        }
      : one,
  );
}

function aggregateContext(
  { entry, name, node }: AggregateCall,
  type: KqlType,
  { group, scope }: Grouped,
): AggregateContext {
  return {
    ...callContext(node, scope, { name, type, code: 'kql/unsupported-aggregate', see: entry.see }),
    row: rowOrder(group),
    place: placeOf(group.rows.relation),
    ofDistinct: ofDistinct({ group, scope }),
  };
}

interface OpenGroup extends Grouped {
  readonly keys: readonly Key[];
  readonly input: Relation;
}

/** `names` are those of the keys and then of the outputs. */
function finishGroup(
  { group, keys, input, scope }: OpenGroup,
  outputs: readonly Expression[],
  names: readonly string[],
): Relation {
  const arrival = groupedArrival(input, scope.query);
  const { partition } = input;
  const from = groupedBy({ group, scope }, keys, arrival);
  const keyColumns = keys.map((key, i) => ({ ...key.column, name: names[i]! }));
  const grouped: Relation = { from, columns: keyColumns, sort: [], arrival: arrival.arrival, partition };
  const computed: Output[] = outputs.map((value, i) => ({
    name: names[keys.length + i]!,
    value,
  }));
  return projection(
    openRows(grouped, scope.query),
    [...keyColumns.map((column) => ({ column })), ...computed],
    scope.query,
  );
}
