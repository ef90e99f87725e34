// Starts an embedded workspace in a temporary folder for a test, and talks to it with fetch or the real SDK clients.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import { SecurityInsights } from '@azure/arm-securityinsight';
import type { TokenCredential } from '@azure/core-auth';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { LogsQueryClient } from '@azure/monitor-query-logs';
import { onTestFinished } from 'vitest';
import { workspaceResourceId } from '../../src/emulator/identity.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/options.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import type { QueryService } from '../../src/engine/query-service.ts';
import { ruleBody } from '../content/a-rule.ts';

export const identity = {
  subscription: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg-soc',
  workspace: 'law-test',
  customerId: '99999999-8888-7777-6666-555555555555',
};
export const wsPath = workspaceResourceId(identity);
export const siPath = `${wsPath}/providers/Microsoft.SecurityInsights`;
export const preview = 'api-version=2025-07-01-preview';
export const stable = 'api-version=2025-09-01';
export const search = 'api-version=2020-08-01';
export const noon = new Date('2026-03-01T12:00:00Z');

/** A query service that knows one table, finds every query fine and answers one row. */
export const fakeQueries: QueryService = {
  runQuery: async () => ({
    ok: true,
    result: { columns: [{ name: 'x', type: 'long' }], rows: [[1]] },
  }),
  checkQuery: async () => undefined,
  tables: async () => [
    { name: 'SecurityEvent', columns: [{ name: 'TimeGenerated', type: 'datetime' }] },
    { name: 'Repo_CL', columns: [{ name: 'Public', type: 'bool' }] },
  ],
};

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-workspace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** `0000000000000001`, `...2`, and so on: the same in every run. */
export function counting(): () => string {
  let count = 0;
  return () => (++count).toString(16).padStart(16, '0');
}

/** An embedded workspace that ends with the test. */
export async function start(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const stateFolder = options.stateFolder ?? temporaryFolder();
  const emulator = await startEmulator({
    identity,
    queries: fakeQueries,
    now: () => noon,
    token: counting(),
    ...options,
    stateFolder,
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

export interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: replies are looked into freely by the tests
  readonly body: any;
  readonly headers: Headers;
}

export async function send(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = text === '' ? undefined : JSON.parse(text);
  const { code, message } = parsed?.error ?? {};
  return { status: response.status, code, message, body: parsed, headers: response.headers };
}

export const rulePath = (name: string, version = preview) => `${siPath}/alertRules/${name}?${version}`;

export const putRule = (
  emulator: Emulator,
  name: string,
  rule: unknown = ruleBody(),
  headers: Record<string, string> = {},
) => send(emulator, 'PUT', rulePath(name), rule, headers);

const credential: TokenCredential = {
  getToken: async () => ({ token: 'token-of-a-test', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};

/** The clients believe in https; loopback is reached by http. */
const httpClient: HttpClient = {
  sendRequest: (request) => {
    request.url = `http:${request.url.slice('https:'.length)}`;
    request.allowInsecureConnection = true;
    return createDefaultHttpClient().sendRequest(request);
  },
};

/** The three clients that the tool uses, pointed at the embedded workspace. */
export function sdkClients({ port }: Emulator) {
  const endpoint = `https://127.0.0.1:${port}`;
  const options = { endpoint, httpClient, retryOptions: { maxRetries: 1, retryDelayInMs: 1 } };
  return {
    rules: new SecurityInsights(credential, identity.subscription, {
      ...options,
      apiVersion: '2025-07-01-preview',
    } as ConstructorParameters<typeof SecurityInsights>[2]),
    insights: new OperationalInsightsManagementClient(credential, identity.subscription, options),
    logs: new LogsQueryClient(credential, { ...options, endpoint: `${endpoint}/v1` }),
  };
}
