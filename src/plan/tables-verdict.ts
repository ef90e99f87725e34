// What becomes of items whose queries name tables the workspace lacks: Azure refuses to create an enabled rule over them.
import type { MissingTablesPolicy } from '../environments/environment.ts';
import type { Change } from './change.ts';
import type { DesiredItem } from './desired.ts';
import type { PlanInput, TablesVerdict } from './plan-input.ts';
import { viewWorkspace, type WorkspaceView } from './workspace-view.ts';

export interface WorkspaceTables {
  /** Names of the tables of the workspace. */
  readonly present: readonly string[];
  readonly policy: MissingTablesPolicy;
  /** Tables a query cannot do without, sorted. Given by the KQL layer. */
  readonly required: (query: string) => readonly string[];
}

/** Does anything a plan would write depend on the tables of the workspace? */
export function dependsOnTables(changes: readonly Change[], input: PlanInput): boolean {
  return itemsToAsk(changes, input).length > 0;
}

/**
 * The input with a verdict for every item that `changes`, the plan made without knowing the tables, would write. Under
 * `deploy-disabled` the item itself is another one from here on: switched off, and on again when its tables have come.
 */
export function withTables(input: PlanInput, changes: readonly Change[], tables: WorkspaceTables): PlanInput {
  const present = new Set([...tables.present, ...savedFunctions(input)]);
  const view = viewWorkspace(input);
  const asked = new Set(itemsToAsk(changes, input));
  const verdicts = new Map<string, TablesVerdict>();
  const desired = input.desired.map((item) => {
    if (!asked.has(item)) return item;
    const missing = tables.required(queryOf(item)).filter((name) => !present.has(name));
    const verdict = verdictOn(item, missing, tables.policy, view);
    if (verdict === undefined) return item;
    verdicts.set(item.file, verdict);
    if (verdict.outcome === 'disabled') return switched(item, false);
    return verdict.outcome === 'enabled' ? switched(item, true) : item;
  });
  return { ...input, desired, tables: verdicts };
}

/** Of kinds whose query the service runs when they are written; it takes a saved search whatever its query names. */
function itemsToAsk(changes: readonly Change[], input: PlanInput): readonly DesiredItem[] {
  const pending = new Set(
    changes
      .filter(({ action }) => action === 'create' || action === 'update')
      .map(({ kind, id }) => `${kind}/${id}`),
  );
  return input.desired.filter(
    (item) =>
      input.kinds[item.kind].isCheckedOnWrite &&
      pending.has(`${item.kind}/${item.id}`) &&
      queryOf(item) !== '',
  );
}

function queryOf(item: DesiredItem): string {
  const query = item.body.properties['query'];
  return typeof query === 'string' ? query : '';
}

function verdictOn(
  item: DesiredItem,
  missing: readonly string[],
  policy: MissingTablesPolicy,
  view: WorkspaceView,
): TablesVerdict | undefined {
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

/** Before the hash in the ownership record of a rule that is off for want of tables: nobody but us may have switched it off. */
const waiting = 'waiting-for-tables:';

/** Was the item written switched off for want of tables? */
export function waitsForTables(view: Pick<WorkspaceView, 'isOwned' | 'record'>, key: string): boolean {
  return view.isOwned(key) && view.record(key)?.hash?.startsWith(waiting) === true;
}

/** The item with its switch set. */
function switched(item: DesiredItem, enabled: boolean): DesiredItem {
  const body = { ...item.body, properties: { ...item.body.properties, enabled } };
  return enabled ? { ...item, body } : { ...item, body, recordedHash: `${waiting}${item.hash}` };
}

/** A query names a saved function as it does a table. */
function savedFunctions(input: PlanInput): readonly string[] {
  return input.deployed.savedSearches.flatMap(({ properties }) => {
    const alias = properties['functionAlias'];
    return typeof alias === 'string' ? [alias] : [];
  });
}
