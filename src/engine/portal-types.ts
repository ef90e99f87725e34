// Queries that are wrong for a workspace and right for the Defender portal, which has columns of the same name with another type.

import type { BoundQuery } from '../kql/bind/bind.ts';
import type { BindOptions } from '../kql/bind/bind-options.ts';
import type { QueryDiagnostic } from '../kql/bind/diagnostics.ts';
import { kqlCode } from '../kql/codes.ts';
import { type KqlSymbol, type Syntax, walk } from '../kql/syntax.ts';
import { withAdvancedHuntingTypes } from '../tables/advanced-hunting.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { OffsetFinding } from './query-position.ts';

/** A query as bound, and what is wrong with it. */
export interface BoundErrors {
  readonly bound: BoundQuery;
  readonly errors: readonly QueryDiagnostic[];
}

interface PortalTypes {
  readonly bind: BindOptions;
  readonly found: BoundErrors;
  readonly notes: readonly OffsetFinding[];
}

/**
 * The query bound with the portal's types; undefined where they put nothing right or something new is wrong with them. What a
 * published hunting query groups by, as the AdditionalFields of a device event, is a text in the portal and a bag in a workspace.
 */
export function portalTypes(
  found: BoundErrors,
  bind: BindOptions,
  errorsBy: (bind: BindOptions) => BoundErrors,
): PortalTypes | undefined {
  const before = faultsOf(found);
  if (before.length === 0) return undefined;
  const changed = found.bound.root === undefined ? [] : retypedColumns(found.bound.root, bind.tables);
  if (changed.length === 0) return undefined;
  const inPortal = { ...bind, tables: withAdvancedHuntingTypes(bind.tables), advancedHunting: true };
  const then = errorsBy(inPortal);
  const after = faultsOf(then);
  if (after.length >= before.length || after.some((fault) => !before.includes(fault))) return undefined;
  return { bind: inPortal, found: then, notes: changed.map(onlyTypedInDefender) };
}

/** What is wrong and where; two dynamic values in a comparison are a fault that only the translation names. */
function faultsOf({ bound, errors }: BoundErrors): readonly string[] {
  const faults = errors.map(({ code, start }) => `${code} ${start}`);
  if (bound.root === undefined) return faults;
  walk(bound.root, (node) => {
    if (comparisons.has(node.kind) && isDynamic(node.get('Left')) && isDynamic(node.get('Right')))
      faults.push(`${node.kind} ${node.start}`);
    return undefined;
  });
  return faults;
}

const comparisons: ReadonlySet<string> = new Set([
  'EqualExpression',
  'NotEqualExpression',
  'LessThanExpression',
  'LessThanOrEqualExpression',
  'GreaterThanExpression',
  'GreaterThanOrEqualExpression',
]);

const isDynamic = ({ result }: Syntax) => result.kind === 'scalar' && result.type === 'dynamic';

interface RetypedColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly start: number;
}

/** The columns that the query names and the portal has with another type, each where it is first named. */
function retypedColumns(root: Syntax, tables: TableCatalogue): readonly RetypedColumn[] {
  const portal = withAdvancedHuntingTypes(tables);
  const retyped = new Map<KqlSymbol, Omit<RetypedColumn, 'start'>>();
  walk(root, ({ symbol, result }) => {
    if (symbol?.kind !== 'table' || result.kind !== 'table') return undefined;
    const there = new Map(portal.table(symbol.name)?.columns.map(({ name, type }) => [name, type]));
    for (const column of result.columns) {
      const type = there.get(column.name);
      if (type !== undefined && type !== column.type)
        retyped.set(column, { table: symbol.name, column: column.name, type });
    }
    return undefined;
  });
  const named = new Map<KqlSymbol, RetypedColumn>();
  walk(root, ({ symbol, start }) => {
    const known = symbol === undefined || named.has(symbol) ? undefined : retyped.get(symbol);
    if (known !== undefined) named.set(symbol!, { ...known, start });
    return undefined;
  });
  return [...named.values()];
}

function onlyTypedInDefender({ table, column, type, start }: RetypedColumn): OffsetFinding {
  const message = `In Defender advanced hunting \`${column}\` of ${table} is a ${type}: the query runs there, a rule of a workspace does not.`;
  return { code: kqlCode('kql/defender-only'), severity: 'warning', message, start };
}
