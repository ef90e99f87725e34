// Every way a request can fail becomes one sentence with the service's own words, the right exit code and, where it helps, a wait.

import { afterEach, expect, it } from 'vitest';
import { RequestError } from '../../src/workspace/requests/request-error.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { openRecorded, type RecordingServer, type Reply, record } from './recording-server.ts';

let server: RecordingServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const refusal = (code: string, message: string) => ({ error: { code, message } });

async function failure(reply: Reply): Promise<RequestError> {
  server = await record(() => reply);
  const workspace = openRecorded(server.port);
  const error = await thrown(workspace.put('alertRules', 'r1', { kind: 'Scheduled', properties: {} }));
  expect(error).toBeInstanceOf(RequestError);
  return error as RequestError;
}

const notOnboarded =
  "Workspace 'soc' is not onboarded to Microsoft Sentinel. Please onboard through the portal.";

it.each([
  [400, refusal('BadRequest', "'queryPeriod' is too short"), 'refused', 1],
  [400, refusal('BadRequest', JSON.stringify(refusal('BadRequest', notOnboarded))), 'not-onboarded', 3],
  [401, refusal('InvalidAuthenticationToken', 'expired'), 'authentication', 4],
  [403, refusal('AuthorizationFailed', 'no role'), 'authentication', 4],
  [404, refusal('ResourceGroupNotFound', 'no such group'), 'not-found', 3],
  [
    409,
    refusal('Conflict', 'Newer instance of rule exists (Etag does not match). Data was not saved.'),
    'etag-mismatch',
    1,
  ],
  [409, refusal('Conflict', "The rule with id 'r1' was recently deleted."), 'recently-deleted', 1],
  [400, refusal('BadRequest', "The rule with id 'r1' was recently deleted."), 'recently-deleted', 1],
  [409, refusal('Conflict', "Alert Rule with Resource Name 'x' is already exist"), 'refused', 1],
  [412, refusal('PreconditionFailed', 'no'), 'etag-mismatch', 1],
  [500, refusal('InternalServerError', 'sorry'), 'unavailable', 6],
] as const)('%i %j is %s, exit code %i', async (status, body, reason, exitCode) => {
  const error = await failure({ status, body });
  expect({ reason: error.reason, status: error.status, exitCode: error.exitCode }).toEqual({
    reason,
    status,
    exitCode,
  });
  expect(error.message).toMatch(new RegExp(`^PUT alertRules/r1 failed with ${status} \\w+: `));
});

it('unwraps a message that is itself JSON', async () => {
  const error = await failure({
    status: 400,
    body: refusal('BadRequest', JSON.stringify(refusal('BadRequest', notOnboarded))),
  });
  expect(error.message).toBe(`PUT alertRules/r1 failed with 400 BadRequest: ${notOnboarded}`);
});

it('a body that is no JSON is quoted, cut short', async () => {
  const error = await failure({
    status: 403,
    body: `<html>${'blocked by the proxy '.repeat(100)}</html>`,
    headers: { 'content-type': 'text/html' },
  });
  expect(error.message).toContain('blocked by the proxy');
  expect(error.message.length).toBeLessThan(700);
});

it('names a server that does not answer', async () => {
  server = await record(() => ({}));
  const { port } = server;
  await server.close();
  const error = await thrown(openRecorded(port).list('alertRules'));
  expect(error).toMatchObject({ reason: 'unreachable', exitCode: 6 });
  expect(String(error)).toContain(`https://127.0.0.1:${port} cannot be reached`);
});

it.each(['CredentialUnavailableError', 'AggregateAuthenticationError'])(
  'a missing sign-in (%s) is exit code 4 and says how to sign in, for queries too',
  async (name) => {
    server = await record(() => ({ body: { value: [], properties: { customerId: 'c' } } }));
    const credential = {
      getToken: async () => {
        throw Object.assign(new Error('Please run az login\nto set up an account.'), { name });
      },
    };
    const workspace = openRecorded(server.port, { credential });
    for (const asked of [workspace.list('alertRules'), workspace.query('T', { timespan: 'P1D' })]) {
      const error = await thrown(asked);
      expect(error).toMatchObject({ reason: 'authentication', exitCode: 4 });
      expect(String(error)).toMatch(
        /No credential for https:\S+: Please run az login to set up an account\.$/,
      );
    }
    expect(server.requests).toEqual([]);
  },
);

it.each([
  ['a 429 without Retry-After', { status: 429, body: refusal('TooManyRequests', 'slow down') }],
  [
    'a conflict that time mends',
    { status: 409, body: refusal('Conflict', 'Another operation is in progress') },
  ],
])('waits longer each time after %s, then succeeds', async (_, refused) => {
  const replies: Reply[] = [refused, refused, { body: { value: [] } }];
  server = await record(() => replies.shift() ?? {});
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  await openRecorded(server.port, { retry: { retries: 3, delayMs: 100, sleep } }).list('alertRules');
  expect(waits).toEqual([100, 200]);
});

it('gives up after the last attempt', async () => {
  const error = await failure({ status: 429, body: refusal('TooManyRequests', 'slow down') });
  expect(error.reason).toBe('throttled');
  expect(server?.requests).toHaveLength(4);
});

it('does not repeat a request that would meet the same conflict', async () => {
  await failure({ status: 409, body: refusal('Conflict', 'Etag does not match') });
  expect(server?.requests).toHaveLength(1);
});

it('leaves a 429 with Retry-After to the SDK, and does not wait again on top', async () => {
  const error = await failure({
    status: 429,
    body: refusal('TooManyRequests', 'slow down'),
    headers: { 'retry-after-ms': '1' },
  });
  expect(error.reason).toBe('throttled');
  expect(server?.requests).toHaveLength(2);
});
