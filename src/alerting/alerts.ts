// Turns the result of one run of a rule into the alerts the service raises: threshold, event grouping, entities, details.
import { own } from '../json/json.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { type AlertDetails, alertDetails } from './alert-details.ts';
import { type Entity, entitiesOf } from './entities.ts';
import { type ResultRow, rowsOf, textOfCell } from './result-row.ts';
import type { RuleSettings } from './rule-settings.ts';

export interface Alert extends AlertDetails {
  readonly entities: readonly Entity[];
  /** Custom detail -> its distinct values. */
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly ResultRow[];
}

/**
 * Alerts of one run under AlertPerResult; the last of them stands for all rows.
 * https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#event-grouping and
 * https://learn.microsoft.com/azure/sentinel/near-real-time-rules
 */
export const maxAlertsPerRun = { Scheduled: 150, NRT: 30 } as const;

/** https://learn.microsoft.com/azure/sentinel/sentinel-service-limits */
const maxCustomDetailValues = 50;

/** The alerts that one run's result raises, none when the trigger is not met. */
export function alertsOf(settings: RuleSettings, result: QueryResult): readonly Alert[] {
  const rows = rowsOf(result);
  if (!isTriggered(settings.trigger, rows.length)) return [];
  return groups(settings, rows).map((group) => alertOf(settings, group));
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
  return {
    ...alertDetails(settings, rows),
    entities: entitiesOf(rows, settings.entityMappings),
    customDetails: customDetailsOf(settings, rows),
    rows,
  };
}

/** https://learn.microsoft.com/azure/sentinel/surface-custom-details-in-alerts */
function customDetailsOf(settings: RuleSettings, rows: readonly ResultRow[]): Alert['customDetails'] {
  const details = Object.entries(settings.customDetails).map(([key, column]) => {
    const values = new Set(rows.map((row) => textOfCell(own(row, column))).filter((value) => value !== ''));
    return [key, [...values].slice(0, maxCustomDetailValues)] as const;
  });
  return Object.fromEntries(details.filter(([, values]) => values.length > 0));
}
