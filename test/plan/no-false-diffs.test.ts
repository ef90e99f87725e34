// Deploy, read back, plan: empty, for generated content under a server that answers in every form it may.
import { expect, it } from 'vitest';
import { awkwardServer, chooser } from './awkward-server.ts';
import { checkReadBack } from './read-back.ts';

it('of two hundred generated projects none shows a change that nobody made', async () => {
  await checkReadBack(200, 2);
});

it('the server does answer in other forms', async () => {
  const { workspace } = awkwardServer(chooser(1));
  const sent = {
    severity: 'High',
    queryPeriod: 'PT1H',
    tactics: ['Collection', 'Exfiltration'],
    query: 'T\n| take 1',
  };
  await workspace.put('alertRules', 'a', { kind: 'Scheduled', properties: sent });
  const answers = await Promise.all(Array.from({ length: 50 }, () => workspace.get('alertRules', 'a')));
  const forms = (name: keyof typeof sent) =>
    new Set(answers.map((answer) => JSON.stringify(answer?.properties[name])));
  expect([...forms('severity')]).toEqual(expect.arrayContaining(['"High"', '"high"', '"HIGH"']));
  expect([...forms('queryPeriod')]).toEqual(expect.arrayContaining(['"PT1H"', '"PT60M"', '"PT3600S"']));
  expect(forms('tactics').size).toBeGreaterThan(2);
  expect(forms('query').size).toBeGreaterThan(2);
  expect(
    new Set(answers.map((answer) => answer?.properties['eventGroupingSettings'] === undefined)).size,
  ).toBe(2);
});
