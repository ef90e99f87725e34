// Lists: their order, their pages, and the link to the next page.
import { type Answer, notEmbedded } from './errors.ts';
import type { ArmRequest, EmulatedWorkspace } from './request.ts';

/** OData options other than the place in a list are not understood, and that is said. */
export function optionOfQuery({ query }: ArmRequest, collection: string): Answer | undefined {
  const option = [...query.keys()].find((name) => name.startsWith('$') && name !== '$skipToken');
  return option === undefined ? undefined : notEmbedded(`${option} on ${collection}`);
}

/** Items in the order of behaviour `list-order`; they come sorted by name. */
export function ordered<T>(items: readonly T[], workspace: EmulatedWorkspace): readonly T[] {
  return workspace.variants['list-order'] === 'reversed' ? [...items].reverse() : items;
}

/**
 * One page of a list. The position is the name of the last item seen, so that nothing is skipped or doubled when the
 * list changes between two pages.
 */
export function page<T extends { readonly name: string }>(
  items: readonly T[],
  toBody: (item: T) => unknown,
  { request, workspace }: { readonly request: ArmRequest; readonly workspace: EmulatedWorkspace },
): Answer {
  const all = ordered(items, workspace);
  const after = request.query.get('$skipToken');
  const start = after === null ? 0 : positionAfter(all, after, workspace);
  const current = all.slice(start, start + workspace.pageSize);
  const last = current.at(-1);
  const value = current.map(toBody);
  if (last === undefined || start + current.length >= all.length) return { status: 200, body: { value } };
  const next = new URL(request.url);
  next.searchParams.set('$skipToken', Buffer.from(last.name).toString('base64url'));
  return { status: 200, body: { value, nextLink: next.href } };
}

function positionAfter(
  items: readonly { readonly name: string }[],
  token: string,
  workspace: EmulatedWorkspace,
): number {
  const seen = Buffer.from(token, 'base64url').toString();
  const reversed = workspace.variants['list-order'] === 'reversed';
  const index = items.findIndex(({ name }) => (reversed ? name < seen : name > seen));
  return index < 0 ? items.length : index;
}
