// Alert details: name, description, severity and tactics, fixed by the rule or taken from result columns.

import { wordOf } from '../content/model/words.ts';
import { own } from '../json/json.ts';
import { severities } from '../tables/rule-words.ts';
import { type ResultRow, textOfCell } from './result-row.ts';
import type { RuleSettings } from './rule-settings.ts';

export interface AlertDetails {
  readonly title: string;
  readonly description: string;
  readonly severity: string;
  readonly tactics: readonly string[];
}

/** 256 bytes and 5 KB, counted here in characters: https://learn.microsoft.com/azure/sentinel/sentinel-service-limits */
const maxTitle = 256;
const maxDescription = 5120;

const placeholder = /\{\{([^{}]*)\}\}/g;

/**
 * Details of an alert made of `rows`. Placeholders and columns read the first row: which row the service takes for an alert of
 * several is not documented. A column without a value leaves the rule's own detail, as does a severity that is none.
 * https://learn.microsoft.com/azure/sentinel/customize-alert-details
 */
export function alertDetails(settings: RuleSettings, rows: readonly ResultRow[]): AlertDetails {
  const row = rows[0] ?? {};
  const { override } = settings;
  const column = (name: string | undefined) => (name === undefined ? '' : textOfCell(own(row, name)).trim());
  const severity = column(override.severityColumnName);
  const tactics = column(override.tacticsColumnName);
  return {
    title: (fill(override.displayNameFormat, row) ?? settings.name).slice(0, maxTitle),
    description: (fill(override.descriptionFormat, row) ?? settings.description).slice(0, maxDescription),
    severity: wordOf(severity, severities) ?? settings.severity,
    tactics: tactics === '' ? settings.tactics : tacticsFrom(tactics),
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

/** A JSON list or a comma-separated one. */
function tacticsFrom(text: string): readonly string[] {
  return text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((tactic) => tactic.trim().replace(/^"|"$/g, ''))
    .filter((tactic) => tactic !== '');
}
