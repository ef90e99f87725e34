// Smoke: the deployed queries on the workspace's own data, over the window a rule would look at.

import { alertsOf, maxAlertsPerRun } from '../alerting/alerts.ts';
import { nrtFrequencyMs } from '../alerting/clock.ts';
import { rowsOf } from '../alerting/result-row.ts';
import { type RuleSettings, ruleSettings } from '../alerting/rule-settings.ts';
import type { ContentItem } from '../content/content-item.ts';
import { dayMs } from '../content/duration.ts';
import { functionsIn, queryOf } from '../content/kinds/kinds.ts';
import { plural } from '../diagnostics/plural.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { callOf } from '../testing/arguments.ts';
import type { Workspace } from '../workspace/workspace.ts';

interface SmokeLimits {
  /** More alerts a day than this fail, computed from one run's alerts and the rule's frequency, of an NRT rule from a day's rows. */
  readonly maxAlertsPerDay?: number | undefined;
}

export interface SmokeResult {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** `skipped`: the environment accepts that the workspace cannot have it, or it is a function that needs arguments. */
  readonly result: 'passed' | 'failed' | 'not-deployed' | 'skipped';
  readonly detail: string;
  readonly rows?: number;
  /** What one run of a scheduled rule would raise, or a day of an NRT rule's runs; undefined for hunting queries. */
  readonly alerts?: number;
  /** The same for a day of runs. */
  readonly alertsPerDay?: number;
  readonly durationMs?: number;
}

export interface SmokeOptions {
  readonly workspace: Workspace;
  readonly limits: SmokeLimits;
  /** Milliseconds; measures, so that tests do without a clock. */
  readonly elapsed: () => number;
}

/** A query that takes more of the time between two runs than this is one busy day from not finishing. */
const maxShareOfFrequency = 0.1;

/** Runs one item's query on the workspace's data. */
export async function smokeItem(item: ContentItem, options: SmokeOptions): Promise<SmokeResult> {
  const { id, name, file } = item;
  const query = queryOf(item);
  if (query === undefined)
    return { id, name, file, result: 'passed', detail: 'a rule of this kind has no query' };
  const [stored] = functionsIn([item]);
  const called = stored && callOf(stored.name, item, { arguments: {}, now: new Date(0) });
  const [problem] = called?.problems ?? [];
  if (problem !== undefined) {
    const detail = `it cannot be called without arguments: \`${problem.name}\` has no default`;
    return { id, name, file, result: 'skipped', detail };
  }
  const { workspace, elapsed } = options;
  const settings = ruleSettings(item);
  const start = elapsed();
  try {
    const windowMs = settings?.schedule?.periodMs ?? dayMs;
    const result = await workspace.query(called?.text ?? query, {
      timespan: `PT${Math.ceil(windowMs / 1000)}S`,
    });
    const durationMs = Math.round(elapsed() - start);
    return { id, name, file, ...verdict(result, settings, { ...options.limits, durationMs }), durationMs };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { id, name, file, result: 'failed', detail: error.message };
  }
}

function verdict(
  result: QueryResult,
  settings: RuleSettings | undefined,
  { maxAlertsPerDay, durationMs }: SmokeLimits & { readonly durationMs: number },
): Pick<SmokeResult, 'result' | 'detail' | 'rows' | 'alerts' | 'alertsPerDay'> {
  const rows = result.rows.length;
  if (settings === undefined) return { result: 'passed', detail: plural(rows, 'row'), rows };
  const frequencyMs = settings.schedule?.frequencyMs ?? nrtFrequencyMs;
  const { alerts, alertsPerDay } = alertsIn(result, settings);
  const wrong: string[] = [];
  if (maxAlertsPerDay !== undefined && alertsPerDay > maxAlertsPerDay) {
    const one = plural(alerts, 'alert');
    const rate =
      settings.kind === 'NRT' ? `${one} a day` : `${one} in one run would be ${alertsPerDay} a day`;
    wrong.push(`${rate}; ${maxAlertsPerDay} are allowed`);
  }
  const limitMs = frequencyMs * maxShareOfFrequency;
  if (durationMs > limitMs) {
    const [took, allowed, every] = [durationMs, limitMs, frequencyMs].map(seconds);
    wrong.push(`the query took ${took}; a tenth of its frequency (${every}) is ${allowed}`);
  }
  const detail = wrong.length > 0 ? wrong.join('; ') : `${plural(rows, 'row')}, ${plural(alerts, 'alert')}`;
  return { result: wrong.length > 0 ? 'failed' : 'passed', detail, rows, alerts, alertsPerDay };
}

/**
 * A scheduled rule's query was given the window of one run. That of an NRT rule was given a day, which is 1440 runs: each row is
 * found by one of them, and those of one minute by the same.
 */
function alertsIn(
  result: QueryResult,
  settings: RuleSettings,
): { readonly alerts: number; readonly alertsPerDay: number } {
  if (settings.kind === 'Scheduled') {
    const alerts = alertsOf(settings, result).length;
    const frequencyMs = settings.schedule?.frequencyMs ?? dayMs;
    return { alerts, alertsPerDay: Math.round(alerts * (dayMs / frequencyMs)) };
  }
  const rowsAt = new Map<unknown, number>();
  for (const row of rowsOf(result)) {
    const run = minuteOf(row['TimeGenerated']) ?? row;
    rowsAt.set(run, (rowsAt.get(run) ?? 0) + 1);
  }
  const most = settings.aggregation === 'SingleAlert' ? 1 : maxAlertsPerRun.NRT;
  const alerts = [...rowsAt.values()].reduce((sum, rows) => sum + Math.min(rows, most), 0);
  return { alerts, alertsPerDay: alerts };
}

/** `2026-01-15T12:00`; a row that does not tell counts as one of a minute of its own. */
function minuteOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 16) : undefined;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
