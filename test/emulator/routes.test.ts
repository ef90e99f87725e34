// The request as a whole: api-version, casing, unknown paths, other workspaces, methods, bodies, hosts, faults.
import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/options.ts';
import { ruleBody } from '../content/a-rule.ts';
import { preview, putRule, rulePath, search, send, siPath, start, wsPath } from './start.ts';

test.for([
  ['no api-version', 'GET', `${siPath}/alertRules`, 400, 'MissingApiVersionParameter'],
  [
    'an api-version that is no date',
    'GET',
    `${siPath}/alertRules?api-version=latest`,
    400,
    'InvalidApiVersionParameter',
  ],
  ['an unknown type', 'GET', `${siPath}/nothing?${preview}`, 404, 'InvalidResourceType'],
  ['the root', 'GET', `/?${preview}`, 404, 'InvalidResourceType'],
  ['a wrong method', 'PATCH', `${siPath}/alertRules?${preview}`, 405, 'MethodNotAllowed'],
  ['incidents', 'GET', `${siPath}/incidents?${preview}`, 501, 'EmbeddedWorkspaceUnsupported'],
  [
    'comments of one',
    'PUT',
    `${siPath}/incidents/1/comments/2?${preview}`,
    501,
    'EmbeddedWorkspaceUnsupported',
  ],
  ['automation rules', 'PUT', `${siPath}/automationRules/1?${preview}`, 501, 'EmbeddedWorkspaceUnsupported'],
  ['bookmarks', 'GET', `${siPath}/Bookmarks?${preview}`, 501, 'EmbeddedWorkspaceUnsupported'],
  [
    'items of a watchlist',
    'GET',
    `${siPath}/watchlists/w/watchlistItems?${preview}`,
    501,
    'EmbeddedWorkspaceUnsupported',
  ],
  ['PATCH of metadata', 'PATCH', `${siPath}/metadata/m?${preview}`, 501, 'EmbeddedWorkspaceUnsupported'],
  ['onboarding', 'PUT', `${siPath}/onboardingStates/default?${preview}`, 501, 'EmbeddedWorkspaceUnsupported'],
  ['PATCH of a table', 'PATCH', `${wsPath}/tables/T_CL?${search}`, 501, 'EmbeddedWorkspaceUnsupported'],
  ['DELETE of the workspace', 'DELETE', `${wsPath}?${search}`, 501, 'EmbeddedWorkspaceUnsupported'],
  ['linked services', 'GET', `${wsPath}/linkedServices?${search}`, 501, 'EmbeddedWorkspaceUnsupported'],
  [
    'workbooks',
    'GET',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.Insights/workbooks?api-version=2022-04-01',
    501,
    'EmbeddedWorkspaceUnsupported',
  ],
  ['a batch of queries', 'POST', '/v1/$batch', 501, 'EmbeddedWorkspaceUnsupported'],
  ['an unknown type of the workspace', 'GET', `${wsPath}/nothing?${search}`, 404, 'InvalidResourceType'],
  ['POST to a rule', 'POST', `${siPath}/alertRules/r?${preview}`, 405, 'MethodNotAllowed'],
  [
    'another subscription',
    'GET',
    `${siPath.replace('11111111', '22222222')}/alertRules?${preview}`,
    404,
    'SubscriptionNotFound',
  ],
  [
    'another resource group',
    'GET',
    `${siPath.replace('rg-soc', 'rg')}/alertRules?${preview}`,
    404,
    'ResourceGroupNotFound',
  ],
  [
    'another workspace',
    'GET',
    `${siPath.replace('law-test', 'law')}/alertRules?${preview}`,
    404,
    'ResourceNotFound',
  ],
  ['a broken encoding', 'GET', `${siPath}/alertRules/%E0%A4%A?${preview}`, 400, 'BadRequest'],
  ['an unknown query path', 'POST', '/v1/nothing', 404, 'PathNotFoundError'],
] as const)('%s', async ([, method, path, status, code]) => {
  const reply = await send(await start(), method, path);
  expect([reply.status, reply.code]).toEqual([status, code]);
  expect(reply.message).toMatch(/\S/);
});

test('the words of a missing api-version are those of ARM', async () => {
  const { message } = await send(await start(), 'GET', wsPath);
  expect(message).toBe('The api-version query parameter (?api-version=) is required for all requests.');
});

test('path segments and parameter names are compared without regard to case, and double slashes are one', async () => {
  const emulator = await start();
  await putRule(emulator, 'r');
  const path = `${siPath}/alertRules`.toLowerCase().replace('/providers/', '//providers/');
  const { status, body } = await send(emulator, 'GET', `${path}?API-Version=2025-09-01`);
  expect([status, body.value.length]).toEqual([200, 1]);
});

test('a body that is not JSON is one clear 400', async () => {
  const { status, code } = await send(await start(), 'PUT', rulePath('r'), '{"kind":');
  expect([status, code]).toEqual([400, 'InvalidRequestContent']);
});

test('a body beyond 4 MB is refused', async () => {
  const rule = ruleBody({ description: 'x'.repeat(4 * 1024 * 1024) });
  expect((await send(await start(), 'PUT', rulePath('r'), rule)).status).toBe(413);
});

function statusWithHost(emulator: Emulator, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const path = `${wsPath}?${search}`;
    httpRequest({ host: '127.0.0.1', port: emulator.port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('only loopback host names are served', async () => {
  const emulator = await start();
  expect(await statusWithHost(emulator, 'localhost')).toBe(200);
  expect(await statusWithHost(emulator, `127.0.0.1:${emulator.port}`)).toBe(200);
  expect(await statusWithHost(emulator, 'evil.example')).toBe(403);
});

test('faults are played instead of the answer, and the request is recorded', async () => {
  const faults = ({ method }: { method: string }) =>
    method === 'GET'
      ? ({
          status: 429,
          headers: { 'retry-after': '3' },
          body: { error: { code: 'TooManyRequests', message: 'wait' } },
        } as const)
      : ('drop' as const);
  const emulator = await start({ faults });
  const { status, code, headers } = await send(emulator, 'GET', rulePath('r'));
  expect([status, code, headers.get('retry-after')]).toEqual([429, 'TooManyRequests', '3']);
  await expect(putRule(emulator, 'r')).rejects.toThrow();
  expect(emulator.requests.map((request) => request.status)).toEqual([429, 0]);
});

test('the workspace gives its customerId', async () => {
  const { body } = await send(await start(), 'GET', `${wsPath}?api-version=2022-10-01`);
  expect([body.id, body.properties.customerId]).toEqual([wsPath, '99999999-8888-7777-6666-555555555555']);
});

test('tables come with columns in the words of ARM', async () => {
  const emulator = await start();
  const { body } = await send(emulator, 'GET', `${wsPath}/tables?api-version=2022-10-01`);
  expect(body.value.map(({ name }: { name: string }) => name)).toEqual(['SecurityEvent', 'Repo_CL']);
  const custom = await send(emulator, 'GET', `${wsPath}/tables/repo_cl?api-version=2022-10-01`);
  expect(custom.body.properties.schema.columns).toEqual([{ name: 'Public', type: 'boolean' }]);
  const standard = await send(emulator, 'GET', `${wsPath}/tables/SecurityEvent?api-version=2022-10-01`);
  expect(standard.body.properties.schema.standardColumns).toEqual([
    { name: 'TimeGenerated', type: 'dateTime' },
  ]);
  expect((await send(emulator, 'GET', `${wsPath}/tables/None?api-version=2022-10-01`)).status).toBe(404);
});

test('schema lists every column with its tables', async () => {
  const { body } = await send(await start(), 'POST', `${wsPath}/schema?${search}`);
  expect(body.value).toContainEqual(
    expect.objectContaining({ name: 'Public', type: 'bool', ownerType: ['Repo_CL'] }),
  );
});

test('onboarding is 200, and the gallery of templates is empty', async () => {
  const emulator = await start();
  expect((await send(emulator, 'GET', `${siPath}/onboardingStates/default?${preview}`)).status).toBe(200);
  expect((await send(emulator, 'GET', `${siPath}/alertRuleTemplates?${preview}`)).body).toEqual({
    value: [],
  });
  expect((await send(emulator, 'GET', `${siPath}/alertRuleTemplates/x?${preview}`)).status).toBe(404);
});
