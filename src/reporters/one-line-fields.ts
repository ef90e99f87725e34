// Folds the line breaks of a report's fields, so that a name cannot add a line that reads like one of the tool's own.
import { oneLine } from '../diagnostics/harmless.ts';

/**
 * Fields that may be of several lines, or are shown as JSON, which folds them: old and new values and their lines, rows, and messages,
 * whose further lines are indented.
 */
const free: ReadonlySet<string> = new Set(['after', 'before', 'gained', 'lost', 'message', 'text']);

/** What came of a report: several formats of one run fold the same one. */
const foldedReports = new WeakMap<object, object>();

/** The same report; each text in it that is not free stands on one line. */
export function withOneLineFields<T extends object>(report: T): T {
  const known = foldedReports.get(report) ?? (folded(report) as object);
  foldedReports.set(report, known);
  return known as T;
}

/** What needs no folding is given back as it is: a report may have half a million entries, most of them plain. */
function folded(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return foldedList(value);
  return isPlainMap(value) ? foldedMap(value) : value;
}

function foldedList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    const inner = folded(item);
    if (inner === item) continue;
    copy ??= [...list];
    copy[index] = inner;
  }
  return copy ?? list;
}

function foldedMap(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(map)) {
    if (free.has(key)) continue;
    const value = map[key];
    const inner = folded(value);
    if (inner === value) continue;
    copy ??= { ...map };
    copy[key] = inner;
  }
  return copy ?? map;
}

/** Functions, dates and the like are none. */
function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A text of several lines below a line of its own: each further line is indented. */
export function indented(text: string, indent: string): string {
  return text.replaceAll(/\r\n|[\n\r]/g, `\n${indent}`);
}
