// Smoke: the deployed queries on the workspace's own data, over the window a rule would look at.
import { alertsOf } from '../alerting/alerts.ts';
import { ruleSettings } from '../alerting/rule-settings.ts';
import type { ContentItem } from '../content/content-item.ts';
import { queryOf } from '../content/content-item.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface SmokeLimits {
  /** More alerts a day than this fail, where a day is told from one run's alerts and the rule's frequency. */
  readonly maxAlertsPerDay?: number | undefined;
}

export interface SmokeResult {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly result: 'passed' | 'failed' | 'not-deployed';
  readonly detail: string;
  readonly rows?: number | undefined;
  /** What one run of the rule would raise; undefined for hunting queries. */
  readonly alerts?: number | undefined;
  readonly durationMs?: number | undefined;
}

const day = 86_400_000;

/**
 * Runs one deployed item's query. `isDeployed` says that the workspace holds just this content: smoke proves what is there, not
 * what might be. `elapsed` measures, so that tests do without a clock.
 */
export async function smokeItem(
  item: ContentItem,
  isDeployed: boolean,
  workspace: Workspace,
  limits: SmokeLimits,
  elapsed: () => number,
): Promise<SmokeResult> {
  const { id, name, file } = item;
  const query = queryOf(item);
  if (!isDeployed)
    return { id, name, file, result: 'not-deployed', detail: 'the workspace does not hold this content' };
  if (query === undefined)
    return { id, name, file, result: 'passed', detail: 'a rule of this kind has no query' };
  const settings = ruleSettings(item);
  const start = elapsed();
  try {
    const windowMs = settings?.schedule?.periodMs ?? day;
    const result = await workspace.query(query, { timespan: `PT${Math.ceil(windowMs / 1000)}S` });
    const durationMs = Math.round(elapsed() - start);
    const rows = result.rows.length;
    const alerts = settings === undefined ? undefined : alertsOf(settings, result).length;
    const perDay = alerts === undefined ? 0 : alerts * (day / (settings?.schedule?.frequencyMs ?? 60_000));
    const tooMany = limits.maxAlertsPerDay !== undefined && perDay > limits.maxAlertsPerDay;
    const detail = tooMany
      ? `${alerts} alerts in one run are ${Math.round(perDay)} a day; ${limits.maxAlertsPerDay} are allowed`
      : `${rows} rows${alerts === undefined ? '' : `, ${alerts} alerts`}`;
    return { id, name, file, result: tooMany ? 'failed' : 'passed', detail, rows, alerts, durationMs };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { id, name, file, result: 'failed', detail: error.message };
  }
}
