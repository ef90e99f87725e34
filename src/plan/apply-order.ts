// The order in which changes are applied: what gives a name goes before what needs it, deletions the other way round.

import type { ResourceBody } from '../content/kinds/content-kind.ts';
import { type Change, isPending } from './change.ts';
import { anyGives, givenByDeployed, givenByItem, neededBy, queryOf } from './names.ts';
import type { Sides } from './sides.ts';
import { itemKey } from './snapshot.ts';

/** A change, and those of earlier waves without which it is not begun. */
export interface Ordered {
  readonly change: Change;
  readonly after: readonly Change[];
}

/**
 * The changes in waves: what one needs is in a wave before. What is replaced goes after everything that is written, so that its
 * successor stands before. Of changes that need each other one goes first all the same; the service decides then.
 */
export function inWaves(
  changes: readonly Change[],
  sides: Pick<Sides, 'input' | 'view'>,
): readonly (readonly Ordered[])[] {
  const prerequisites = prerequisitesOf(changes, sides);
  const puts = changes.filter(({ action }) => action === 'create' || action === 'update');
  const levels = levelsOf(changes, (change) => [
    ...(prerequisites.get(change) ?? []),
    ...(change.status === 'replaced' ? puts : []),
  ]);
  const levelOf = (change: Change) => levels.get(change) ?? 0;
  const waves: Ordered[][] = [];
  for (const change of changes) {
    const level = levelOf(change);
    const after = (prerequisites.get(change) ?? []).filter((each) => levelOf(each) < level);
    const wave = waves[level] ?? [];
    wave.push({ change, after });
    waves[level] = wave;
  }
  return waves;
}

/** One more than the highest level of those before it; a circle is cut where it closes. */
function levelsOf(
  changes: readonly Change[],
  before: (change: Change) => readonly Change[],
): ReadonlyMap<Change, number> {
  const levels = new Map<Change, number>();
  const open = new Set<Change>();
  const levelOf = (change: Change): number => {
    const known = levels.get(change);
    if (known !== undefined) return known;
    if (open.has(change)) return -1;
    open.add(change);
    const level = before(change).reduce((highest, each) => Math.max(highest, levelOf(each)), -1) + 1;
    open.delete(change);
    levels.set(change, level);
    return level;
  };
  for (const change of changes) levelOf(change);
  return levels;
}

function prerequisitesOf(
  changes: readonly Change[],
  { input, view }: Pick<Sides, 'input' | 'view'>,
): ReadonlyMap<Change, readonly Change[]> {
  if (!anyGives(input)) return new Map();
  const items = new Map(input.desired.map((item) => [`${item.kind}/${item.id}`, item]));
  const pending = changes.filter(isPending).map((change) => {
    const item = change.action === 'delete' ? undefined : items.get(`${change.kind}/${change.id}`);
    const key =
      item === undefined ? itemKey(input.kinds[change.kind].collection, change.id) : view.keyOf(item);
    const gives = item === undefined ? [] : givenByItem(item, input);
    return { change, item, deployed: view.item(key), gives, gave: givenByDeployed(key, { view }) };
  });
  const names = pending.flatMap(({ gives, gave }) => [...gives, ...gave]);
  const needsOf = (body: ResourceBody | undefined) => {
    // Binding a query takes long; what it does not spell it does not call.
    const isNamed = body !== undefined && names.some((name) => queryOf(body).includes(name));
    return isNamed ? neededBy(body, input) : [];
  };
  const links = pending.map(({ item, deployed, ...link }) => ({
    ...link,
    needs: needsOf(item?.body),
    needed: needsOf(deployed),
  }));
  const overlap = (names: readonly string[], others: readonly string[]) =>
    names.some((name) => others.includes(name));
  const pairs = links.map(({ change, needs, gave }) => {
    const before = links.filter((other) =>
      change.action === 'delete' ? overlap(gave, other.needed) : overlap(needs, other.gives),
    );
    return [change, before.map((other) => other.change).filter((other) => other !== change)] as const;
  });
  return new Map(pairs);
}
