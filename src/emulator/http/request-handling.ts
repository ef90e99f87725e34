// From an HTTP request to an ARM answer and back: body, headers, faults played on purpose, the request log.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { UserError } from '../../diagnostics/user-error.ts';
import { ingestionErrors, isIngestion } from '../ingestion/ingestion-route.ts';
import type { EmulatorOptions, RecordedRequest } from '../options.ts';
import { type Answer, requestErrors } from './errors.ts';
import type { ArmRequest, EmulatedWorkspace } from './request.ts';
import { answer } from './router.ts';

/** ARM takes bodies of up to 4 MB. */
const largestBody = 4 * 1024 * 1024;

export interface Handling {
  readonly workspace: EmulatedWorkspace;
  readonly record: (request: RecordedRequest) => void;
  readonly faults: EmulatorOptions['faults'];
}

/** Answers one request and records it. Never throws: what goes wrong inside is ARM's 500. */
export async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { workspace, record, faults }: Handling,
): Promise<void> {
  const started = performance.now();
  const { method = 'GET', url: path = '/' } = request;
  const finish = (status: number) => record({ method, path, status, ms: performance.now() - started });
  const fault = faults?.({ method, path });
  if (fault === 'drop') {
    finish(0);
    request.socket.destroy();
    return;
  }
  const reply = fault ?? (await answerTo(request, workspace));
  finish(reply.status);
  send(response, reply, workspace.token);
}

async function answerTo(request: IncomingMessage, workspace: EmulatedWorkspace): Promise<Answer> {
  const { method = 'GET', url: path = '/' } = request;
  try {
    const { host = '', authorization = '' } = request.headers;
    if (!isLoopback(host)) return requestErrors.notLoopback(host);
    if (workspace.variants.authorization === 'required' && !/^bearer \S/i.test(authorization)) {
      return requestErrors.unauthorized();
    }
    const body = await bodyOf(request);
    const text = body && unpacked(body, request.headers['content-encoding']);
    if (text === undefined) {
      return isIngestion(path) ? ingestionErrors.tooLarge() : requestErrors.tooLarge(largestBody);
    }
    if (typeof text === 'object') return text;
    const url = urlOf(request, path);
    return await answer({ method, path: path.split('?')[0]! }, workspace, (params) =>
      parse(request, { method, url, text, params }),
    );
  } catch (error) {
    const message = error instanceof UserError || error instanceof Error ? error.message : String(error);
    return requestErrors.internal(message);
  }
}

/** Other host names that lead here (DNS rebinding) are turned away: the server has no other defence. */
function isLoopback(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}

/** Undefined when the body is too large; the rest of it is read and dropped, so that the client gets the answer. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks);
}

/** Undefined when what is packed is too large. */
function unpacked(body: Buffer, encoding: string | undefined): string | Answer | undefined {
  if (encoding?.toLowerCase() !== 'gzip') return body.toString('utf8');
  try {
    return gunzipSync(body, { maxOutputLength: largestBody }).toString('utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ERR_BUFFER_TOO_LARGE' ? undefined : requestErrors.notGzip(message);
  }
}

/**
 * Azure SDK clients send tokens over https only; one that reaches a plain http server was told an https endpoint and
 * had its transport rewritten, so links back to it must say https.
 */
function urlOf(request: IncomingMessage, path: string): URL {
  const { host = '127.0.0.1', 'user-agent': agent = '', 'x-forwarded-proto': forwarded } = request.headers;
  const clients = `${agent} ${request.headers['x-ms-useragent'] ?? ''}`;
  const encrypted = 'encrypted' in request.socket || forwarded === 'https' || /\bazsdk/.test(clients);
  return new URL(`${encrypted ? 'https' : 'http'}://${host}${path.startsWith('/') ? path : `/${path}`}`);
}

function parse(
  request: IncomingMessage,
  { method, url, text, params }: { method: string; url: URL; text: string; params: Record<string, string> },
): ArmRequest | Answer {
  let body: unknown;
  // The query API reads its body only under a JSON content type; see query-route.ts.
  if (!isIngestion(url.pathname) && text.trim() !== '' && method !== 'GET' && method !== 'DELETE') {
    try {
      body = JSON.parse(text);
    } catch (error) {
      if (/\bjson\b/i.test(request.headers['content-type'] ?? 'json')) {
        return requestErrors.invalidJson((error as Error).message);
      }
    }
  }
  const apiVersion = queryValue(url, 'api-version');
  return {
    method,
    params,
    query: url.searchParams,
    apiVersion,
    preview: /-preview$/i.test(apiVersion),
    header: (name) => [request.headers[name.toLowerCase()]].flat()[0],
    body,
    text,
    url,
  };
}

/** Names of query parameters are compared without regard to case. */
function queryValue(url: URL, name: string): string {
  for (const [key, value] of url.searchParams) if (key.toLowerCase() === name) return value;
  return '';
}

/** Token bucket sizes of ARM, less the request itself. https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
const remaining: Readonly<Record<string, readonly [string, string]>> = {
  DELETE: ['x-ms-ratelimit-remaining-subscription-deletes', '199'],
  GET: ['x-ms-ratelimit-remaining-subscription-reads', '249'],
  PUT: ['x-ms-ratelimit-remaining-subscription-writes', '199'],
};

function send(response: ServerResponse, reply: Answer, token: () => string): void {
  const { req: request } = response;
  const requestId = uuidOf(token);
  const correlation = [request.headers['x-ms-correlation-request-id']].flat()[0];
  const headers: Record<string, string> = {
    'cache-control': 'no-cache',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': correlation ?? requestId,
    ...reply.headers,
  };
  const limit = remaining[request.method ?? ''];
  if (limit !== undefined) headers[limit[0]] = limit[1];
  const text = reply.text ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body));
  if (text !== undefined) headers['content-type'] ??= 'application/json; charset=utf-8';
  headers['content-length'] = String(Buffer.byteLength(text ?? ''));
  if (reply.status === 204) delete headers['content-length'];
  response.writeHead(reply.status, headers).end(text);
}

function uuidOf(token: () => string): string {
  const digits = `${token()}${token()}`;
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-');
}
