// The Log Analytics query API over the query service: its requests, its rows, its errors.

import type { QueryAnswer, QueryFailure } from '../../engine/query-service.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import type { Variants } from '../behaviours.ts';
import { type Answer, notEmbedded, requestErrors } from '../http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, objectBody, param } from '../http/request.ts';
import { workspaceResourceId } from '../identity.ts';
import { asTheServiceCounts } from './failure-position.ts';
import { windowOf } from './timespan.ts';

/** POST /v1/workspaces/{customerId}/query */
export async function queryByWorkspace(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const same = param(request, 'customerId').toLowerCase() === workspace.identity.customerId.toLowerCase();
  return same ? query(request, workspace) : requestErrors.unknownQueryPath();
}

/** POST /v1/{resourceId}/query, with or without a second slash before the id. */
export async function queryByResource(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const { subscription, resourceGroup, workspace: name } = request.params;
  const workspaceKey = `${subscription}/${resourceGroup}/${name}`.toLowerCase();
  const { identity } = workspace;
  const own = `${identity.subscription}/${identity.resourceGroup}/${identity.workspace}`.toLowerCase();
  return workspaceKey === own ? query(request, workspace) : requestErrors.unknownQueryPath();
}

async function query(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  if (!/\bjson\b/i.test(request.header('content-type') ?? '')) {
    return workspace.variants['query-without-json-content-type'] === 'empty'
      ? { status: 200 }
      : badArgument({ code: 'InvalidContentType', message: 'The content type must be application/json' });
  }
  const { query: text, timespan, workspaces } = objectBody(request);
  if (typeof text !== 'string' || text.trim() === '') {
    return badArgument({ code: 'QueryMissing', message: 'The request body has no query' });
  }
  const others = Array.isArray(workspaces) ? workspaces.filter((one) => !isSelf(one, workspace)) : [];
  if (others.length > 0) return notEmbedded(`queries over other workspaces (${others.join(', ')})`);
  const now = workspace.now();
  const window = windowOf(timespan, now);
  if (window === 'invalid') {
    return badArgument({ code: 'InvalidTimespan', message: `The timespan '${String(timespan)}' is invalid` });
  }
  const letShadowsTable = workspace.variants['let-shadows-table'] === 'shadows';
  workspace.rows.countQuery();
  const answer = await workspace.queries.runQuery({
    query: text,
    now,
    ...(window !== undefined && { window }),
    letShadowsTable,
    made: workspace.made(),
  });
  return answerOf(answer, workspace.variants);
}

function isSelf(asked: unknown, { identity }: EmulatedWorkspace): boolean {
  const names = [identity.customerId, identity.workspace, workspaceResourceId(identity)];
  return names.some((name) => name.toLowerCase() === String(asked).toLowerCase());
}

function answerOf(answer: QueryAnswer, variants: Variants): Answer {
  if (!answer.ok) {
    const { failure } = answer;
    return failure.kind === 'unsupported'
      ? notEmbedded(`this query: ${failure.message}`)
      : badArgument(inner(asTheServiceCounts(failure, variants)));
  }
  const partial = answer.partial && {
    code: 'PartialError',
    message: 'There were some errors when processing your query.',
    details: [{ code: answer.partial.code, message: answer.partial.message }],
  };
  const quoteDynamic = variants['dynamic-string-form'] === 'quoted';
  const error = partial === undefined ? '' : `,"error":${JSON.stringify(partial)}`;
  return { status: 200, text: `{"tables":[${tableJson(answer.result, quoteDynamic)}]${error}}` };
}

interface InnerError {
  readonly code: string;
  readonly message: string;
  readonly innererror?: unknown;
}

function inner({ kind, code, message, line, pos }: QueryFailure): InnerError {
  const place = { ...(line !== undefined && { line }), ...(pos !== undefined && { pos }) };
  const cause = { code, message, ...place };
  return kind === 'syntax'
    ? { code: 'SyntaxError', message: 'Syntax Error', innererror: cause }
    : { code: 'SemanticError', message: 'A semantic error occurred.', innererror: cause };
}

/** https://learn.microsoft.com/azure/azure-monitor/logs/api/errors */
function badArgument(innererror: InnerError): Answer {
  const message = 'The request had some invalid properties';
  return { status: 400, body: { error: { message, code: 'BadArgumentError', innererror } } };
}

/** Written by hand because a long beyond 2^53 is a JSON number here, and no JavaScript number. */
function tableJson({ columns, rows }: QueryResult, quoteDynamic: boolean): string {
  const types = columns.map(({ type }) => type);
  const lines = rows.map(
    (row) => `[${row.map((value, index) => cellJson(value, types[index] ?? '', quoteDynamic)).join(',')}]`,
  );
  return `{"name":"PrimaryResult","columns":${JSON.stringify(columns)},"rows":[${lines.join(',')}]}`;
}

function cellJson(value: unknown, type: string, quoteDynamic: boolean): string {
  if (value === null || value === undefined) return 'null';
  if (type === 'dynamic') {
    const isText = typeof value === 'string' && !quoteDynamic;
    return JSON.stringify(isText ? value : JSON.stringify(value));
  }
  const isWhole = type === 'long' || type === 'int';
  if (isWhole && typeof value === 'string' && /^-?\d+$/.test(value)) return value;
  return JSON.stringify(value);
}
