// Smoke: the deployed queries on the workspace's own data, over the window a rule would look at.
import { alertsOf } from '../alerting/alerts.ts';
import { type RuleSettings, ruleSettings } from '../alerting/rule-settings.ts';
import type { ContentItem } from '../content/content-item.ts';
import { queryOf } from '../content/content-item.ts';
import { plural } from '../diagnostics/plural.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { QueryResult, Workspace } from '../workspace/workspace.ts';

export interface SmokeLimits {
  /** More alerts a day than this fail, where a day is told from one run's alerts and the rule's frequency. */
  readonly maxAlertsPerDay?: number | undefined;
}

export interface SmokeResult {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** `skipped`: the environment accepts that the workspace cannot have it. */
  readonly result: 'passed' | 'failed' | 'not-deployed' | 'skipped';
  readonly detail: string;
  readonly rows?: number | undefined;
  /** What one run of the rule would raise; undefined for hunting queries. */
  readonly alerts?: number | undefined;
  /** The same told for a day of runs. */
  readonly alertsPerDay?: number | undefined;
  readonly durationMs?: number | undefined;
}

export interface SmokeOptions {
  readonly workspace: Workspace;
  readonly limits: SmokeLimits;
  /** Milliseconds; measures, so that tests do without a clock. */
  readonly elapsed: () => number;
}

const dayMs = 86_400_000;
/** How often NRT rules run. https://learn.microsoft.com/azure/sentinel/near-real-time-rules */
const nrtFrequencyMs = 60_000;
/** A query that takes more of the time between two runs than this is one busy day from not finishing. */
const maxShareOfFrequency = 0.1;

/** Runs one item's query on the workspace's data. */
export async function smokeItem(item: ContentItem, options: SmokeOptions): Promise<SmokeResult> {
  const { id, name, file } = item;
  const query = queryOf(item);
  if (query === undefined)
    return { id, name, file, result: 'passed', detail: 'a rule of this kind has no query' };
  const { workspace, elapsed } = options;
  const settings = ruleSettings(item);
  const start = elapsed();
  try {
    const windowMs = settings?.schedule?.periodMs ?? dayMs;
    const result = await workspace.query(query, { timespan: `PT${Math.ceil(windowMs / 1000)}S` });
    const durationMs = Math.round(elapsed() - start);
    return { id, name, file, ...verdict(result, settings, durationMs, options.limits), durationMs };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { id, name, file, result: 'failed', detail: error.message };
  }
}

function verdict(
  result: QueryResult,
  settings: RuleSettings | undefined,
  durationMs: number,
  { maxAlertsPerDay }: SmokeLimits,
): Pick<SmokeResult, 'result' | 'detail' | 'rows' | 'alerts' | 'alertsPerDay'> {
  const rows = result.rows.length;
  if (settings === undefined) return { result: 'passed', detail: plural(rows, 'row'), rows };
  const frequencyMs = settings.schedule?.frequencyMs ?? nrtFrequencyMs;
  const alerts = alertsOf(settings, result).length;
  const alertsPerDay = Math.round(alerts * (dayMs / frequencyMs));
  const wrong: string[] = [];
  if (maxAlertsPerDay !== undefined && alertsPerDay > maxAlertsPerDay) {
    const one = plural(alerts, 'alert');
    wrong.push(`${one} in one run would be ${alertsPerDay} a day; ${maxAlertsPerDay} are allowed`);
  }
  const limitMs = frequencyMs * maxShareOfFrequency;
  if (durationMs > limitMs) {
    const [took, allowed, every] = [durationMs, limitMs, frequencyMs].map(seconds);
    wrong.push(`the query took ${took}; a tenth of its frequency (${every}) is ${allowed}`);
  }
  const detail = wrong.length > 0 ? wrong.join('; ') : `${plural(rows, 'row')}, ${plural(alerts, 'alert')}`;
  return { result: wrong.length > 0 ? 'failed' : 'passed', detail, rows, alerts, alertsPerDay };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
