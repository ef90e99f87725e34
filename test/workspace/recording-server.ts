// A loopback HTTP server that answers from a script and remembers what it was asked: for tests of what goes over the wire.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { TokenCredential } from '@azure/core-auth';
import { type OpenOptions, openWorkspace } from '../../src/workspace/open.ts';
import { staticToken } from '../../src/workspace/requests/credential.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Something between answers: without the id that Resource Manager gives every request. */
  readonly isOfProxy?: boolean;
}

export interface RecordingServer {
  readonly port: number;
  readonly requests: Recorded[];
  close(): Promise<void>;
}

/** Answers each request with `answer(request)`; a string body is sent as it is, anything else as JSON. */
export async function record(answer: (request: Recorded) => Reply): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const isPacked = incoming.headers['content-encoding'] === 'gzip';
    const text = (isPacked ? gunzipSync(sent) : sent).toString('utf8');
    const request: Recorded = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    requests.push(request);
    const reply = answer(request);
    const ofService = reply.isOfProxy ? {} : { 'x-ms-request-id': '7a0c' };
    const headers = { 'content-type': 'application/json', ...ofService, ...reply.headers };
    outgoing.writeHead(reply.status ?? 200, headers);
    outgoing.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const subscriptionId = '00000000-0000-4000-8000-000000000001';

/** The workspace `soc` in resource group `detections`, served on this port; no wait lasts. */
export function openRecorded(
  port: number,
  options: OpenOptions & { readonly apiVersion?: string; readonly credential?: TokenCredential } = {},
): Workspace {
  return openWorkspace(
    {
      subscriptionId,
      resourceGroup: 'detections',
      workspaceName: 'soc',
      credential: options.credential ?? staticToken('secret-token'),
      loopback: true,
      apiVersion: options.apiVersion ?? '2025-07-01-preview',
      endpoints: {
        resourceManager: `https://127.0.0.1:${port}`,
        logs: `https://127.0.0.1:${port}/v1`,
        resourceManagerScope: 'https://management.azure.com/.default',
        logsScope: 'https://api.loganalytics.io/.default',
        ingestionScope: 'https://monitor.azure.com/.default',
      },
    },
    {
      retry: { retries: 3, delayMs: 1, sleep: async () => {} },
      retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
      ...options,
    },
  );
}
