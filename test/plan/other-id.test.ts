// A rule the workspace has under another id: nothing is created beside it, and adopted it is followed for good.
import { afterEach, describe, expect, it } from 'vitest';
import { adopt, adoptFrom } from '../../src/plan/adopt.ts';
import { ruleBody } from '../content/a-rule.ts';
import { claimsOn, type Embedded, type Files, hunt, idOf, outline, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

describe('a rule the workspace has under another id', () => {
  const portalId = 'portal-made';

  /** Puts the rule that file 1 would make under another name, as somebody in the portal would. */
  async function madeInPortal(properties: Readonly<Record<string, unknown>> = {}) {
    await embedded.apply(rule(9), { owner: 'nobody' });
    const body = await embedded.workspace.get('alertRules', idOf(9));
    await embedded.workspace.delete('alertRules', idOf(9));
    for (const { name } of await embedded.workspace.list('metadata')) {
      await embedded.workspace.delete('metadata', name);
    }
    await embedded.workspace.put('alertRules', portalId, {
      kind: 'Scheduled',
      properties: { ...body?.properties, displayName: 'rule 1 ', severity: 'Low', ...properties },
    });
  }

  it.each([
    ['of the same display name', {}, 'portal-made on the workspace has the same display name.'],
    [
      'made from the template whose id the file bears',
      { displayName: 'Another', alertRuleTemplateName: idOf(1).toUpperCase(), templateVersion: '1.0.0' },
      'portal-made on the workspace was made from this template.',
    ],
  ])('%s: nothing is created beside it', async (_name, properties, reason) => {
    embedded = await startEmbedded();
    await madeInPortal(properties);
    const report = await embedded.apply({ ...rule(1), ...rule(2) });
    expect(report.changes.find(({ id }) => id === idOf(1))).toMatchObject({
      action: 'blocked',
      status: 'duplicate-of',
      duplicateOf: portalId,
      reason,
      hint: `Run adopt ${idOf(1)} --from ${portalId} to manage it from here, or rename one of them.`,
    });
    expect((await embedded.workspace.list('alertRules')).map(({ name }) => name)).toEqual([
      idOf(2),
      portalId,
    ]);
  });

  it.each(['0-foreign', 'z-foreign'])(
    'of several of one name our own is the one: beside %s',
    async (foreign) => {
      embedded = await startEmbedded();
      await embedded.apply(rule(2));
      await embedded.edit('alertRules', idOf(2), { displayName: 'Rule 1' });
      await embedded.workspace.put('alertRules', foreign, ruleBody({ displayName: 'Rule 1' }));
      expect((await embedded.plan(rule(1))).changes[0]).toMatchObject({
        status: 'duplicate-of',
        duplicateOf: idOf(2),
      });
    },
  );

  it.each([
    ['its id', portalId],
    ['its display name', 'Rule 1'],
  ])('is adopted by %s; later plans follow it, and nothing is renamed or doubled', async (_name, from) => {
    embedded = await startEmbedded();
    await madeInPortal();
    const adopted = await adoptFrom(
      { id: idOf(1), from: from },
      await embedded.input(rule(1)),
      embedded.workspace,
    );
    expect(adopted).toMatchObject({ id: idOf(1), from: portalId, result: 'adopted' });

    const plan = await embedded.plan(rule(1));
    expect(outline(plan)).toEqual([['update', undefined, 1]]);
    expect(plan.changes[0]).toMatchObject({
      deployedAs: portalId,
      fields: expect.arrayContaining([{ path: 'severity', before: 'Low', after: 'Medium' }]),
    });
    expect((await embedded.apply(rule(1))).summary).toMatchObject({ applied: 1, failed: 0 });
    const [deployed, ...more] = await embedded.workspace.list('alertRules');
    expect(more).toEqual([]);
    expect(deployed).toMatchObject({ name: portalId, properties: { severity: 'Medium' } });
    expect(outline(await embedded.plan(rule(1)))).toEqual([['no-op', undefined, 1]]);

    await embedded.edit('alertRules', portalId, { severity: 'High' });
    expect(outline(await embedded.plan(rule(1)))).toEqual([['update', 'drift', 1]]);
    const again = await adoptFrom(
      { id: idOf(1), from: from },
      await embedded.input(rule(1)),
      embedded.workspace,
    );
    expect(again.result).toBe('already-ours');
    expect((await adopt([idOf(1)], await embedded.input(rule(1)), embedded.workspace))[0]?.result).toBe(
      'already-ours',
    );
  });

  it('a hunting query of the same display name is one too; a function of that name is none', async () => {
    embedded = await startEmbedded();
    const properties = { displayName: 'Hunt 1', query: 'T', version: 2 };
    await embedded.workspace.put('savedSearches', 'f', {
      properties: { ...properties, category: 'Functions' },
    });
    expect(outline(await embedded.plan(hunt(1)))).toEqual([['create', undefined, 1]]);
    await embedded.workspace.put('savedSearches', 'h', {
      properties: { ...properties, category: 'Hunting Queries' },
    });
    expect((await embedded.plan(hunt(1))).changes[0]).toMatchObject({
      status: 'duplicate-of',
      duplicateOf: 'h',
    });
    await adoptFrom({ id: idOf(1), from: 'h' }, await embedded.input(hunt(1)), embedded.workspace);
    await embedded.apply(hunt(1));
    expect(outline(await embedded.plan(hunt(1)))).toEqual([['no-op', undefined, 1]]);
    expect((await embedded.workspace.list('savedSearches')).map(({ name }) => name)).toEqual(['f', 'h']);
  });

  it('adopted, then its file removed, is orphaned and pruned with its record', async () => {
    embedded = await startEmbedded();
    await madeInPortal();
    await adoptFrom({ id: idOf(1), from: portalId }, await embedded.input(rule(1)), embedded.workspace);
    await embedded.apply(rule(1));
    expect((await embedded.plan({})).changes).toMatchObject([
      { action: 'no-op', status: 'orphaned', id: portalId },
    ]);
    await embedded.apply({}, { prune: true });
    expect(await embedded.workspace.list('alertRules')).toEqual([]);
    expect(await claimsOn(embedded.workspace)).toEqual([]);
    // What is held is the id on the workspace; the file's own was never used there.
    expect(outline(await embedded.plan(rule(1)))).toEqual([['create', undefined, 1]]);
    expect((await embedded.apply(rule(1))).summary).toMatchObject({ applied: 1, failed: 0 });
    expect(outline(await embedded.plan(rule(1)))).toEqual([['no-op', undefined, 1]]);
    const asInPortal = {
      'analytics-rules/p.yaml': Object.values(rule(2)).join('').replace(idOf(2), portalId),
    };
    expect((await embedded.plan(asInPortal)).changes[0]).toMatchObject({
      id: portalId,
      action: 'blocked',
      status: 'recently-deleted',
    });
  });

  it('adopted, then deleted in the portal, is created under the id of its file, with the one record', async () => {
    embedded = await startEmbedded();
    await madeInPortal();
    await adoptFrom({ id: idOf(1), from: portalId }, await embedded.input(rule(1)), embedded.workspace);
    await embedded.apply(rule(1));
    await embedded.workspace.delete('alertRules', portalId);
    expect(outline(await embedded.plan(rule(1)))).toEqual([['create', 'drift', 1]]);
    await embedded.apply(rule(1));
    expect(outline(await embedded.plan(rule(1)))).toEqual([['no-op', undefined, 1]]);
    expect(await embedded.workspace.list('metadata')).toHaveLength(1);
  });

  it.each<[string, string, Files, Readonly<Record<string, unknown>>]>([
    ['no such rule', 'Nothing', {}, {}],
    ['another file speaks for it', idOf(2), rule(2), {}],
  ])('cannot be adopted: %s', async (_name, from, others, properties) => {
    embedded = await startEmbedded();
    await embedded.apply(others);
    await madeInPortal(properties);
    const input = await embedded.input({ ...rule(1), ...others });
    const records = await embedded.workspace.list('metadata');
    await expect(adoptFrom({ id: idOf(1), from: from }, input, embedded.workspace)).rejects.toMatchObject({
      diagnostic: { code: 'plan/cannot-adopt' },
    });
    expect(await embedded.workspace.list('metadata')).toEqual(records);
  });

  it('cannot be adopted where two have the name', async () => {
    embedded = await startEmbedded();
    await madeInPortal();
    const body = await embedded.workspace.get('alertRules', portalId);
    await embedded.workspace.put('alertRules', 'twin', {
      kind: 'Scheduled',
      properties: body?.properties ?? {},
    });
    const input = await embedded.input(rule(1));
    await expect(adoptFrom({ id: idOf(1), from: 'Rule 1' }, input, embedded.workspace)).rejects.toThrow(
      'The workspace has 2 items named "Rule 1": portal-made, twin.',
    );
  });
});
