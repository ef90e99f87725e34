// Sends queries and commands to a Kusto engine: the emulator, Azure Data Explorer, a Fabric Eventhouse, the Sentinel data lake.
import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createEmptyPipeline,
  createPipelineRequest,
  decompressResponsePolicy,
  type HttpClient,
  type Pipeline,
  proxyPolicy,
  RestError,
  throttlingRetryPolicy,
} from '@azure/core-rest-pipeline';
import type { QueryResult } from '../../rows/query-result.ts';
import { createHttpClient, type Trace } from '../requests/http-client.ts';
import { type AskedService, type RequestError, toRequestError } from '../requests/request-error.ts';
import { defaultRetryPolicy, type RetryPolicy, withRetries } from '../requests/retry.ts';
import { readKustoAnswer, readKustoTables } from './answer.ts';
import type { KustoEndpoint } from './endpoint.ts';

export interface KustoClientOptions {
  /** Asked for a token only where the endpoint takes one. */
  readonly credential: (authority: string) => TokenCredential;
  readonly trace?: Trace;
  /** The waits after a refusal that passes. */
  readonly retry?: RetryPolicy;
  /** How often a 429 with Retry-After is followed. */
  readonly maxRetries?: number;
}

/** A Kusto engine, by its two requests. Both throw a UserError for whatever is no whole result. */
export interface KustoClient {
  readonly endpoint: KustoEndpoint;
  /** The rows of a query at the moment `now`. */
  query(text: string, now: Date): Promise<QueryResult>;
  /** The first table that a command such as `.show version` gives. */
  command(text: string): Promise<QueryResult>;
}

/** The longest that a query may take by default. https://learn.microsoft.com/kusto/concepts/query-limits */
const serverTimeout = '00:04:00';
/** A little longer, so that the engine's own words about the time arrive. */
const timeoutMs = 4.5 * 60_000;

/**
 * What is asked besides the rows: nothing is written, and nothing outside of the database is read, which Log Analytics would not
 * allow either. Options that defer or hide failures are not used.
 * https://learn.microsoft.com/kusto/api/rest/request-properties
 */
const fixedOptions = {
  servertimeout: serverTimeout,
  request_readonly: true,
  request_external_data_disabled: true,
  request_callout_disabled: true,
  request_remote_entities_disabled: true,
  request_sandboxed_execution_disabled: true,
} as const;

const service: AskedService = {
  name: 'Kusto',
  hints: {
    authentication:
      'Sign in (`az login`, or azure/login in a workflow) with an identity that may query the database.',
    'not-found': 'Check --cluster and --database.',
    throttled: 'Try again later; the engine asks for fewer requests.',
    unavailable: 'Try again later, or with fewer rows.',
    unreachable: 'Start the engine, or check --cluster, the network and the proxy.',
    'unreadable-reply': 'Check --cluster, and what stands between it and here, such as a proxy.',
  },
};

/** A client of one engine. Nothing is sent until it is asked. */
export function kustoClient(endpoint: KustoEndpoint, options: KustoClientOptions): KustoClient {
  const { origin } = new URL(endpoint.url);
  const httpClient = createHttpClient({ reach: (url) => url.origin === origin, trace: options.trace });
  const pipeline = pipelineOf(endpoint, options);
  const retry = options.retry ?? defaultRetryPolicy;
  const send = (path: string, body: object) =>
    withRetries(retry, () => post({ url: `${endpoint.url}${path}`, body }, pipeline, httpClient), mayPass);
  const { database: db } = endpoint;
  return {
    endpoint,
    query: async (csl, now) => {
      const Options = { ...fixedOptions, query_now: now.toISOString() };
      return readKustoAnswer(await send('/v2/rest/query', { db, csl, properties: { Options } }));
    },
    command: async (csl) => readKustoTables(await send('/v1/rest/mgmt', { db, csl })),
  };
}

/** No redirects are followed: an engine that is elsewhere is another address. */
function pipelineOf({ signIn }: KustoEndpoint, { credential, maxRetries }: KustoClientOptions): Pipeline {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(decompressResponsePolicy());
  pipeline.addPolicy(throttlingRetryPolicy(maxRetries === undefined ? {} : { maxRetries }), {
    phase: 'Retry',
  });
  if (signIn === undefined) return pipeline;
  const { scope: scopes, authority } = signIn;
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: credential(authority), scopes }), {
    phase: 'Sign',
  });
  pipeline.addPolicy(proxyPolicy());
  return pipeline;
}

interface Post {
  readonly url: string;
  readonly body: object;
}

/** The body of a 200. @throws what `toRequestError` makes of everything else. */
async function post({ url, body }: Post, pipeline: Pipeline, httpClient: HttpClient): Promise<string> {
  const { origin, pathname, protocol } = new URL(url);
  const asked = { method: 'POST', resource: pathname.slice(1), endpoint: origin, service };
  const request = createPipelineRequest({
    url,
    method: 'POST',
    body: JSON.stringify(body),
    timeout: timeoutMs,
    // Only ever an engine on this machine, which is sent no token; see `kustoEndpoint`.
    allowInsecureConnection: protocol === 'http:',
  });
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json; charset=utf-8',
    'x-ms-app': 'sentinel-sync',
    'x-ms-client-request-id': `sentinel-sync;${randomUUID()}`,
  };
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  const response = await pipeline.sendRequest(httpClient, request).catch((error: unknown) => {
    throw toRequestError(error, asked);
  });
  const { status, bodyAsText: text } = response;
  if (status === 200) return text ?? '';
  const refused = new RestError(`status ${status}`, { statusCode: status, request, response });
  throw toRequestError(refused, asked, text ?? undefined);
}

/**
 * An engine says of a failure whether it is permanent. Time that ran out is none that passes by asking again; a connection that the
 * engine closed while it was idle is, and a query changes nothing.
 */
function mayPass({ reason, status, service: said, retriedBySdk }: RequestError): boolean {
  if (reason === 'throttled') return !retriedBySdk;
  if (reason === 'unreachable') return said.code === 'ECONNRESET';
  return reason === 'unavailable' && status !== 504 && said.permanent === false;
}
