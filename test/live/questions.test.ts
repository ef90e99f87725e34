// The questions of the live checks, asked of the embedded workspace: each finds out the variant that was switched on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BehaviourId, behaviours } from '../../src/emulator/behaviours.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/options.ts';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import type { QueryService } from '../../src/engine/query-service.ts';
import { attackTechnique } from '../../src/tables/attack.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { tablesIn } from '../../src/tables/listed-tables.ts';
import { ruleBody } from '../content/a-rule.ts';
import { catalogued } from '../emulator/content-hub.ts';
import { putRule, send, siPath, stable, start, wsPath } from '../emulator/start.ts';
import { measureAll, measurements } from './measurements.ts';
import { isOurs, newName, newRuleId, sweep } from './names.ts';
import { createProbe, type Probe } from './probe.ts';
import { askAll, questions } from './questions.ts';
import { differing, renderReport } from './report.ts';

let queries: QueryService;
let release: () => void;
beforeAll(async () => {
  const tables = createTableCatalogue();
  const { close, ...service } = await createQueryService({ tables });
  release = close;
  // One engine for all the workspaces: none of them may close it.
  queries = { ...service, tables: async () => tablesIn(tables) };
});
afterAll(() => release());

async function playing(
  options: Partial<EmulatorOptions> = {},
): Promise<{ emulator: Emulator; probe: Probe }> {
  const tacticsOf = (technique: string) => attackTechnique(technique)?.tactics;
  const emulator = await start({ queries, tacticsOf, catalogue: [catalogued()], ...options });
  const probe = createProbe({
    resourceManager: emulator.url,
    logs: `${emulator.url}/v1`,
    workspaceId: wsPath,
    apiVersion: '2025-07-01-preview',
    token: async () => 'a-token',
  });
  return { emulator, probe };
}

const cases = [...questions].flatMap(([id, question]) =>
  'ask' in question ? Object.keys(behaviours[id].variants).map((variant) => ({ id, variant, question })) : [],
);

test.for(cases)('$id = $variant is found out', async ({ id, variant, question }) => {
  const { probe } = await playing({ variants: { [id]: variant } });
  const { answer, saw } = await question.ask(probe);
  expect({ answer, saw }).toEqual({ answer: variant, saw: expect.stringMatching(/\S/) });
});

test('every behaviour has a question, or a reason why there is none', () => {
  for (const [id, question] of questions) {
    if ('notAsked' in question) expect(question.notAsked, id).toMatch(/^\S.{10,}/);
  }
  expect([...questions.keys()]).toEqual(Object.keys(behaviours));
});

test('on an embedded workspace as it is, every answer is the default, and only our own names were written', async () => {
  const { emulator, probe } = await playing();
  const rows = await askAll(probe);
  expect(rows.filter(({ isAsked, answer, embedded }) => isAsked && answer !== embedded)).toEqual([]);
  const written = emulator.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);
  expect(written.length).toBeGreaterThan(20);
  for (const path of written) {
    const [, collection, name] = /\/(alertRules|savedSearches|metadata)\/([^?/]+)\?/.exec(path) ?? [];
    expect(isOurs(collection as 'alertRules', name ?? ''), path).toBe(true);
  }
});

describe('the report', () => {
  test('names the default to correct and the questions without an answer, with the evidence', async () => {
    const { probe } = await playing({ variants: { 'rule-put-without-etag': 'conflict' } });
    const rows = await askAll({
      ...probe,
      query: async () => ({ status: 503, code: 'Busy', message: 'a | b', body: undefined }),
    });
    expect(differing(rows).map(({ behaviour }) => behaviour)).toEqual(['rule-put-without-etag']);
    const text = renderReport(rows, new Map([['sizes', '10 taken, 20 refused']]));
    expect(text).toContain(
      '| `rule-put-without-etag` | accepted | **conflict** | 409 Conflict "Newer instance',
    );
    expect(text).toContain(
      '- In src/emulator/behaviours.ts, `rule-put-without-etag`: the default is `accepted`, this workspace does `conflict`.',
    );
    expect(text).toContain('- `dynamic-string-form`: no value: 503 Busy "a | b"');
    expect(text).toContain('no value: 503 Busy "a \\| b" |');
    expect(text).toContain('| sizes | 10 taken, 20 refused |');
    expect(text).toContain('| `rule-count-limit` | refused | not asked | it takes 513 enabled rules |');
  });

  test('a workspace that refuses everything gives no answers, and no wrong ones', async () => {
    const { probe } = await playing({
      faults: () => ({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no role' } } }),
    });
    for (const { behaviour, answer, evidence, isAsked } of await askAll(probe)) {
      if (!isAsked) continue;
      expect({ behaviour, answer }).toEqual({ behaviour, answer: undefined });
      expect(evidence).toMatch(/403 AuthorizationFailed|the list has none|not given|failed/);
    }
  });

  test('a server that hangs up is said, question by question', async () => {
    const { probe } = await playing({ faults: () => 'drop' });
    const rows = (await askAll(probe)).filter(({ isAsked }) => isAsked);
    expect(rows.every(({ answer, evidence }) => answer === undefined && /failed/.test(evidence))).toBe(true);
  });
});

test('a throttled request is sent again after the time the service names, and in the end is an answer', async () => {
  const waits: number[] = [];
  const { emulator } = await playing({
    faults: () => ({ status: 429, headers: { 'retry-after': '7' }, body: { error: { code: 'TooMany' } } }),
  });
  const probe = createProbe({
    resourceManager: emulator.url,
    logs: emulator.url,
    workspaceId: wsPath,
    apiVersion: '2025-07-01-preview',
    token: async () => 'a-token',
    sleep: async (ms) => void waits.push(ms),
  });
  expect((await probe.arm('GET', '')).status).toBe(429);
  expect(waits).toEqual([7000, 7000, 7000, 7000]);
});

test('sizes and versions are measured', async () => {
  const { probe } = await playing();
  const seen = await measureAll(
    probe,
    measurements.filter(({ name }) => name !== 'rows of a datatable in a query'),
  );
  expect(seen.get('api-versions of alertRules')).toContain('2025-10-01-preview: 200');
  expect(seen.get('characters of the query of a rule')).toMatch(
    /^10000 taken, 10001 refused: 400 BadRequest/,
  );
  expect(seen.get('characters of a query')).toMatch(/^\d+ taken/);
});

test('the sweep deletes what the checks wrote, records first, and leaves everything else', async () => {
  const { emulator, probe } = await playing();
  await putRule(emulator, '11111111-2222-4333-8444-555555555555', ruleBody({ displayName: 'Theirs' }));
  const record = { properties: { parentId: '/x', kind: 'AnalyticsRule' } };
  await send(emulator, 'PUT', `${siPath}/metadata/theirs?${stable}`, record);
  const [rule, name] = [newRuleId(), newName()];
  await putRule(emulator, rule);
  await send(emulator, 'PUT', `${siPath}/metadata/${name}?${stable}`, record);
  const swept = await sweep({
    list: async (collection) =>
      collection === 'savedSearches'
        ? []
        : ((await probe.listed(collection)) as Awaited<ReturnType<Parameters<typeof sweep>[0]['list']>>),
    delete: async (collection, one) => void (await probe.sentinel('DELETE', `${collection}/${one}`)),
  });
  expect(swept).toEqual([`metadata/${name}`, `alertRules/${rule}`]);
  expect((await probe.listed('alertRules')).map(({ name: left }) => left)).toEqual([
    '11111111-2222-4333-8444-555555555555',
  ]);
  expect((await probe.listed('metadata')).map(({ name: left }) => left)).toEqual(['theirs']);
});

test.each<[BehaviourId, string]>([
  ['saved-search-casing', 'PascalCase'],
  ['rule-if-match', 'ignored'],
])('a question tells its variant from all the others at once: %s', async (id, variant) => {
  const { probe } = await playing({ variants: { [id]: variant } });
  expect(differing(await askAll(probe)).map(({ behaviour, answer }) => [behaviour, answer])).toEqual([
    [id, variant],
  ]);
});
