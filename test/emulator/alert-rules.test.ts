// Analytics rules over raw HTTP: what is stored, what comes back, how lists are paged.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nrtBody, ruleBody } from '../content/a-rule.ts';
import { preview, putRule, rulePath, send, siPath, stable, start } from './start.ts';

test('a new rule is 201 with everything the service fills in, and a replaced one is 200 with a new etag', async () => {
  const emulator = await start();
  const created = await putRule(emulator, 'Rule-1');
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    id: `${siPath}/alertRules/Rule-1`,
    name: 'Rule-1',
    etag: '"00000000-0000-0100-0000-000000010000"',
    type: 'Microsoft.SecurityInsights/alertRules',
    kind: 'Scheduled',
    properties: {
      ...(ruleBody()['properties'] as object),
      alertRuleTemplateName: null,
      lastModifiedUtc: '2026-03-01T12:00:00.0000000Z',
    },
  });
  const replaced = await putRule(emulator, 'rule-1', ruleBody({ severity: 'High' }));
  expect([replaced.status, replaced.body.name, replaced.body.properties.severity]).toEqual([
    200,
    'Rule-1',
    'High',
  ]);
  expect(replaced.body.etag).not.toBe(created.body.etag);
  expect((await send(emulator, 'GET', rulePath('RULE-1'))).body).toEqual(replaced.body);
});

test('a put is a full replace: what it does not name is gone', async () => {
  const emulator = await start();
  await putRule(emulator, 'r', ruleBody({ description: 'was here', tactics: ['Impact'] }));
  const { body } = await putRule(emulator, 'r', ruleBody());
  expect(Object.keys(body.properties)).not.toContain('description');
  expect(Object.keys(body.properties)).not.toContain('tactics');
});

test('what the service returned can be put back unchanged', async () => {
  const emulator = await start();
  const { body } = await putRule(
    emulator,
    'r',
    ruleBody({ alertDetailsOverride: { alertDisplayNameFormat: 'x' } }),
  );
  expect(body.properties.alertDetailsOverride).toEqual({
    alertDisplayNameFormat: 'x',
    alertTacticsColumnName: null,
    alertSeverityColumnName: null,
  });
  const again = await putRule(emulator, 'r', body);
  expect([again.status, again.body.properties]).toEqual([200, body.properties]);
});

test('delete is 200, then 204, and get is 404', async () => {
  const emulator = await start();
  await putRule(emulator, 'r');
  expect((await send(emulator, 'DELETE', rulePath('r'))).status).toBe(200);
  expect((await send(emulator, 'DELETE', rulePath('r'))).status).toBe(204);
  const gone = await send(emulator, 'GET', rulePath('r'));
  expect([gone.status, gone.code]).toEqual([404, 'NotFound']);
});

test('lists come in pages joined by nextLink, and each rule is on one page', async () => {
  const emulator = await start({ pageSize: 2 });
  for (const name of ['e', 'b', 'd', 'a', 'c']) await putRule(emulator, name);
  const names: string[] = [];
  let pages = 0;
  let next: string | undefined = `${emulator.url}${siPath}/alertRules?${preview}`;
  while (next !== undefined) {
    const page = (await (await fetch(next)).json()) as { value: { name: string }[]; nextLink?: string };
    names.push(...page.value.map(({ name }) => name));
    next = page.nextLink;
    pages++;
  }
  expect([names, pages]).toEqual([['a', 'b', 'c', 'd', 'e'], 3]);
});

test('a next link says https to a client that believes in https, and http to the others', async () => {
  const emulator = await start({ pageSize: 1 });
  await putRule(emulator, 'a');
  await putRule(emulator, 'b');
  const list = `${siPath}/alertRules?${preview}`;
  const plain = await send(emulator, 'GET', list);
  expect(plain.body.nextLink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.*api-version=2025-07-01-preview/);
  const sdk = await send(emulator, 'GET', list, undefined, {
    'user-agent': 'azsdk-js-arm-securityinsight/1.0',
  });
  expect(sdk.body.nextLink).toMatch(/^https:\/\/127\.0\.0\.1:\d+\//);
});

test('names may hold spaces and slashes, and files of the state folder are named after them safely', async () => {
  const emulator = await start();
  const created = await putRule(emulator, 'a%20b%2Fc');
  expect(created.body.name).toBe('a b/c');
  expect((await send(emulator, 'GET', rulePath('A%20B%2FC'))).status).toBe(200);
});

test('subTechniques are kept by a preview api-version, and a stable one does not show them', async () => {
  const emulator = await start();
  const rule = ruleBody({
    tactics: ['Persistence'],
    techniques: ['T1098'],
    subTechniques: ['T1098.003'],
  });
  expect((await putRule(emulator, 'r', rule)).body.properties.subTechniques).toEqual(['T1098.003']);
  const seen = await send(emulator, 'GET', rulePath('r', stable));
  expect(Object.keys(seen.body.properties)).not.toContain('subTechniques');
});

test('playbooks of a rule: put, list, get, delete; the trigger URL is never given back', async () => {
  const emulator = await start();
  await putRule(emulator, 'r');
  const path = `${siPath}/alertRules/r/actions/a1?${preview}`;
  const logicAppResourceId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/notify';
  const action = { properties: { logicAppResourceId, triggerUri: 'https://example.test/hook?sig=secret' } };
  const created = await send(emulator, 'PUT', path, action);
  expect([created.status, created.body.properties]).toEqual([
    201,
    { logicAppResourceId, workflowId: 'notify' },
  ]);
  expect((await send(emulator, 'PUT', path, action)).status).toBe(200);
  expect((await send(emulator, 'GET', `${siPath}/alertRules/r/actions?${preview}`)).body.value).toHaveLength(
    1,
  );
  expect((await send(emulator, 'GET', path)).body.id).toBe(`${siPath}/alertRules/r/actions/a1`);
  expect((await send(emulator, 'PUT', path.replace('/r/', '/none/'), action)).status).toBe(404);
  expect((await send(emulator, 'DELETE', path)).status).toBe(200);
  expect((await send(emulator, 'DELETE', path)).status).toBe(204);
});

test('a rule of every kind is stored on a preview api-version', async () => {
  const emulator = await start();
  const bodies = {
    Fusion: { alertRuleTemplateName: 'f71aba3d-28fb-450b-b192-4e76a83015c8', enabled: true },
    MLBehaviorAnalytics: { alertRuleTemplateName: 'template', enabled: true },
    MicrosoftSecurityIncidentCreation: {
      displayName: 'x',
      enabled: true,
      productFilter: 'Microsoft Cloud App Security',
    },
    NRT: nrtBody()['properties'],
    Scheduled: ruleBody()['properties'],
    ThreatIntelligence: { alertRuleTemplateName: 'template', enabled: true, displayName: 'x' },
  };
  for (const [kind, properties] of Object.entries(bodies)) {
    const { status, body } = await putRule(emulator, kind, { kind, properties });
    expect([kind, status, body.kind]).toEqual([kind, 201, kind]);
    expect(Object.keys(body).sort()).toEqual(['etag', 'id', 'kind', 'name', 'properties', 'type']);
  }
  expect(
    (await send(emulator, 'GET', rulePath('MicrosoftSecurityIncidentCreation'))).body.properties,
  ).toMatchObject({
    severitiesFilter: null,
    displayNamesFilter: null,
    description: null,
    alertRuleTemplateName: null,
  });
});

const examples = new URL('../../../shared/arm-examples/alertRules/', import.meta.url);

test.skipIf(!existsSync(examples))(
  'every published request example is accepted (skipped without the examples beside the project)',
  async () => {
    const emulator = await start();
    const files = readdirSync(examples).filter((file) => file.includes('Create'));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const { parameters, responses } = JSON.parse(readFileSync(new URL(file, examples), 'utf8'));
      const { body, status } = await send(
        emulator,
        'PUT',
        rulePath(file, `api-version=${parameters['api-version']}`),
        { ...parameters.alertRule, etag: undefined },
      );
      expect([file, status]).toEqual([file, 201]);
      expect(Object.keys(body).sort()).toEqual(Object.keys(responses['201'].body).sort());
    }
  },
);

test('the headers that ARM sends are there', async () => {
  const emulator = await start();
  const { headers } = await send(emulator, 'GET', `${siPath}/alertRules?${preview}`, undefined, {
    'x-ms-correlation-request-id': 'mine',
  });
  expect(headers.get('x-ms-correlation-request-id')).toBe('mine');
  expect(headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBe('249');
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
});

test('the request log names method, path and status', async () => {
  const emulator = await start();
  await putRule(emulator, 'r');
  await send(emulator, 'GET', `${siPath}/nothing?${preview}`);
  expect(emulator.requests.map(({ method, path, status }) => ({ method, path, status }))).toEqual([
    { method: 'PUT', path: rulePath('r'), status: 201 },
    { method: 'GET', path: `${siPath}/nothing?${preview}`, status: 404 },
  ]);
});
