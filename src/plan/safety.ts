// Stops a plan that would change so much at once that a mistake is the likelier explanation.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Change } from './change.ts';
import { planError, planFinding } from './codes.ts';

/** A number of items, or a share of the items this repository owns in the workspace. */
export type Limit = { readonly count: number } | { readonly percent: number };

/**
 * Five items, or 10 % of the owned ones where that is less; one item is always allowed. The smaller of the two: with the larger,
 * a wrong folder could empty a small workspace without a question.
 */
const defaultDeletes = { count: 5, percent: 10 } as const;

/** Updates that would overwrite this share of the owned items, and at least this many, ask for --force. */
const defaultUpdates = { atLeast: 10, percent: 30 } as const;

/** Reads `--max-deletes`: `7` or `25%`. */
export function parseLimit(text: string): Limit {
  const match = /^(\d+)(%?)$/.exec(text.trim());
  const value = Number(match?.[1]);
  const isPercent = match?.[2] === '%';
  if (match === null || (isPercent && value > 100)) {
    throw planError(
      'plan/bad-limit',
      `--max-deletes takes a number of items or a share such as 10%, not ${JSON.stringify(text)}.`,
      { hint: 'Write for example --max-deletes 7 or --max-deletes 25%.' },
    );
  }
  return isPercent ? { percent: value } : { count: value };
}

/** What one bound of the project file says. */
export interface ProjectLimit {
  readonly count?: number;
  readonly percent?: number;
}

/**
 * The limit that `--max-deletes` states, else the project's. One bound of the project alone is the user's own; both together are the
 * default, which safety applies to the workspace's size.
 */
export function limitOf(stated: string | undefined, { count, percent }: ProjectLimit): Limit | undefined {
  if (stated !== undefined) return parseLimit(stated);
  if (count !== undefined && percent !== undefined) return undefined;
  if (count !== undefined) return { count };
  return percent === undefined ? undefined : { percent };
}

/** How many of `owned` items one apply may delete. */
export function allowedDeletes(owned: number, limit: Limit | undefined): number {
  if (limit === undefined) {
    return Math.max(1, Math.min(defaultDeletes.count, Math.floor((owned * defaultDeletes.percent) / 100)));
  }
  return 'count' in limit ? limit.count : Math.floor((owned * limit.percent) / 100);
}

/** Why apply should not run these changes without being told to; empty when nothing is out of the ordinary. */
export function checkSafety(
  changes: readonly Change[],
  owned: number,
  maxDeletes: Limit | undefined,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const deletes = changes.filter((change) => change.action === 'delete' && change.item).length;
  const allowed = allowedDeletes(owned, maxDeletes);
  if (deletes > allowed) {
    const message = `The plan deletes ${deletes} of ${owned} owned items; ${allowed} at once ${allowed === 1 ? 'is' : 'are'} allowed.`;
    const hint = `Check that no folder is missing, then pass --max-deletes ${deletes}.`;
    diagnostics.push(planFinding('plan/too-many-deletes', message, { hint }));
  }
  const updates = changes.filter(isOverwrite).length;
  if (updates >= defaultUpdates.atLeast && updates * 100 > owned * defaultUpdates.percent) {
    const message = `The plan overwrites ${updates} of ${owned} owned items at once.`;
    diagnostics.push(planFinding('plan/too-many-updates', message));
  }
  return diagnostics;
}

/** An update that changes what the workspace does; layout and ownership records do not count. */
function isOverwrite(change: Change): boolean {
  return change.action === 'update' && change.item && change.fields.some((field) => !field.formattingOnly);
}
