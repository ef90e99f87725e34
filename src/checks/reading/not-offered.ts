// KQL that Azure Data Explorer has and a Sentinel workspace does not.
import { calledName, type QueryView } from './query-view.ts';

/** Functions whose pages leave out Azure Monitor and Microsoft Sentinel, and why where that helps. */
const functions = {
  adx: 'tables of Azure Data Explorer are not at hand here, and rules cannot query them',
  arg: 'tables of Azure Resource Graph are not at hand here, and rules may not query them',
  cluster: 'rules cannot query other clusters',
  cosmosdb_sql_request: '',
  current_cluster_endpoint: '',
  current_database: '',
  current_principal: '',
  current_principal_details: '',
  current_principal_is_member_of: '',
  cursor_after: '',
  cursor_before_or_at: '',
  cursor_current: '',
  database: 'a workspace is one database; use workspace() for another',
  extent_id: '',
  extent_tags: '',
  http_request: '',
  http_request_post: '',
  mysql_request: '',
  postgresql_request: '',
  python: '',
  r: '',
  sql_request: '',
} as const satisfies Record<string, string>;

/** Operators and statements by the parser's kind. */
const nodes = {
  ForkOperator: 'fork',
  PatternStatement: 'declare pattern',
  QueryParametersStatement: 'declare query_parameters',
  RestrictStatement: 'restrict',
} as const satisfies Record<string, string>;

export interface NotOffered {
  readonly name: string;
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

const spelled = new RegExp(
  `\\b(?:(?:${Object.keys(functions).join('|')})\\s*\\(|(?:fork|declare|restrict|set)\\b)`,
);

/** Whether the text could use any of it: binding a query to find out costs a thousand times as much. */
export function mayNameNotOffered(text: string): boolean {
  return spelled.test(text);
}

/** Where a query uses something no workspace offers; what the binder says inside these places is a follow-up. */
export function notOfferedAt(query: QueryView): NotOffered[] {
  const calls = query.ofKind('FunctionCallExpression').flatMap((call) => {
    const name = calledName(call);
    if (
      !Object.hasOwn(functions, name) ||
      (call.symbol?.kind === 'function' && call.symbol.family === 'declared')
    )
      return [];
    const reason: string = functions[name as keyof typeof functions];
    return [{ name: `${name}()`, reason, start: call.start, end: call.end }];
  });
  const others = Object.entries(nodes).flatMap(([kind, name]) =>
    query.ofKind(kind).map(({ start, end }) => ({ name, reason: '', start, end })),
  );
  return [...calls, ...others].sort((a, b) => a.start - b.start);
}
