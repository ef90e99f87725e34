// Seed rows as they are ingested into test tables, and which rows would not arrive there as they are.
import { hourMs } from '../content/duration.ts';
import { own } from '../json/json.ts';
import { caseColumn, runIdColumn, seedIngestionColumn, type TestTable } from '../kql/rewrite/test-table.ts';
import { ingestionTimeKey, type SeedRow } from '../rows/seed-row.ts';
import type { KqlType } from '../tables/schema.ts';
import type { UploadRow } from '../workspace/seeding/seeding.ts';

/** Which run and case the rows are of. */
export interface RowOwner {
  readonly runId: string;
  readonly caseName: string;
}

/** A row under the names of its test table; what it does not say stays away, and is null there. */
export function uploadRow(row: SeedRow, table: TestTable, { runId, caseName }: RowOwner): UploadRow {
  const cells = table.columns.flatMap(({ name, storedName }) => {
    const value = own(row, name);
    return value === null || value === undefined ? [] : [[storedName, value] as const];
  });
  return {
    ...Object.fromEntries(cells),
    [runIdColumn]: runId,
    [caseColumn]: caseName,
    [seedIngestionColumn]: row[ingestionTimeKey] ?? row['TimeGenerated'],
  };
}

/**
 * A row whose TimeGenerated lies further from its arrival is given the time of arrival. An hour is kept for the way there.
 * https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns#timegenerated
 */
const arrivalLimits = { beforeMs: 47 * hourMs, afterMs: 23 * hourMs } as const;

/** Longer fields are cut: https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const maxFieldBytes = 64 * 1024;

/** Why a row would not be in the table as it is written; undefined when it would. */
export function whyNotIngested(row: SeedRow, table: TestTable, clock: Date): string | undefined {
  const late = lateTime(row['TimeGenerated'], clock);
  if (late !== undefined) return late;
  for (const { name, type } of table.columns) {
    const value = own(row, name);
    const problem = value === null || value === undefined ? undefined : whyNotHeld(value, type);
    if (problem !== undefined) return `${table.source}.${name} has ${problem}`;
  }
  return undefined;
}

function lateTime(value: unknown, clock: Date): string | undefined {
  if (typeof value !== 'string')
    return 'a row has no TimeGenerated, so that it would be given the time of its arrival';
  const age = clock.getTime() - Date.parse(value);
  const which = age > arrivalLimits.beforeMs ? 'old' : -age > arrivalLimits.afterMs ? 'far ahead' : undefined;
  if (which === undefined) return undefined;
  const words = which === 'old' ? 'older than 2 days' : 'more than a day ahead';
  return `TimeGenerated ${value.slice(0, 19)}Z is ${words}, so that Log Analytics would replace it on arrival`;
}

function whyNotHeld(value: unknown, type: KqlType): string | undefined {
  if (type === 'real' && !Number.isFinite(Number(value))) return `${String(value)}, which JSON cannot say`;
  if (type === 'long' && !Number.isSafeInteger(Number(value)))
    return 'a whole number that JSON cannot say exactly';
  if (type === 'dynamic' && typeof value === 'string' && isJson(value)) {
    return 'a text that reads as JSON, which may not arrive as a text';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Buffer.byteLength(text) > maxFieldBytes ? 'more than 64 KB, which would be cut off' : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
