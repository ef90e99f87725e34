// Queries that somebody tries out, bound by what a workspace or the Defender portal may have: each such thing is a warning.

import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import type { BindOptions } from '../kql/bind/bind-options.ts';
import { type QueryDiagnostic, queryDiagnostics } from '../kql/bind/diagnostics.ts';
import { openColumnNames } from '../kql/bind/open-columns.ts';
import { kqlCode } from '../kql/codes.ts';
import { type Syntax, walk } from '../kql/syntax.ts';
import { withAdvancedHunting } from '../tables/advanced-hunting.ts';
import { hasUnknownColumns, isOpenTable } from '../tables/open-columns.ts';
import type { TableSchema } from '../tables/schema.ts';
import { type BoundErrors, portalTypes } from './portal-types.ts';
import type { OffsetFinding } from './query-position.ts';

/** What a query is bound against, and what is said of it. */
export interface ExploringScope {
  readonly run: Pick<BindOptions, 'tables' | 'advancedHunting' | 'openTables'>;
  readonly notes: readonly OffsetFinding[];
}

/** What nothing known has among the columns. */
const unknownColumn = 'KS142';

/**
 * The scope in which the names of a query are known: that of Defender advanced hunting where only that has them, and tables that
 * take columns on demand with any column whose name is not close to one they have. A name that is nowhere stays unknown.
 */
export function exploringScope(query: string, options: BindOptions): ExploringScope {
  const notes: OffsetFinding[] = [];
  let bind = options;
  const errorsBy = (how: BindOptions): BoundErrors => {
    const bound = bindQuery(query, how);
    const errors = queryDiagnostics(bound, how.tables).filter(({ severity }) => severity === 'error');
    return { bound, errors };
  };
  let { bound, errors } = errorsBy(bind);
  const elsewhere = errors.filter(({ isElsewhere }) => isElsewhere === true);
  if (elsewhere.length > 0) {
    bind = { ...bind, tables: withAdvancedHunting(bind.tables), advancedHunting: true };
    ({ bound, errors } = errorsBy(bind));
    notes.push(...onePerName(elsewhere, query).map(onlyInDefender));
  }
  const portal = portalTypes({ bound, errors }, bind, errorsBy);
  if (portal !== undefined) {
    bind = portal.bind;
    ({ bound, errors } = portal.found);
    notes.push(...portal.notes);
  }
  const unknown = errors.filter(({ code }) => code === unknownColumn);
  const open =
    unknown.length === 0 || bound.root === undefined ? [] : tablesIn(bound.root, bind, isOpenTable);
  const columns = open.flatMap((table) => bind.tables.table(table)?.columns.map(({ name }) => name) ?? []);
  const isNear = ({ start, end }: QueryDiagnostic) =>
    didYouMean(query.slice(start, end), columns) !== undefined;
  if (open.length > 0 && !unknown.some(isNear)) {
    bind = { ...bind, openTables: true };
    const { root } = bindQuery(query, bind);
    const read = root === undefined ? [] : openColumnNames(root, bind.tables);
    const taken = onePerName(unknown, query).filter(({ name }) => read.includes(name));
    notes.push(...taken.map((one) => undeclaredColumn(one, open)));
  }
  const isNew = ({ start }: OffsetFinding) => !notes.some((note) => note.start === start);
  notes.push(...columnsOfNames(bindQuery(query, bind).root, bind).filter(isNew));
  const { tables, advancedHunting = false, openTables = false } = bind;
  return { run: { tables, advancedHunting, openTables }, notes };
}

interface Named {
  readonly name: string;
  readonly start: number;
}

function onePerName(findings: readonly QueryDiagnostic[], query: string): readonly Named[] {
  const first = new Map<string, number>();
  for (const { start, end } of findings) {
    const name = query.slice(start, end);
    if (!first.has(name)) first.set(name, start);
  }
  return Array.from(first, ([name, start]) => ({ name, start }));
}

function onlyInDefender({ name, start }: Named): OffsetFinding {
  const message = `Only Defender advanced hunting has \`${name}\`: the query runs there, a rule of a workspace does not.`;
  return { code: kqlCode('kql/defender-only'), severity: 'warning', message, start };
}

function undeclaredColumn({ name, start }: Named, tables: readonly string[]): OffsetFinding {
  const owner = tables.length === 1 ? `${tables[0]} has` : `${tables.join(' and ')} have`;
  const message = `${owner} no column \`${name}\` that is known here, and may have it in a workspace: it is empty.`;
  return { code: kqlCode('kql/undeclared-column'), severity: 'warning', message, start };
}

/** The columns that a query reads of tables of which only the names are known. */
function columnsOfNames(root: Syntax | undefined, bind: Pick<BindOptions, 'tables'>): OffsetFinding[] {
  const owners = root === undefined ? [] : tablesIn(root, bind, hasUnknownColumns);
  if (root === undefined || owners.length === 0) return [];
  const first = new Map<string, OffsetFinding>();
  walk(root, (node) => {
    const { symbol, name, start } = node;
    const isTrusted = node.kind === 'NameReference' && symbol?.kind === 'column' && symbol.type === 'unknown';
    if (isTrusted && !first.has(name)) first.set(name, undeclaredColumn({ name, start }, owners));
    return undefined;
  });
  return [...first.values()];
}

/** The names of the tables that a query reads and that are such ones. */
function tablesIn(
  root: Syntax,
  { tables }: Pick<BindOptions, 'tables'>,
  isSuch: (schema: TableSchema) => boolean,
): readonly string[] {
  const names = new Set<string>();
  walk(root, (node) => {
    const { symbol } = node;
    const schema =
      node.kind === 'NameReference' && symbol?.kind === 'table' ? tables.table(symbol.name) : undefined;
    if (schema !== undefined && isSuch(schema)) names.add(schema.name);
    return undefined;
  });
  return [...names];
}
