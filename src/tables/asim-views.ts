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

const asimFunctionNames: readonly string[] = [...schemaOf.keys()].sort();

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
    if (!schemaOf.has(name)) return undefined;
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
    `extend ${[...aliasesOf(schema, view, table), ...matchesOf(view, names)].join(', ')}`,
    ...emptyColumns(table, view, known.columns ?? []),
    `project-away ${['TenantId', 'SourceSystem', '_SubscriptionId', '_ResourceId'].filter((column) => hasColumn(table, column)).join(', ')}`,
  ];
  return { name, parameters, body: `${steps.join('\n| ')}\n` };
}

const hasColumn = ({ columns }: TableSchema, name: string) => columns.some((column) => column.name === name);

/** When a parameter, `p`, has its default, by the type of it. */
const unused = {
  list: (p: string) => `array_length(${p}) == 0`,
  text: (p: string) => `${p} == '*'`,
  value: (p: string) => `isnull(${p})`,
} as const;

interface Filter {
  readonly takes: keyof typeof unused;
  /** The KQL that says whether a column has what the parameter asks for. */
  test(column: string, p: string): string;
}

const filters: Readonly<Record<Exclude<AsimFilter, 'disabled' | 'ignored'>, Filter>> = {
  'any prefix': { takes: 'list', test: (c, p) => `has_any_ipv4_prefix(${c}, ${p})` },
  equals: { takes: 'text', test: (c, p) => `${c} == ${p}` },
  'event type': { takes: 'text', test: (c, p) => `${c} == iff(${p} =~ 'lookup', 'Query', ${p})` },
  has: { takes: 'text', test: (c, p) => `${c} has ${p}` },
  'has address': { takes: 'text', test: (c, p) => `has_ipv4(${c}, ${p})` },
  'has all': { takes: 'list', test: (c, p) => `${c} has_all (${p})` },
  'has any': { takes: 'list', test: (c, p) => `${c} has_any (${p})` },
  in: { takes: 'list', test: (c, p) => `${c} in (${p})` },
  number: { takes: 'value', test: (c, p) => `${c} == ${p}` },
  since: { takes: 'value', test: (c, p) => `${c} >= ${p}` },
  until: { takes: 'value', test: (c, p) => `${c} <= ${p}` },
};

function conditionOf(parameter: string, filter: AsimView['filters'][string] | undefined): readonly string[] {
  if (filter === undefined) throw new Error(`nothing says how the parameter ${parameter} filters`);
  const [how, ...columns] = filter;
  if (how === 'ignored') return [];
  if (how === 'disabled') return [`not(${parameter})`];
  const { takes, test } = filters[how];
  return [[unused[takes](parameter), ...columns.map((column) => test(column, parameter))].join(' or ')];
}

/** What a row itself has under the name of an alias stays. */
function aliasesOf(schema: string, view: AsimView, table: TableSchema): readonly string[] {
  const own = Object.entries(view.aliases).map(([alias, kql]) =>
    hasColumn(table, alias) ? `${alias} = coalesce(${alias}, ${kql})` : `${alias} = ${kql}`,
  );
  return [`EventSchema = '${schema}'`, ...own];
}

/** Which of two columns a filter found, where the function has its parameter. */
function matchesOf({ matching = {} }: AsimView, parameters: readonly string[]): readonly string[] {
  return Object.entries(matching).map(([name, { parameter, how, unfiltered, columns }]) => {
    if (!parameters.includes(parameter)) return `${name} = '${unfiltered}'`;
    const { takes, test } = filters[how];
    const [first, second] = columns.map((column) => test(column, parameter));
    const [source, destination] = columns.map((column) => `'${column}'`);
    const isUnused = unused[takes](parameter);
    return `${name} = case(${isUnused}, '${unfiltered}', ${first} and ${second}, 'Both', ${first}, ${source}, ${destination})`;
  });
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
  { aliases, matching = {} }: AsimView,
  columns: TableSchema['columns'],
): readonly string[] {
  const given = new Set(['EventSchema', ...Object.keys(aliases), ...Object.keys(matching)]);
  const added = columns.filter(({ name }) => !hasColumn(table, name) && !given.has(name));
  return added.length === 0
    ? []
    : [`extend ${added.map(({ name, type }) => `${name} = ${nothing[type]}`).join(', ')}`];
}
