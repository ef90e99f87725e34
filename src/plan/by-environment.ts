// What stands against a change that the contents alone would ask for: locks, content Azure refuses, missing tables, want of evidence.
import { type Change, isPending } from './change.ts';
import type { PlanInput } from './plan-input.ts';

/** The change as project and environment let it be. */
export function byEnvironment(change: Change, input: PlanInput): Change {
  return (
    locked(change, input) ??
    unsendable(change, input) ??
    unprovenChange(tablesConsidered(change, input), input)
  );
}

/** What would be written stays visible: the evidence may come. */
function unprovenChange(change: Change, input: PlanInput): Change {
  const unproven = change.item ? input.unproven?.get(change.file ?? '') : undefined;
  if (unproven === undefined || !isPending(change)) return change;
  const { metadata: _, preserved: __, ...kept } = change;
  return { ...kept, action: 'blocked', status: 'no-evidence', ...unproven, item: false };
}

/** The project decides which findings are errors. */
function unsendable(change: Change, input: PlanInput): Change | undefined {
  const refused = input.refused?.get(change.file ?? '');
  if (refused === undefined || !isPending(change)) return undefined;
  const { metadata: _, preserved: __, ...kept } = change;
  const { text, hint, more } = refused;
  const reason = `Azure would refuse it: ${text}${more > 0 ? ` (and ${more} more)` : ''}.`;
  return { ...kept, action: 'blocked', status: 'invalid', reason, hint, fields: [], item: false };
}

function tablesConsidered(change: Change, input: PlanInput): Change {
  const verdict = input.tables?.get(change.file ?? '');
  if (verdict === undefined) return change;
  const { outcome, missing } = verdict;
  if (outcome === 'enabled') {
    return isPending(change) ? { ...change, reason: 'The tables it waited for are there now.' } : change;
  }
  const status = { status: 'missing-tables', missingTables: missing } as const;
  const lacks = `The workspace lacks ${missing.join(', ')}`;
  if (outcome === 'disabled') {
    return {
      ...change,
      ...status,
      reason: `${lacks}; until it has ${them(missing)}, the rule stays switched off.`,
    };
  }
  if (!isPending(change)) return change;
  const { metadata: _, preserved: __, ...kept } = change;
  return {
    ...kept,
    ...status,
    action: 'blocked',
    reason: `${lacks}; Azure refuses a rule over ${them(missing)}.`,
    hint: 'Connect the data source or correct the name; onMissingTables in the environment says what else may be done.',
    fields: [],
    item: false,
    ...(outcome === 'accepted' ? { accepted: true as const } : {}),
  };
}

function them(names: readonly string[]): string {
  return names.length === 1 ? 'it' : 'them';
}

/** An item that is not on the workspace and never was has nothing to keep: it is created. */
function locked(change: Change, input: PlanInput): Change | undefined {
  if (!input.locked?.has(change.file ?? '') || !differs(change)) return undefined;
  const { metadata: _, hint: __, ...kept } = change;
  const reason = 'Locked in this environment: what the workspace holds stays as it is.';
  return { ...kept, action: 'no-op', status: 'locked', reason, item: false };
}

function differs({ action, status, item }: Change): boolean {
  if (action === 'create') return status === 'drift';
  if (action === 'update') return item;
  return (
    action === 'blocked' && (status === 'conflict' || status === 'kind-change' || status === 'duplicate-of')
  );
}
