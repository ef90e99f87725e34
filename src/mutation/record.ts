// The kept result of mutating the content of a project, with a hash of everything it came of.
import type { ContentItem } from '../content/content-item.ts';
import { contentHash, type HashedContent, recordedItems } from '../testing/content-hash.ts';
import type { JudgedItem, MutationResults, MutationSummary } from './score.ts';

/** Raised with every change of the mutators that makes other mutants, or kills others. */
const mutatorVersion = 3;

interface RecordedItem extends Pick<MutationSummary, 'total' | 'killed' | 'excluded'> {
  readonly file: string;
  /** Of query, functions, cases, mutators and engine. */
  readonly hash: string;
  /** Ids of the mutants that no case notices. */
  readonly survivors: readonly string[];
}

export interface MutationRecord extends MutationSummary {
  readonly items: readonly RecordedItem[];
}

/** The record of results, items in the order of their files. */
export function recordOf(
  { items, ...summary }: MutationResults,
  content: readonly ContentItem[],
  hashed: HashedContent,
): MutationRecord {
  return {
    ...summary,
    items: recordedItems(items, content, (judged, item) => recordedItem(judged, item, hashed)),
  };
}

function recordedItem(judged: JudgedItem, item: ContentItem, hashed: HashedContent): RecordedItem {
  const count = (status: string) => judged.mutants.filter((one) => one.status === status).length;
  return {
    file: item.file,
    hash: hashOf(item, hashed),
    total: judged.mutants.length,
    killed: count('killed'),
    excluded: count('excluded'),
    survivors: judged.mutants.filter(({ status }) => status === 'survived').map(({ id }) => id),
  };
}

/** What the result of an item depends on. */
export function hashOf(item: ContentItem, hashed: HashedContent): string {
  return contentHash(item, hashed, { mutatorVersion });
}
