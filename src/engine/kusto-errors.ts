// Says what is wrong with a query in the service's words, as far as they are known.
import type { BoundQuery } from '../kql/bind/bind.ts';
import { queryCode } from '../kql/bind/codes.ts';
import { isSyntaxError, type QueryDiagnostic, queryDiagnostics } from '../kql/bind/diagnostics.ts';
import type { Syntax } from '../kql/syntax.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { positionAt } from './query-position.ts';
import type { QueryFailure } from './query-service.ts';

/** Codes of a name that nothing in scope has; the last three stand for functions. */
const unknownColumn = 'KS142';
const unknownTables: ReadonlySet<string> = new Set(['KS204', 'KS205']);
const unknownFunctions: ReadonlySet<string> = new Set(['KS122', 'KS143', 'KS211']);

/** Limits of our own, of which the service says nothing: never passed off as its refusal. */
const ownLimits: ReadonlySet<string> = new Set([
  queryCode('kql/nested-too-deeply'),
  queryCode('kql/too-complex'),
  queryCode('kql/too-long'),
]);

/** The first error of a bound query, or undefined when the service would take it. */
export function queryFailure(bound: BoundQuery, tables: TableCatalogue): QueryFailure | undefined {
  const error = queryDiagnostics(bound, tables).find(({ severity }) => severity === 'error');
  if (error === undefined) return undefined;
  const { line, column } = positionAt(bound.text, error.start);
  return { ...words(error, bound), line, pos: column };
}

/**
 * SEM0100 and SYN0002 with their words are known from answers of the service that were published; for other errors its code is
 * not known, and the parser's own stands.
 */
function words(error: QueryDiagnostic, bound: BoundQuery): QueryFailure {
  if (ownLimits.has(error.code)) return { kind: 'unsupported', code: error.code, message: error.message };
  const text = bound.text.slice(error.start, error.end);
  if (isSyntaxError(error)) {
    const { line, column } = positionAt(bound.text, error.start);
    const message = `Query could not be parsed at '${text}' on line [${line},${column - 1}]`;
    return { kind: 'syntax', code: 'SYN0002', message };
  }
  const missingTable =
    unknownTables.has(error.code) || (error.code === unknownColumn && isSource(bound, error.start));
  if (missingTable || error.code === unknownColumn) {
    const operator = operatorAt(bound, error.start);
    const place = operator === undefined ? '' : `'${operator}' operator: `;
    const message = `${place}Failed to resolve table or column expression named '${text}'`;
    return { kind: 'semantic', code: 'SEM0100', message, missingTable };
  }
  if (unknownFunctions.has(error.code)) {
    const message = `Unknown function: '${/^\w*/.exec(text)![0]}'`;
    return { kind: 'semantic', code: 'SEM0260', message, missingTable: true };
  }
  return { kind: 'semantic', code: error.code, message: error.message };
}

/** Nodes from the root down to the one that starts at the offset. */
function pathTo(root: Syntax | undefined, offset: number): Syntax[] {
  const path: Syntax[] = [];
  let node = root;
  while (node !== undefined) {
    path.push(node);
    node = node.children().find((child) => child.start <= offset && offset < child.end);
  }
  return path;
}

/** A name stands for a table where it begins a pipe, or is the whole of a statement. */
function isSource(bound: BoundQuery, offset: number): boolean {
  return pathTo(bound.root, offset).every((node) => !/Operator$/.test(node.kind));
}

/** The keyword of the operator in which the offset stands, or of the first one that its pipe flows into. */
function operatorAt(bound: BoundQuery, offset: number): string | undefined {
  const path = pathTo(bound.root, offset).reverse();
  const operator =
    path.find((node) => /Operator$/.test(node.kind)) ??
    path.find((node) => node.kind === 'PipeExpression')?.child('Operator');
  return operator === undefined ? undefined : /^[\w-]+/.exec(operator.text)?.[0];
}
