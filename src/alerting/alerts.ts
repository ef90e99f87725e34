// Turns the result of one run of a rule into the alerts the service raises: threshold, event grouping, entities, details.
import { plural } from '../diagnostics/plural.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { type AlertDetails, alertDetails } from './alert-details.ts';
import { customDetailsOf } from './custom-details.ts';
import { type Entity, entitiesOf } from './entities.ts';
import { type ResultRow, rowsOf } from './result-row.ts';
import type { RuleSettings } from './rule-settings.ts';

export interface Alert extends AlertDetails {
  readonly entities: readonly Entity[];
  /** Custom detail -> its distinct values. */
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly ResultRow[];
  /** TimeGenerated of the first and of the last of its rows; undefined where no row has one. */
  readonly startTime: string | undefined;
  readonly endTime: string | undefined;
  /** What the service leaves out of the alert for its limits. */
  readonly dropped: { readonly entities: number; readonly customDetailValues: number };
}

/**
 * Alerts of one run under AlertPerResult; the last of them stands for all rows.
 * https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#event-grouping and
 * https://learn.microsoft.com/azure/sentinel/near-real-time-rules
 */
export const maxAlertsPerRun = { Scheduled: 150, NRT: 30 } as const;

/** The alerts that one run's result raises, none when the trigger is not met. */
export function alertsOf(settings: RuleSettings, result: QueryResult): readonly Alert[] {
  const rows = rowsOf(result);
  if (!isTriggered(settings.trigger, rows.length)) return [];
  return groups(settings, rows).map((group) => alertOf(settings, group));
}

/** Why so many alerts come of so many rows, in words; undefined where there are no rows and no alert. */
export function alertCountReason(
  { trigger, aggregation, kind }: Pick<RuleSettings, 'trigger' | 'aggregation' | 'kind'>,
  rowCount: number,
): string | undefined {
  const rows = plural(rowCount, 'result row');
  const met = `the trigger (${trigger.operator} ${trigger.threshold})`;
  if (!isTriggered(trigger, rowCount)) {
    return rowCount === 0 ? undefined : `${rows} ${rowCount === 1 ? 'does' : 'do'} not meet ${met}`;
  }
  if (aggregation === 'SingleAlert') {
    return rowCount === 0 ? `${rows} meet ${met}` : 'all rows of a run are one alert under SingleAlert';
  }
  return rowCount > maxAlertsPerRun[kind]
    ? `a run raises at most ${maxAlertsPerRun[kind]} alerts under AlertPerResult, the last for all rows`
    : 'each row is an alert of its own under AlertPerResult';
}

function isTriggered({ operator, threshold }: RuleSettings['trigger'], count: number): boolean {
  switch (operator) {
    case 'GreaterThan':
      return count > threshold;
    case 'LessThan':
      return count < threshold;
    case 'Equal':
      return count === threshold;
    case 'NotEqual':
      return count !== threshold;
  }
}

function groups(settings: RuleSettings, rows: readonly ResultRow[]): readonly (readonly ResultRow[])[] {
  if (settings.aggregation === 'SingleAlert') return [rows];
  const limit = maxAlertsPerRun[settings.kind];
  if (rows.length <= limit) return rows.map((row) => [row]);
  return [...rows.slice(0, limit - 1).map((row) => [row]), rows];
}

function alertOf(settings: RuleSettings, rows: readonly ResultRow[]): Alert {
  const { entities, dropped } = entitiesOf(rows, settings.entityMappings);
  const custom = customDetailsOf(settings.customDetails, rows);
  return {
    ...alertDetails(settings, rows),
    entities,
    customDetails: custom.details,
    rows,
    ...timesOf(rows),
    dropped: { entities: dropped, customDetailValues: custom.dropped },
  };
}

/** https://learn.microsoft.com/azure/sentinel/security-alert-schema */
function timesOf(rows: readonly ResultRow[]): Pick<Alert, 'startTime' | 'endTime'> {
  const times = rows
    .map((row) => row['TimeGenerated'])
    .filter((time): time is string => typeof time === 'string' && time !== '')
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  return { startTime: times[0], endTime: times.at(-1) };
}
