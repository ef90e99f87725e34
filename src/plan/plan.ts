// The plan: what apply would do, and everything it was decided on, put together from the last draft.
import { compareText } from '../diagnostics/compare-text.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { checkCapacity } from './capacity.ts';
import { type Change, type Summary, summarise } from './change.ts';
import type { DesiredItem } from './desired.ts';
import type { Draft } from './draft.ts';
import type { PlanInput } from './plan-input.ts';
import { checkSafety } from './safety.ts';
import { type Facts, stepsAlone, takeSteps } from './steps/index.ts';

export const planSchemaVersion = 1;

/** What apply would do, as plain data. */
export interface Plan {
  readonly schemaVersion: typeof planSchemaVersion;
  /** ARM resource id of the workspace the plan is for. */
  readonly workspace: string;
  /** Name of the environment it was made for: where apply takes a saved plan. */
  readonly environment?: string;
  /** The repository in whose name it is applied. */
  readonly owner: string;
  readonly commit?: string;
  readonly prune: boolean;
  readonly recreate?: true;
  /** The gate of the environment was asked: what has no evidence is blocked. */
  readonly gated?: true;
  readonly changes: readonly Change[];
  readonly summary: Summary;
  /** Why apply refuses to run it without --force or a higher limit. */
  readonly safety: readonly Diagnostic[];
  /** Hash of every desired item, by kind and id. */
  readonly content: Readonly<Record<string, string>>;
  /** Etag of every resource the plan decided on, by collection and name. */
  readonly etags: Readonly<Record<string, string>>;
}

/** A plan, and what it is applied from: the input with the items as the steps left them. */
export interface Planned {
  readonly plan: Plan;
  readonly input: PlanInput;
}

/** The plan of what both sides say alone, without tables, evidence or checks of content. Sends nothing. */
export function makePlan(input: PlanInput): Plan {
  return planOf(stepsAlone(input));
}

/** The plan with everything that is asked on the way. */
export async function planWith(input: PlanInput, facts: Facts): Promise<Planned> {
  const draft = await takeSteps(input, facts);
  return { plan: planOf(draft), input: draft.input };
}

/** One change for every file, and for everything in the workspace that has none. */
function planOf(draft: Draft): Plan {
  const { input, view } = draft;
  const changes = [...draft.decisions.map(({ change }) => change), ...draft.leftovers];
  const { environment, commit } = input;
  return {
    schemaVersion: planSchemaVersion,
    workspace: input.workspace,
    ...(environment === undefined ? {} : { environment }),
    owner: input.owner,
    prune: input.prune ?? false,
    ...(input.recreate ? { recreate: true as const } : {}),
    ...(draft.gated ? { gated: true as const } : {}),
    changes,
    summary: summarise(changes),
    safety: [
      ...checkSafety(changes, view.ownedCount, input.maxDeletes),
      ...checkCapacity(changes, input, view),
    ],
    content: contentOf(input.desired),
    etags: etagsOf(draft),
    ...(commit === undefined ? {} : { commit }),
  };
}

function contentOf(desired: readonly DesiredItem[]): Readonly<Record<string, string>> {
  const entries = desired.map((item) => [`${item.kind}/${item.id}`, item.hash] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
}

/** Of items with a file or of ours, and of their records; what the SOC does elsewhere does not make a plan stale. */
function etagsOf({ input, view }: Draft): Readonly<Record<string, string>> {
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
