// Decides about rules whose queries name tables the workspace lacks, since Azure refuses to create an enabled one: a step.
import type { MissingTablesPolicy } from '../../environments/environment.ts';
import { type Change, isPending, subjectOf } from '../change.ts';
import type { DesiredItem } from '../desired.ts';
import { type Draft, withChanges, withItems } from '../draft.ts';
import { queryOf } from '../names.ts';
import { namesInReach } from '../names-in-reach.ts';
import { waiting, waitsForTables } from '../waiting.ts';
import { lock } from './lock.ts';

export interface WorkspaceTables {
  /** Names of the tables of the workspace. */
  readonly present: readonly string[];
  readonly policy: MissingTablesPolicy;
  /** Tables a query cannot do without, sorted. Given by the KQL layer. */
  readonly required: (query: string) => readonly string[];
}

/**
 * What becomes of a rule over tables that the workspace lacks. blocked: it is not written. accepted: the same, and the environment
 * is content with it. disabled: it is written switched off. enabled: it was switched off until its tables came, and they are there.
 */
interface Verdict {
  readonly outcome: 'blocked' | 'accepted' | 'disabled' | 'enabled';
  /** Sorted. */
  readonly missing: readonly string[];
}

/** Does anything that would be written depend on the tables of the workspace? */
export function dependsOnTables(draft: Draft): boolean {
  return itemsToAsk(draft).length > 0;
}

/** Under `deploy-disabled` an item itself is another one from here on: switched off, and on again when its tables have come. */
export function considerTables(draft: Draft, { present, policy, required }: WorkspaceTables): Draft {
  // A query names a saved function as it does a table.
  const known = new Set([...present, ...namesInReach(draft)]);
  const verdicts = new Map<string, Verdict>();
  const switched = new Map<DesiredItem, DesiredItem>();
  for (const item of itemsToAsk(draft)) {
    const missing = required(queryOf(item.body)).filter((name) => !known.has(name));
    const verdict = verdictOn(item, missing, { policy, view: draft.view });
    if (verdict === undefined) continue;
    verdicts.set(item.file, verdict);
    if (verdict.outcome === 'disabled') switched.set(item, withSwitch(item, false));
    if (verdict.outcome === 'enabled') switched.set(item, withSwitch(item, true));
  }
  return withChanges(lock(withItems(draft, switched)), (change, { file }) => {
    const verdict = verdicts.get(file);
    return verdict === undefined ? change : judged(change, verdict);
  });
}

/** Of kinds whose query the service runs when they are written; it takes a saved search whatever its query names. */
function itemsToAsk({ decisions, input }: Draft): readonly DesiredItem[] {
  return decisions
    .filter(({ change }) => change.action === 'create' || change.action === 'update')
    .map(({ item }) => item)
    .filter((item) => input.kinds[item.kind].isCheckedOnWrite && queryOf(item.body) !== '');
}

function verdictOn(
  item: DesiredItem,
  missing: readonly string[],
  { policy, view }: Pick<WorkspaceTables, 'policy'> & Pick<Draft, 'view'>,
): Verdict | undefined {
  const key = view.keyOf(item);
  const deployed = view.item(key);
  const stated = item.body.properties['enabled'];
  const waits = waitsForTables(view, key);
  const isOff = deployed?.properties['enabled'] === false;
  if (missing.length === 0) {
    return waits && isOff && stated === undefined ? { outcome: 'enabled', missing } : undefined;
  }
  // Only the query of an enabled rule is run when it is written.
  const staysOff = stated === false || (stated === undefined && isOff && !waits);
  if (staysOff) return undefined;
  if (policy !== 'deploy-disabled') return { outcome: policy === 'skip' ? 'accepted' : 'blocked', missing };
  // A rule that runs is not switched off for an update that cannot be written.
  return { outcome: deployed === undefined || isOff ? 'disabled' : 'blocked', missing };
}

function withSwitch(item: DesiredItem, enabled: boolean): DesiredItem {
  const body = { ...item.body, properties: { ...item.body.properties, enabled } };
  return enabled ? { ...item, body } : { ...item, body, recordedHash: `${waiting}${item.hash}` };
}

function judged(change: Change, { outcome, missing }: Verdict): Change {
  if (outcome === 'enabled') {
    return isPending(change) ? { ...change, reason: 'The tables it waited for are there now.' } : change;
  }
  const lacks = `The workspace lacks ${missing.join(', ')}`;
  const them = missing.length === 1 ? 'it' : 'them';
  if (outcome === 'disabled') {
    if (change.action === 'blocked' || change.action === 'delete') return change;
    return {
      ...change,
      status: 'missing-tables',
      missingTables: missing,
      reason: `${lacks}; until it has ${them}, the rule stays switched off.`,
    };
  }
  if (!isPending(change)) return change;
  return {
    ...subjectOf(change),
    action: 'blocked',
    status: 'missing-tables',
    missingTables: missing,
    reason: `${lacks}; Azure refuses a rule over ${them}.`,
    hint: 'Connect the data source or correct the name; onMissingTables in the environment says what else may be done.',
    fields: [],
    item: false,
    ...(outcome === 'accepted' ? { accepted: true as const } : {}),
  };
}
