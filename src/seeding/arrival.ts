// Whether the rows of a run are in their test tables: counted through the query API, case by case.
import { dayMs } from '../content/duration.ts';
import { plural } from '../diagnostics/plural.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { stringLiteral } from '../kql/rewrite/literal-text.ts';
import { caseColumn, runIdColumn } from '../kql/rewrite/test-table.ts';
import { RequestError } from '../workspace/requests/request-error.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { seedingError } from './codes.ts';
import { type Patience, untilThere } from './deadline.ts';
import type { SeedBatch, SeedPlan } from './seed-plan.ts';

/** Rows of one case in one table, as they should be and as they are. */
interface Missing {
  readonly table: string;
  readonly caseName: string;
  readonly expected: number;
  readonly actual: number;
}

type Planned = Pick<SeedPlan, 'runId' | 'now' | 'batches'>;

/**
 * Waits until all rows of a run can be queried.
 * @throws UserError that names tables and counts when they cannot after so long.
 */
export async function waitForRows(
  workspace: Workspace,
  plan: Planned,
  options: { readonly patience: Patience; readonly progress: (done: number, total: number) => void },
): Promise<void> {
  const total = sum(plan.batches.map(({ rows }) => rows.length));
  let missing: readonly Missing[] = [];
  const all = await untilThere(options.patience, async () => {
    missing = await missingRows(workspace, plan);
    assertNoneTwice(missing, plan);
    options.progress(
      total - sum(missing.map(({ expected, actual }) => Math.max(expected - actual, 0))),
      total,
    );
    return missing.length === 0 ? true : undefined;
  });
  if (all !== undefined) return;
  const minutes = plural(Math.round(options.patience.waitMs / 6000) / 10, 'minute');
  throw seedingError(
    'seeding/rows-not-there',
    `After ${minutes} the rows of run ${plan.runId} are not all there: ${countsOf(missing)}.`,
    {
      hint: `They are on their way: run validate --seed tables --run-id ${plan.runId} later, or seed again with a longer --wait.`,
      exitCode: exitCodes.findings,
    },
  );
}

/** No wait makes them fewer. */
function assertNoneTwice(missing: readonly Missing[], { runId }: Planned): void {
  const twice = missing.filter(({ expected, actual }) => actual > expected);
  if (twice.length === 0) return;
  throw seedingError(
    'seeding/rows-twice',
    `More rows of run ${runId} are there than were sent: ${countsOf(twice)}.`,
    { hint: 'Seed again, as a new run: the service took a request twice.', exitCode: exitCodes.findings },
  );
}

/**
 * Makes sure that a run of former times holds the rows the cases have now.
 * @throws UserError that says to seed again when it does not.
 */
export async function assertSeeded(workspace: Workspace, plan: Planned): Promise<void> {
  const missing = await missingRows(workspace, plan);
  if (missing.length === 0) return;
  const [{ caseName }] = missing as [Missing];
  const message = `Run ${plan.runId} does not hold the rows that the cases have now: ${countsOf(missing)}; the first is of the case "${caseName}".`;
  throw seedingError('seeding/not-seeded', message, {
    hint: 'Seed again: validate --seed tables without --run-id does.',
    exitCode: exitCodes.findings,
  });
}

/** Of each table the rows that are missing, or too many: rows that arrived twice would be seen twice. */
async function missingRows(
  workspace: Workspace,
  { runId, now, batches }: Planned,
): Promise<readonly Missing[]> {
  const byTable = groupByTable(batches);
  const missing: Missing[] = [];
  for (const [table, own] of byTable) {
    const counts = await countCases(workspace, { table, runId, now });
    for (const { caseName, rows } of own) {
      const actual = counts.get(caseName) ?? 0;
      if (actual !== rows.length) missing.push({ table, caseName, expected: rows.length, actual });
    }
  }
  return missing;
}

function groupByTable(batches: readonly SeedBatch[]): ReadonlyMap<string, readonly SeedBatch[]> {
  const tables = new Map<string, SeedBatch[]>();
  for (const batch of batches) tables.set(batch.table, [...(tables.get(batch.table) ?? []), batch]);
  return tables;
}

async function countCases(
  workspace: Workspace,
  { table, runId, now }: { readonly table: string; readonly runId: string; readonly now: Date },
): Promise<ReadonlyMap<string, number>> {
  const query = `${table}\n| where ${runIdColumn} == ${stringLiteral(runId)}\n| summarize Rows = count() by ${caseColumn}`;
  const ends = [now.getTime() - 3 * dayMs, now.getTime() + 2 * dayMs].map((ms) => new Date(ms).toISOString());
  try {
    const { columns, rows } = await workspace.query(query, { timespan: ends.join('/') });
    const at = (name: string) => columns.findIndex((column) => column.name === name);
    const [name, count] = [at(caseColumn), at('Rows')];
    return new Map(rows.map((row) => [String(row[name]), Number(row[count])]));
  } catch (error) {
    // A table made a moment ago is not known to queries yet: none of its rows can be there.
    if (error instanceof RequestError && error.reason === 'refused') return new Map();
    throw error;
  }
}

/** `Test_A_CL 3 of 5 rows, Test_B_CL 0 of 2 rows`. */
function countsOf(missing: readonly Missing[]): string {
  const tables = new Map<string, { expected: number; actual: number }>();
  for (const { table, expected, actual } of missing) {
    const counts = tables.get(table) ?? { expected: 0, actual: 0 };
    tables.set(table, { expected: counts.expected + expected, actual: counts.actual + actual });
  }
  return [...tables]
    .map(([table, { expected, actual }]) => `${table} ${actual} of ${plural(expected, 'row')}`)
    .join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
