// seed: writes the seed rows of detection tests into test tables of a workspace, for validate --seed tables.
import { resolve } from 'node:path';
import { plural } from '../diagnostics/plural.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { noCases } from '../project/assert-content.ts';
import { openAs, openEnvironment } from '../project/open-environment.ts';
import { assertUsable } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { openSelection } from '../project/selection.ts';
import { rowsByTable } from '../seeding/ingest.ts';
import type { Layout } from '../seeding/layout.ts';
import { readLayout } from '../seeding/provide.ts';
import type { SeedPlan } from '../seeding/seed-plan.ts';
import { newSeedRun, planSeedingOf, seedTables } from '../seeding/seed-tables.ts';
import { templateParameters } from '../seeding/template-parameters.ts';
import { effectiveSelection } from '../testing/run-selection.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';
import { allowEmptyOption, asOption, environmentOption, waitMsOf, waitOption } from './options.ts';
import { writeReport } from './report-formats.ts';

export const seedCommand: Command = {
  define: (program) =>
    program
      .command('seed')
      .argument('[path...]', 'content or case files, or folders (default: all content)')
      .description('write the seed rows of detection tests into test tables of a workspace')
      .addOption(environmentOption())
      .addOption(asOption())
      .addOption(waitOption())
      .addOption(allowEmptyOption())
      .option('--dry-run', 'say what would be made and written; change nothing')
      .option(
        '--parameters <file>',
        'write the parameters with which infra/test-tables.bicep makes the same tables and rules; change nothing',
      ),

  async run(args, flags, context) {
    const waitMs = waitMsOf(flags);
    const selection = openSelection(context, args[0] as string[], flags);
    const environment = openEnvironment(selection.all, flags, context);
    const items = effectiveSelection(selection, openAs(selection.all, flags, context) ?? environment, flags);
    const { plan, tests } = planSeedingOf(selection, items, newSeedRun(context.clock()));
    assertUsable([...selection.chosen.diagnostics, ...tests.diagnostics]);
    if (plan.cases.length === 0 && flags['allowEmpty'] !== true) {
      throw noCases(items.length, selection.all.project.folders.tests);
    }
    return withWorkspace({ ...context, opened: selection.all, environment }, (workspace) =>
      run(workspace, plan, { flags, context, waitMs, environment: environment.name }),
    );
  },
};

interface Running {
  readonly flags: Flags;
  readonly context: CommandContext;
  readonly waitMs: number;
  readonly environment: string;
}

async function run(workspace: Workspace, plan: SeedPlan, running: Running): Promise<Outcome> {
  const { flags, context, waitMs } = running;
  const file = flags['parameters'];
  const isDry = flags['dryRun'] === true || typeof file === 'string';
  const layout = isDry
    ? await readLayout(workspace, plan.tables)
    : await seedTables(workspace, plan, { waitMs, progress: context.progress });
  const told = { ...running, isDry };
  if (typeof file !== 'string') return outcome(workspace, plan, layout, told);
  const place = {
    workspaceName: workspace.resourceId.split('/').at(-1)!,
    location: await workspace.seeding.location(),
  };
  writeReport(context.folder, resolve(context.folder, file), templateParameters(layout, place));
  return outcome(workspace, plan, layout, told);
}

type Told = Running & { readonly isDry: boolean };

function outcome(workspace: Workspace, plan: SeedPlan, layout: Layout, told: Told): Outcome {
  const rows = rowsByTable(plan.batches);
  const tables = layout.tables.map(({ table: { name, columns }, action }) => ({
    name,
    action,
    columns: columns.length,
    rows: rows.get(name)?.length ?? 0,
    rule: layout.ruleOf(name),
  }));
  const rules = layout.rules.map(({ rule, action }) => ({
    name: rule.name,
    action,
    tables: rule.streams.map(({ table }) => table),
  }));
  const cases = plan.cases.map(({ item, name, use }) => ({ item: item.name, case: name, ...use }));
  const seeded = {
    runId: told.isDry ? undefined : plan.runId,
    workspace: workspace.resourceId,
    tables,
    rules,
    cases,
  };
  return {
    report: { kind: 'text', text: describe(seeded, workspace, told), json: seeded },
    exitCode: exitCodes.fine,
  };
}

interface Seeded {
  readonly runId: string | undefined;
  readonly tables: readonly { readonly name: string; readonly action: string; readonly rows: number }[];
  readonly rules: readonly {
    readonly name: string;
    readonly action: string;
    readonly tables: readonly string[];
  }[];
  readonly cases: readonly {
    readonly item: string;
    readonly case: string;
    readonly way: string;
    readonly why?: string | undefined;
  }[];
}

const doneWords: Readonly<Record<string, string>> = { create: 'created', update: 'updated' };

function describe({ runId, tables, rules, cases }: Seeded, workspace: Workspace, told: Told): string {
  const word = (action: string) => (told.isDry ? action : (doneWords[action] ?? action)).padEnd(10);
  const others = cases.filter(({ way }) => way === 'prologue');
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const verb = told.isDry ? 'would be written to' : 'are in';
  const lines = [
    ...tables.map(({ name, action, rows: own }) => `${word(action)} ${name} (${plural(own, 'row')})`),
    ...rules.map(
      ({ name, action, tables: own }) =>
        `${word(action)} data collection rule ${name} (${plural(own.length, 'stream')})`,
    ),
    ...others.map((one) => `prologue   ${one.item}: ${one.case}: ${one.why}`),
    `Seed: ${plural(rows, 'row')} of ${plural(cases.length - others.length, 'case')} ${verb} ${plural(tables.length, 'test table')} of ${workspace.description}; ${plural(others.length, 'case')} with the prologue.`,
  ];
  if (runId === undefined) return `${lines.join('\n')}\n`;
  const validate = `sentinel-sync validate --environment ${told.environment} --seed tables --run-id ${runId}`;
  return `${lines.join('\n')}\nRun ${runId}: ${validate}\n`;
}
