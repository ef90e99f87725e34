// The ASIM functions of Microsoft Sentinel as views over the ASim tables, so that queries that call them find rows without the service.
import type { TableCatalogue } from './catalogue.ts';
import { type AsimFilter, type AsimView, asimViews } from './data/asim-views.ts';
import { knownFunction } from './known-functions.ts';
import type { KqlType, TableSchema } from './schema.ts';
import type { WorkspaceFunction } from './workspace-function.ts';

/** What tells a reader where the rows of such a function come from here. */
export interface AsimSource {
  readonly table: string;
  readonly page: string;
}

/** Function -> schema. */
const schemaOf: ReadonlyMap<string, string> = new Map(
  Object.entries(asimViews).flatMap(([schema, { functions }]) =>
    Object.keys(functions).map((name) => [name, schema] as const),
  ),
);

const viewOf = (schema: string): AsimView => asimViews[schema as keyof typeof asimViews];

/** Names of the functions that are views here. */
export const asimFunctionNames: readonly string[] = [...schemaOf.keys()].sort();

/** The table that stands for all sources of an ASIM function here; undefined of any other function. */
export function asimSource(name: string): AsimSource | undefined {
  const schema = schemaOf.get(name);
  if (schema === undefined) return undefined;
  const { table, page } = viewOf(schema);
  return { table, page: `https://learn.microsoft.com/azure/sentinel/${page}` };
}

const withViews = new WeakMap<TableCatalogue, TableCatalogue>();

/**
 * The catalogue with the ASIM functions over the tables it has. What a workspace makes of its other logs (Event, SecurityEvent,
 * Syslog and so on) is not in them. A function that the catalogue has under such a name is that function. One catalogue gives one.
 */
export function withAsimViews(catalogue: TableCatalogue): TableCatalogue {
  const known = withViews.get(catalogue);
  if (known !== undefined) return known;
  const views = new Map<string, WorkspaceFunction | undefined>();
  const view = (name: string) => {
    if (!views.has(name)) views.set(name, asimFunction(name, catalogue));
    return views.get(name);
  };
  const added: TableCatalogue = {
    ...catalogue,
    function: (name) => catalogue.function(name) ?? view(name),
    functionNames: () => [...new Set([...catalogue.functionNames(), ...asimFunctionNames])],
  };
  withViews.set(catalogue, added);
  // What has the views already is given back as it is.
  withViews.set(added, added);
  return added;
}

function asimFunction(name: string, tables: TableCatalogue): WorkspaceFunction | undefined {
  const schema = schemaOf.get(name);
  const view = schema === undefined ? undefined : viewOf(schema);
  const table = view === undefined ? undefined : tables.table(view.table);
  const known = table === undefined ? undefined : knownFunction(name, tables);
  if (schema === undefined || view === undefined || table === undefined || known === undefined)
    return undefined;
  const parameters = (known.parameters ?? '()').slice(1, -1);
  const names = Array.from(parameters.matchAll(/(?:^|, )(\w+):/g), (match) => match[1]!);
  const eventType = view.functions[name] ?? '';
  const conditions = [
    ...(eventType === '' ? [] : [`EventType == '${eventType}'`]),
    ...names.flatMap((parameter) => conditionOf(parameter, view.filters[parameter])),
  ];
  const steps = [
    view.table,
    ...conditions.map((condition) => `where ${condition}`),
    `extend ${aliasesOf(schema, view, table).join(', ')}`,
    ...emptyColumns(table, view, known.columns ?? []),
    `project-away ${['TenantId', 'SourceSystem', '_SubscriptionId', '_ResourceId'].filter((column) => hasColumn(table, column)).join(', ')}`,
  ];
  return { name, parameters, body: `${steps.join('\n| ')}\n` };
}

const hasColumn = ({ columns }: TableSchema, name: string) => columns.some((column) => column.name === name);

/** Each filter as KQL; `p` is the parameter. */
const filters: Readonly<Record<AsimFilter, (p: string, columns: readonly string[]) => readonly string[]>> = {
  'has any': (p, columns) => [orOff(`array_length(${p}) == 0`, columns, (c) => `${c} has_any (${p})`)],
  'has all': (p, columns) => [orOff(`array_length(${p}) == 0`, columns, (c) => `${c} has_all (${p})`)],
  'any prefix': (p, columns) => [
    orOff(`array_length(${p}) == 0`, columns, (c) => `has_any_ipv4_prefix(${c}, ${p})`),
  ],
  'any address prefix': (p, columns) => filters['any prefix'](p, columns),
  in: (p, columns) => [orOff(`array_length(${p}) == 0`, columns, (c) => `${c} in (${p})`)],
  equals: (p, columns) => [orOff(`${p} == '*'`, columns, (c) => `${c} == ${p}`)],
  has: (p, columns) => [orOff(`${p} == '*'`, columns, (c) => `${c} has ${p}`)],
  number: (p, columns) => [orOff(`isnull(${p})`, columns, (c) => `${c} == ${p}`)],
  since: (p, columns) => [orOff(`isnull(${p})`, columns, (c) => `${c} >= ${p}`)],
  until: (p, columns) => [orOff(`isnull(${p})`, columns, (c) => `${c} <= ${p}`)],
  disabled: (p) => [`not(${p})`],
  ignored: () => [],
};

function orOff(off: string, columns: readonly string[], test: (column: string) => string): string {
  return [off, ...columns.map(test)].join(' or ');
}

function conditionOf(parameter: string, filter: AsimView['filters'][string] | undefined): readonly string[] {
  if (filter === undefined) throw new Error(`nothing says how the parameter ${parameter} filters`);
  const [how, ...columns] = filter;
  return filters[how](parameter, columns);
}

/** What a row itself has under the name of an alias stays. */
function aliasesOf(schema: string, { aliases }: AsimView, table: TableSchema): readonly string[] {
  const scope = hasColumn(table, 'DvcScopeId') ? ['DvcScopeId = coalesce(DvcScopeId, _SubscriptionId)'] : [];
  const own = Object.entries(aliases).map(([alias, kql]) =>
    hasColumn(table, alias) ? `${alias} = coalesce(${alias}, ${kql})` : `${alias} = ${kql}`,
  );
  return [`EventSchema = '${schema}'`, ...scope, ...own];
}

const nothing: Readonly<Record<KqlType, string>> = {
  bool: 'bool(null)',
  datetime: 'datetime(null)',
  decimal: 'decimal(null)',
  dynamic: 'dynamic(null)',
  guid: 'guid(null)',
  int: 'int(null)',
  long: 'long(null)',
  real: 'real(null)',
  string: "''",
  timespan: 'timespan(null)',
};

/** The fields of the schema that the table lacks. */
function emptyColumns(
  table: TableSchema,
  { aliases }: AsimView,
  columns: TableSchema['columns'],
): readonly string[] {
  const added = columns.filter(
    ({ name }) => !hasColumn(table, name) && !Object.hasOwn(aliases, name) && name !== 'EventSchema',
  );
  return added.length === 0
    ? []
    : [`extend ${added.map(({ name, type }) => `${name} = ${nothing[type]}`).join(', ')}`];
}
