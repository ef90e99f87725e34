// Smoke over all content: runs what the workspace holds of it, and makes evidence of what came of it.
import type { ContentItem } from '../content/content-item.ts';
import type { Environment } from '../environments/environment.ts';
import { maxAlertsPerDay } from '../environments/smoke-limits.ts';
import { isAccepted } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Evidence } from './evidence.ts';
import { type EvidenceRun, effectiveHash, evidenceOf } from './evidence-of.ts';
import { type SmokeResult, smokeItem } from './smoke.ts';

export interface SmokeRun {
  /** Shows what the workspace holds of the content as its environment makes it. */
  readonly plan: Plan;
  /** The items to run, as `as` or the environment makes them. */
  readonly items: readonly ContentItem[];
  readonly environment: Environment;
  readonly as: Environment | undefined;
  readonly workspace: Workspace;
  /** What the records of this run share. */
  readonly run: EvidenceRun;
  readonly clock: () => Date;
  /** Called before each item. */
  readonly onItem: (done: number, total: number) => void;
}

export interface Smoked {
  readonly results: readonly SmokeResult[];
  readonly records: readonly Evidence[];
}

/** Runs the queries one after the other. Smoke proves what is there, not what might be. */
export async function smokeContent(smoke: SmokeRun): Promise<Smoked> {
  const { items, environment, as, workspace, run, clock } = smoke;
  const { standsAs, whyAccepted } = standingOf(smoke);
  const results: SmokeResult[] = [];
  const records: Evidence[] = [];
  for (const [done, item] of items.entries()) {
    smoke.onItem(done, items.length);
    const stands = standsAs(item);
    if (stands === undefined) {
      results.push(notRun(item, whyAccepted(item)));
      continue;
    }
    const limits = { maxAlertsPerDay: maxAlertsPerDay((as ?? environment).smoke, item) };
    const result = await smokeItem(item, { workspace, limits, elapsed: () => clock().getTime() });
    const detail = stands === 'same' ? result.detail : `${result.detail} (${stands})`;
    results.push({ ...result, detail });
    if (result.result === 'passed' || result.result === 'failed') {
      records.push(evidenceOf(item, { result: result.result, detail }, run));
    }
  }
  return { results, records };
}

interface Standing {
  /** `same`, or how what stands there differs from the item to run; undefined where the workspace does not hold it. */
  standsAs(item: ContentItem): string | undefined;
  /** Why the environment accepts that the workspace does not have an item; undefined where it does not. */
  whyAccepted(item: ContentItem): string | undefined;
}

function standingOf({ plan, as, environment }: SmokeRun): Standing {
  const keyOf = ({ kind, id }: Pick<ContentItem, 'kind' | 'id'>) => `${kind}/${id}`;
  // A locked item that differs is a no-op too; what stands there is not what the files say.
  const settled = plan.changes.filter(({ action, fields }) => action === 'no-op' && fields.length === 0);
  const standing = new Set(settled.map(keyOf));
  const accepted = new Map(
    plan.changes.filter(isAccepted).map((change) => [keyOf(change), change.reason] as const),
  );
  return {
    standsAs: (item) => {
      if (!standing.has(keyOf(item))) return undefined;
      if (as === undefined || plan.content[keyOf(item)] === effectiveHash(item)) return 'same';
      return `as ${as.name} has it; ${environment.name} holds a variant of its own`;
    },
    whyAccepted: (item) => accepted.get(keyOf(item)),
  };
}

function notRun({ id, name, file }: ContentItem, accepted: string | undefined): SmokeResult {
  if (accepted !== undefined) return { id, name, file, result: 'skipped', detail: accepted };
  return { id, name, file, result: 'not-deployed', detail: 'the workspace does not hold this content' };
}
