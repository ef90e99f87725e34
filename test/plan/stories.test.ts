// Plan and apply as a user lives them, through the real SDK clients against the embedded workspace.
import { afterEach, describe, expect, it } from 'vitest';
import { adopt } from '../../src/plan/adopt.ts';
import { applyExitCode } from '../../src/plan/report.ts';
import { claimsOn, type Embedded, hunt, idOf, outline, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

describe('applying twice', () => {
  it('writes everything once, then only lists', async () => {
    embedded = await startEmbedded();
    const files = { ...rule(1), ...rule(2), ...hunt(3) };
    const first = await embedded.apply(files);
    expect(first.summary).toEqual({ applied: 3, failed: 0, skipped: 0, unchanged: 0, blocked: 0 });
    expect(embedded.requests().filter((request) => request.method === 'PUT')).toHaveLength(6);

    const second = await embedded.apply(files);
    expect(second.summary).toEqual({ applied: 0, failed: 0, skipped: 0, unchanged: 3, blocked: 0 });
    expect(applyExitCode(second)).toBe(0);
    const asked = embedded.requests().map(({ method, path }) => `${method} ${/(\w+)\?/.exec(path)?.[1]}`);
    expect(asked.sort()).toEqual(['GET alertRules', 'GET metadata', 'GET savedSearches']);
  });

  it('reads lists of many pages', async () => {
    embedded = await startEmbedded({ pageSize: 2 });
    const files = Object.assign({}, ...[1, 2, 3, 4, 5].map((number) => rule(number)));
    await embedded.apply(files);
    expect((await embedded.plan(files)).summary['no-op']).toBe(5);
  });
});

it('a removed file is orphaned, an edit in the workspace is drift, a new file is created; prune converges', async () => {
  embedded = await startEmbedded();
  await embedded.apply({ ...rule(1), ...rule(2) });
  await embedded.edit('alertRules', idOf(2), { severity: 'Low' });
  const files = { ...rule(2), ...rule(3) };

  expect(outline(await embedded.plan(files))).toEqual([
    ['update', 'drift', 2],
    ['create', undefined, 3],
    ['no-op', 'orphaned', 1],
  ]);
  const report = await embedded.apply(files, { prune: true });
  expect(report.summary).toMatchObject({ applied: 3, failed: 0 });
  expect(outline(await embedded.plan(files))).toEqual([
    ['no-op', undefined, 2],
    ['no-op', undefined, 3],
  ]);
  expect(await claimsOn(embedded.workspace)).toHaveLength(2);
});

it('never touches what it does not own, with prune too', async () => {
  embedded = await startEmbedded();
  await embedded.apply(rule(1), { owner: 'octo/other' });
  await embedded.workspace.put('savedSearches', 'my-function', {
    properties: { category: 'Functions', displayName: 'f', query: 'T', functionAlias: 'f', version: 2 },
  });
  const before = await embedded.workspace.list('alertRules');
  const report = await embedded.apply({}, { prune: true, force: true });
  expect(report.summary.applied).toBe(0);
  expect(await embedded.workspace.list('alertRules')).toEqual(before);
  expect(await embedded.workspace.list('savedSearches')).toHaveLength(1);
});

describe('what the SOC edited', () => {
  const tuned = {
    enabled: false,
    description: 'Tuned',
    suppressionEnabled: true,
    suppressionDuration: 'PT3H',
    customDetails: { Who: 'Actor' },
    entityMappings: [{ entityType: 'Account', fieldMappings: [{ identifier: 'Name', columnName: 'Actor' }] }],
    sentinelEntitiesMappings: [{ columnName: 'Entities' }],
    alertDetailsOverride: {
      alertDisplayNameFormat: 'Clone by {{Actor}}',
      alertDynamicProperties: [{ alertProperty: 'AlertLink', value: 'Link' }],
    },
    eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
    incidentConfiguration: {
      createIncident: true,
      groupingConfiguration: {
        enabled: true,
        reopenClosedIncident: true,
        lookbackDuration: 'P1D',
        matchingMethod: 'Selected',
        groupByEntities: ['Account'],
        groupByAlertDetails: ['DisplayName'],
        groupByCustomDetails: ['Who'],
      },
    },
    alertRuleTemplateName: '22222222-2222-4222-8222-222222222222',
    templateVersion: '1.2.3',
  };

  it('survives an update of everything the file states', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    await embedded.edit('alertRules', idOf(1), tuned);
    expect((await embedded.plan(rule(1))).summary['no-op']).toBe(1);

    const report = await embedded.apply(rule(1, '', 'High'));
    expect(report.summary.applied).toBe(1);
    const after = await embedded.workspace.get('alertRules', idOf(1));
    expect(after?.properties).toMatchObject({ ...tuned, severity: 'High' });
  });

  it('of a hunting query survives too: tags of others, the author, a function alias', async () => {
    embedded = await startEmbedded();
    await embedded.apply(hunt(1));
    const current = await embedded.workspace.get('savedSearches', idOf(1));
    const kept = [
      { name: 'createdBy', value: 'analyst@example.com' },
      { name: 'analyst@example.com', value: 'false' },
    ];
    const tags = (current?.properties['tags'] ?? []) as readonly { readonly name: string }[];
    const own = tags.filter((tag) => tag.name !== 'createdBy');
    await embedded.edit('savedSearches', idOf(1), { tags: [...own, ...kept], functionAlias: 'RareClones' });

    await embedded.apply(hunt(1, 'A better description.'));
    const after = await embedded.workspace.get('savedSearches', idOf(1));
    expect(after?.properties['functionAlias']).toBe('RareClones');
    expect(after?.properties['tags']).toEqual(
      expect.arrayContaining([...kept, { name: 'description', value: 'A better description.' }]),
    );
  });

  it('a rule switched off stays off until the file says otherwise', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties['enabled']).toBe(true);
    await embedded.edit('alertRules', idOf(1), { enabled: false });
    await embedded.apply(rule(1, '', 'High'));
    expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties['enabled']).toBe(false);
    await embedded.apply(rule(1, 'enabled: true\n', 'High'));
    expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties['enabled']).toBe(true);
  });
});

describe('an item somebody else made under the id of a file', () => {
  it('is a conflict, is left alone, and is taken over by adopt and the next apply', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1, '', 'Low'));
    await embedded.workspace.delete('metadata', `analyticsrule-${idOf(1)}`);
    expect(outline(await embedded.plan(rule(1)))).toEqual([['blocked', 'conflict', 1]]);
    const refused = await embedded.apply(rule(1));
    expect(refused.summary.blocked).toBe(1);
    expect(applyExitCode(refused)).toBe(1);
    expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties['severity']).toBe('Low');

    const adopted = await adopt([idOf(1)], await embedded.input(rule(1)), embedded.workspace);
    expect(adopted).toMatchObject([{ id: idOf(1), result: 'adopted' }]);
    expect(outline(await embedded.plan(rule(1)))).toEqual([['update', undefined, 1]]);
    await embedded.apply(rule(1));
    expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties['severity']).toBe('Medium');
    expect(outline(await embedded.plan(rule(1)))).toEqual([['no-op', undefined, 1]]);
  });

  it('taken over from another repository keeps nothing of its claim', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1, '', 'Low'), { owner: 'octo/other' });
    const theirs = (await embedded.workspace.list('metadata'))[0];
    await embedded.edit('metadata', theirs?.name ?? '', {
      source: { kind: 'SourceRepository', name: 'octo/other', sourceId: 'theirs' },
      author: { name: 'Octo' },
    });
    await adopt([idOf(1)], await embedded.input(rule(1)), embedded.workspace);
    const [record, ...more] = await embedded.workspace.list('metadata');
    expect(more).toEqual([]);
    expect(record?.properties['source']).toEqual({ kind: 'SourceRepository', name: 'octo/detections' });
    expect(record?.properties['author']).toEqual({ name: 'Octo' });
    expect(record?.properties['customVersion']).toBeUndefined();
  });

  it("of a solution keeps the solution's record beside ours", async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    const ours = await embedded.workspace.get('metadata', `analyticsrule-${idOf(1)}`);
    await embedded.workspace.delete('metadata', `analyticsrule-${idOf(1)}`);
    const { parentId } = ours?.properties ?? {};
    const source = { kind: 'Solution', name: 'GitHub', sourceId: 'github' };
    await embedded.workspace.put('metadata', 'from-the-hub', {
      properties: { parentId, contentId: 'hub-content', kind: 'AnalyticsRule', version: '2.0.0', source },
    });
    const hub = await embedded.workspace.get('metadata', 'from-the-hub');
    expect((await embedded.plan(rule(1))).changes[0]?.reason).toBe('It belongs to Solution GitHub.');

    await adopt([idOf(1)], await embedded.input(rule(1)), embedded.workspace);
    await embedded.apply(rule(1));
    expect(await embedded.workspace.get('metadata', 'from-the-hub')).toEqual(hub);
    expect(outline(await embedded.plan(rule(1)))).toEqual([['no-op', undefined, 1]]);
  });

  it('adopting an id that no file has is refused', async () => {
    embedded = await startEmbedded();
    const input = await embedded.input(rule(1));
    await expect(adopt([idOf(2)], input, embedded.workspace)).rejects.toThrow('No content file has the id');
  });
});

it('stops before it deletes more than allowed, and writes nothing then', async () => {
  embedded = await startEmbedded();
  await embedded.apply({ ...rule(1), ...rule(2), ...rule(3) });
  embedded.requests();
  await expect(embedded.apply(rule(4), { prune: true })).rejects.toMatchObject({
    diagnostic: { code: 'plan/too-many-deletes' },
  });
  expect(embedded.requests().every((request) => request.method === 'GET')).toBe(true);
  const report = await embedded.apply(rule(4), { prune: true, maxDeletes: { count: 3 } });
  expect(report.summary.applied).toBe(4);
});
