// The names of everything the live checks write, by which it can be told from everything else on a workspace.
import { randomUUID } from 'node:crypto';
import type { Collection, Workspace } from '../../src/workspace/workspace.ts';

/** What people see: display names of rules and saved searches. */
const titlePrefix = 'sentinel-sync live check';
/** Names of saved searches and metadata resources. */
const namePrefix = 'sentinel-sync-live-check-';
/** Rules bear GUIDs, as the tool gives them; all of theirs begin alike. */
const idPrefix = '5e175ec0-';

export const newTitle = () => `${titlePrefix} ${randomUUID()}`;
export const newName = () => `${namePrefix}${randomUUID()}`;
export const newRuleId = () => `${idPrefix}${randomUUID().slice(idPrefix.length)}`;

/** A name for a new resource of the collection. */
export function newNameIn(collection: Collection): string {
  return collection === 'alertRules' ? newRuleId() : newName();
}

/** True for a name that only the live checks give. */
export function isOurs(collection: Collection, name: string): boolean {
  return name.toLowerCase().startsWith(collection === 'alertRules' ? idPrefix : namePrefix);
}

/** Records go before what they are about. */
const collections = ['metadata', 'savedSearches', 'alertRules'] as const satisfies readonly Collection[];

/** Deletes what the live checks have written, now or in a run that was killed, and nothing else; returns what it deleted. */
export async function sweep(workspace: Pick<Workspace, 'list' | 'delete'>): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const collection of collections) {
    for (const { name } of await workspace.list(collection)) {
      if (!isOurs(collection, name)) continue;
      await workspace.delete(collection, name);
      swept.push(`${collection}/${name}`);
    }
  }
  return swept;
}
