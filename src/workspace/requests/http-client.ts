// The HTTP client under every Azure SDK client: Node's own, plus a trace, plus the way to the embedded workspace on loopback.
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { workspaceError } from '../codes.ts';
import { assertReached, type Reach } from './reach.ts';

/** Receives one line per HTTP request that was really sent, retries included: `METHOD url status ms`. */
export type Trace = (line: string) => void;

export interface HttpClientOptions {
  /** Requests to any other address are refused before they are sent, whoever asks for them. */
  readonly reach: Reach;
  /**
   * The workspace is served without TLS on this machine. The SDKs refuse to send a token to an http:// address, so they are
   * given https:// and the scheme is changed here, for loopback hosts only.
   */
  readonly loopback?: boolean | undefined;
  /** PEM text of the authority to trust for this server only. */
  readonly certificateAuthority?: string | undefined;
  readonly trace?: Trace | undefined;
}

const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Log Analytics works at a query for ten minutes at most; whoever asks for less says so in the request. */
const longestWaitMs = 11 * 60_000;

/** The SDKs wait as long as a service asks for, be it a day. */
const longestRetryAfterMs = 5 * 60_000;

/** True for the names under which a machine reaches itself. */
function isLoopback(url: string): boolean {
  return loopbackHosts.has(new URL(url).hostname);
}

/** The client to pass as `httpClient` to an Azure SDK client. Headers, and so tokens, never reach the trace. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const client = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      if (options.loopback) rewriteForLoopback(request);
      // By the address it was given: a request that is sent again has been rewritten before.
      assertReached(options.loopback ? withTls(request.url) : request.url, options.reach);
      if (options.certificateAuthority !== undefined)
        request.tlsSettings = { ca: options.certificateAuthority };
      const started = performance.now();
      try {
        const response = await inTime(request, (bounded) => client.sendRequest(bounded));
        forgetLongWait(response);
        options.trace?.(traceLine(request, String(response.status), started));
        return response;
      } catch (error) {
        options.trace?.(traceLine(request, 'failed', started));
        throw error;
      }
    },
  };
}

function withTls(url: string): string {
  return url.replace(/^http:/, 'https:');
}

function rewriteForLoopback(request: PipelineRequest): void {
  const url = new URL(request.url);
  if (!isLoopback(request.url)) {
    throw workspaceError(
      'workspace/not-loopback',
      `The embedded workspace is served on this machine only, but a request was about to go to ${url.host}.`,
      { hint: undefined },
    );
  }
  url.protocol = 'http:';
  request.url = url.href;
  request.allowInsecureConnection = true;
  // A proxy set for the machine must not be asked for its own loopback address.
  delete request.agent;
  delete request.proxySettings;
}

/**
 * The SDK's own limit ends with the first byte of an answer, and after a lost connection it keeps the process alive; this one is for
 * the whole answer, and goes with the request.
 */
async function inTime<T>(
  request: PipelineRequest,
  send: (request: PipelineRequest) => Promise<T>,
): Promise<T> {
  const { timeout, abortSignal } = request;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeout || longestWaitMs);
  const abandon = () => late.abort();
  abortSignal?.addEventListener('abort', abandon);
  request.timeout = 0;
  request.abortSignal = late.signal;
  try {
    return await send(request);
  } finally {
    clearTimeout(timer);
    abortSignal?.removeEventListener('abort', abandon);
    // The next attempt is bounded anew.
    request.timeout = timeout;
    if (abortSignal === undefined) delete request.abortSignal;
    else request.abortSignal = abortSignal;
  }
}

/** Without it the refusal is passed on at once, or after a few tries. */
function forgetLongWait({ headers }: PipelineResponse): void {
  const waits = [
    ['retry-after', 1000],
    ['retry-after-ms', 1],
    ['x-ms-retry-after-ms', 1],
  ] as const;
  for (const [name, unitMs] of waits) {
    const stated = headers.get(name);
    if (stated === undefined) continue;
    const ms = /^\d+$/.test(stated) ? Number(stated) * unitMs : Date.parse(stated) - Date.now();
    if (ms > longestRetryAfterMs) headers.delete(name);
  }
}

function traceLine(request: PipelineRequest, outcome: string, started: number): string {
  const url = request.url.replace(/([?&](?:\$?skiptoken|sig)=)[^&]*/gi, '$1...');
  return `${request.method} ${url} ${outcome} ${Math.round(performance.now() - started)} ms`;
}
