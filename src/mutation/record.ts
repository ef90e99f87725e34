// The kept result of mutating the content of a project, with a hash of everything it came of.
import type { ContentItem } from '../content/content-item.ts';
import { queryPath } from '../content/kinds/kinds.ts';
import { isJsonMap } from '../json/json.ts';
import { caseHash, type HashedContent, recordedItems, resultHash } from '../testing/content-hash.ts';
import { callersOf } from './callers.ts';
import { type MutationKind, mutationKinds } from './mutant.ts';
import type { ItemMutation, MutantResult } from './mutate.ts';
import type { JudgedItem, MutationResults, MutationSummary } from './score.ts';

/** Raised with every change of the mutators that makes other mutants, or kills others. */
const mutatorVersion = 9;

interface RecordedItem {
  readonly file: string;
  /** Of query, functions, mutators and engine; of a function also of the queries that call it. */
  readonly hash: string;
  /** A hash of each case that was asked, in the order of their hashes. */
  readonly cases: string;
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

/** The record of results, items in the order of their files; those of `before` stand as they did in an earlier one. */
export function recordOf(
  { items, ...summary }: MutationResults,
  recorded: RecordedContent,
  before: readonly RecordedItem[] = [],
): MutationRecord {
  const { content } = recorded;
  const ofItem = (judged: JudgedItem, item: ContentItem) =>
    before.find(({ file }) => file === item.file) ?? recordedItem(judged, item, recorded);
  return { ...summary, items: recordedItems(items, content, ofItem) };
}

function recordedItem(
  { file, total, killed, mutants }: JudgedItem,
  item: ContentItem,
  recorded: RecordedContent,
): RecordedItem {
  const survivors = mutants
    .filter(({ status }) => status !== 'killed')
    .map(({ id, before, after }) => ({ id, before, after }));
  return { file, ...hashesOf(item, recorded), total, killed, survivors };
}

/** What the result of an item depends on. */
export function hashesOf(item: ContentItem, recorded: RecordedContent): Pick<RecordedItem, 'hash' | 'cases'> {
  const callers = callersOf(item, recorded.content);
  const callerHashes = callers.map((caller) => resultHash(caller, recorded.tables, {}));
  const cases = [item, ...callers].flatMap((one) => recorded.casesOf(one).map(caseHash));
  return {
    hash: resultHash(item, recorded.tables, { mutatorVersion, callerHashes }),
    cases: [...new Set(cases)].sort().join(' '),
  };
}

/** What a kept record says of an item. */
export interface KnownMutation {
  readonly mutation: ItemMutation;
  /** As it stands in the record. */
  readonly recorded: RecordedItem;
  /** No case was added since: nothing is left to ask. Else its survivors may be noticed by now, and what was killed still is. */
  readonly isCurrent: boolean;
}

/** What a kept record says of an item; undefined where it says nothing, or what it says came of something else. */
export function recordedMutation(
  record: unknown,
  item: ContentItem,
  recorded: RecordedContent,
): KnownMutation | undefined {
  const items = isMutationRecord(record) ? record.items : [];
  const known = items.find(({ file }) => file === item.file);
  const { hash, cases } = hashesOf(item, recorded);
  if (known === undefined || known.hash !== hash) return undefined;
  const now = new Set(cases.split(' '));
  if (known.cases.split(' ').some((one) => !now.has(one))) return undefined;
  const { id, name, file } = item;
  const mutants = known.survivors.map((survivor) => survivorOf(survivor, item));
  return {
    mutation: { id, name, file, total: known.total, killed: known.killed, mutants },
    recorded: known,
    isCurrent: known.cases === cases,
  };
}

/** What a kept record says of an item, also where query, functions or cases were changed since. */
export interface KeptMutation {
  readonly mutation: ItemMutation;
  /** It came of the item and its cases as they are now. */
  readonly isCurrent: boolean;
}

/** For a reader of a record: the entry of an item. What is not current has places in the query of then. */
export function keptMutation(
  entry: RecordedItem,
  item: ContentItem,
  recorded: RecordedContent,
): KeptMutation {
  const { id, name, file } = item;
  const { total, killed, survivors } = entry;
  const mutants = survivors.map((survivor) => survivorOf(survivor, item));
  const isCurrent = recordedMutation({ items: [entry] }, item, recorded)?.isCurrent === true;
  return { mutation: { id, name, file, total, killed, mutants }, isCurrent };
}

/** Whether a JSON value is a record as `test --mutation-record` writes it. */
export function isMutationRecord(value: unknown): value is MutationRecord {
  const items: unknown = isJsonMap(value) ? value['items'] : undefined;
  return (
    Array.isArray(items) &&
    items.every(
      (one: unknown) =>
        isJsonMap(one) &&
        typeof one['cases'] === 'string' &&
        Number.isInteger(one['total']) &&
        Number.isInteger(one['killed']) &&
        Array.isArray(one['survivors']) &&
        one['survivors'].every(
          (survivor: unknown) =>
            isJsonMap(survivor) &&
            placeIn(survivor['id']) !== undefined &&
            typeof survivor['before'] === 'string' &&
            typeof survivor['after'] === 'string',
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
