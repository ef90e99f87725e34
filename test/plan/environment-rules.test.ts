// What the environment has to say about a plan: missing tables, capacity, locks, content left out; and what the workspace has twice.
import { afterEach, describe, expect, it } from 'vitest';
import { adopt, adoptFrom } from '../../src/plan/adopt.ts';
import { applyPlan } from '../../src/plan/apply.ts';
import { draftOf } from '../../src/plan/draft.ts';
import { makePlan, planWith } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan-input.ts';
import { applyExitCode } from '../../src/plan/report.ts';
import { dependsOnTables, type WorkspaceTables } from '../../src/plan/steps/tables.ts';
import { successorId } from '../../src/plan/successor-id.ts';
import { claimsOn, type Embedded, type Files, hunt, idOf, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

const outline = (plan: { changes: PlanChanges }) =>
  plan.changes.map(({ action, status, id }) => [action, status, Number(id.slice(-3))]);
type PlanChanges = readonly { action: string; status?: string | undefined; id: string }[];

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
  const nrt = (number: number): Files => {
    const [[file, text] = ['', '']] = Object.entries(rule(number));
    const kept = text.split('\n').filter((line) => !/^(query(Frequency|Period)|trigger)/.test(line));
    return { [file]: kept.join('\n').replace('Scheduled', 'NRT') };
  };

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

describe('a rule that becomes another kind', () => {
  const asNrt = (number: number, name = 'Rule 1'): Files => ({
    'analytics-rules/rule-1.yaml': Object.values(rule(number))
      .join('')
      .replace(/^name: .*$/m, `name: ${name}`)
      .replace('Scheduled', 'NRT')
      .replace(/^(query(Frequency|Period)|trigger\w+): .*\n/gm, ''),
  });

  it('cannot change in place: a new id is proposed, the same one every time', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    const [change] = (await embedded.plan(asNrt(1))).changes;
    expect(change).toMatchObject({ action: 'blocked', status: 'kind-change' });
    expect(change).toHaveProperty('hint', expect.stringContaining(`\`id: ${successorId(idOf(1), 'NRT')}\``));
    expect(successorId(idOf(1), 'NRT')).not.toBe(successorId(idOf(1), 'Scheduled'));
    // RFC 9562, appendix A.4: version 5 of www.example.com in the DNS namespace.
    expect(successorId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('under its new id stands beside nothing: blocked until --recreate, which creates, checks, deletes', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    expect((await embedded.plan(asNrt(2))).changes).toMatchObject([
      { action: 'blocked', status: 'duplicate-of', duplicateOf: idOf(1) },
      { action: 'no-op', status: 'orphaned' },
    ]);
    expect(outline(await embedded.plan(asNrt(2), { recreate: true }))).toEqual([
      ['create', undefined, 2],
      ['delete', 'replaced', 1],
    ]);
    embedded.requests();
    const report = await embedded.apply(asNrt(2), { recreate: true });
    expect(report.summary).toMatchObject({ applied: 2, failed: 0, skipped: 0 });
    const sent = embedded
      .requests()
      .filter(({ path }) => path.includes('alertRules/'))
      .map(({ method, path }) => `${method} ${path.includes(idOf(2)) ? 'new' : 'old'}`);
    // Absent for the plan and just before it is created; it stands; the old one is as the plan read it.
    expect(sent).toEqual(['GET new', 'GET new', 'PUT new', 'GET new', 'GET old', 'DELETE old']);
    expect(outline(await embedded.plan(asNrt(2)))).toEqual([['no-op', undefined, 2]]);
    expect(await claimsOn(embedded.workspace)).toHaveLength(1);
    // Back to the former kind and id within the day: the id is held, and what stands is left alone.
    expect(outline(await embedded.plan(rule(1), { recreate: true }))).toEqual([
      ['blocked', 'recently-deleted', 1],
      ['no-op', 'orphaned', 2],
    ]);
    const [, standIn] = (await embedded.plan(rule(1), { prune: true })).changes;
    expect(standIn).toMatchObject({
      action: 'blocked',
      status: 'orphaned',
      id: idOf(2),
      reason: `It stands in for ${idOf(1)}, which cannot be created before 2026-03-02T12:00:00Z.`,
    });
  });

  it('keeps the old one where the new one is refused', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    const bad = Object.fromEntries(
      Object.entries(asNrt(2)).map(([file, text]) => [file, `${text}\ncustomDetails: { "1": x }\n`]),
    );
    const report = await embedded.apply(bad, { recreate: true });
    expect(report.changes).toMatchObject([
      { action: 'create', result: 'failed' },
      {
        action: 'delete',
        result: 'skipped',
        skippedBecause: `Its successor ${idOf(2)} does not stand on the workspace.`,
      },
    ]);
    expect((await embedded.workspace.list('alertRules')).map(({ name }) => name)).toEqual([idOf(1)]);
  });

  it('is deleted by a second --recreate where the first stopped in between', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    await embedded.apply(asNrt(2, 'Rule 1 (new)'));
    await embedded.edit('alertRules', idOf(2), { displayName: 'Rule 1' });
    expect(outline(await embedded.plan(asNrt(2), { recreate: true }))).toEqual([
      ['update', undefined, 2],
      ['delete', 'replaced', 1],
    ]);
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
    { action: 'no-op', status: 'orphaned', reason: 'The environment leaves it out.' },
  ]);
  expect((await embedded.plan(rule(2), { excluded, prune: true })).changes[1]).toMatchObject({
    action: 'delete',
    reason: 'The environment leaves it out.',
  });
});
