// A draft of a plan: what both sides say about each file; steps turn it into a better one, and the last draft becomes the plan.
import { compareText } from '../diagnostics/compare-text.ts';
import type { Change } from './change.ts';
import { changeOf } from './change-of.ts';
import type { DesiredItem } from './desired.ts';
import type { PlanInput } from './plan-input.ts';
import { type Sides, sidesOf } from './sides.ts';

/** What becomes of one file. */
export interface Decision {
  readonly item: DesiredItem;
  readonly change: Change;
}

export interface Draft extends Sides {
  /** One for each file, by kind and file. */
  readonly decisions: readonly Decision[];
  /** Changes of what the workspace holds and no file asks for: decided once those of the files are final. */
  readonly leftovers: readonly Change[];
  /** The gate of the environment was asked. */
  readonly gated?: true;
}

/** What the contents of both sides alone ask for. */
export function draftOf(input: PlanInput): Draft {
  const sides = sidesOf(input);
  const decisions = [...input.desired]
    .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.file, b.file))
    .map((item) => ({ item, change: changeOf(item, sides) }));
  return { ...sides, decisions, leftovers: [] };
}

/** The draft with another change for some files. */
export function withChanges(draft: Draft, changed: (change: Change, item: DesiredItem) => Change): Draft {
  const decisions = draft.decisions.map(({ item, change }) => ({ item, change: changed(change, item) }));
  return { ...draft, decisions };
}

/** The draft with other content for some files, decided on anew. */
export function withItems(draft: Draft, other: ReadonlyMap<DesiredItem, DesiredItem>): Draft {
  const input = { ...draft.input, desired: draft.input.desired.map((item) => other.get(item) ?? item) };
  const sides = { ...draft, input };
  const decisions = draft.decisions.map((decision) => {
    const item = other.get(decision.item);
    return item === undefined ? decision : { item, change: changeOf(item, sides) };
  });
  return { ...sides, decisions };
}
