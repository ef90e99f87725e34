// What the plan says Azure would refuse is what the embedded workspace refuses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { createBody } from '../../src/content/compare.ts';
import type { ContentItem } from '../../src/content/content-item.ts';
import { contentKindDefinitions } from '../../src/content/kinds/kinds.ts';
import type { Change } from '../../src/plan/change.ts';
import { refusedContent } from '../../src/plan/refused-content.ts';
import { tacticsInUse } from '../../src/tables/attack.ts';
import { fixtureFolder, itemFrom, now, plainProject, tables } from '../checks/fixtures.ts';
import { type Embedded, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded({ tacticsOf: tacticsInUse });
});
afterAll(() => embedded.close());

const fixture = (code: string, name: string) => {
  const slug = code.slice(code.indexOf('/') + 1);
  return itemFrom(readFileSync(join(fixtureFolder, slug, `${name}.yaml`), 'utf8'), `content/${name}.yaml`);
};

function refusedOf(item: ContentItem, action: 'create' | 'update' | 'no-op' = 'create') {
  const { kind, id, name, file } = item;
  const base = { kind, id, name, file, fields: [] } as const;
  const changes: Record<typeof action, Change> = {
    create: { ...base, action: 'create', item: true },
    update: { ...base, action: 'update', item: true },
    'no-op': { ...base, action: 'no-op', item: false },
  };
  return refusedContent([item], [changes[action]], { project: plainProject, tables, now }).get(file);
}

async function put(item: ContentItem, name = 'refused'): Promise<unknown> {
  const kind = contentKindDefinitions[item.kind];
  const body = { ...createBody(kind, kind.toBody(item)) };
  return embedded.workspace.put(kind.collection, name, body).catch((error: unknown) => error);
}

const refusing = checks.filter(({ refused = 'never' }) => refused !== 'never').map(({ code }) => code);

it.each(refusing)('%s: the bad example is blocked and refused, the good one is neither', async (code) => {
  const bad = fixture(code, 'bad');
  expect(refusedOf(bad)?.text).toMatch(new RegExp(`^content/bad\\.yaml:\\d+:\\d+ ${code}: `));
  expect(await put(bad)).toMatchObject({ reason: 'refused', status: 400 });
  const good = fixture(code, 'good');
  expect(refusedOf(good)).toBeUndefined();
});

const item = (changed: (text: string) => string) =>
  itemFrom(changed(Object.values(rule(1)).join('')), 'analytics-rules/rule-1.yaml');
const without = (key: string) => (text: string) => text.replace(new RegExp(`^${key}: .*\\n`, 'm'), '');
const withText = (from: string, to: string) => (text: string) => text.replace(from, to);

it.each(['name', 'severity', 'queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold'])(
  'a new rule without %s is blocked and refused; an update without it sends what the workspace has',
  async (key) => {
    const bad = item(without(key));
    expect(refusedOf(bad)?.text).toContain(`\`${key}\` is missing`);
    expect(await put(bad)).toMatchObject({ reason: 'refused' });
    expect(refusedOf(bad, 'update')).toBeUndefined();
  },
);

it.each([
  ['the tactic PreAttack', withText('[Collection]', '[Collection, PreAttack]')],
  [
    'a trigger that an NRT rule does not have',
    (text: string) =>
      withText('Scheduled', 'NRT')(text).replace('triggerThreshold: 0', 'triggerThreshold: -1'),
  ],
])('%s is left to the service, which takes it', async (_, changed) => {
  const accepted = item(changed);
  expect(refusedOf(accepted)).toBeUndefined();
  const name = String(accepted.values['kind']);
  expect(await put(accepted, name)).toMatchObject({ name, kind: name });
});

it('what is not to be written is not looked at', () => {
  const bad = item(withText('severity: Medium', 'severity: Severe'));
  expect(refusedOf(bad)?.text).toContain('content/invalid-severity');
  expect(refusedOf(bad, 'no-op')).toBeUndefined();
});
