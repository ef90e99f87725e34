// Every refusal of a rule: a rule that provokes it, and the status, code and words of the answer.
import { expect, test } from 'vitest';
import { contentRefusals, stateRefusals } from '../../src/emulator/refusals/index.ts';
import { grouping, nrtBody, ruleBody } from '../content/a-rule.ts';
import { contentCases, mapping } from './refusal-cases.ts';
import { fakeQueries, preview, putRule, rulePath, send, siPath, stable, start } from './start.ts';

const tacticsOf = (technique: string) =>
  ({ T1593: ['Reconnaissance'], T1078: ['Persistence', 'InitialAccess'] })[technique];

test('every refusal of a rule in itself is provoked below', () => {
  expect(Object.keys(contentCases).sort()).toEqual(contentRefusals.map(({ id }) => id).sort());
});

test.for(
  Object.entries(contentCases).flatMap(([id, cases]) =>
    cases.map(([changes, reason]) => ({ id, changes, reason })),
  ),
)('refused: $id ($reason)', async ({ changes, reason }) => {
  const emulator = await start({ tacticsOf });
  const { status, code, message } = await putRule(emulator, 'r', ruleBody(changes));
  expect([status, code, message]).toEqual([400, 'BadRequest', `Invalid data model. [: ${reason}]`]);
  expect((await send(emulator, 'GET', rulePath('r'))).status).toBe(404);
});

test.for([
  ['at both limits', { queryFrequency: 'PT5M', queryPeriod: 'PT5M' }],
  ['at the other limits', { queryFrequency: 'P14D', queryPeriod: 'P14D', triggerThreshold: 10_000 }],
  ['two days every hour', { queryFrequency: 'PT1H', queryPeriod: 'P2D' }],
  ['short suppression that is off', { suppressionEnabled: false, suppressionDuration: 'PT5M' }],
  ['`search *` in a string and a comment', { query: "T | where a == 'search *' // union *" }],
  ['search in a table', { query: 'search in (T) "x"' }],
  ['one of the tactics of a technique', { techniques: ['T1078'], tactics: ['Persistence'] }],
  ['a technique of another matrix', { techniques: ['T0801'], tactics: ['Impact'] }],
  ['ten mappings', { entityMappings: Array.from({ length: 10 }, () => mapping('IP', 'Address')) }],
  ['grouping by a legacy entity', grouping({ groupByEntities: ['Host'] })],
] as const)('accepted: %s', async ([, changes]) => {
  const emulator = await start({ tacticsOf });
  expect((await putRule(emulator, 'r', ruleBody(changes))).status).toBe(201);
});

test('the first of several refusals is the answer, in the order of the table', async () => {
  const emulator = await start({ tacticsOf });
  const { message } = await putRule(emulator, 'r', ruleBody({ queryPeriod: 'PT4M', query: '' }));
  expect(message).toContain("'query' length");
});

test.for([
  ['no kind', { properties: {} }, "Invalid data model. [: Required property 'kind' not found]"],
  ['an unknown kind', { ...ruleBody(), kind: 'Sheduled' }, /^The alert rule kind 'Sheduled' is not valid/],
  ['a missing field', ruleBody({ displayName: undefined }), /Required property 'displayName' not found/],
  ['null for a required field', ruleBody({ severity: null }), /Required property 'severity' not found/],
  ['a wrong type', ruleBody({ enabled: 'yes' }), /"yes" of 'properties.enabled': it must be a boolean/],
  ['a wrong word', ruleBody({ severity: 'Severe' }), /it must be one of Informational, Low, Medium, High/],
  ['a duration that is none', ruleBody({ queryPeriod: '1h' }), /it must be an ISO 8601 duration/],
  ['a nested field missing', ruleBody({ incidentConfiguration: {} }), /'createIncident' not found/],
  ['no properties', { kind: 'Scheduled' }, /'properties' must be an object/],
  [
    'schedule fields on NRT',
    nrtBody({ queryFrequency: 'PT1H' }),
    /NRT alert rule: 'queryFrequency' is not allowed/,
  ],
  [
    'a value for what the service owns',
    { kind: 'Fusion', properties: { alertRuleTemplateName: 't', enabled: true, severity: 'High' } },
    /Read-only property 'severity' cannot be assigned/,
  ],
] as const)('a body that the model cannot read: %s', async ([, body, words]) => {
  const emulator = await start();
  const { status, code, message } = await putRule(emulator, 'r', body);
  expect([status, code]).toEqual([400, 'BadRequest']);
  expect(message).toMatch(words);
});

test('NRT, and the kinds of previews, need a preview api-version', async () => {
  const emulator = await start();
  const { status, message } = await send(emulator, 'PUT', rulePath('r', stable), nrtBody());
  expect([status, message]).toEqual([
    400,
    "The alert rule kind 'NRT' is not valid for api-version '2025-09-01'. Valid kinds are: Fusion, MicrosoftSecurityIncidentCreation, Scheduled.",
  ]);
});

const conflict =
  "Newer instance of rule 'r' exists for workspace '99999999-8888-7777-6666-555555555555' (Etag does not match). Data was not saved.";

test('etags: equal and * are fine, another in the body is 409, in the header 412', async () => {
  const emulator = await start();
  const { body } = await putRule(emulator, 'r');
  const stale = await putRule(emulator, 'r', { ...ruleBody(), etag: '"stale"' });
  expect([stale.status, stale.code, stale.message]).toEqual([409, 'Conflict', conflict]);
  const header = await putRule(emulator, 'r', ruleBody(), { 'if-match': '"stale"' });
  expect([header.status, header.code]).toEqual([412, 'PreconditionFailed']);
  const equal = await putRule(emulator, 'r', { ...ruleBody(), etag: body.etag });
  expect(equal.status).toBe(200);
  expect((await putRule(emulator, 'r', { ...ruleBody(), etag: '*' })).status).toBe(200);
  const late = await putRule(emulator, 'r', { ...ruleBody(), etag: body.etag });
  expect(late.status).toBe(409);
});

test('of many puts with one etag exactly one wins', async () => {
  const emulator = await start();
  const { body } = await putRule(emulator, 'r');
  const puts = Array.from({ length: 8 }, (_, index) =>
    putRule(emulator, 'r', { ...ruleBody({ triggerThreshold: index }), etag: body.etag }),
  );
  const statuses = (await Promise.all(puts)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
});

test('a deleted id is refused for a day', async () => {
  let now = new Date('2026-03-01T12:00:00Z');
  const emulator = await start({ now: () => now });
  await putRule(emulator, 'r');
  await send(emulator, 'DELETE', rulePath('r'));
  const refused = await putRule(emulator, 'R');
  expect([refused.status, refused.code, refused.message]).toEqual([
    409,
    'Conflict',
    "The rule with id 'R' was recently deleted. You need to allow some time before re-using the same id. Please try again later.",
  ]);
  now = new Date('2026-03-02T11:59:59Z');
  expect((await putRule(emulator, 'r')).status).toBe(409);
  now = new Date('2026-03-02T12:00:00Z');
  expect((await putRule(emulator, 'r')).status).toBe(201);
});

test('the kind of a rule cannot be changed', async () => {
  const emulator = await start();
  await putRule(emulator, 'r');
  expect((await putRule(emulator, 'r', nrtBody())).message).toBe(
    "The kind of rule 'r' is 'Scheduled' and cannot be changed to 'NRT'.",
  );
});

test('enabled rules are counted, scheduled and NRT each on their own', async () => {
  const emulator = await start({ limits: { scheduled: 2, nrt: 1 } });
  expect((await putRule(emulator, 's1')).status).toBe(201);
  expect((await putRule(emulator, 's2')).status).toBe(201);
  expect((await putRule(emulator, 'n1', nrtBody())).status).toBe(201);
  expect((await putRule(emulator, 'off', ruleBody({ enabled: false }))).status).toBe(201);
  const scheduled = await putRule(emulator, 's3');
  expect([scheduled.status, scheduled.message]).toEqual([
    400,
    "The number of enabled Scheduled alert rules in workspace 'law-test' has reached its limit of 2.",
  ]);
  expect((await putRule(emulator, 'n2', nrtBody())).message).toContain('enabled NRT alert rules');
  expect((await putRule(emulator, 'off')).status).toBe(400);
  expect((await putRule(emulator, 's2', ruleBody({ severity: 'Low' }))).status).toBe(200);
});

test('a query that does not run is refused when the rule is enabled', async () => {
  const failures = {
    'NoTable | take 1': { kind: 'semantic', code: 'SEM0100', message: 'no table', missingTable: true },
    'T | where': { kind: 'syntax', code: 'SYN0001', message: 'I could not parse that' },
    'T | where x': { kind: 'semantic', code: 'SEM0100', message: "'where' operator: no column" },
    'T | reduce by x': { kind: 'unsupported', code: 'kql/unsupported', message: 'not here' },
  } as const;
  const checkQuery = async (query: string) => failures[query as keyof typeof failures];
  const emulator = await start({ queries: { ...fakeQueries, checkQuery } });
  const messages = [];
  for (const query of Object.keys(failures)) {
    const { status, code, message } = await putRule(emulator, 'r', ruleBody({ query }));
    messages.push([status, code, message]);
  }
  const words = 'Failed to run the analytics rule query.';
  expect(messages).toEqual([
    [400, 'BadRequest', `${words} One of the tables does not exist.`],
    [
      400,
      'BadRequest',
      `${words} Request is invalid and cannot be processed: Syntax error: SYN0001 I could not parse that`,
    ],
    [400, 'BadRequest', `${words} Semantic error: SEM0100 'where' operator: no column`],
    [201, undefined, undefined],
  ]);
});

test('without Sentinel every Sentinel route answers the nested message, and onboarding 404', async () => {
  const emulator = await start({ onboarded: false });
  const { status, code, message } = await send(emulator, 'GET', `${siPath}/alertRules?${preview}`);
  expect([status, code]).toEqual([400, 'BadRequest']);
  expect(JSON.parse(message!).error).toEqual({
    code: 'BadRequest',
    message:
      "Workspace 'law-test' is not onboarded to Microsoft Sentinel. Please onboard through the portal or use the OnboardingStates ARM api to onboard to Sentinel.",
  });
  expect((await send(emulator, 'GET', `${siPath}/onboardingStates/default?${preview}`)).status).toBe(404);
});

test('a second rule of one machine-learning template is already installed', async () => {
  const emulator = await start();
  const rule = { kind: 'MLBehaviorAnalytics', properties: { alertRuleTemplateName: 'tmpl', enabled: true } };
  await putRule(emulator, 'a', rule);
  expect((await putRule(emulator, 'b', rule)).message).toBe(
    "Analytics rule template 'tmpl' is already installed for workspace '99999999-8888-7777-6666-555555555555'.",
  );
});

test('every refusal has an id of its own and says its rule', () => {
  const all = [...contentRefusals, ...stateRefusals];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const { says } of all) expect(says).toMatch(/[.)]$/);
});
