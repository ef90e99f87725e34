// Brings test tables and data collection rules of a workspace to the layout a seeding needs; what is as wanted is not written.

import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { TestTable } from '../kql/rewrite/test-table.ts';
import { RequestError } from '../workspace/requests/request-error.ts';
import type { HeldRule } from '../workspace/seeding/seeding.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type Layout, layoutFor, ruleName } from './layout.ts';

/** Reads what the workspace has and lays out what it should have. Nothing is written. */
export async function readLayout(
  workspace: Workspace,
  wanted: readonly TestTable[],
): Promise<Layout & { readonly existing: readonly HeldRule[] }> {
  const { seeding, resourceId: workspaceId } = workspace;
  const tables = await seeding.testTables();
  const rules: HeldRule[] = [];
  for (;;) {
    const rule = await seeding.rule(ruleName(workspaceId, rules.length + 1));
    if (rule === undefined) break;
    rules.push(rule);
  }
  return { ...layoutFor(wanted, { workspaceId, tables, rules }), existing: rules };
}

export interface Provided {
  /** The rule that leads to a test table. */
  ruleOf(table: string): HeldRule;
  /** Rules and tables made or changed just now: the service may take minutes to know them everywhere. */
  readonly fresh: ReadonlySet<string>;
}

/** Writes the tables and then the rules that differ. */
export async function provide(
  workspace: Workspace,
  { tables, rules, ruleOf, existing }: Awaited<ReturnType<typeof readLayout>>,
  progress: (line: string) => void,
): Promise<Provided> {
  const { seeding } = workspace;
  const fresh = new Set<string>();
  for (const { table, action } of tables) {
    if (action === 'as wanted') continue;
    progress(`${action} table ${table.name}`);
    await permitted(seeding.putTestTable(table), 'Log Analytics Contributor on the workspace');
    fresh.add(table.name);
  }
  const known = new Map(existing.map((rule) => [rule.name, rule]));
  for (const { rule, action } of rules) {
    if (action === 'as wanted') continue;
    progress(`${action} data collection rule ${rule.name}`);
    const put = seeding.putRule(rule);
    const answer = await permitted(put, 'Monitoring Contributor on its resource group');
    // What the service makes of a rule besides may come later than its answer.
    const whole = answer.endpoint === undefined ? await seeding.rule(rule.name) : answer;
    known.set(rule.name, whole ?? answer);
    fresh.add(rule.name);
  }
  return { ruleOf: (table) => known.get(ruleOf(table))!, fresh };
}

/** Making tables and rules takes other roles than content does; whoever may not have them can ask for the template. */
async function permitted<T>(request: Promise<T>, role: string): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof RequestError) || error.reason !== 'authentication') throw error;
    throw new UserError(error.message, {
      code: error.diagnostic.code,
      hint: `Give the identity the role ${role}, or have a platform team deploy infra/test-tables.bicep with the parameters that seed --parameters writes.`,
      exitCode: exitCodes.authentication,
      cause: error,
    });
  }
}
