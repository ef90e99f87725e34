// The Logs Ingestion API: takes rows for a stream of a data collection rule and keeps them as its tables would.

import { isJsonMap } from '../../json/json.ts';
import { parseJson } from '../../json/json-text.ts';
import type { RowBatch } from '../../rows/arm-table.ts';
import { datetimeText, ticksOfDate } from '../../rows/ticks.ts';
import { type Answer, armError, notEmbedded } from '../http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, param } from '../http/request.ts';
import { declaredColumns } from '../queries/arm-tables.ts';
import { type StoredRule, storedRule, tablesOfStream } from '../resources/data-collection-rules.ts';
import { ingestedRow } from './ingested-row.ts';

/** Packed or not. https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const largestBody = 1024 * 1024;

export function isIngestion(path: string): boolean {
  return /^\/+dataCollectionRules\//i.test(path);
}

/** The first two with the words that the tests of the Azure SDKs recorded; the others are ours. */
export const ingestionErrors = {
  tooLarge: () =>
    armError(
      413,
      'ContentLengthLimitExceeded',
      `Maximum allowed content length: ${largestBody} bytes (1 MB).`,
    ),
  ruleNotFound: (immutableId: string) =>
    armError(404, 'NotFound', `Data collection rule with immutable Id '${immutableId}' not found.`),
  noStream: (stream: string, immutableId: string) =>
    armError(400, 'InvalidStream', `The data collection rule '${immutableId}' has no stream '${stream}'.`),
  noTable: (table: string) =>
    armError(400, 'InvalidOutputTable', `The table '${table}' of the stream is not there any more.`),
  badBody: (why: string) =>
    armError(400, 'InvalidPayload', `The request body is not a JSON array of objects: ${why}.`),
};

type Row = Readonly<Record<string, unknown>>;

/** POST /dataCollectionRules/{immutableId}/streams/{stream}: 204, on the disk then. */
export function uploadRows(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> | Answer {
  if (Buffer.byteLength(request.text) > largestBody) return ingestionErrors.tooLarge();
  const immutableId = param(request, 'immutableId');
  const resource = workspace.store
    .list('dataCollectionRules')
    .find((rule) => storedRule(rule).immutableId === immutableId.toLowerCase());
  if (resource === undefined) return ingestionErrors.ruleNotFound(immutableId);
  if (resource.kind !== 'Direct')
    return notEmbedded('data collection rules that need a data collection endpoint');
  const rule = storedRule(resource);
  const stream = param(request, 'stream');
  if (!Object.hasOwn(rule.streamDeclarations, stream)) return ingestionErrors.noStream(stream, immutableId);
  const sent = rowsOf(request.text);
  if ('problem' in sent) return ingestionErrors.badBody(sent.problem);
  return workspace.inTurn(() => keep({ rows: sent.rows, rule, stream }, workspace));
}

function rowsOf(text: string): { readonly rows: readonly Row[] } | { readonly problem: string } {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return { problem: (error as Error).message };
  }
  if (!Array.isArray(value)) return { problem: 'it is no array' };
  const wrong = value.findIndex((row) => !isJsonMap(row));
  return wrong < 0 ? { rows: value } : { problem: `element ${wrong} is no object` };
}

interface Upload {
  readonly rows: readonly Row[];
  readonly rule: StoredRule;
  readonly stream: string;
}

function keep({ rows, rule, stream }: Upload, workspace: EmulatedWorkspace): Answer {
  const receivedTicks = ticksOfDate(workspace.now());
  const batches: [table: string, batch: RowBatch][] = [];
  for (const name of tablesOfStream(rule, stream)) {
    const table = workspace.store.get('tables', name);
    if (table === undefined) return ingestionErrors.noTable(name);
    const types = new Map(declaredColumns(table).map((column) => [column.name, column.type]));
    const declared = rule.streamDeclarations[stream]!.columns.filter((column) => types.has(column.name));
    const columns = new Map(declared.map((column) => [column.name, types.get(column.name)!]));
    const context = { columns, receivedTicks, variants: workspace.variants };
    const ingested = rows.map((row) => ingestedRow(row, context));
    batches.push([table.name, { received: datetimeText(receivedTicks), rows: ingested }]);
  }
  if (rows.length > 0) for (const [table, batch] of batches) workspace.rows.append(table, batch);
  return { status: 204 };
}
