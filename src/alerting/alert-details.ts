// Alert details: name, description, severity, tactics and further properties, fixed by the rule or taken from result columns.

import { wordOf } from '../content/model/words.ts';
import { own } from '../json/json.ts';
import { severities } from '../tables/rule-words.ts';
import { type AlertProperties, dynamicProperties, valuesIn } from './dynamic-properties.ts';
import { type ResultRow, textOfCell } from './result-row.ts';
import type { RuleSettings } from './rule-settings.ts';
import { cutToBytes } from './size.ts';

export interface AlertDetails {
  readonly title: string;
  readonly description: string;
  readonly severity: string;
  readonly tactics: readonly string[];
  /** What the rule takes from columns beside these four. */
  readonly properties: AlertProperties;
}

/** https://learn.microsoft.com/azure/sentinel/sentinel-service-limits */
export const maxTitleBytes = 256;
export const maxDescriptionBytes = 5 * 1024;

const placeholder = /\{\{([^{}]*)\}\}/g;

/**
 * Details of an alert made of `rows`. Placeholders and columns read the first row: which row the service takes for an alert of
 * several is not documented. A column without a value leaves the rule's own detail, as does one whose value is of no use.
 * https://learn.microsoft.com/azure/sentinel/customize-alert-details
 */
export function alertDetails(settings: RuleSettings, rows: readonly ResultRow[]): AlertDetails {
  const row = rows[0] ?? {};
  const { override } = settings;
  const textIn = (name: string) => textOfCell(own(row, name)).trim();
  const column = (name: string | undefined) => (name === undefined ? '' : textIn(name));
  const tactics = valuesIn(column(override.tacticsColumnName), ',');
  return {
    title: cutToBytes(fill(override.displayNameFormat, row) ?? settings.name, maxTitleBytes),
    description: cutToBytes(
      fill(override.descriptionFormat, row) ?? settings.description,
      maxDescriptionBytes,
    ),
    severity: wordOf(column(override.severityColumnName), severities) ?? settings.severity,
    tactics: tactics.length === 0 ? settings.tactics : tactics,
    properties: dynamicProperties(override.properties, textIn),
  };
}

/** The format with its placeholders filled, or undefined when there is none or a placeholder has no value. */
function fill(format: string | undefined, row: ResultRow): string | undefined {
  if (format === undefined) return undefined;
  let complete = true;
  const filled = format.replace(placeholder, (_, name: string) => {
    const value = textOfCell(own(row, name.trim()));
    if (value === '') complete = false;
    return value;
  });
  return complete ? filled : undefined;
}
