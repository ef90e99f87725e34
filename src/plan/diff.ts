// Differences between file and workspace as a reader wants them: one line a field, a query line by line.

import type { FieldDifference } from '../content/compare.ts';
import type { ValuePath } from '../content/content-item.ts';
import { isJsonMap, isListOfMaps, isSameJson, own } from '../json/json.ts';
import type { FieldChange } from './change.ts';
import { diffLines } from './text-diff.ts';

/** Do two queries consist of the same tokens? Given by the KQL layer. */
export type SameTokens = (a: string, b: string) => boolean;

/** The differences down to the smallest field that differs; null stands for absent. */
export function fieldChanges(
  differences: readonly FieldDifference[],
  sameTokens?: SameTokens,
): readonly FieldChange[] {
  return differences.flatMap(({ path, deployed, desired }) =>
    narrow(path, deployed, desired).map((field) => describe(field, sameTokens)),
  );
}

interface Field {
  readonly path: ValuePath;
  readonly before: unknown;
  readonly after: unknown;
}

/** Below a map, and below two lists of maps of one length, only the entries that differ. */
function narrow(path: ValuePath, before: unknown, after: unknown): readonly Field[] {
  if (isSameJson(before ?? null, after ?? null)) return [];
  if (isJsonMap(before) && isJsonMap(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return keys.flatMap((key) => narrow([...path, key], own(before, key), own(after, key)));
  }
  if (isListOfMaps(before) && isListOfMaps(after) && before.length === after.length) {
    return after.flatMap((entry, index) => narrow([...path, index], before[index], entry));
  }
  return [{ path, before: before ?? null, after: after ?? null }];
}

function describe({ path, before, after }: Field, sameTokens: SameTokens | undefined): FieldChange {
  const change = { path: pathText(path), before, after };
  if (typeof before !== 'string' || typeof after !== 'string') return change;
  const isQuery = change.path === 'query';
  if (!isQuery && !before.includes('\n') && !after.includes('\n')) return change;
  const lines = diffLines(before, after);
  const formattingOnly = isQuery && sameTokens?.(before, after) === true;
  return formattingOnly ? { ...change, lines, formattingOnly } : { ...change, lines };
}

/** `entityMappings[0].entityType` */
export function pathText(path: ValuePath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
