// The kept result of mutating the content of a project, with a hash of everything it came of.
import type { ContentItem } from '../content/content-item.ts';
import { queryPath } from '../content/kinds/kinds.ts';
import { isJsonMap } from '../json/json.ts';
import { contentHash, type HashedContent, recordedItems } from '../testing/content-hash.ts';
import { callersOf } from './callers.ts';
import { type MutationKind, mutationKinds } from './mutant.ts';
import type { ItemMutation, MutantResult } from './mutate.ts';
import type { JudgedItem, MutationResults, MutationSummary } from './score.ts';

/** Raised with every change of the mutators that makes other mutants, or kills others. */
const mutatorVersion = 5;

interface RecordedItem {
  readonly file: string;
  /** Of query, functions, cases, mutators and engine; of a function also of what calls it. */
  readonly hash: string;
  readonly total: number;
  readonly killed: number;
  /** What no case notices, whether it is excluded or not. */
  readonly survivors: readonly Pick<MutantResult, 'id' | 'before' | 'after'>[];
}

export interface MutationRecord extends MutationSummary {
  readonly items: readonly RecordedItem[];
}

export interface RecordedContent extends HashedContent {
  /** All items of the project, chosen or not. */
  readonly content: readonly ContentItem[];
}

/** The record of results, items in the order of their files. */
export function recordOf({ items, ...summary }: MutationResults, recorded: RecordedContent): MutationRecord {
  const { content } = recorded;
  return {
    ...summary,
    items: recordedItems(items, content, (judged, item) => recordedItem(judged, item, recorded)),
  };
}

function recordedItem(
  { file, total, killed, mutants }: JudgedItem,
  item: ContentItem,
  recorded: RecordedContent,
): RecordedItem {
  const survivors = mutants
    .filter(({ status }) => status !== 'killed')
    .map(({ id, before, after }) => ({ id, before, after }));
  return { file, hash: hashOf(item, recorded), total, killed, survivors };
}

/** What the result of an item depends on. */
export function hashOf(item: ContentItem, recorded: RecordedContent): string {
  const callers = callersOf(item, recorded.content).map((caller) => contentHash(caller, recorded, {}));
  return contentHash(item, recorded, { mutatorVersion, callers });
}

/** What a kept record says of an item; undefined where it says nothing, or what it says came of something else. */
export function recordedMutation(
  record: unknown,
  item: ContentItem,
  recorded: RecordedContent,
): ItemMutation | undefined {
  const items = isRecord(record) ? record.items : [];
  const known = items.find(({ file }) => file === item.file);
  if (known === undefined || known.hash !== hashOf(item, recorded)) return undefined;
  const { id, name, file } = item;
  const mutants = known.survivors.map((survivor) => survivorOf(survivor, item));
  return { id, name, file, total: known.total, killed: known.killed, mutants };
}

function isRecord(value: unknown): value is MutationRecord {
  const items: unknown = isJsonMap(value) ? value['items'] : undefined;
  return (
    Array.isArray(items) &&
    items.every(
      (one: unknown) =>
        isJsonMap(one) &&
        Number.isInteger(one['total']) &&
        Number.isInteger(one['killed']) &&
        Array.isArray(one['survivors']) &&
        one['survivors'].every(
          (survivor: unknown) => isJsonMap(survivor) && placeIn(survivor['id']) !== undefined,
        ),
    )
  );
}

/** Kind, line and column stand in the id. */
function placeIn(id: unknown) {
  const [, kind = '', line, column] = /^([a-z-]+)@(\d+):(\d+):[0-9a-f]+$/.exec(String(id)) ?? [];
  return kind in mutationKinds
    ? { kind: kind as MutationKind, line: Number(line), column: Number(column) }
    : undefined;
}

function survivorOf(survivor: RecordedItem['survivors'][number], item: ContentItem): MutantResult {
  const { kind, line, column } = placeIn(survivor.id)!;
  const at = item.source.insideAtLine(queryPath(item), { line, column });
  return { ...survivor, kind, file: item.file, line: at.line, column: at.column, status: 'survived' };
}
