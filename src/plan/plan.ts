// Compares what the files ask for with what the workspace holds: a pure function from both sides to a plan.
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { byEnvironment } from './by-environment.ts';
import { checkCapacity } from './capacity.ts';
import { type Change, type Summary, summarise } from './change.ts';
import { changeOf } from './change-of.ts';
import type { DesiredItem } from './desired.ts';
import { changesWithoutFile } from './leftover.ts';
import type { PlanInput } from './plan-input.ts';
import { checkSafety } from './safety.ts';
import { type FindTwin, twinsIn } from './twins.ts';
import { viewWorkspace, type WorkspaceView } from './workspace-view.ts';

export const planSchemaVersion = 1;

export interface Plan {
  readonly schemaVersion: typeof planSchemaVersion;
  /** ARM resource id of the workspace the plan is for. */
  readonly workspace: string;
  /** Name of the environment it was made for: where apply takes a saved plan. */
  readonly environment?: string | undefined;
  /** The repository in whose name it is applied. */
  readonly owner: string;
  readonly commit?: string | undefined;
  readonly prune: boolean;
  readonly recreate?: true | undefined;
  /** The gate of the environment was asked: what lacks evidence is blocked. */
  readonly gated?: true | undefined;
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
  const findTwin = twinsIn(input, view);
  const ofFiles = [...input.desired]
    .sort(byKindAndFile)
    .map((item) => byEnvironment(changeOf(item, { input, view, findTwin }), input));
  const successors = input.recreate ? successorsOf(input, ofFiles, findTwin) : new Map<string, string>();
  const awaited = awaitedFor(input, ofFiles, findTwin);
  const changes = [...ofFiles, ...changesWithoutFile(input, view, { successors, awaited })];
  const { environment, commit } = input;
  return {
    schemaVersion: planSchemaVersion,
    workspace: input.workspace,
    ...(environment === undefined ? {} : { environment }),
    owner: input.owner,
    prune: input.prune ?? false,
    ...(input.recreate ? { recreate: true as const } : {}),
    ...(input.unproven === undefined ? {} : { gated: true as const }),
    changes,
    summary: summarise(changes),
    safety: [
      ...checkSafety(changes, view.ownedCount, input.maxDeletes),
      ...checkCapacity(changes, input, view),
    ],
    content: contentOf(input.desired),
    etags: etagsOf(input, view),
    ...(commit === undefined ? {} : { commit }),
  };
}

/** Key of what is ours under a former id -> id of the item that stands, or is about to, under the new one. */
function successorsOf(
  input: PlanInput,
  changes: readonly Change[],
  findTwin: FindTwin,
): ReadonlyMap<string, string> {
  const standing = new Set(changes.filter(({ action }) => action !== 'blocked').map(({ file }) => file));
  const pairs = input.desired.flatMap((item) => {
    const twin = standing.has(item.file) ? findTwin(item) : undefined;
    return twin?.isOurs ? [[twin.key, item.id] as const] : [];
  });
  return new Map(pairs);
}

/** Key of what is ours under another id -> the change of the file that is the same rule and cannot be created for a day. */
function awaitedFor(
  input: PlanInput,
  changes: readonly Change[],
  findTwin: FindTwin,
): ReadonlyMap<string, Change> {
  const held = new Map(
    changes.flatMap((change) =>
      change.status === 'recently-deleted' ? [[change.file, change] as const] : [],
    ),
  );
  const pairs = input.desired.flatMap((item) => {
    const change = held.get(item.file);
    const twin = change === undefined ? undefined : findTwin(item);
    return change !== undefined && twin?.isOurs ? [[twin.key, change] as const] : [];
  });
  return new Map(pairs);
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
