// Calls in scalar expressions: KQL's own functions from the tables, the query's lambdas, and the few that read the scope.
import type { KqlType } from '../../tables/schema.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownString, nullOf, valueSql } from '../expression.ts';
import { scalarFunctions } from '../functions/index.ts';
import { calledScope } from '../lambda.ts';
import { listSql, sql, textSql } from '../sql.ts';
import type { FunctionSymbol, ResultType, Syntax } from '../syntax.ts';
import { bagColumnOr } from './bag-column.ts';
import { asJson } from './conversions.ts';
import { callContext, callEntry } from './entry-call.ts';

/** Translates a FunctionCallExpression, or a name that calls a function without parentheses. */
export function scalarCall(node: Syntax, scope: Scope): Expression | undefined {
  const { symbol } = node;
  if (symbol?.kind !== 'function') return unsupportedCall(node, scope, node.get('Name').name);
  if (symbol.family === 'aggregate') {
    if (scope.aggregate !== undefined) return scope.aggregate(node);
    return unsupportedCall(node, scope, symbol.name);
  }
  const special = specials[symbol.name];
  if (special !== undefined) return special(node, scope);
  if (symbol.family === 'declared' || symbol.family === 'workspace') return lambdaCall(node, symbol, scope);
  const entry = scalarFunctions.get(symbol.name);
  if (entry === undefined) return unsupportedCall(node, scope, symbol.name);
  const args = translateArguments(node, scope);
  if (args === undefined) return undefined;
  const type = entry.result ?? scalarType(node.result);
  const context = callContext(symbol.name, type, node, scope, 'kql/unsupported-function', entry.see);
  const result = callEntry(entry, args, context, scope);
  return result;
}

function scalarType(result: ResultType): KqlType {
  return result.kind === 'scalar' && result.type !== 'unknown' ? result.type : 'dynamic';
}

export function argumentNodes(node: Syntax): readonly Syntax[] {
  return node.child('ArgumentList')?.list('Expressions') ?? [];
}

/** All arguments are walked even if one fails, so that every finding is reported. */
export function translateArguments(node: Syntax, scope: Scope): Expression[] | undefined {
  const args = argumentNodes(node).map((argument) =>
    scope.query.scalar(argument.kind === 'SimpleNamedExpression' ? argument.get('Expression') : argument, {
      ...scope,
      filter: false,
    }),
  );
  return args.includes(undefined) ? undefined : (args as Expression[]);
}

function unsupportedCall(node: Syntax, scope: Scope, name: string): undefined {
  translateArguments(node, scope);
  return scope.query.unsupported({
    code: 'kql/unsupported-function',
    message: `The function ${name}() is not supported.`,
    node,
    see: `${name.replaceAll('_', '-')}-function`,
  });
}

function lambdaCall(node: Syntax, symbol: FunctionSymbol, scope: Scope): Expression | undefined {
  const called = calledScope(node, scope);
  if (called === undefined) return unsupportedCall(node, scope, symbol.name);
  if (called.result.result.kind === 'table') return unsupportedCall(node, scope, symbol.name);
  return scope.query.scalar(called.result, { ...called.scope, rows: scope.rows, aggregate: scope.aggregate });
}

type Special = (node: Syntax, scope: Scope) => Expression | undefined;

const specials: Readonly<Record<string, Special | undefined>> = {
  bag_pack_columns: bagPackColumns,
  column_ifexists: columnIfExists,
  columnifexists: columnIfExists,
  current_cluster_endpoint: undefined,
  ingestion_time: (node, scope) =>
    scope.rows?.ingestionTime ??
    (scope.rows === undefined ? unsupportedCall(node, scope, 'ingestion_time') : nullOf('datetime')),
  pack_all: packAll,
};

/** The column when the rows have it, else the second argument: known while translating, but for the keys of an unpacked bag. */
function columnIfExists(node: Syntax, scope: Scope): Expression | undefined {
  const [name, otherwise] = translateArguments(node, scope) ?? [];
  const text = knownString(name);
  if (text === undefined) return unsupportedCall(node, scope, 'column_ifexists');
  const column = scope.rows?.column(text);
  if (column !== undefined || otherwise === undefined) return column ?? otherwise;
  return bagColumnOr(text, otherwise, scope) ?? otherwise;
}

/** The names of the columns are the keys, which only the nodes know. */
function bagPackColumns(node: Syntax, scope: Scope): Expression | undefined {
  const names = argumentNodes(node).map((argument) => argument.name);
  const values = translateArguments(node, scope);
  if (values === undefined || names.includes('')) return unsupportedCall(node, scope, 'bag_pack_columns');
  const parts = values.map((value, i) => {
    const json = asJson({ ...value, sql: valueSql(value) });
    return sql`${textSql(names[i]!)}, ${json.sql}`;
  });
  return { sql: sql`json_object(${listSql(parts)})`, type: 'dynamic', nullable: false, foldable: false };
}

function packAll(node: Syntax, scope: Scope): Expression | undefined {
  const columns = scope.rows?.relation.columns ?? [];
  const [ignoreEmpty] = translateArguments(node, scope) ?? [];
  const pairs = columns.map((column) => {
    const value = scope.rows!.column(column.name)!;
    const json = asJson({
      ...value,
      sql: valueSql(value),
      nullable: value.nullable && value.type !== 'string',
    });
    return { name: column.name, value, json };
  });
  if (ignoreEmpty?.known?.value === true) {
    const entries = pairs.map(({ name, value, json }) => {
      const empty = value.type === 'string' ? sql`${json.sql} = '""'::json` : sql`${json.sql} is null`;
      return sql`case when ${empty} then null else struct_pack(k := ${textSql(name)}, v := ${json.sql}) end`;
    });
    const kept = sql`list_filter([${listSql(entries)}], lambda e: e is not null)`;
    return {
      sql: sql`coalesce(to_json(map_from_entries(${kept})), '{}'::json)`,
      type: 'dynamic',
      nullable: false,
      foldable: false,
    };
  }
  const parts = pairs.map(({ name, json }) => sql`${textSql(name)}, ${json.sql}`);
  return { sql: sql`json_object(${listSql(parts)})`, type: 'dynamic', nullable: false, foldable: false };
}
