// The workspace as the plan found it: all items and ownership records, read once with one list per collection.
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import type { RawResource, Workspace } from '../workspace/workspace.ts';

export interface Snapshot {
  readonly alertRules: readonly RawResource[];
  readonly savedSearches: readonly RawResource[];
  readonly metadata: readonly RawResource[];
}

export type ItemCollection = ContentKindDefinition['collection'];

/** Reads the three collections; this is all that a plan without changes costs. */
export async function readSnapshot(workspace: Pick<Workspace, 'list'>): Promise<Snapshot> {
  const [alertRules, savedSearches, metadata] = await Promise.all([
    workspace.list('alertRules'),
    workspace.list('savedSearches'),
    workspace.list('metadata'),
  ]);
  return { alertRules, savedSearches, metadata };
}

/** Names an item within the workspace; ARM compares names without regard to case. */
export function itemKey(collection: ItemCollection, name: string): string {
  return `${collection}/${name}`.toLowerCase();
}
