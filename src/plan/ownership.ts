// Who an item belongs to: a `metadata` resource beside it names the repository, the version and the hash of the content.

import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import { allContentKinds } from '../content/kinds/kinds.ts';
import { exitCodes, type UserError } from '../diagnostics/user-error.ts';
import { filledText, isJsonMap, type JsonMap, mapOf, overlayMaps } from '../json/json.ts';
import type { RawResource, Workspace } from '../workspace/workspace.ts';
import type { FieldChange } from './change.ts';
import { planError } from './codes.ts';
import { deletionMark, readDeletionMark } from './deletion-mark.ts';
import { type DesiredItem, recordedHashOf } from './desired.ts';
import { fieldChanges } from './diff.ts';
import { provenPut } from './proven-write.ts';
import { type ItemCollection, itemKey } from './snapshot.ts';

export interface OwnershipRecord {
  /** Name of the metadata resource. */
  readonly name: string;
  readonly collection: ItemCollection;
  /** Key of the item it belongs to. */
  readonly item: string;
  /** Name of that item, as the record spells it. */
  readonly itemName: string;
  /** The id of the file it was written for; another than the item's name where the item was adopted from there. */
  readonly contentId: string | undefined;
  /** ARM's word for the content kind: AnalyticsRule, HuntingQuery, Parser, ... */
  readonly kind: string | undefined;
  /** The repository or solution that claims the item; undefined where the record claims nothing for anyone else. */
  readonly owner: string | undefined;
  /** Made by a solution of the content hub, whose own record must stay. */
  readonly isOfSolution: boolean;
  /** Hash of the content that was last applied. */
  readonly hash: string | undefined;
  /** The item was an analytics rule and was deleted: the record claims nothing any more, it only remembers when and by whom. */
  readonly deleted: { readonly at: Date; readonly by: string | undefined } | undefined;
  readonly resource: RawResource;
}

/** Sources that mean another deployment looks after the item; LocalWorkspace and Community are marks, not claims. */
const claimingSources = new Set(['SourceRepository', 'Solution']);

/** Reads a metadata resource; undefined for one that belongs to no item of these kinds. */
export function readRecord(
  resource: RawResource,
  kinds: readonly ContentKindDefinition[] = allContentKinds,
): OwnershipRecord | undefined {
  const parent = /\/([^/]+)\/([^/]+)$/.exec(String(resource.properties['parentId'] ?? ''));
  const [, segment = '', itemName = ''] = parent ?? [];
  const ofParent = kinds.filter((kind) => kind.collection.toLowerCase() === segment.toLowerCase());
  const [collection] = ofParent.map((kind) => kind.collection);
  if (collection === undefined) return undefined;
  const source = mapOf(resource.properties['source']);
  const claimant = claimingSources.has(String(source['kind'])) ? ownerName(source) : undefined;
  const hash = filledText(resource.properties['customVersion']);
  // Of other kinds the id can be used again at once.
  const deletedAt = ofParent.some((kind) => kind.holdsDeletedIds) ? readDeletionMark(hash) : undefined;
  return {
    name: resource.name,
    collection,
    item: itemKey(collection, itemName),
    itemName,
    contentId: filledText(resource.properties['contentId']),
    kind: filledText(resource.properties['kind']),
    owner: deletedAt === undefined ? claimant : undefined,
    isOfSolution: source['kind'] === 'Solution',
    hash: deletedAt === undefined ? hash : undefined,
    deleted: deletedAt === undefined ? undefined : { at: deletedAt, by: claimant },
    resource,
  };
}

/** Keeps a repository apart from a solution of the same name. */
function ownerName(source: JsonMap): string {
  const name = filledText(source['name']) ?? filledText(source['sourceId']) ?? 'unnamed';
  return source['kind'] === 'SourceRepository' ? name : `${String(source['kind'])} ${name}`;
}

/**
 * The record that decides about an item: ours where there is one, else another's claim, else any.
 * Content hub and this tool may each have left one.
 */
export function chooseRecord(
  records: readonly OwnershipRecord[],
  owner: string,
): OwnershipRecord | undefined {
  return (
    records.find((record) => record.owner === owner) ??
    records.find((record) => record.owner !== undefined) ??
    records.find((record) => record.deleted?.by === owner) ??
    records[0]
  );
}

/** What a record is of, and what it is to say. */
export interface StatedRecord {
  readonly item: DesiredItem;
  readonly kind: ContentKindDefinition;
  readonly owner: string;
  /** Full resource id of the item. */
  readonly parentId: string;
  /** False while the workspace does not hold the content yet. */
  readonly withHash?: boolean;
}

/** What the record of an item has to say. */
export function statedRecord({ item, kind, owner, parentId, withHash = true }: StatedRecord): JsonMap {
  return {
    parentId,
    contentId: item.id,
    kind: kind.metadata?.kind,
    ...(item.version === undefined ? {} : { version: item.version }),
    source: { kind: 'SourceRepository', name: owner },
    ...(withHash ? { customVersion: recordedHashOf(item) } : {}),
  };
}

/** What differs between the record and what it should say of owner, version and hash. */
export function diffRecord(stated: JsonMap, record: OwnershipRecord | undefined): readonly FieldChange[] {
  const present = record?.resource.properties ?? {};
  const compared = ['kind', 'source', 'version', 'customVersion'].filter((key) => stated[key] !== undefined);
  // Of a source only what says whose it is; the sourceId beside it is the service's own.
  const comparable = (value: unknown) =>
    isJsonMap(value) ? { kind: value['kind'], name: value['name'] } : value;
  return fieldChanges(
    compared.map((key) => ({
      path: ['metadata', key],
      deployed: comparable(present[key]),
      desired: stated[key],
    })),
  );
}

/** The name this tool gives the record of an item; undefined where its kind has no records. */
export function recordName({ metadata }: ContentKindDefinition, itemName: string): string | undefined {
  return metadata === undefined ? undefined : `${metadata.namePrefix}${itemName}`;
}

/**
 * The record to write for an item: the one that decides about it, or one of our own beside a solution's. A solution that has taken
 * our name for its record loses it, since there is one record a name.
 */
function recordToWrite(
  kind: ContentKindDefinition,
  parentName: string,
  record: OwnershipRecord | undefined,
): { readonly name: string; readonly existing: OwnershipRecord | undefined } | undefined {
  const name = recordName(kind, parentName);
  if (name === undefined) return undefined;
  const isReused =
    record !== undefined && (!record.isOfSolution || record.name.toLowerCase() === name.toLowerCase());
  return isReused ? { name: record.name, existing: record } : { name, existing: undefined };
}

export interface RecordToWrite extends StatedRecord {
  readonly record: OwnershipRecord | undefined;
}

type RecordWriter = Pick<Workspace, 'get' | 'put'>;

/**
 * Writes the ownership record of an item, where its kind has one; author, support and whatever else stands in an existing one stay, also in one that no list
 * showed. A record that has moved on and says just this already was written by us, whose answer was lost, or by the same apply on
 * another machine.
 */
export async function writeRecord(workspace: RecordWriter, write: RecordToWrite): Promise<void> {
  const { kind, parentId, withHash = true } = write;
  const target = recordToWrite(kind, parentId.slice(parentId.lastIndexOf('/') + 1), write.record);
  if (target === undefined) return;
  const { name, existing } = target;
  const stated = statedRecord(write);
  const present = existing?.resource ?? (await workspace.get('metadata', name));
  // The hash another owner left says nothing about our content.
  const { customVersion: _, ...kept } = present?.properties ?? {};
  const properties = overlayMaps(kept, stated, ['source']);
  const isDone = (resource: RawResource) => {
    const record = readRecord(resource);
    const isHashless = withHash || record?.hash === undefined;
    return record !== undefined && isHashless && diffRecord(stated, record).length === 0;
  };
  await putRecord(workspace, { name, properties, etag: present?.etag, isDone });
}

/**
 * Lets the record of a deleted rule say when that was; whatever else stands in it stays. One that is gone, or that another deployment
 * has taken, is left alone.
 */
export async function markDeleted(
  workspace: RecordWriter,
  { name, owner, resource }: OwnershipRecord,
  at: Date,
): Promise<void> {
  const current = await workspace.get('metadata', name);
  const record = current === undefined ? undefined : readRecord(current);
  if (current === undefined || (record?.owner ?? owner) !== owner) return;
  const mark = deletionMark(at);
  const properties = { ...current.properties, customVersion: mark };
  const former = resource.properties['customVersion'];
  // A mark of the same deletion by an apply on another machine is as good.
  const isDone = (stored: RawResource) => {
    const says = stored.properties['customVersion'];
    return says === mark || (says !== former && readRecord(stored)?.deleted !== undefined);
  };
  await putRecord(workspace, { name, properties, etag: current.etag, isDone });
}

interface RecordPut {
  readonly name: string;
  readonly properties: JsonMap;
  readonly etag: string | undefined;
  readonly isDone: (resource: RawResource) => boolean;
}

async function putRecord(
  workspace: RecordWriter,
  { name, properties, etag, isDone }: RecordPut,
): Promise<void> {
  const options = etag === undefined ? { onlyIfAbsent: true } : { etag };
  const put = () => workspace.put('metadata', name, { properties }, options);
  const get = () => workspace.get('metadata', name);
  const stored = await provenPut({ put, get, isDone, before: etag });
  if (!isDone(stored)) throw storedOtherwise(name);
}

function storedOtherwise(name: string): UserError {
  return planError(
    'plan/record-not-kept',
    `The workspace stored the ownership record ${name} otherwise than it was sent.`,
    {
      hint: 'Look at the record on the workspace; until it is right, the item does not count as owned.',
      exitCode: exitCodes.findings,
    },
  );
}
