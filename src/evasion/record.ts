// The kept result of rewriting the cases of a project, with a hash of everything it came of.
import type { ContentItem } from '../content/content-item.ts';
import { isListOfMaps, type JsonMap, mapOf } from '../json/json.ts';
import { contentHash, type HashedContent, recordedItems } from '../testing/content-hash.ts';
import { triedOf } from './evade.ts';
import type { EvasionCounts, EvasionResults, JudgedEvasion } from './score.ts';

interface RecordedMiss {
  readonly rewrite: string;
  /** How many cases it hides. */
  readonly cases: number;
  /** The first of them, rewritten. */
  readonly example: string;
  readonly reason?: string;
}

export interface RecordedEvasion extends EvasionCounts {
  readonly file: string;
  readonly name: string;
  /** Of query, functions, cases, the rows as they are rewritten, and engine. */
  readonly hash: string;
  readonly families: JudgedEvasion['families'];
  readonly misses: readonly RecordedMiss[];
}

export interface EvasionRecord extends EvasionCounts {
  readonly families: EvasionResults['families'];
  readonly rules: readonly RecordedEvasion[];
}

/** The record of results, items in the order of their files. */
export function evasionRecordOf(
  { rules, ...summary }: EvasionResults,
  content: readonly ContentItem[],
  hashed: HashedContent,
): EvasionRecord {
  return {
    ...summary,
    rules: recordedItems(rules, content, ({ id: _, misses, ...counts }, item) => ({
      ...counts,
      hash: evasionHashOf(item, hashed),
      misses: missesByRewrite(misses),
    })),
  };
}

/** The misses of each rewrite, those that hide most cases first. */
export function missesByRewrite(misses: JudgedEvasion['misses']): readonly RecordedMiss[] {
  const byRewrite = new Map<string, JudgedEvasion['misses'][number][]>();
  for (const miss of misses) byRewrite.set(miss.rewrite, [...(byRewrite.get(miss.rewrite) ?? []), miss]);
  return [...byRewrite]
    .map(([rewrite, all]): RecordedMiss => {
      const { after, reason } = all[0]!;
      return { rewrite, cases: all.length, example: after, ...(reason !== undefined && { reason }) };
    })
    .sort((a, b) => b.cases - a.cases || (a.rewrite < b.rewrite ? -1 : 1));
}

/** What the result of an item depends on. The rewritten rows are part of it, so no change of a rewrite goes unseen. */
export function evasionHashOf(item: ContentItem, { tables, casesOf }: HashedContent): string {
  const cases = casesOf(item);
  const rewritten = triedOf(cases).map(({ rewrite, seed }) => [rewrite, seed]);
  return contentHash(item, { tables, casesOf: () => cases }, { rewritten });
}

/** What a kept record says of an item, also where query, functions or cases were changed since. */
export interface KeptEvasion {
  readonly evasion: RecordedEvasion;
  /** It came of the item and its cases as they are now. */
  readonly isCurrent: boolean;
}

/** For a reader of a record: the entry of an item. */
export function keptEvasion(evasion: RecordedEvasion, item: ContentItem, hashed: HashedContent): KeptEvasion {
  return { evasion, isCurrent: evasion.hash === evasionHashOf(item, hashed) };
}

/** Whether a JSON value is a record as `test --evasion-record` writes it. */
export function isEvasionRecord(value: unknown): value is EvasionRecord {
  const { rules } = mapOf(value);
  return (
    isListOfMaps(rules) &&
    rules.every(
      ({ file, total, seen, score, families, misses }) =>
        typeof file === 'string' &&
        [total, seen, score].every((count) => typeof count === 'number') &&
        isListOfMaps(families) &&
        families.every((family) => typeof family['name'] === 'string') &&
        isListOfMaps(misses) &&
        misses.every(isMiss),
    )
  );
}

function isMiss({ rewrite, cases, example, reason }: JsonMap): boolean {
  return (
    [rewrite, example, reason ?? ''].every((text) => typeof text === 'string') && typeof cases === 'number'
  );
}
