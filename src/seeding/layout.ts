// Which test tables and data collection rules a seeding needs, against those the workspace has.
import { createHash } from 'node:crypto';
import { exitCodes } from '../diagnostics/user-error.ts';
import { declaredColumns, type TestTable } from '../kql/rewrite/test-table.ts';
import type { CollectionRule, DeclaredTable, HeldRule, RuleStream } from '../workspace/seeding/seeding.ts';
import { seedingError } from './codes.ts';

/** Ten streams and ten data flows: https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#data-collection-rules */
export const maxStreams = 10;

export type LayoutAction = 'create' | 'update' | 'as wanted';

export interface Layout {
  readonly tables: readonly { readonly table: DeclaredTable; readonly action: LayoutAction }[];
  readonly rules: readonly { readonly rule: CollectionRule; readonly action: LayoutAction }[];
  /** The rule that leads to a test table. */
  ruleOf(table: string): string;
}

/** What the workspace has of it: its test tables, and the rules by the names `ruleName` gives, without a gap. */
export interface ExistingLayout {
  readonly workspaceId: string;
  readonly tables: readonly DeclaredTable[];
  readonly rules: readonly HeldRule[];
}

/**
 * The name of a workspace's rule number 1, 2, ...: the rules of several workspaces may lie in one resource group. Short, because
 * the service makes a host name of it.
 */
export function ruleName(workspaceId: string, number: number): string {
  const digest = createHash('sha256').update(workspaceId.toLowerCase()).digest('hex').slice(0, 6);
  return `sentinel-sync-seed-${digest}-${number}`;
}

/**
 * The layout after seeding. A table or rule keeps what it has, and gets what it lacks; nothing is ever taken away, so that a
 * seeding of a part of the content leaves that of the rest as it is.
 * @throws UserError when a column has another type there, or a rule is not one that rows can be sent through.
 */
export function layoutFor(wanted: readonly TestTable[], existing: ExistingLayout): Layout {
  const tables = wanted.map((table) => tableLayout(table, existing.tables));
  const rules = rulesFor(
    tables.map(({ table }) => table),
    existing,
  );
  const owners = new Map(rules.flatMap(({ rule }) => rule.streams.map(({ table }) => [table, rule.name])));
  return { tables, rules, ruleOf: (table) => owners.get(table)! };
}

function tableLayout(wanted: TestTable, existing: readonly DeclaredTable[]): Layout['tables'][number] {
  const { name } = wanted;
  const columns = declaredColumns(wanted);
  const there = existing.find((table) => table.name === name);
  if (there === undefined) return { table: { name, columns }, action: 'create' };
  const merged = merge(there.columns, columns, `The table ${name}`);
  const action = merged.length > there.columns.length ? 'update' : 'as wanted';
  return { table: { ...there, columns: merged }, action };
}

function rulesFor(tables: readonly DeclaredTable[], existing: ExistingLayout): Layout['rules'] {
  for (const rule of existing.rules) assertUsable(rule, existing.workspaceId);
  const rules = existing.rules.map(({ name, streams }) => ({ name, streams: [...streams], before: streams }));
  for (const { name: table, columns } of tables) {
    const stream: RuleStream = { table, columns };
    const owner = rules.find(({ streams }) => streams.some((one) => one.table === table));
    if (owner !== undefined) {
      const at = owner.streams.findIndex((one) => one.table === table);
      const merged = merge(owner.streams[at]!.columns, columns, `The data collection rule ${owner.name}`);
      owner.streams[at] = { table, columns: merged };
      continue;
    }
    const free = rules.find(({ streams }) => streams.length < maxStreams);
    if (free !== undefined) free.streams.push(stream);
    else
      rules.push({ name: ruleName(existing.workspaceId, rules.length + 1), streams: [stream], before: [] });
  }
  return rules.map(({ name, streams, before }) => ({
    rule: { name, streams },
    action: before.length === 0 ? 'create' : isMore(streams, before) ? 'update' : 'as wanted',
  }));
}

function isMore(streams: readonly RuleStream[], before: readonly RuleStream[]): boolean {
  const count = (all: readonly RuleStream[]) => all.reduce((sum, { columns }) => sum + 1 + columns.length, 0);
  return count(streams) > count(before);
}

/** Columns that are there, then those that are missing. */
function merge(
  there: DeclaredTable['columns'],
  wanted: DeclaredTable['columns'],
  what: string,
): DeclaredTable['columns'] {
  const types = new Map(there.map(({ name, type }) => [name, type]));
  const other = wanted.find(({ name, type }) => (types.get(name) ?? type) !== type);
  if (other !== undefined) {
    const message = `${what} holds the column ${other.name} as ${types.get(other.name)}; seed rows need it as ${other.type}.`;
    throw seedingError('seeding/column-type', message, {
      hint: 'Delete the test table and its data collection rule, then run seed again: the type of a column cannot be changed.',
      exitCode: exitCodes.findings,
    });
  }
  return [...there, ...wanted.filter(({ name }) => !types.has(name))];
}

function assertUsable({ name, kind, workspaces, otherStreams }: HeldRule, workspaceId: string): void {
  const own =
    workspaces.length > 0 && workspaces.every((id) => id.toLowerCase() === workspaceId.toLowerCase());
  const problem =
    kind?.toLowerCase() !== 'direct'
      ? `is of kind ${kind ?? 'none'}, which has no ingestion endpoint of its own`
      : !own
        ? 'does not lead to this workspace alone'
        : otherStreams.length > 0
          ? `has a stream that is not ours: ${otherStreams.join(', ')}`
          : undefined;
  if (problem === undefined) return;
  throw seedingError('seeding/foreign-rule', `The data collection rule ${name} ${problem}.`, {
    hint: 'Rename or delete the rule, then run seed again: seed makes one of its own under that name.',
    exitCode: exitCodes.findings,
  });
}
