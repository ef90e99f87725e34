// Plugins whose columns depend on the rows: bag_unpack and pivot, and narrow, which turns columns into rows.

import type { KqlType } from '../../../tables/schema.ts';
import { declaredType } from '../../scalar-type-names.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownJson, knownString } from '../expression.ts';
import { groupedArrival } from '../operators/arrival.ts';
import { type Output, projection } from '../operators/projection.ts';
import { openGrouping } from '../operators/summarize-operator.ts';
import { arrivalSqls, columnExpression, columnNamed, type Relation } from '../relation.ts';
import { openRows } from '../rows.ts';
import { asJson, convert } from '../scalar/conversions.ts';
import { columnSql, countSql, listSql, sql, textSql } from '../sql.ts';
import { passOn } from '../steps.ts';
import { type PluginCall, type PluginEntry, refusedPlugin } from './plugin-entry.ts';

/** `evaluate ... : (a:string, b:long)` fixes the columns; `*` lets the input's pass. */
function schemaOf(node: Syntax): readonly { readonly name: string; readonly type: KqlType }[] | undefined {
  const columns = node.child('Schema')?.child('Schema')?.list('Columns');
  return columns
    ?.filter((column) => column.kind === 'NameAndTypeDeclaration')
    .map((column) => ({ name: column.get('Name').name, type: declaredType(column.get('Type').text) }));
}

const hiddenBag = { name: '', type: 'dynamic', nullable: true } as const;

interface Unpacking {
  readonly input: Relation;
  readonly bag: Expression;
  readonly prefix: string;
  readonly conflict: string;
  readonly ignored: readonly string[];
  readonly missing?: number | undefined;
  /** Where the bag stood among the columns, and its name. */
  readonly place?: number;
  readonly bagName?: string;
}

/** The rows with a bag to unpack: into the columns of the schema, or when the rows are read. */
function unpacked(node: Syntax, { input, bag, ...options }: Unpacking, scope: Scope): Relation {
  // The bag is no column any more, and what is read from it may be computed in several steps.
  const carried = [...bag.sql.columns].map((sqlName) => ({ ...hiddenBag, sqlName }));
  const rows = openRows({ ...input, columns: [...input.columns, ...carried] }, scope.query);
  const kept = input.columns.map((column) => ({ column }));
  const schema = schemaOf(node);
  if (schema === undefined) {
    const result = projection(rows, [...kept, { name: '', value: asJson(bag) }], scope.query);
    const { sqlName } = result.columns.at(-1)!;
    const beside = input.columns.map((column) => column.name);
    const origin = { unpackedFrom: result.from, unpackedName: sqlName };
    const { place = input.columns.length, bagName, ...open } = options;
    scope.query.probeBag(node, sql`${columnSql(sqlName)}`, result.from, {
      ...open,
      beside: input.columns.map(({ name, type }) => ({ name, type })),
      place,
      bagName,
    });
    return { ...result, columns: input.columns, bag: { sqlName, ...origin, beside, ...open } };
  }
  const base = asJson(bag).sql;
  const outputs: Output[] = schema.map(({ name, type }) => {
    const own = columnNamed(input, name);
    if (own !== undefined && options.conflict !== 'replace_source') return { column: own };
    const path = textSql(`$."${name.slice(options.prefix.length).replaceAll(/["\\]/g, String.raw`\$&`)}"`);
    const value: Expression = {
      sql: sql`nullif(json_extract(${base}, ${path}), 'null'::json)`,
      type: 'dynamic',
      nullable: true,
      foldable: false,
      access: { base, path },
    };
    const typed = convert(value, type, rows.once);
    const { missing } = options;
    if (missing === undefined || type === 'dynamic') return { name, value: typed };
    return { name, value: { ...typed, sql: sql`coalesce(${typed.sql}, ${countSql(missing)})` } };
  });
  const named = new Set(schema.map((column) => column.name));
  const star = node.get('Schema').text.includes('*');
  const others = star ? kept.filter(({ column }) => !named.has(column.name)) : [];
  return projection(rows, [...others, ...outputs], scope.query);
}

function bagUnpack({ call, input, node, at, get }: PluginCall, scope: Scope): Relation | undefined {
  const column = columnNamed(input, get(0, 'Column').name);
  if (column === undefined) return refusedPlugin(call, scope);
  const text = (place: number, name: string) => {
    const argument = at(place, name);
    return argument === undefined ? undefined : scope.query.scalar(argument, { ...scope, rows: undefined });
  };
  const ignored = knownJson(text(3, 'ignoredProperties'));
  const prefix = knownString(text(1, 'OutputColumnPrefix')) ?? '';
  const rest: Relation = { ...input, columns: input.columns.filter((one) => one !== column) };
  const unpacking: Unpacking = {
    input: rest,
    bag: columnExpression(column),
    place: input.columns.indexOf(column),
    bagName: column.name,
    prefix,
    conflict: knownString(text(2, 'columnsConflict')) ?? 'error',
    ignored: Array.isArray(ignored) ? ignored.map((key) => prefix + String(key)) : [],
  };
  return unpacked(node, unpacking, scope);
}

/** Rows by the other columns, one column for each value of the pivot column. */
function pivot({ call, input, node, all, get }: PluginCall, scope: Scope): Relation | undefined {
  const pivotNode = get(0);
  const [aggregate, ...byNodes] = all.slice(1);
  const used = new Set([pivotNode.name]);
  const argument = aggregate?.child('ArgumentList')?.list('Expressions')[0];
  if (argument !== undefined) used.add(argument.name);
  const keyNames =
    byNodes.length > 0
      ? byNodes.map((one) => one.name)
      : input.columns.map((column) => column.name).filter((name) => !used.has(name));
  if (keyNames.some((name) => columnNamed(input, name) === undefined)) return refusedPlugin(call, scope);
  const grouping = openGrouping([pivotNode], input, scope, keyNames);
  const grouped =
    aggregate === undefined
      ? grouping?.counted(['$pivot', ...keyNames, '$value'])
      : grouping?.finish([aggregate], ['$pivot', ...keyNames, '$value']);
  if (grouped === undefined) return undefined;
  const counts = /^(count|countif|dcount|dcountif|sum|sumif|)$/.test(aggregate?.child('Name')?.name ?? '');
  const unpacking = { prefix: '', conflict: 'keep_source', ignored: [], missing: counts ? 0 : undefined };
  return unpacked(node, { ...bagsOf(grouped, keyNames, scope), ...unpacking }, scope);
}

/** One bag for each combination of keys: pivot value -> aggregate. */
function bagsOf(
  grouped: Relation,
  keyNames: readonly string[],
  scope: Scope,
): Pick<Unpacking, 'input' | 'bag'> {
  const { steps } = scope.query;
  const label = convert(columnExpression(columnNamed(grouped, '$pivot')!), 'string');
  const value = asJson(columnExpression(columnNamed(grouped, '$value')!));
  const keys = keyNames.map((name) => columnNamed(grouped, name)!);
  const bag = steps.newColumn();
  const { items: places, arrival } = groupedArrival(grouped, scope.query);
  const from = steps.add([
    {
      items: [
        ...passOn(keys.map((key) => key.sqlName)),
        { name: bag, sql: sql`json_group_object(coalesce(${label.sql}, ''), ${value.sql})` },
        ...places,
      ],
      from: grouped.from,
      rest: keys.length === 0 ? sql`` : sql`group by ${listSql(keys.map((key) => columnSql(key.sqlName)))}`,
    },
  ]);
  const relation: Relation = { from, columns: keys, sort: [], arrival };
  const bagValue: Expression = { sql: columnSql(bag), type: 'dynamic', nullable: true, foldable: false };
  return { input: relation, bag: bagValue };
}

/** One row for each cell. */
function narrow({ input }: PluginCall, scope: Scope): Relation | undefined {
  const { steps } = scope.query;
  const names = ['Row', 'Column', 'Value'].map((name) => ({ name, sqlName: steps.newColumn() }));
  const place = steps.newColumn();
  const order = listSql(arrivalSqls(input));
  const arms = input.columns.map((column, i) => {
    const text = convert(columnExpression(column), 'string');
    const row = input.arrival.length === 0 ? sql`0` : sql`row_number() over (order by ${order}) - 1`;
    return {
      items: [
        { name: names[0]!.sqlName, sql: row },
        { name: names[1]!.sqlName, sql: textSql(column.name) },
        { name: names[2]!.sqlName, sql: sql`coalesce(${text.sql}, '')` },
        {
          name: place,
          sql: sql`(${row}) * ${textSql(String(input.columns.length))}::bigint + ${textSql(String(i))}::bigint`,
        },
      ],
      from: input.from,
    };
  });
  const from = steps.add(arms);
  const columns = names.map(({ name, sqlName }, i) => ({
    name,
    sqlName,
    type: i === 0 ? ('long' as const) : ('string' as const),
    nullable: false,
  }));
  return { from, columns, sort: [], arrival: [place] };
}

export const bagPlugins = {
  bag_unpack: {
    see: 'bag-unpack-plugin',
    differs: 'A column of mixed types is dynamic.',
    translate: bagUnpack,
  },
  narrow: { see: 'narrow-plugin', translate: narrow },
  pivot: { see: 'pivot-plugin', translate: pivot },
} satisfies Record<string, PluginEntry>;
