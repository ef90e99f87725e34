// Plays a rule over its schedule: which moments it runs at, what each run sees, and the alerts all runs raise together.
import { minuteMs } from '../content/duration.ts';
import { own } from '../json/json.ts';
import type { QueryRun, QueryRunner } from '../rows/query-runner.ts';
import type { SeedTables } from '../rows/seed-row.ts';
import { type Alert, alertsOf } from './alerts.ts';
import { delayed, ingestedBy, spanOf } from './arrival.ts';
import type { RuleSettings, Schedule } from './rule-settings.ts';

/** An NRT rule runs every minute, over what was ingested in the minute before. https://learn.microsoft.com/azure/sentinel/near-real-time-rules */
export const nrtFrequencyMs = minuteMs;

export interface PlayOptions {
  readonly tables: SeedTables;
  readonly runner: QueryRunner;
  /** How far the schedule's grid is shifted: 0 puts a run on every multiple of the frequency since 1970. */
  readonly phaseMs?: number;
  /** Added to the ingestion of every row. */
  readonly delayMs?: number;
}

export interface RunOutcome {
  readonly at: Date;
  readonly alerts: readonly Alert[];
}

/**
 * Runs the rule at every moment of its schedule that could see a seed row, and returns the runs that raised alerts.
 *
 * A scheduled run starts five minutes after its scheduled time. Here `now()`, the end of the window and the newest row in sight
 * are all the start of the run, so the five minutes only move the grid, and every phase of the grid can be played. A run sees
 * what was ingested up to and including its start. https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview
 */
export async function playSchedule(
  settings: RuleSettings,
  { tables, runner, phaseMs = 0, delayMs = 0 }: PlayOptions,
): Promise<readonly RunOutcome[]> {
  const rows = delayed(tables, delayMs);
  const outcomes: RunOutcome[] = [];
  let quietUntil = Number.NEGATIVE_INFINITY;
  for (const at of runsOver(settings, rows, phaseMs)) {
    if (at.getTime() < quietUntil) continue;
    const run = runAt(settings, rows, at);
    if (settings.kind === 'NRT' && isEmpty(run.tables)) continue;
    const alerts = alertsOf(settings, await runner.run(run));
    if (alerts.length === 0) continue;
    outcomes.push({ at, alerts });
    quietUntil = at.getTime() + settings.suppressionMs;
  }
  return outcomes;
}

/** The moments at which a run has at least one row in reach. */
function runsOver(settings: RuleSettings, rows: SeedTables, phaseMs: number): readonly Date[] {
  const span = spanOf(rows);
  if (span === undefined) return [];
  const { frequencyMs, periodMs } = scheduleOf(settings);
  const phase = phaseMs % frequencyMs;
  const first = Math.ceil((span.first - phase) / frequencyMs) * frequencyMs + phase;
  const runs: Date[] = [];
  for (let at = first; at <= span.last + periodMs; at += frequencyMs) runs.push(new Date(at));
  return runs;
}

function scheduleOf(settings: RuleSettings): Schedule {
  return settings.schedule ?? { frequencyMs: nrtFrequencyMs, periodMs: nrtFrequencyMs };
}

/** What one run asks: its clock, the rows it can see, and its window. */
export function runAt(settings: RuleSettings, tables: SeedTables, at: Date): QueryRun {
  const { query } = settings;
  if (settings.kind === 'NRT') {
    const before = new Date(at.getTime() - nrtFrequencyMs);
    return { query, now: at, tables: without(ingestedBy(tables, at), ingestedBy(tables, before)) };
  }
  const { periodMs } = scheduleOf(settings);
  // The window of a query run ends before its end; a row generated at this very moment is in sight.
  const window = { start: new Date(at.getTime() - periodMs), end: new Date(at.getTime() + 1) };
  return { query, now: at, tables: ingestedBy(tables, at), window };
}

/** Most minutes of an NRT rule hold no row: what needs none cannot be told from one minute to the next. */
function isEmpty(tables: SeedTables): boolean {
  return Object.values(tables).every((rows) => rows.length === 0);
}

function without(tables: SeedTables, old: SeedTables): SeedTables {
  const entries = Object.entries(tables).map(([table, rows]) => {
    const seen = new Set(own(old, table));
    return [table, rows.filter((row) => !seen.has(row))] as const;
  });
  return Object.fromEntries(entries);
}
