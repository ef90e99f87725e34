// Tells whether a query reads given tables in a way that means the same rows wherever these come from: a `let` or the workspace.
import type { BoundQuery } from '../../kql/bind/bind.ts';
import { type Syntax, walk } from '../../kql/syntax.ts';

/** They look for tables by themselves, or ask a row where it comes from. */
const operators: ReadonlySet<string> = new Set(['FindOperator', 'SearchOperator']);
/** They name a table of the workspace past every `let`, or read what only its rows have. */
const functions: ReadonlySet<string> = new Set([
  'adx',
  'app',
  'arg',
  'cluster',
  'database',
  'external_table',
  'ingestion_time',
  'materialized_view',
  'resource',
  'stored_query_result',
  'table',
  'workspace',
]);
/** Parameters of an operator that make a column of the table's name. */
const parameters: ReadonlySet<string> = new Set(['withsource', 'with_source']);

/**
 * True when every use of one of the names is the table of that name, and nothing else in the query could reach the table or tell
 * where its rows come from. What is not known here counts as able to.
 */
export function readsPlainly({ root }: BoundQuery, names: ReadonlySet<string>): boolean {
  if (root === undefined) return false;
  let plain = true;
  walk(root, (node) => {
    plain &&= isPlain(node, names);
    // Below a name stands the name again.
    return plain && node.kind !== 'NameReference';
  });
  return plain;
}

function isPlain(node: Syntax, names: ReadonlySet<string>): boolean {
  const { kind, name, symbol } = node;
  if (operators.has(kind) || node.child('Name')?.kind === 'WildcardedName') return false;
  if (names.has(name)) return kind === 'NameReference' && symbol?.kind === 'table';
  if (kind === 'NamedParameter') return !parameters.has(node.get('Name').name.toLowerCase());
  // The body of a function of the workspace, which needs no parentheses, sees the tables of the workspace.
  if (symbol?.kind === 'function' && symbol.family === 'workspace') return false;
  return kind !== 'FunctionCallExpression' || !functions.has(node.get('Name').name);
}
