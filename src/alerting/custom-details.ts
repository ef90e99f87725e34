// Custom details: columns of result rows that an alert shows by name. https://learn.microsoft.com/azure/sentinel/surface-custom-details-in-alerts
import { own } from '../json/json.ts';
import { type ResultRow, textOfCell } from './result-row.ts';
import { bytesOf, withinBytes } from './size.ts';

/** Of one custom detail of an alert. */
export const maxCustomDetailValues = 50;
/** Of all custom details of an alert and their values together. */
export const maxCustomDetailBytes = 2 * 1024;

export interface CustomDetails {
  /** Custom detail -> its distinct values. */
  readonly details: Readonly<Record<string, readonly string[]>>;
  /** How many values were left out for a limit. */
  readonly dropped: number;
}

/** The custom details of an alert's rows. `columns` says which column each takes. */
export function customDetailsOf(
  columns: Readonly<Record<string, string>>,
  rows: readonly ResultRow[],
): CustomDetails {
  const values = Object.entries(columns).flatMap(([detail, column]) => {
    const distinct = new Set(rows.map((row) => textOfCell(own(row, column))).filter((value) => value !== ''));
    return [...distinct].map((value, index) => ({ detail, value, index }));
  });
  const counted = values.filter(({ index }) => index < maxCustomDetailValues);
  const kept = withinBytes(counted, {
    bytes: maxCustomDetailBytes,
    // A detail is named once.
    sizeOf: ({ detail, value, index }) => bytesOf(value) + (index === 0 ? bytesOf(detail) : 0),
  });
  const valuesOf = (name: string) => kept.filter(({ detail }) => detail === name).map(({ value }) => value);
  const names = new Set(kept.map(({ detail }) => detail));
  const details = Object.fromEntries([...names].map((name) => [name, valuesOf(name)]));
  return { details, dropped: values.length - kept.length };
}
