// Counts enabled rules before the first write: a workspace takes only so many, and refuses the rest in the middle of an apply.
import { createBody } from '../content/compare.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { defaultCapacity } from '../environments/environment.ts';
import type { Change } from './change.ts';
import { planFinding } from './codes.ts';
import type { PlanInput } from './plan-input.ts';
import type { WorkspaceView } from './workspace-view.ts';

const limited = [
  { kind: 'Scheduled', limit: 'scheduled' },
  { kind: 'NRT', limit: 'nrt' },
] as const;

/**
 * Why the workspace cannot take what `changes` switch on, unmanaged rules counted. What they delete or switch off does not make
 * room: it goes at the same time, perhaps later.
 * https://learn.microsoft.com/azure/sentinel/sentinel-service-limits#analytics-rule-limits
 */
export function checkCapacity(
  changes: readonly Change[],
  input: PlanInput,
  view: WorkspaceView,
): readonly Diagnostic[] {
  const capacity = input.capacity ?? defaultCapacity;
  const switchedOn = kindsSwitchedOn(changes, input, view);
  return limited.flatMap(({ kind, limit }) => {
    const enabled = [...view.items.values()].filter(
      (rule) => rule.kind === kind && rule.properties['enabled'] === true,
    ).length;
    const more = switchedOn.filter((each) => each === kind).length;
    if (more === 0 || enabled + more <= capacity[limit]) return [];
    const message = `The workspace has ${enabled} enabled ${kind} rules and the plan switches on ${more} more; it takes ${capacity[limit]}.`;
    return planFinding('plan/over-capacity', message, {
      hint: `Delete or switch off rules first, or set capacity.${limit} in the environment where Microsoft has raised the limit.`,
    });
  });
}

function kindsSwitchedOn(
  changes: readonly Change[],
  input: PlanInput,
  view: WorkspaceView,
): readonly (string | undefined)[] {
  const desired = new Map(input.desired.map((item) => [`${item.kind}/${item.id}`, item]));
  return changes.flatMap((change) => {
    const item = desired.get(`${change.kind}/${change.id}`);
    if (item === undefined || !change.item || !['create', 'update'].includes(change.action)) return [];
    const kind = input.kinds[item.kind];
    const before = view.item(view.keyOf(item));
    const after = before === undefined ? createBody(kind, item.body) : kind.overlay(item.body, before);
    const isOn = after.properties['enabled'] === true && before?.properties['enabled'] !== true;
    return isOn ? [after.kind] : [];
  });
}
