// A hash of everything that a kept result of an item came of: whether it still holds can be told without running it again.
import { createHash } from 'node:crypto';
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn, queryOf } from '../content/kinds/kinds.ts';
import { databaseVersion } from '../engine/version.ts';
import { stableJson } from '../json/json.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { functionsNamedIn } from '../tables/named-functions.ts';
import type { DetectionCase } from './detection-case.ts';

export interface HashedContent {
  readonly tables: TableCatalogue;
  casesOf(item: ContentItem): readonly DetectionCase[];
}

/**
 * Of the item, the functions it calls, its cases, the engine, and what else the result was made with. Where a case stands in its file,
 * and what it is called for, does not matter.
 */
export function contentHash(
  item: ContentItem,
  { tables, casesOf }: HashedContent,
  made: Readonly<Record<string, unknown>>,
): string {
  return resultHash(item, tables, { cases: casesOf(item).map(hashedCase), ...made });
}

/** Of what a case gives and expects, in 8 digits. */
export function caseHash(one: DetectionCase): string {
  return createHash('sha256')
    .update(stableJson(hashedCase(one)))
    .digest('hex')
    .slice(0, 8);
}

function hashedCase({ name, now, seed, parameters, arguments: given, expect, gap, skip }: DetectionCase) {
  return { name, now: now.toISOString(), seed, parameters, given, expect, gap, skip };
}

/** Of the item, the functions that its query calls, the engine, and what else a kept result came of. */
export function resultHash(
  item: ContentItem,
  tables: TableCatalogue,
  made: Readonly<Record<string, unknown>>,
): string {
  const bodies = functionsNamedIn(
    [queryOf(item) ?? '', ...functionsIn([item]).map(({ parameters }) => parameters)],
    tables,
  );
  const whole = stableJson({ values: item.values, bodies, ...made, databaseVersion });
  return createHash('sha256').update(whole).digest('hex').slice(0, 16);
}

/** Results of items with their hashes, in the order of the files. */
export function recordedItems<
  Result extends { readonly file: string },
  Recorded extends { readonly file: string },
>(
  results: readonly Result[],
  content: readonly ContentItem[],
  recorded: (result: Result, item: ContentItem) => Recorded,
): readonly Recorded[] {
  return results
    .map((result) => recorded(result, content.find(({ file }) => file === result.file)!))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}
