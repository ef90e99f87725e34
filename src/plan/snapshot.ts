// The workspace as the plan found it: all items and ownership records, read once with one list per collection.

import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import { allContentKinds } from '../content/kinds/kinds.ts';
import type { Collection, RawResource, Workspace } from '../workspace/workspace.ts';

export type ItemCollection = ContentKindDefinition['collection'];

/** What each collection holds. */
export type Snapshot = Readonly<Record<Collection, readonly RawResource[]>>;

/** Reads the collections of the kinds, and their ownership records; this is all that a plan without changes costs. */
export async function readSnapshot(
  workspace: Pick<Workspace, 'list'>,
  kinds: readonly ContentKindDefinition[] = allContentKinds,
): Promise<Snapshot> {
  const names = new Set<Collection>(kinds.map(({ collection }) => collection));
  if (kinds.some(({ metadata }) => metadata !== undefined)) names.add('metadata');
  const lists = [...names].map(async (name) => [name, await workspace.list(name)] as const);
  return Object.fromEntries(await Promise.all(lists)) as Snapshot;
}

/** Names an item within the workspace; ARM compares names without regard to case. */
export function itemKey(collection: ItemCollection, name: string): string {
  return `${collection}/${name}`.toLowerCase();
}
