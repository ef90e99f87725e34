// What the environment has to say about a plan: missing tables, capacity, locks, content left out.
import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/plan/apply.ts';
import { draftOf } from '../../src/plan/draft.ts';
import { makePlan, planWith } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan-input.ts';
import { applyExitCode } from '../../src/plan/report.ts';
import { dependsOnTables, type WorkspaceTables } from '../../src/plan/steps/tables.ts';
import { type Embedded, type Files, hunt, idOf, nrt, outline, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

describe('a rule whose tables the workspace lacks', () => {
  type Policy = WorkspaceTables['policy'];

  /** The plan of a workspace that has `present`; the query's only table is GitHubAuditData. */
  async function planned(files: Files, present: readonly string[], policy: Policy = 'fail', options = {}) {
    return planWith(await embedded.input(files, options), {
      tables: async () => ({ present, policy, required: () => ['GitHubAuditData'] }),
    });
  }
  async function apply(files: Files, present: readonly string[], policy: Policy = 'fail', options = {}) {
    const { plan, input } = await planned(files, present, policy, options);
    return applyPlan({ plan, input }, embedded.workspace);
  }
  const enabled = async () => (await embedded.workspace.get('alertRules', idOf(1)))?.properties['enabled'];

  it('is blocked with their names, and the rest goes on', async () => {
    embedded = await startEmbedded();
    const report = await apply({ ...rule(1), ...hunt(2) }, ['AuditLogs']);
    expect(report.summary).toMatchObject({ applied: 1, blocked: 1, failed: 0 });
    expect(report.changes[0]).toMatchObject({
      action: 'blocked',
      status: 'missing-tables',
      missingTables: ['GitHubAuditData'],
      reason: 'The workspace lacks GitHubAuditData; Azure refuses a rule over it.',
    });
    expect(applyExitCode(report)).toBe(1);
    expect(await embedded.workspace.list('alertRules')).toEqual([]);
    expect((await apply({ ...rule(1), ...hunt(2) }, ['GitHubAuditData'])).summary).toMatchObject({
      applied: 1,
      unchanged: 1,
    });
  });

  it('is not looked at while nothing is to be written', async () => {
    embedded = await startEmbedded();
    await embedded.apply({ ...rule(1), ...hunt(2) });
    const plain = await embedded.input({ ...rule(1), ...hunt(2, 'Another description.') });
    expect(dependsOnTables(draftOf(plain))).toBe(false);
  });

  it('names a saved function of the workspace, which is as good as a table', async () => {
    embedded = await startEmbedded();
    await embedded.workspace.put('savedSearches', 'f', {
      properties: {
        category: 'F',
        displayName: 'f',
        query: 'T',
        functionAlias: 'GitHubAuditData',
        version: 2,
      },
    });
    expect((await apply(rule(1), [])).summary.applied).toBe(1);
  });

  it('skip: is blocked and apply is content', async () => {
    embedded = await startEmbedded();
    const report = await apply(rule(1), [], 'skip');
    expect(report.changes[0]).toMatchObject({ action: 'blocked', accepted: true, result: 'blocked' });
    expect(applyExitCode(report)).toBe(0);
  });

  it('deploy-disabled: is created switched off, stays so, and goes on when its tables come', async () => {
    embedded = await startEmbedded();
    const created = await apply(rule(1), [], 'deploy-disabled');
    expect(created.changes[0]).toMatchObject({
      action: 'create',
      status: 'missing-tables',
      result: 'applied',
    });
    expect(await enabled()).toBe(false);

    const waiting = (await planned(rule(1), [], 'deploy-disabled')).plan;
    expect(outline(waiting)).toEqual([['no-op', 'missing-tables', 1]]);
    await apply(rule(1, '', 'High'), [], 'deploy-disabled');
    expect(await enabled()).toBe(false);

    const come = await apply(rule(1, '', 'High'), ['GitHubAuditData'], 'deploy-disabled');
    expect(come.changes[0]).toMatchObject({
      action: 'update',
      reason: 'The tables it waited for are there now.',
      fields: [{ path: 'enabled', before: false, after: true }],
    });
    expect(await enabled()).toBe(true);
    expect(outline((await planned(rule(1, '', 'High'), ['GitHubAuditData'])).plan)).toEqual([
      ['no-op', undefined, 1],
    ]);
  });

  it('deploy-disabled: evidence and hash are of the content, not of the switch', async () => {
    embedded = await startEmbedded();
    const asked = (await planned(rule(1), [], 'deploy-disabled')).plan;
    expect(asked.content).toEqual((await embedded.plan(rule(1))).content);
  });

  it('deploy-disabled: a rule that runs is not switched off for an update that cannot be written', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    const report = await apply(rule(1, '', 'High'), [], 'deploy-disabled');
    expect(report.changes[0]).toMatchObject({ action: 'blocked', status: 'missing-tables' });
    expect(await enabled()).toBe(true);
  });

  it.each(['fail', 'deploy-disabled'] as const)(
    '%s: what the SOC switched off is updated, and never switched on for it',
    async (policy) => {
      embedded = await startEmbedded();
      await embedded.apply(rule(1));
      await embedded.edit('alertRules', idOf(1), { enabled: false });
      expect((await apply(rule(1, '', 'High'), [], policy)).summary.applied).toBe(1);
      expect((await apply(rule(1, '', 'Low'), ['GitHubAuditData'], policy)).summary.applied).toBe(1);
      expect(await enabled()).toBe(false);
    },
  );

  it('a rule whose file switches it off is written as it says: only enabled ones have their query run', async () => {
    embedded = await startEmbedded();
    expect((await apply(rule(1, 'enabled: false\n'), [])).summary.applied).toBe(1);
  });
});

describe('capacity', () => {
  const capacity = { scheduled: 2, nrt: 1 };

  it('is checked before the first write, unmanaged rules counted', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1), { owner: 'octo/other' });
    await embedded.apply({ ...rule(2), ...nrt(3) }, { capacity });
    embedded.requests();
    await expect(embedded.apply({ ...rule(2), ...nrt(3), ...rule(4) }, { capacity })).rejects.toThrow(
      'The workspace has 2 enabled Scheduled rules and the plan switches on 1 more; it takes 2.',
    );
    await expect(embedded.apply({ ...rule(2), ...nrt(3), ...nrt(4) }, { capacity })).rejects.toThrow(
      'The workspace has 1 enabled NRT rules and the plan switches on 1 more; it takes 1.',
    );
    expect(embedded.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  it('asks nothing of what is created switched off, of updates, and of a full workspace that is left as it is', async () => {
    embedded = await startEmbedded();
    await embedded.apply({ ...rule(1), ...rule(2) }, { capacity });
    const full = { scheduled: 1, nrt: 1 };
    const safety = async (files: Files) => (await embedded.plan(files, { capacity: full })).safety;
    expect(await safety({ ...rule(1, '', 'High'), ...rule(2), ...rule(3, 'enabled: false\n') })).toEqual([]);
    await embedded.edit('alertRules', idOf(1), { enabled: false });
    expect(await safety({ ...rule(1, 'enabled: true\n'), ...rule(2) })).toMatchObject([
      { code: 'plan/over-capacity' },
    ]);
  });

  it('is 512 scheduled and 50 NRT unless the environment says otherwise', async () => {
    embedded = await startEmbedded();
    const deployed = (count: number, kind: string): PlanInput['deployed']['alertRules'] =>
      Array.from({ length: count }, (_, i) => ({
        id: `/x/${kind}-${i}`,
        name: `${kind}-${i}`,
        kind,
        properties: { enabled: true, displayName: `${kind} ${i}` },
        raw: {},
      }));
    const safety = async (files: Files, scheduled: number, near: number) => {
      const input = await embedded.input(files);
      const alertRules = [...deployed(scheduled, 'Scheduled'), ...deployed(near, 'NRT')];
      return makePlan({ ...input, deployed: { ...input.deployed, alertRules } }).safety;
    };
    expect(await safety({ ...rule(1), ...nrt(2) }, 511, 49)).toEqual([]);
    expect(await safety({ ...rule(1), ...nrt(2) }, 512, 50)).toHaveLength(2);
  });
});

describe('locked content', () => {
  const locked = new Set(['analytics-rules/rule-1.yaml']);

  it('is left as the SOC tuned it, and the plan shows what differs', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1), { locked });
    await embedded.edit('alertRules', idOf(1), { severity: 'Low' });
    const before = await embedded.workspace.get('alertRules', idOf(1));
    const report = await embedded.apply(rule(1), { locked });
    expect(report.changes).toMatchObject([
      {
        action: 'no-op',
        status: 'locked',
        result: 'unchanged',
        fields: [{ path: 'severity', before: 'Low', after: 'Medium' }],
      },
    ]);
    expect(applyExitCode(report)).toBe(0);
    expect(await embedded.workspace.get('alertRules', idOf(1))).toEqual(before);
  });

  it('deleted by the SOC stays deleted; never applied it is created', async () => {
    embedded = await startEmbedded();
    expect(outline(await embedded.plan(rule(1), { locked }))).toEqual([['create', undefined, 1]]);
    await embedded.apply(rule(1), { locked });
    await embedded.workspace.delete('alertRules', idOf(1));
    expect(outline(await embedded.plan(rule(1), { locked }))).toEqual([['no-op', 'locked', 1]]);
  });
});

it('content the environment leaves out is orphaned, with that reason, and pruned only when asked', async () => {
  embedded = await startEmbedded();
  await embedded.apply({ ...rule(1), ...rule(2) });
  const excluded = [{ kind: 'analytics-rule', id: idOf(1) }] as const;
  expect((await embedded.plan(rule(2), { excluded })).changes).toMatchObject([
    { action: 'no-op', id: idOf(2) },
    {
      action: 'no-op',
      status: 'orphaned',
      reason: 'The environment leaves it out. It stays: only --prune deletes it.',
    },
  ]);
  expect((await embedded.plan(rule(2), { excluded, prune: true })).changes[1]).toMatchObject({
    action: 'delete',
    reason: 'The environment leaves it out.',
  });
});
