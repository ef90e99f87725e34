// Compares what the files ask for with what the workspace holds: a pure function from both sides to a plan.
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Change, type Summary, summarise } from './change.ts';
import { changeOf } from './change-of.ts';
import type { DesiredItem } from './desired.ts';
import { changesWithoutFile } from './leftover.ts';
import { type PlanInput, viewWorkspace, type WorkspaceView } from './plan-input.ts';
import { checkSafety } from './safety.ts';

export const planSchemaVersion = 1;

export interface Plan {
  readonly schemaVersion: typeof planSchemaVersion;
  /** ARM resource id of the workspace the plan is for. */
  readonly workspace: string;
  /** The repository in whose name it is applied. */
  readonly owner: string;
  readonly commit?: string | undefined;
  readonly prune: boolean;
  readonly changes: readonly Change[];
  readonly summary: Summary;
  /** Why apply refuses to run it without --force or a higher limit. */
  readonly safety: readonly Diagnostic[];
  /** Hash of every desired item, by kind and id. */
  readonly content: Readonly<Record<string, string>>;
  /** Etag of every resource the plan decided on, by collection and name. */
  readonly etags: Readonly<Record<string, string>>;
}

/** The plan: one change for every file, and for everything in the workspace that has none. Sends nothing. */
export function makePlan(input: PlanInput): Plan {
  const view = viewWorkspace(input);
  const changes = [
    ...[...input.desired].sort(byKindAndFile).map((item) => changeOf(item, input, view)),
    ...changesWithoutFile(input, view),
  ];
  const plan = {
    schemaVersion: planSchemaVersion,
    workspace: input.workspace,
    owner: input.owner,
    prune: input.prune ?? false,
    changes,
    summary: summarise(changes),
    safety: checkSafety(changes, view.ownedCount, input.maxDeletes),
    content: contentOf(input.desired),
    etags: etagsOf(input, view),
  } as const;
  return input.commit === undefined ? plan : { ...plan, commit: input.commit };
}

/** One hash over all desired content: what evidence and saved plans are bound to. */
export function contentHashOf(plan: Pick<Plan, 'content'>): string {
  return createHash('sha256').update(JSON.stringify(plan.content)).digest('hex');
}

function byKindAndFile(a: DesiredItem, b: DesiredItem): number {
  return compareText(a.kind, b.kind) || compareText(a.file, b.file);
}

function contentOf(desired: readonly DesiredItem[]): Readonly<Record<string, string>> {
  const entries = desired.map((item) => [`${item.kind}/${item.id}`, item.hash] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
}

/** Of items with a file or of ours, and of their records; what the SOC does elsewhere does not make a plan stale. */
function etagsOf(input: PlanInput, view: WorkspaceView): Readonly<Record<string, string>> {
  const keys = new Set([...input.desired.map((item) => view.keyOf(item)), ...view.ownedKeys]);
  const entries = [...keys].flatMap((key) => {
    const item = view.item(key);
    const record = view.record(key);
    return [
      ...(item === undefined ? [] : [[key, item.etag ?? ''] as const]),
      ...(record === undefined ? [] : [[`metadata/${record.name}`, record.resource.etag ?? ''] as const]),
    ];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
