// The kept result of mutating the content of a project, with a hash of everything it came of: whether it still holds can be told
// without mutating again.
import { createHash } from 'node:crypto';
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn, queryOf } from '../content/kinds/kinds.ts';
import { databaseVersion } from '../engine/version.ts';
import { stableJson } from '../json/json.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { DetectionCase } from '../testing/detection-case.ts';
import type { JudgedItem, MutationResults, MutationSummary } from './score.ts';

/** Raised with every change of the mutators that makes other mutants, or kills others. */
const mutatorVersion = 2;

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

export interface HashedContent {
  readonly tables: TableCatalogue;
  casesOf(item: ContentItem): readonly DetectionCase[];
}

/** The record of results, items in the order of their files. */
export function recordOf(
  { items, ...summary }: MutationResults,
  content: readonly ContentItem[],
  hashed: HashedContent,
): MutationRecord {
  const recorded = items.map((item) =>
    recordedItem(item, content.find(({ file }) => file === item.file)!, hashed),
  );
  return { ...summary, items: recorded.sort((a, b) => (a.file < b.file ? -1 : 1)) };
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

/** What the result of an item depends on. Where a case stands in its file, and what it is called for, does not matter. */
export function hashOf(item: ContentItem, { tables, casesOf }: HashedContent): string {
  const cases = casesOf(item).map(({ name, now, seed, parameters, arguments: given, expect, gap, skip }) => ({
    name,
    now: now.toISOString(),
    seed,
    parameters,
    given,
    expect,
    gap,
    skip,
  }));
  const bodies = bodiesNamedIn(
    [queryOf(item) ?? '', ...functionsIn([item]).map(({ parameters }) => parameters)],
    tables,
  );
  const whole = stableJson({ values: item.values, bodies, cases, mutatorVersion, databaseVersion });
  return createHash('sha256').update(whole).digest('hex').slice(0, 16);
}

/** The functions that texts spell, and those that these spell in turn. */
function bodiesNamedIn(texts: readonly string[], tables: TableCatalogue): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  const pending = texts.flatMap(wordsOf);
  for (let word = pending.pop(); word !== undefined; word = pending.pop()) {
    const stored = found.has(word) ? undefined : tables.function(word);
    if (stored === undefined) continue;
    found.set(word, `(${stored.parameters}) ${stored.body}`);
    pending.push(...wordsOf(stored.body));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function wordsOf(text: string): readonly string[] {
  return [...new Set(text.match(/[A-Za-z_]\w*/g))];
}
