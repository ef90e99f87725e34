// What a file asks the workspace to hold: its identity, the ARM body it states, and the hash of its content.
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import { contentHash } from '../content/hash.ts';
import type { ContentKindDefinition, ResourceBody } from '../content/kinds/content-kind.ts';
import { versionOf } from '../content/kinds/kinds.ts';

export interface DesiredItem {
  readonly kind: ContentKind;
  /** The ARM resource name. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** The version that the file gives its content: kept in the ownership record, never in the item. */
  readonly version?: string;
  /** What the file and the environment state, nothing else. */
  readonly body: ResourceBody;
  /** Hash of the stated content in canonical form. */
  readonly hash: string;
  /** What the ownership record keeps instead of the hash, where the environment had the item deployed otherwise than asked. */
  readonly recordedHash?: string;
}

/** What the ownership record of an item says of its content. */
export function recordedHashOf(item: DesiredItem): string {
  return item.recordedHash ?? item.hash;
}

/** The content kinds a plan works on, by name. */
export type Kinds = Readonly<Record<ContentKind, ContentKindDefinition>>;

/**
 * The desired item of a content file. `body` is what `toBody` gave with the environment's changes over it, where there are any.
 */
export function desiredItem(
  item: ContentItem,
  definition: ContentKindDefinition,
  body: ResourceBody = definition.toBody(item),
): DesiredItem {
  const { kind, id, name, file } = item;
  const version = versionOf(item);
  const desired = { kind, id, name, file, body, hash: contentHash(definition, body) };
  return version === undefined ? desired : { ...desired, version };
}
