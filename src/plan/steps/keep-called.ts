// Blocks the deletion, or another name, of what stays needed: a function that something still calls after the plan: a step.
import type { ResourceBody } from '../../content/kinds/content-kind.ts';
import { type Change, isWritten, subjectOf } from '../change.ts';
import type { Decision, Draft } from '../draft.ts';
import { anyGives, givenByDeployed, givenOnceWritten, neededBy } from '../names.ts';
import { itemKey } from '../snapshot.ts';

interface Staying {
  readonly name: string;
  readonly body: ResourceBody;
}

/** Again until nothing more is blocked: what is kept may itself call what was to go. */
export function keepCalled(draft: Draft): Draft {
  if (!anyGives(draft.input)) return draft;
  const going = new Set(draft.leftovers.filter(isDelete).map((change) => keyOf(change, draft)));
  const renamed = new Set(draft.decisions.filter((one) => losesName(one, draft)).map(({ item }) => item));
  if (going.size === 0 && renamed.size === 0) return draft;
  const names = namesThatStay(draft, going);
  let needed: readonly (readonly [string, string])[] | undefined;
  let blocked = 0;
  const keep = (change: Change, key: string, hint: (caller: string) => string): Change => {
    const lost = givenByDeployed(key, draft).filter((name) => !names.has(name));
    if (lost.length === 0) return change;
    needed ??= staying(draft, going).flatMap(({ name, body }) =>
      neededBy(body, draft.input).map((call) => [call, name] as const),
    );
    const caller = needed.find(([call]) => lost.includes(call));
    if (caller === undefined) return change;
    blocked++;
    return keptChange(change, caller, hint(caller[1]));
  };
  const leftovers = draft.leftovers.map((change) =>
    isDelete(change) ? keep(change, keyOf(change, draft), hintOnDeletion) : change,
  );
  const decisions = draft.decisions.map((one) => {
    if (!renamed.has(one.item)) return one;
    return { ...one, change: keep(one.change, draft.view.keyOf(one.item), hintOnRenaming) };
  });
  return blocked === 0 ? draft : keepCalled({ ...draft, decisions, leftovers });
}

const hintOnDeletion = (caller: string) => `Take the call out of ${caller} first, or delete that too.`;

const hintOnRenaming = (caller: string) =>
  `Let ${caller} call the new name in the same change, or keep the old one.`;

/** Is it written under another name than the workspace has it? */
function losesName({ item, change }: Decision, draft: Draft): boolean {
  if (!isWritten(change)) return false;
  const given = givenOnceWritten(item, draft);
  return givenByDeployed(draft.view.keyOf(item), draft).some((name) => !given.includes(name));
}

function keptChange(change: Change, [call, caller]: readonly [string, string], hint: string): Change {
  return {
    ...subjectOf(change),
    action: 'blocked',
    ...(change.action === 'delete' ? { status: 'orphaned' } : {}),
    reason: `${caller} calls ${call}.`,
    hint,
    fields: [],
    item: false,
  };
}

function isDelete(change: Change): boolean {
  return change.action === 'delete' && change.item;
}

function keyOf({ kind, id }: Change, { input }: Draft): string {
  return itemKey(input.kinds[kind].collection, id);
}

function namesThatStay(draft: Draft, going: ReadonlySet<string>): ReadonlySet<string> {
  const coming = draft.decisions.filter(
    ({ change }) => change.action !== 'blocked' && change.status !== 'locked',
  );
  const written = new Set(
    coming.flatMap(({ item, change }) => (isWritten(change) ? [draft.view.keyOf(item)] : [])),
  );
  const standing = [...draft.view.items.keys()].filter((key) => !going.has(key) && !written.has(key));
  return new Set([
    ...coming.flatMap(({ item }) => givenOnceWritten(item, draft)),
    ...standing.flatMap((key) => givenByDeployed(key, draft)),
  ]);
}

/** What stands once the plan is applied: files as they are written, else what the workspace holds. */
function staying({ decisions, view }: Draft, going: ReadonlySet<string>): readonly Staying[] {
  const files = new Map(
    decisions
      .filter(({ change }) => change.action !== 'blocked' && change.status !== 'locked')
      .map(({ item }) => [view.keyOf(item), { name: item.name, body: item.body }] as const),
  );
  const deployed = [...view.items]
    .filter(([key]) => !going.has(key) && !files.has(key))
    .map(([key, resource]) => {
      const name = resource.properties['displayName'];
      return [key, { name: typeof name === 'string' ? name : resource.name, body: resource }] as const;
    });
  return [...new Map([...deployed, ...files]).values()];
}
