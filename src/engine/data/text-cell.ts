// Reads the text of a CSV field as a value of its column's KQL type.

import { parseJson } from '../../json/json-text.ts';
import { type CellResult, seedCell } from '../../rows/cell.ts';
import type { KqlType } from '../../tables/schema.ts';

/** As seedCell, with what only a text file writes: `1` and `0` for bool, bare JSON for dynamic, the portal's dates. */
export function textCell(text: string, type: KqlType): CellResult {
  if (type === 'bool' && /^[01]$/.test(text)) return { cell: text === '1' };
  if (type === 'dynamic') return seedCell(looseJson(text), type);
  return seedCell(type === 'datetime' ? (portalDate(text) ?? text) : text, type);
}

/** JSON, or the text itself where it is none. */
export function looseJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/** `6/5/2026, 8:10:13.977 PM`: how the Log Analytics page of the portal exports a datetime, month first. */
const portalPattern = /^(\d{1,2})\/(\d{1,2})\/(\d{4}), (\d{1,2}):(\d\d):(\d\d)(\.\d{1,7})? (AM|PM)$/;

function portalDate(text: string): string | undefined {
  const match = portalPattern.exec(text);
  if (match === null) return undefined;
  const [month, day, year, hour, minute, second, fraction = '', half] = match.slice(1);
  const two = (part: string | number) => String(part).padStart(2, '0');
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return `${year}-${two(month!)}-${two(day!)}T${two(hours)}:${minute}:${second}${fraction}Z`;
}
