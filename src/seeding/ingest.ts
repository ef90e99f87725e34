// Sends the rows of a seeding to their test tables.
import type { UserError } from '../diagnostics/user-error.ts';
import { RequestError } from '../workspace/requests/request-error.ts';
import type { HeldRule, UploadRow } from '../workspace/seeding/seeding.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type Patience, untilThere } from './deadline.ts';
import type { Provided } from './provide.ts';
import type { SeedBatch } from './seed-plan.ts';

/**
 * Sends all rows, those of one table together. A rule made just now may not be known at its endpoint yet: it is asked again while
 * the patience lasts.
 * @throws UserError with the service's words when it does not take the rows.
 */
export async function ingest(
  workspace: Workspace,
  batches: readonly SeedBatch[],
  { ruleOf, fresh }: Provided,
  options: { readonly patience: Patience; readonly progress: (line: string) => void },
): Promise<void> {
  for (const [table, rows] of rowsByTable(batches)) {
    const rule = ruleOf(table);
    const isFresh = fresh.has(rule.name);
    options.progress(`send ${rows.length} rows to ${table}`);
    await send(workspace, { rule, table, rows, isFresh, ...options });
  }
}

interface Sending {
  readonly rule: HeldRule;
  readonly table: string;
  readonly rows: readonly UploadRow[];
  readonly isFresh: boolean;
  readonly patience: Patience;
  readonly progress: (line: string) => void;
}

async function send(workspace: Workspace, sending: Sending): Promise<void> {
  const { rule, table, isFresh, patience, progress } = sending;
  let left = sending.rows;
  let last: UserError | undefined;
  const done = await untilThere(patience, async () => {
    const { left: refused, error } = await workspace.seeding.upload(rule, table, left);
    left = refused;
    last = error;
    if (error === undefined) return true;
    if (!isFresh || !mayPass(error)) throw error;
    progress(`waiting for the data collection rule ${rule.name}: ${error.message}`);
    return undefined;
  });
  if (done === undefined && last !== undefined) throw last;
}

/** Host name, rule and role assignment of a new rule reach the endpoint some time after the rule is made. */
function mayPass(error: UserError): boolean {
  const request = error instanceof RequestError ? error : error.cause;
  return (
    request instanceof RequestError &&
    ['authentication', 'not-found', 'unreachable', 'unreadable-reply'].includes(request.reason)
  );
}

/** Batches of cases are small; a request may have a megabyte. */
export function rowsByTable(batches: readonly SeedBatch[]): ReadonlyMap<string, readonly UploadRow[]> {
  const tables = new Map<string, UploadRow[]>();
  for (const { table, rows } of batches) {
    const all = tables.get(table);
    if (all === undefined) tables.set(table, [...rows]);
    else for (const row of rows) all.push(row);
  }
  return tables;
}
