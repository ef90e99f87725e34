// Every variant of every behaviour: what the embedded workspace does under it. None can be added without its line here.
import { expect, test } from 'vitest';
import { renderBehaviours, renderBox } from '../../scripts/pages/behaviours.ts';
import {
  type BehaviourId,
  behaviours,
  type Variants,
  variantsInForce,
} from '../../src/emulator/behaviours.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/options.ts';
import type { QueryRequest } from '../../src/engine/query-service.ts';
import { nrtBody, ruleBody } from '../content/a-rule.ts';
import { contentHubScenarios } from './content-hub.ts';
import { ingestionScenarios } from './ingestion-scenarios.ts';
import {
  fakeQueries,
  preview,
  putRule,
  rulePath,
  search,
  send,
  siPath,
  stable,
  start,
  wsPath,
} from './start.ts';

interface Scenario {
  readonly options?: Partial<EmulatorOptions>;
  /** What can be seen from outside, to be compared with `shows`. */
  readonly see: (emulator: Emulator) => Promise<unknown>;
  readonly shows: Readonly<Record<string, unknown>>;
}
type Scenarios = { readonly [Id in BehaviourId]: Scenario & { shows: Record<Variants[Id], unknown> } };

const status = async (reply: Promise<{ status: number }>) => (await reply).status;
const put = (rule: unknown) => (emulator: Emulator) => status(putRule(emulator, 'r', rule));
const ip = { entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'Ip' }] };
const searchPath = `${wsPath}/savedSearches/q?${search}`;
const savedSearch = {
  properties: { category: 'c', displayName: 'd', query: 'T', tags: [{ name: 'n', value: 'v' }] },
};
const seeSavedSearch = async (emulator: Emulator) =>
  (await send(emulator, 'PUT', searchPath, savedSearch)).body;
const putFunction = (emulator: Emulator, name: string, functionAlias: string, functionParameters = '') =>
  status(
    send(emulator, 'PUT', `${wsPath}/savedSearches/${encodeURIComponent(name)}?${search}`, {
      properties: { category: 'c', displayName: 'd', query: 'T', functionAlias, functionParameters },
    }),
  );
const metadataPath = `${siPath}/metadata/m?${preview}`;
const metadata = { properties: { parentId: '/x', kind: 'AnalyticsRule' } };
const template = { kind: 'MLBehaviorAnalytics', properties: { alertRuleTemplateName: 't', enabled: true } };
const fusion = {
  kind: 'Fusion',
  properties: { alertRuleTemplateName: 't', enabled: true, displayName: 'Mine' },
};
const broken = {
  ...fakeQueries,
  checkQuery: async () =>
    ({ kind: 'semantic', code: 'SEM0100', message: 'no such thing', missingTable: true }) as const,
};
const misspelled = {
  kind: 'syntax',
  code: 'SYN0002',
  message: "Query could not be parsed at 'wher' on line [2,2]",
  line: 2,
  pos: 3,
} as const;
const queryPath = '/v1/workspaces/99999999-8888-7777-6666-555555555555/query';
const twice = async (emulator: Emulator, rule: unknown, name = 'r') => {
  await putRule(emulator, 'r', rule);
  return status(putRule(emulator, name, rule));
};
const reuse = async (emulator: Emulator) => {
  await putRule(emulator, 'r');
  await send(emulator, 'DELETE', rulePath('r'));
  const { status, code } = await putRule(emulator, 'r');
  return code === undefined ? status : `${status} ${code}`;
};
const asked: QueryRequest[] = [];

const scenarios: Scenarios = {
  ...contentHubScenarios,
  ...ingestionScenarios,
  'alert-details-placeholders': {
    see: put(ruleBody({ alertDetailsOverride: { alertDisplayNameFormat: '{{a}}{{b}}{{c}}{{d}}' } })),
    shows: { three: 400, unlimited: 201 },
  },
  'api-version-form': {
    see: (emulator) => status(send(emulator, 'GET', `${wsPath}?api-version=latest`)),
    shows: { refused: 400, accepted: 200 },
  },
  authorization: {
    see: async (emulator) => [
      await status(send(emulator, 'GET', `${wsPath}?${search}`)),
      await status(send(emulator, 'GET', `${wsPath}?${search}`, undefined, { authorization: 'Bearer x' })),
    ],
    shows: { 'not-required': [200, 200], required: [401, 200] },
  },
  'display-name-unique': {
    see: (emulator) => twice(emulator, ruleBody(), 'other'),
    shows: { 'not-enforced': 201, enforced: 400 },
  },
  'dynamic-string-form': {
    options: {
      queries: {
        ...fakeQueries,
        runQuery: async () => ({
          ok: true,
          result: { columns: [{ name: 'd', type: 'dynamic' }], rows: [['abc'], [{ a: 1 }]] },
        }),
      },
    },
    see: async (emulator) => (await send(emulator, 'POST', queryPath, { query: 'T' })).body.tables[0].rows,
    shows: { plain: [['abc'], ['{"a":1}']], quoted: [['"abc"'], ['{"a":1}']] },
  },
  'entity-mapping-limit': {
    see: put(
      ruleBody({
        entityMappings: [ip, ip, ip, ip, ip],
        sentinelEntitiesMappings: [{ columnName: 'E' }],
      }),
    ),
    shows: { ten: 201, five: 400 },
  },
  'function-alias-case': {
    see: async (emulator) => [await putFunction(emulator, 'f', 'A'), await putFunction(emulator, 'g', 'a')],
    shows: { distinct: [200, 200], same: [200, 400] },
  },
  'function-alias-form': {
    see: (emulator) =>
      Promise.all(['with space', 'with-hyphen', '_own'].map((alias) => putFunction(emulator, alias, alias))),
    shows: { refused: [400, 400, 400], stored: [200, 200, 200] },
  },
  'function-alias-taken': {
    see: async (emulator) => [await putFunction(emulator, 'f', 'A'), await putFunction(emulator, 'g', 'A')],
    shows: { refused: [200, 400], stored: [200, 200] },
  },
  'function-body': {
    options: {
      queries: {
        ...fakeQueries,
        checkQuery: async () => ({ kind: 'semantic', code: 'SEM0100', message: 'no table T' }),
      },
    },
    see: (emulator) => putFunction(emulator, 'f', 'A'),
    shows: { stored: 200, refused: 400 },
  },
  'function-parameters-form': {
    see: (emulator) => putFunction(emulator, 'f', 'A', 'starttime datetime'),
    shows: { refused: 400, stored: 200 },
  },
  'let-shadows-table': {
    options: {
      queries: {
        ...fakeQueries,
        runQuery: (request) => {
          asked.push(request);
          return fakeQueries.runQuery(request);
        },
      },
    },
    see: async (emulator) => {
      await send(emulator, 'POST', queryPath, { query: 'T' });
      return asked.at(-1)?.letShadowsTable;
    },
    shows: { shadows: true, 'does-not-shadow': false },
  },
  'list-order': {
    options: { pageSize: 2 },
    see: async (emulator) => {
      for (const name of ['b', 'c', 'a']) await putRule(emulator, name);
      const first = await send(emulator, 'GET', `${siPath}/alertRules?${preview}`);
      const second = await send(emulator, 'GET', first.body.nextLink.slice(emulator.url.length));
      return [...first.body.value, ...second.body.value].map(({ name }) => name).join('');
    },
    shows: { 'by-name': 'abc', reversed: 'cba' },
  },
  'metadata-put-without-etag': {
    see: async (emulator) => {
      await send(emulator, 'PUT', metadataPath, metadata);
      return status(send(emulator, 'PUT', metadataPath, metadata));
    },
    shows: { accepted: 200, conflict: 409 },
  },
  'metadata-without-parent': {
    see: (emulator) =>
      status(
        send(emulator, 'PUT', metadataPath, {
          properties: { parentId: `${siPath}/alertRules/gone`, kind: 'AnalyticsRule' },
        }),
      ),
    shows: { accepted: 201, 'refused-400': 400, 'refused-404': 404 },
  },
  'ml-rule-second-put': {
    see: (emulator) => twice(emulator, template, 'other'),
    shows: { conflict: 409, accepted: 201 },
  },
  'model-failure-words': {
    see: async (emulator) => (await putRule(emulator, 'r', ruleBody({ techniques: ['X'] }))).message,
    shows: {
      wrapped: "Invalid data model. [: technique 'X' is invalid. The expected format is 'T####']",
      bare: "technique 'X' is invalid. The expected format is 'T####'",
    },
  },
  'not-onboarded-message': {
    options: { onboarded: false },
    see: async (emulator) =>
      (await send(emulator, 'GET', rulePath('r'))).message?.startsWith('{"error":{"code":'),
    shows: { nested: true, plain: false },
  },
  'nrt-on-stable-put': {
    see: (emulator) => status(send(emulator, 'PUT', rulePath('r', stable), nrtBody())),
    shows: { refused: 400, accepted: 201 },
  },
  'nrt-on-stable-read': {
    see: async (emulator) => {
      await putRule(emulator, 'r', nrtBody());
      const list = await send(emulator, 'GET', `${siPath}/alertRules?${stable}`);
      return [list.body.value.length, await status(send(emulator, 'GET', rulePath('r', stable)))];
    },
    shows: { shown: [1, 200], hidden: [0, 404] },
  },
  'nrt-schedule-fields': {
    see: async (emulator) => {
      const { status, body } = await putRule(emulator, 'r', nrtBody({ queryPeriod: 'PT1H' }));
      return [status, 'queryPeriod' in (body.properties ?? {})];
    },
    shows: { refused: [400, false], dropped: [201, false] },
  },
  'query-check-when-disabled': {
    options: { queries: broken },
    see: put(ruleBody({ enabled: false })),
    shows: { skipped: 201, checked: 400 },
  },
  'query-check-words': {
    options: { queries: broken },
    see: async (emulator) => (await putRule(emulator, 'r')).message,
    shows: {
      short: 'Failed to run the analytics rule query. One of the tables does not exist.',
      detailed: 'Failed to run the analytics rule query. Semantic error: SEM0100 no such thing',
    },
  },
  'query-error-position': {
    options: {
      queries: {
        ...fakeQueries,
        checkQuery: async () => misspelled,
        runQuery: async () => ({ ok: false, failure: misspelled }),
      },
    },
    see: async (emulator) => {
      const { innererror } = (await send(emulator, 'POST', queryPath, { query: 'T' })).body.error.innererror;
      const { message } = await putRule(emulator, 'r');
      return [innererror.line, innererror.pos, innererror.message, /on line .*/.exec(message ?? '')?.[0]];
    },
    shows: {
      'from-zero': [2, 2, "Query could not be parsed at 'wher' on line [2,2]", 'on line [2,2]'],
      'from-one': [2, 3, "Query could not be parsed at 'wher' on line [2,3]", 'on line [2,3]'],
    },
  },
  'query-without-json-content-type': {
    see: async (emulator) => {
      const { status, body } = await send(emulator, 'POST', queryPath, 'query=T', {
        'content-type': 'text/plain',
      });
      return [status, body?.error.code];
    },
    shows: { empty: [200, undefined], refused: [400, 'BadArgumentError'] },
  },
  'read-only-properties': { see: put(fusion), shows: { refused: 400, ignored: 201 } },
  'recently-deleted-status': { see: reuse, shows: { '409': '409 Conflict', '400': '400 BadRequest' } },
  'recently-deleted-window': { see: reuse, shows: { 'a-day': '409 Conflict', none: 201 } },
  'rule-count-limit': {
    options: { limits: { scheduled: 1, nrt: 1 } },
    see: (emulator) => twice(emulator, ruleBody(), 'other'),
    shows: { refused: 400, 'not-enforced': 201 },
  },
  'rule-if-match': {
    see: async (emulator) => {
      await putRule(emulator, 'r');
      return status(putRule(emulator, 'r', ruleBody(), { 'if-match': '"stale"' }));
    },
    shows: { honoured: 412, ignored: 200 },
  },
  'rule-if-none-match': {
    see: async (emulator) => {
      await putRule(emulator, 'r');
      return status(putRule(emulator, 'r', ruleBody(), { 'if-none-match': '*' }));
    },
    shows: { ignored: 200, honoured: 412 },
  },
  'rule-put-without-etag': {
    see: (emulator) => twice(emulator, ruleBody()),
    shows: { accepted: 200, conflict: 409 },
  },
  'saved-search-casing': {
    see: async (emulator) => (await seeSavedSearch(emulator)).properties,
    shows: {
      camelCase: { ...savedSearch.properties, version: 2 },
      PascalCase: {
        Category: 'c',
        DisplayName: 'd',
        Query: 'T',
        Version: 2,
        Tags: [{ Name: 'n', Value: 'v' }],
      },
    },
  },
  'saved-search-delete-absent': {
    see: (emulator) => status(send(emulator, 'DELETE', searchPath)),
    shows: { 'not-found': 404, fine: 200 },
  },
  'saved-search-id-slash': {
    see: async (emulator) => (await seeSavedSearch(emulator)).id.startsWith('/subscriptions/'),
    shows: { absent: false, present: true },
  },
  'saved-search-name': {
    see: async (emulator) => (await seeSavedSearch(emulator)).name,
    shows: { omitted: undefined, present: 'q' },
  },
  'sub-technique-in-techniques': {
    see: put(ruleBody({ techniques: ['T1098.003'], tactics: ['Persistence'] })),
    shows: { refused: 400, accepted: 201 },
  },
  'suppression-shorter-than-frequency': {
    see: put(ruleBody({ suppressionEnabled: true, suppressionDuration: 'PT5M' })),
    shows: { refused: 400, accepted: 201 },
  },
  'technique-needs-tactic': {
    options: { tacticsOf: () => ['Persistence', 'InitialAccess'] },
    see: async (emulator) => [
      await status(putRule(emulator, 'none', ruleBody({ techniques: ['T1078'] }))),
      await status(putRule(emulator, 'one', ruleBody({ techniques: ['T1078'], tactics: ['Persistence'] }))),
    ],
    shows: { any: [400, 201], all: [400, 400], 'not-checked': [201, 201] },
  },
  'threat-intelligence-display-name': {
    see: put({ kind: 'ThreatIntelligence', properties: { alertRuleTemplateName: 't', enabled: true } }),
    shows: { required: 400, 'not-required': 201 },
  },
  'unknown-properties': {
    see: async (emulator) => {
      const { status, body } = await putRule(emulator, 'r', ruleBody({ colour: 'red' }));
      return [status, body.properties?.colour];
    },
    shows: { dropped: [201, undefined], kept: [201, 'red'], refused: [400, undefined] },
  },
  'unknown-rule-code': {
    see: async (emulator) => (await send(emulator, 'GET', rulePath('r'))).code,
    shows: { NotFound: 'NotFound', ResourceNotFound: 'ResourceNotFound' },
  },
};

const cases = Object.entries(scenarios).flatMap(([id, scenario]: [string, Scenario]) =>
  Object.entries(scenario.shows).map(([variant, expected]) => ({ id, variant, expected, scenario })),
);

test('every variant of every behaviour has a case', () => {
  const declared = Object.entries(behaviours).flatMap(([id, { variants }]) =>
    Object.keys(variants).map((variant) => `${id}=${variant}`),
  );
  expect(cases.map(({ id, variant }) => `${id}=${variant}`).sort()).toEqual(declared.sort());
});

test.for(cases)('$id = $variant', async ({ id, variant, expected, scenario }) => {
  const emulator = await start({ ...scenario.options, variants: { [id]: variant } });
  expect(await scenario.see(emulator)).toEqual(expected);
});

test.for(Object.entries(scenarios))(
  'without a choice %s takes its default',
  async ([id, scenario]: [string, Scenario]) => {
    const entry = behaviours[id as BehaviourId];
    expect(Object.keys(entry.variants)).toContain(entry.default);
    expect(Object.keys(entry.variants).length).toBeGreaterThan(1);
    expect(await scenario.see(await start(scenario.options))).toEqual(scenario.shows[entry.default]);
  },
);

test('a chosen variant stands over the default, and only that one', () => {
  const chosen = variantsInForce({ 'saved-search-casing': 'PascalCase' });
  expect(chosen).toEqual({ ...variantsInForce(), 'saved-search-casing': 'PascalCase' });
});

test('docs/reference/embedded-workspace.md is what the tables say (vitest -u writes it anew)', async () => {
  await expect(renderBehaviours()).toMatchFileSnapshot('../../docs/reference/embedded-workspace.md');
});

test('the box counts every behaviour once', () => {
  const counts = [...renderBox().matchAll(/^> - (\d+) [MSPU]:/gm)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Object.keys(behaviours).length);
});
