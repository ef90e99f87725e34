// What seeding means for the chosen items: the test tables they need, the rows of each case, and the cases that stay with the prologue.

import { createHash } from 'node:crypto';
import type { ContentItem } from '../content/content-item.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import type { TestTable } from '../kql/rewrite/test-table.ts';
import { type SeededCase, withTestTables } from '../kql/rewrite/test-tables.ts';
import type { QueryRun, SeedUse } from '../rows/query-runner.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { runCatalogue } from '../tables/run-catalogue.ts';
import { type DetectionCase, timesStayWords } from '../testing/detection-case.ts';
import { caseNameOf, caseRun } from '../testing/run-tests.ts';
import type { UploadRow } from '../workspace/seeding/seeding.ts';
import { uploadRow, whyNotIngested } from './upload-rows.ts';

export interface SeedPlanInput {
  readonly items: readonly { readonly item: ContentItem; readonly cases: readonly DetectionCase[] }[];
  readonly catalogue: TableCatalogue;
  readonly runId: string;
  /** The clock of the run; the cases stand at it too. */
  readonly now: Date;
}

/** Rows of one case in one test table. */
export interface SeedBatch {
  readonly table: string;
  /** What SeedCase holds: the case's name and a digest of its rows, so that rows of a former wording are not taken for these. */
  readonly caseName: string;
  readonly rows: readonly UploadRow[];
}

/** A case of an item by the way its rows take. */
interface PlannedCase {
  readonly item: ContentItem;
  readonly name: string;
  readonly use: SeedUse;
}

export interface SeedPlan {
  readonly runId: string;
  readonly now: Date;
  /** Each once, sorted by name: those with rows, and those that queries find empty. */
  readonly tables: readonly TestTable[];
  readonly batches: readonly SeedBatch[];
  readonly cases: readonly PlannedCase[];
  /** By the name of a run; undefined for a run that is no case of the plan. */
  useOf(caseName: string): SeedUse | undefined;
  /** Where the rows of a run are; undefined when they are not ingested. */
  seededCase(run: QueryRun): SeededCase | undefined;
}

interface Seeded {
  readonly seeded: SeededCase;
  readonly tables: readonly TestTable[];
  readonly batches: readonly SeedBatch[];
}

/** Plans the seeding of all cases; nothing is asked of a workspace. */
export function planSeeding(input: SeedPlanInput): SeedPlan {
  const tables = new Map<string, TestTable>();
  const seeded = new Map<string, Seeded>();
  const cases: PlannedCase[] = [];
  const uses = new Map<string, SeedUse>();
  for (const { item, cases: own } of input.items) {
    for (const one of own) {
      const name = caseNameOf(item, one);
      const isDouble = uses.has(name);
      const planned = isDouble
        ? { why: 'another case has its name' }
        : planCase(item, one, { ...input, taken: tables });
      const use: SeedUse = 'why' in planned ? { way: 'prologue', why: planned.why } : { way: 'tables' };
      if (isDouble) seeded.delete(name);
      if ('seeded' in planned) {
        seeded.set(name, planned);
        for (const table of planned.tables) tables.set(table.name, table);
      }
      uses.set(name, use);
      cases.push({ item, name: one.name, use });
    }
  }
  return {
    runId: input.runId,
    now: input.now,
    tables: [...tables.values()].sort((a, b) => compareText(a.name, b.name)),
    batches: [...seeded.values()].flatMap(({ batches }) => batches),
    cases,
    useOf: (name) => uses.get(name),
    seededCase: ({ caseName }) => (caseName === undefined ? undefined : seeded.get(caseName)?.seeded),
  };
}

function planCase(
  item: ContentItem,
  one: DetectionCase,
  { catalogue, runId, now, taken }: SeedPlanInput & { readonly taken: ReadonlyMap<string, TestTable> },
): Seeded | { readonly why: string } {
  const prepared = caseRun(item, one);
  if ('problems' in prepared) return { why: 'its query cannot be made' };
  if (one.timesStay === true) return { why: `test tables cannot stand in for ${timesStayWords}` };
  const { run } = prepared;
  const caseName = `${caseNameOf(item, one)} ${digestOf(run)}`;
  const seeded = { runId, caseName, now };
  const bound = bindQuery(run.query, { tables: runCatalogue(catalogue, run.tables) });
  const rewritten = withTestTables(bound, run.tables, seeded);
  if ('notCovered' in rewritten)
    return { why: `test tables cannot stand in for ${rewritten.notCovered.join(', ')}` };
  const { tables } = rewritten.query;
  const sources = new Map(tables.map(({ name, source }) => [name, taken.get(name)?.source ?? source]));
  const foreign = tables.find(({ name, source }) => sources.get(name) !== source);
  if (foreign !== undefined) return { why: `${foreign.name} stands in for another table already` };
  const batches: SeedBatch[] = [];
  for (const table of tables) {
    const rows = run.tables[table.source] ?? [];
    const why = rows.map((row) => whyNotIngested(row, table, now)).find((problem) => problem !== undefined);
    if (why !== undefined) return { why };
    if (rows.length === 0) continue;
    batches.push({
      table: table.name,
      caseName,
      rows: rows.map((row) => uploadRow(row, table, { runId, caseName })),
    });
  }
  return { seeded, tables, batches };
}

/** Eight digits of a hash over the rows as they stand at the run's clock. */
function digestOf({ tables }: QueryRun): string {
  const sorted = Object.entries(tables).sort(([a], [b]) => compareText(a, b));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 8);
}
