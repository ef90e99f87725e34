// A sign-in that fails says which credentials were tried and what to do; no token and no secret is ever written.

import { inspect } from 'node:util';
import { ChainedTokenCredential, CredentialUnavailableError } from '@azure/identity';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { azureCredential } from '../../src/workspace/requests/credential.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { rule } from '../plan/embedded.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';
import { openRecorded, type RecordingServer, type Reply, record } from './recording-server.ts';

afterEach(() => vi.unstubAllEnvs());

const without = (message: string) => ({
  getToken: async () => {
    throw new CredentialUnavailableError(message);
  },
});

/** What each of the SDK's credentials says on a machine that nobody signed in on; a workload identity says nothing. */
const said = [
  'EnvironmentCredential is unavailable. No underlying credential could be used. To troubleshoot, visit https://aka.ms/azsdk/js/identity/environmentcredential/troubleshoot.',
  'ManagedIdentityCredential: Network unreachable. Message: network_error: See https://aka.ms/msal.js.errors#network_error for details',
  'Visual Studio Code Authentication is not available. Ensure that Azure Resources Extension is installed.',
  "Please run 'az login' from a command prompt to authenticate before using this credential.",
  'Error: Unable to execute PowerShell. Ensure that it is installed in your system.',
  "Azure Developer CLI couldn't be found. To mitigate this issue, see the guidelines at https://aka.ms/azsdk.",
];

async function failure(credential = azureCredential('', async () => chain(said))): Promise<string> {
  const server = await record(() => ({ body: { value: [] } }));
  try {
    const error = await thrown(openRecorded(server.port, { credential }).list('alertRules'));
    expect(error).toMatchObject({ reason: 'authentication', exitCode: 4 });
    expect(server.requests).toEqual([]);
    return String(error);
  } finally {
    await server.close();
  }
}

const chain = (messages: readonly string[]) => new ChainedTokenCredential(...messages.map(without));

describe('a chain without a token', () => {
  it('names every credential in its order, those too of which the SDK says nothing', async () => {
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', '');
    const text = await failure();
    expect(text.replace(/^.*?: tried /, '').split('; ')).toEqual([
      'EnvironmentCredential: No underlying credential could be used',
      'WorkloadIdentityCredential: not set up, it takes AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE',
      'ManagedIdentityCredential: Network unreachable. Message: network_error',
      'VisualStudioCodeCredential: Visual Studio Code Authentication is not available. Ensure that Azure Resources Extension is installed',
      "AzureCliCredential: Please run 'az login' from a command prompt to authenticate before using this credential",
      'AzurePowerShellCredential: Unable to execute PowerShell. Ensure that it is installed in your system',
      "AzureDeveloperCliCredential: Azure Developer CLI couldn't be found",
    ]);
  });

  it.each([
    ['dev', ['VisualStudioCode', 'AzureCli', 'AzurePowerShell', 'AzureDeveloperCli']],
    ['PROD', ['Environment', 'WorkloadIdentity', 'ManagedIdentity']],
    ['AzureCliCredential', ['AzureCli']],
  ])('AZURE_TOKEN_CREDENTIALS=%s: only what it leaves', async (chosen, names) => {
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', chosen);
    // What the SDK says where it could set up none of them.
    const none = without('Failed to retrieve a valid token');
    const tried = await failure(azureCredential('', async () => none));
    expect([...tried.matchAll(/(\w+)Credential: not set up/g)].map(([, name]) => name)).toEqual(names);
  });

  it('a credential the tool does not know is told in its own words', async () => {
    const text = await failure(azureCredential('', async () => chain([...said, 'The broker is away.'])));
    expect(text).toContain('; The broker is away');
  });

  it('a refusal of Microsoft Entra comes in its own words, not as a chain', async () => {
    const refused = Object.assign(new Error('AADSTS7000215: Invalid client secret provided.'), {
      name: 'AuthenticationError',
      statusCode: 401,
    });
    const credential = azureCredential('', async () => ({ getToken: () => Promise.reject(refused) }));
    expect(await failure(credential)).toMatch(/No credential for \S+: AADSTS7000215: Invalid client secret/);
  });
});

describe('on the command line', () => {
  let project: TestProject;
  beforeEach(() => {
    project = createProject({
      'sentinel-sync.yaml': 'owner: contoso/detections\n',
      ...rule(1),
      'environments/dev.yaml': `workspace:
  azure:
    subscriptionId: 00000000-0000-4000-8000-000000000001
    resourceGroup: detections
    workspaceName: soc-dev
`,
    });
    for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']) vi.stubEnv(name, '');
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential');
  });
  afterEach(() => project.dispose());

  it.each(['plan', 'doctor'])(
    '%s says what was tried and what to do, and ends with 4 or 1',
    async (command) => {
      const { code, stdout, stderr } = await project.run(`${command} --environment dev --verbose`);
      expect(code).toBe(command === 'plan' ? 4 : 1);
      const text = `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
      expect(text).toContain('tried EnvironmentCredential: No underlying credential could be used');
      expect(text).toContain('Sign in (`az login`, or azure/login in a workflow)');
    },
  );

  it('a variable that names no credential is the mistake of whoever set it, not a defect', async () => {
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'AzureCli');
    const { code, stderr } = await project.run('plan --environment dev');
    expect(code).toBe(4);
    expect(stderr).toContain('Invalid value for AZURE_TOKEN_CREDENTIALS = AzureCli');
    expect(stderr).toContain('Correct AZURE_TOKEN_CREDENTIALS');
  });

  it('the secret of a service principal stays out, also where signing in fails over it', async () => {
    vi.stubEnv('AZURE_TENANT_ID', 'no tenant has blanks');
    vi.stubEnv('AZURE_CLIENT_ID', '00000000-0000-4000-8000-000000000002');
    vi.stubEnv('AZURE_CLIENT_SECRET', 'hunter2-is-no-secret');
    const { code, stdout, stderr } = await project.run('plan --environment dev --verbose');
    expect(code).toBe(4);
    expect(`${stdout}${stderr}`).not.toContain('hunter2');
  });
});

describe('the token', () => {
  const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl';
  let server: RecordingServer | undefined;
  afterEach(() => server?.close());

  it.each<[string, Reply]>([
    ['a list', { body: { value: [] } }],
    ['a refusal', { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no role' } } }],
    [
      'a proxy that quotes the request',
      {
        status: 407,
        body: `<pre>authorization: Bearer ${token}</pre>`,
        headers: { 'content-type': 'text/html' },
      },
    ],
    [
      'a service that quotes it',
      {
        status: 401,
        body: { error: { code: 'InvalidAuthenticationToken', message: `The token ${token} is old` } },
      },
    ],
    ['a server that fails', { status: 500, body: token, headers: { 'content-type': 'text/plain' } }],
  ])('%s: it is sent, and is in no line of --verbose and in no error', async (_, reply) => {
    server = await record(() => reply);
    const written: string[] = [];
    const credential = { getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
    const workspace = openRecorded(server.port, { credential, trace: (line) => written.push(line) });
    const asked = [
      workspace.list('alertRules'),
      workspace.put('savedSearches', 'q', { properties: {} }),
      workspace.query('T', { timespan: 'P1D' }),
    ];
    for (const outcome of await Promise.allSettled(asked)) {
      if (outcome.status === 'fulfilled') continue;
      const { message, service, diagnostic } = outcome.reason;
      written.push(JSON.stringify({ message, service, diagnostic }));
      // A test runner prints an error with all that hangs on it: here the request that the SDK remembers.
      written.push(inspect(outcome.reason.cause?.request, { depth: 20 }));
    }
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(written.length).toBeGreaterThanOrEqual(3);
    for (const part of token.split('.')) expect(written.join('\n')).not.toContain(part);
  });
});
