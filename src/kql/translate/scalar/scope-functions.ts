// Functions that read the rows or names around them instead of the values of their arguments: entries as those of functions/.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownString, nullOf, valueSql } from '../expression.ts';
import { knownExpression } from '../literals.ts';
import { listSql, sql, textSql } from '../sql.ts';
import { bagColumnOr } from './bag-column.ts';
import { argumentNodes, translateArguments, unsupportedCall } from './call-arguments.ts';
import { asJson } from './conversions.ts';
import { graphFunctions } from './graph-functions.ts';
import { lookupFunctions } from './lookup-functions.ts';
import { requestFunctions } from './request-functions.ts';
import type { ScopeFunction } from './scope-function.ts';

const entries: Readonly<Record<string, ScopeFunction>> = {
  bag_pack_columns: { translate: bagPackColumns, see: 'bag-pack-columns-function' },
  column_ifexists: { translate: columnIfExists, see: 'column-ifexists-function' },
  column_names_of: { translate: columnNamesOf, see: 'column-names-of-function' },
  columnifexists: { translate: columnIfExists, see: 'column-ifexists-function' },
  ingestion_time: { translate: ingestionTime, see: 'ingestion-time-function' },
  iscolumnexists: { translate: isColumnExists, see: 'column-ifexists-function' },
  pack_all: { translate: packAll, see: 'pack-all-function' },
};

export const scopeFunctions: ReadonlyMap<string, ScopeFunction> = new Map(
  Object.entries({ ...entries, ...graphFunctions, ...lookupFunctions, ...requestFunctions }),
);

function ingestionTime(node: Syntax, scope: Scope): Expression | undefined {
  if (scope.rows === undefined) return unsupportedCall(node, scope, 'ingestion_time');
  return scope.rows.ingestionTime ?? nullOf('datetime');
}

/** Whether the rows have the column: known while translating, but for the keys of an unpacked bag. */
function isColumnExists(node: Syntax, scope: Scope): Expression | undefined {
  const [name] = translateArguments(node, scope) ?? [];
  const text = knownString(name);
  if (text === undefined || scope.rows === undefined || scope.rows.relation.bag !== undefined)
    return unsupportedCall(node, scope, 'iscolumnexists');
  return knownExpression('bool', scope.rows.column(text) !== undefined);
}

/** The column when the rows have it, else the second argument: known while translating, but for the keys of an unpacked bag. */
function columnIfExists(node: Syntax, scope: Scope): Expression | undefined {
  const [name, otherwise] = translateArguments(node, scope) ?? [];
  const text = knownString(name);
  if (text === undefined) return unsupportedCall(node, scope, 'column_ifexists');
  const column = scope.rows?.column(text);
  if (column !== undefined || otherwise === undefined) return column ?? otherwise;
  return bagColumnOr(text, otherwise, scope) ?? otherwise;
}

/** The names of the columns of a table: known while translating, but for the keys of an unpacked bag. */
function columnNamesOf(node: Syntax, scope: Scope): Expression | undefined {
  const [argument] = argumentNodes(node);
  const table = argument && scope.query.table(argument, { ...scope, rows: undefined });
  if (table === undefined) return undefined;
  if (table.bag !== undefined) return unsupportedCall(node, scope, 'column_names_of');
  return knownExpression('dynamic', { json: table.columns.map(({ name }) => name) });
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
