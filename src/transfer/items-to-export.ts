// Which items of a workspace an export takes, and what it leaves out.
import { allContentKinds, contentKindDefinitions } from '../content/kinds/kinds.ts';
import { oneLine } from '../diagnostics/harmless.ts';
import { plural } from '../diagnostics/plural.ts';
import type { UserError } from '../diagnostics/user-error.ts';
import { itemKey, type Snapshot } from '../plan/snapshot.ts';
import { waitsForTables } from '../plan/waiting.ts';
import { viewWorkspace } from '../plan/workspace-view.ts';
import { nothingFound } from '../project/assert-content.ts';
import { transferError } from './codes.ts';
import { kindsIn } from './collections.ts';
import { displayNameOf, type IncomingItem } from './incoming-item.ts';
import { noneOf } from './kind-words.ts';

export interface LeftOut {
  /** Functions and searches of other categories. */
  readonly savedSearches: number;
  /** Owner -> how many of its items. */
  readonly owned: Readonly<Record<string, number>>;
}

export interface ExportOptions {
  /** The repository that exports, as the workspace's metadata names it. */
  readonly owner: string;
  /** Ids of items; none: all that nobody else deploys. */
  readonly ids: readonly string[];
  /** Also what another repository or a solution deploys. */
  readonly all: boolean;
  /** Name of the environment, for messages. */
  readonly environment: string;
}

interface Chosen {
  readonly items: readonly IncomingItem[];
  readonly leftOut: LeftOut;
}

/** Throws a UserError for an id that the workspace does not have, and where there is nothing to export. */
export function itemsToExport(snapshot: Snapshot, options: ExportOptions): Chosen {
  const chosen = chosenItems(snapshot, options);
  if (chosen.items.length === 0) throw nothingToExport(options.environment, chosen.leftOut);
  return chosen;
}

/** The same; there may be none. */
export function chosenItems(
  snapshot: Snapshot,
  { owner, ids, all }: Omit<ExportOptions, 'environment'>,
): Chosen {
  const present = itemsOf(snapshot, owner);
  const isById = ids.length > 0;
  const chosen = isById ? withIds(present, ids) : present.filter((each) => all || each.owner === undefined);
  const leftOut = isById ? { savedSearches: 0, owned: {} } : leftOutOf(snapshot, present, chosen);
  return { items: chosen.map(({ item }) => item), leftOut };
}

interface PresentItem {
  readonly item: IncomingItem;
  /** Another repository, or a solution, that deploys the item. */
  readonly owner: string | undefined;
}

/** The content items of a workspace; resources of no content kind are none. */
function itemsOf(snapshot: Snapshot, owner: string): readonly PresentItem[] {
  const view = viewWorkspace({ deployed: snapshot, kinds: contentKindDefinitions, owner });
  return allContentKinds.flatMap((definition) =>
    snapshot[definition.collection]
      .filter(definition.isOfKind)
      .map(({ name, kind, properties: deployed }) => {
        const key = itemKey(definition.collection, name);
        const record = view.record(key);
        // Off because tables are missing is not what anybody asked for: stated in a file, it would stay off when they come.
        const properties = waitsForTables(view, key) ? { ...deployed, enabled: true } : deployed;
        const isOurs = record?.owner === owner;
        // What was adopted from another id belongs to the file with the id of its record.
        const id = (isOurs ? record.contentId : undefined) ?? name;
        const version = record?.resource.properties['version'];
        const body = { kind, properties };
        const known = typeof version === 'string' && version !== '' ? { version } : {};
        const item = { kind: definition.kind, id, name: displayNameOf(body, id), body, ...known };
        // An empty owner is none.
        return { item, owner: (isOurs ? undefined : record?.owner) || undefined };
      }),
  );
}

function withIds(present: readonly PresentItem[], ids: readonly string[]): readonly PresentItem[] {
  const isNamed = ({ item }: PresentItem, id: string) => item.id.toLowerCase() === id.toLowerCase();
  const unknown = ids.find((id) => !present.some((each) => isNamed(each, id)));
  if (unknown === undefined) return present.filter((each) => ids.some((id) => isNamed(each, id)));
  throw transferError('export/unknown-id', `The workspace has ${noneOf()} with the id ${unknown}.`, {
    hint: 'Copy the id from plan --format json, or run export without ids.',
  });
}

function leftOutOf(
  snapshot: Snapshot,
  present: readonly PresentItem[],
  chosen: readonly PresentItem[],
): LeftOut {
  const usedNames = new Set(chosen);
  const owners = present.filter((each) => !usedNames.has(each)).map(({ owner }) => owner ?? '');
  const names = [...new Set(owners)].sort();
  const kinds = kindsIn('savedSearches');
  return {
    savedSearches: snapshot.savedSearches.filter((each) => !kinds.some((kind) => kind.isOfKind(each))).length,
    owned: Object.fromEntries(names.map((name) => [name, owners.filter((each) => each === name).length])),
  };
}

function nothingToExport(environment: string, { owned }: LeftOut): UserError {
  const others = Object.entries(owned).map(
    ([owner, count]) => `${plural(count, 'item')} of ${oneLine(owner)} left out`,
  );
  const rest = others.length === 0 ? '' : `: ${others.join(', ')}`;
  return nothingFound(`There is no content to export on the workspace of ${environment}${rest}.`, {
    hint:
      others.length === 0
        ? 'Name the environment of the workspace that holds the content with --environment.'
        : 'Pass --all to take what others deploy too.',
  });
}
