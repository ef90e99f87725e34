// Spreads arrays and bags over rows: what mv-expand and mv-apply share.
import type { KqlType } from '../../../tables/schema.ts';
import { declaredType } from '../../scalar-type-names.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Expression } from '../expression.ts';
import { hiddenColumns, type Relation, type RelationColumn } from '../relation.ts';
import { openRows } from '../rows.ts';
import { asJson, convert } from '../scalar/conversions.ts';
import { columnSql, listSql, type Sql, sql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { uniqueNames } from '../unique-names.ts';
import { arrivingBy } from './arrival.ts';
import { columnName } from './named-expressions.ts';
import { type Output, projection } from './projection.ts';
import { parameterText } from './tabular-operator.ts';

export interface ExpansionOptions {
  /** Bags become `[key, value]` arrays instead of bags of one key. */
  readonly asArrays?: boolean;
  readonly limit?: Sql | undefined;
  /** Name of a column with the place of each element, from 0. */
  readonly indexName?: string | undefined;
}

/** Whether `kind=array`, or `bagexpansion=array` as it was called first, stands behind the operator. */
export function spreadsBagsAsArrays(node: Syntax): boolean {
  return (parameterText(node, 'kind') ?? parameterText(node, 'bagexpansion')) === 'array';
}

interface Spread {
  /** Undefined where nothing gives one. */
  readonly name: string | undefined;
  readonly type: KqlType;
  readonly sqlName: string;
  readonly elements: KqlType | undefined;
  readonly list: Sql;
}

/** One row for each element; several expressions are spread side by side, shorter ones padded with null. */
export function expanded(
  nodes: readonly Syntax[],
  input: Relation,
  scope: Scope,
  options: ExpansionOptions = {},
): Relation | undefined {
  const { steps } = scope.query;
  const rows = openRows(input, scope.query);
  const spreads = nodes.map((node) => spreadOf(node, { ...scope, rows }, options));
  if (spreads.includes(undefined)) return undefined;
  const named = uniqueNames(input.columns.map((column) => column.name));
  const ready = (spreads as Spread[]).map((spread) => ({ ...spread, name: spread.name ?? named.make() }));
  const indexName = options.indexName === undefined ? undefined : named.add(options.indexName);
  const index = steps.newColumn();
  const lengths = ready.map((spread) => sql`len(${spread.list})`);
  const names = [...new Set([...input.columns.map((column) => column.sqlName), ...hiddenColumns(input)])];
  const from = steps.add([
    {
      items: [
        ...passOn(names),
        ...ready.map((spread) => ({
          name: spread.sqlName,
          sql: sql`unnest(${spread.list})`,
          makesRows: true,
        })),
        { name: index, sql: sql`unnest(range(greatest(${listSql(lengths)})))` },
      ],
      from: rows.from(),
    },
  ]);
  const arrival = [...input.arrival, index];
  return typed({ ...input, from, arrival, sort: [] }, { spreads: ready, indexName }, scope);
}

function spreadOf(node: Syntax, scope: Scope, options: ExpansionOptions): Spread | undefined {
  const inner = node.get('Expression');
  const isNamed = inner.kind === 'SimpleNamedExpression';
  const value = scope.query.scalar(isNamed ? inner.get('Expression') : inner, scope);
  if (value === undefined) return undefined;
  const list = listOf(value, scope, options);
  const limited = options.limit === undefined ? list : sql`(${list})[:${options.limit}]`;
  const once = scope.rows?.once ?? ((same: Expression) => same);
  return {
    name: columnName(inner),
    type: typeOf(node),
    sqlName: scope.query.steps.newColumn(),
    elements: value.elements,
    list: once({ sql: limited, type: 'dynamic', nullable: false, foldable: false }).sql,
  };
}

function typeOf(node: Syntax): KqlType {
  const text = node.child('ToTypeOf')?.get('TypeOf').list('Types')[0]?.text;
  return text === undefined ? 'dynamic' : declaredType(text);
}

/** The elements as a list: a null gives one null, so that the row stays; an empty array gives none. */
function listOf(value: Expression, scope: Scope, { asArrays = false }: ExpansionOptions): Sql {
  if (value.elements !== undefined) {
    return sql`(case when ${value.sql} is null then [null] else ${value.sql} end)`;
  }
  const once = scope.rows?.once ?? ((same: Expression) => same);
  const json = once(asJson(value)).sql;
  const pair = asArrays
    ? sql`json_array(k, json_extract(${json}, '$."' || replace(replace(k, '\\', '\\\\'), '"', '\\"') || '"'))`
    : sql`json_object(k, json_extract(${json}, '$."' || replace(replace(k, '\\', '\\\\'), '"', '\\"') || '"'))`;
  const bag = sql`list_transform(json_keys(${json}), lambda k: ${pair})`;
  const opens = (bracket: Sql) => sql`starts_with(${json}::varchar, ${bracket})`;
  return sql`(case when ${opens(sql`'['`)} then json_extract(${json}, '$[*]') when ${opens(sql`'{'`)} then ${bag} else [${json}] end)`;
}

/** The spread columns in their types, in place of columns of the same name or behind the others. */
function typed(
  relation: Relation,
  {
    spreads,
    indexName,
  }: {
    readonly spreads: readonly (Spread & { readonly name: string })[];
    readonly indexName: string | undefined;
  },
  scope: Scope,
): Relation {
  const spreadColumns: RelationColumn[] = spreads.map((spread) => ({
    name: spread.name,
    type: 'dynamic',
    sqlName: spread.sqlName,
    nullable: true,
  }));
  const rows = openRows({ ...relation, columns: [...relation.columns, ...spreadColumns] }, scope.query);
  const values = new Map(
    spreads.map((spread) => [spread.name, { name: spread.name, value: elementOf(spread, rows.once) }]),
  );
  const outputs: Output[] = relation.columns.map((column) => values.get(column.name) ?? { column });
  const present = new Set(relation.columns.map((column) => column.name));
  outputs.push(...[...values.values()].filter((value) => !present.has(value.name)));
  if (indexName !== undefined) {
    const value: Expression = {
      sql: columnSql(relation.arrival.at(-1)!),
      type: 'long',
      nullable: false,
      foldable: false,
    };
    outputs.push({ name: indexName, value });
  }
  return arrivingBy(projection(rows, outputs, scope.query), relation.arrival, scope.query);
}

function elementOf(spread: Spread, once: (expression: Expression) => Expression): Expression {
  const isJson = spread.elements === undefined || spread.elements === 'dynamic';
  const element: Expression = {
    sql: isJson ? sql`nullif(${columnSql(spread.sqlName)}, 'null'::json)` : columnSql(spread.sqlName),
    type: 'dynamic',
    holds: isJson ? undefined : spread.elements,
    nullable: true,
    foldable: false,
  };
  return convert(element, spread.type, once);
}
