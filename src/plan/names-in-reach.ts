// The names that queries can call once a draft is applied.
import type { Draft } from './draft.ts';
import { givenByDeployed, givenByItem } from './names.ts';

/** Names there are, or will be once the draft is applied: those on the workspace, and those of files that are neither blocked nor locked. */
export function namesInReach(draft: Draft): ReadonlySet<string> {
  const deployed = [...draft.view.items.keys()].flatMap((key) => givenByDeployed(key, draft));
  const coming = draft.decisions
    .filter(({ change }) => change.action !== 'blocked' && change.status !== 'locked')
    .flatMap(({ item }) => givenByItem(item, draft.input));
  return new Set([...deployed, ...coming]);
}
