// What a list does not show is not taken for absent: nothing that stands is written over, deleted or left behind unseen.
import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/plan/apply.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { applyExitCode } from '../../src/plan/report.ts';
import { ruleBody } from '../content/a-rule.ts';
import { listAsked, type Play, page, type Replied, without } from './between.ts';
import { claimsOn, type Embedded, hunt, idOf, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

const recordOf = (number: number) => `analyticsrule-${idOf(number)}`;

/** A workspace whose lists are as `lists` leaves them; by name of the list. */
function withLists(lists: Partial<Record<string, (list: Replied) => Replied>>): Play {
  return async (asked, forward) => {
    const change = lists[listAsked(asked) ?? ''];
    return change === undefined ? forward() : change(await forward());
  };
}

const rulesOf = (embedded: Embedded) => embedded.workspace.list('alertRules');
const writesIn = (embedded: Embedded) =>
  embedded.requests().flatMap(({ method, path }) => (method === 'GET' ? [] : [`${method} ${path}`]));

describe('a list without an item that stands', () => {
  it.each([
    ['its record is there', []],
    ['its record is left out too', [recordOf(1)]],
  ])('%s: what the SOC switched off stays off, and nothing is written', async (_, records) => {
    let isIncomplete = false;
    const leaveOut = (names: readonly string[]) => (list: Replied) =>
      isIncomplete ? without(list, (name) => names.includes(name)) : list;
    embedded = await startEmbedded({
      between: withLists({ alertRules: leaveOut([idOf(1)]), metadata: leaveOut(records) }),
    });
    await embedded.apply({ ...rule(1), ...rule(2) });
    await embedded.edit('alertRules', idOf(1), { enabled: false, customDetails: { soc: 'Actor' } });
    isIncomplete = true;
    embedded.requests();
    const report = await embedded.apply({ ...rule(1), ...rule(2) });
    expect(report.summary).toMatchObject({ unchanged: 2, applied: 0, failed: 0 });
    expect(writesIn(embedded)).toEqual([]);
    expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties).toMatchObject({
      enabled: false,
      customDetails: { soc: 'Actor' },
    });
  });

  it('is updated against the etag of the item itself, not created', async () => {
    embedded = await startEmbedded({
      between: withLists({ alertRules: (list) => without(list, (name) => name === idOf(1)) }),
    });
    await embedded.apply(rule(1));
    await embedded.edit('alertRules', idOf(1), { enabled: false });
    const report = await embedded.apply(rule(1, '', 'High'));
    expect(report.changes).toMatchObject([{ action: 'update', result: 'applied' }]);
    const [found] = await rulesOf(embedded);
    expect(found?.properties).toMatchObject({ severity: 'High', enabled: false });
  });

  it.each([
    ['a rule', rule(1), 'alertRules'],
    ['a hunting query', hunt(1), 'savedSearches'],
  ] as const)('%s whose file is gone is deleted together with its record', async (_, files, collection) => {
    embedded = await startEmbedded({
      between: withLists({ [collection]: (list) => without(list, (name) => name === idOf(1)) }),
    });
    await embedded.apply(files);
    const report = await embedded.apply({}, { prune: true });
    expect(report.changes).toMatchObject([{ action: 'delete', item: true, result: 'applied' }]);
    expect(await embedded.workspace.list(collection)).toEqual([]);
    expect(await claimsOn(embedded.workspace)).toEqual([]);
  });

  it('an item whose record the list left out is pruned all the same', async () => {
    embedded = await startEmbedded({
      between: withLists({ metadata: (list) => without(list, (name) => name === recordOf(1)) }),
    });
    await embedded.apply(rule(1));
    expect((await embedded.apply({}, { prune: true })).summary).toMatchObject({ applied: 1, failed: 0 });
    expect(await rulesOf(embedded)).toEqual([]);
  });

  it('a rule that another repository claims is not written, though no list shows the claim', async () => {
    embedded = await startEmbedded({
      between: withLists({
        alertRules: (list) => without(list, () => true),
        metadata: (list) => without(list, () => true),
      }),
    });
    await embedded.apply(rule(1), { owner: 'other/detections' });
    embedded.requests();
    const report = await embedded.apply(rule(1, '', 'High'));
    expect(report.changes).toMatchObject([
      { action: 'blocked', status: 'conflict', reason: 'It belongs to other/detections.' },
    ]);
    expect(writesIn(embedded)).toEqual([]);
  });

  it('where the item itself cannot be read either, it is blocked with the reason', async () => {
    let isIncomplete = false;
    embedded = await startEmbedded({
      between: async (asked, forward) => {
        if (!isIncomplete) return forward();
        if (asked.path.includes(`/alertRules/${idOf(1)}`)) return page;
        return listAsked(asked) === 'alertRules' ? without(await forward(), () => true) : forward();
      },
    });
    await embedded.apply({ ...rule(1), ...rule(2) });
    isIncomplete = true;
    const report = await embedded.apply(rule(1, '', 'High'), { prune: true });
    expect(report.changes[0]).toMatchObject({
      action: 'blocked',
      reason: expect.stringContaining('is not known: https://127.0.0.1'),
      hint: 'Plan again; nothing is written over what was not seen.',
    });
    expect(applyExitCode(report)).toBe(1);
    // The other is read singly, and pruned.
    expect((await rulesOf(embedded)).map(({ name }) => name)).toEqual([idOf(1)]);
  });
});

describe('a list of an earlier time', () => {
  /** A list as it was when `keep` was called. */
  function lagging(of: string) {
    let kept: Replied | undefined;
    let isNext = false;
    const between: Play = async (asked, forward) => {
      if (listAsked(asked) !== of) return forward();
      const now = await forward();
      if (isNext) kept = now;
      isNext = false;
      return kept ?? now;
    };
    return { between, keep: () => (isNext = true), catchUp: () => (kept = undefined) };
  }

  it('does not bring back a rule that was pruned, nor delete it a second time', async () => {
    const rules = lagging('alertRules');
    embedded = await startEmbedded({ between: rules.between });
    await embedded.apply({ ...rule(1), ...rule(2) });
    rules.keep();
    await embedded.apply(rule(2), { prune: true });
    embedded.requests();
    const report = await embedded.apply(rule(2), { prune: true });
    expect(report.summary).toMatchObject({ applied: 0, failed: 0, unchanged: 1 });
    expect(writesIn(embedded)).toEqual([]);
  });

  it('shows the content of the file while the workspace holds other content: written, and the record is right', async () => {
    const rules = lagging('alertRules');
    embedded = await startEmbedded({ between: rules.between });
    await embedded.apply(rule(1));
    rules.keep();
    await embedded.apply(rule(1, '', 'High'));
    const report = await embedded.apply(rule(1));
    expect(report.changes).toMatchObject([{ action: 'update', item: true, result: 'applied' }]);
    rules.catchUp();
    expect((await embedded.plan(rule(1))).summary).toMatchObject({ 'no-op': 1, update: 0 });
    expect((await rulesOf(embedded))[0]?.properties['severity']).toBe('Medium');
  });

  it('does not delete what the SOC has changed since', async () => {
    const rules = lagging('alertRules');
    embedded = await startEmbedded({ between: rules.between });
    await embedded.apply(rule(1));
    rules.keep();
    await embedded.plan({});
    await embedded.edit('alertRules', idOf(1), { severity: 'Low' });
    const report = await embedded.apply({}, { prune: true });
    expect(report.changes[0]?.error).toMatchObject({
      code: 'plan/unseen',
      message: `${idOf(1)} was changed after the plan read it.`,
    });
    expect(await rulesOf(embedded)).toHaveLength(1);
    rules.catchUp();
    expect((await embedded.apply({}, { prune: true })).summary).toMatchObject({ applied: 1, failed: 0 });
  });
});

describe('something comes to be between plan and apply', () => {
  const theirs = (embedded: Embedded) =>
    embedded.workspace.put(
      'alertRules',
      idOf(1),
      ruleBody({ displayName: 'Made by the SOC', enabled: false, query: 'T' }),
    );

  it('under the id of a create: it stays as it is', async () => {
    embedded = await startEmbedded();
    const input = await embedded.input(rule(1));
    await theirs(embedded);
    const report = await applyPlan({ plan: makePlan(input), input }, embedded.reached);
    expect(report.changes[0]).toMatchObject({ result: 'failed', error: { code: 'plan/unseen' } });
    expect((await rulesOf(embedded))[0]?.properties['displayName']).toBe('Made by the SOC');
    expect(await claimsOn(embedded.workspace)).toEqual([]);
  });

  it('between the look and the create, where the service honours If-None-Match', async () => {
    let isMade = false;
    embedded = await startEmbedded({
      variants: { 'rule-if-none-match': 'honoured' },
      between: async ({ method, path }, forward) => {
        if (method === 'PUT' && path.includes('/alertRules/') && !isMade) {
          isMade = true;
          await theirs(embedded);
        }
        return forward();
      },
    });
    const report = await embedded.apply(rule(1));
    expect(report.changes[0]).toMatchObject({ result: 'failed', error: { code: 'workspace/etag-mismatch' } });
    expect((await rulesOf(embedded))[0]?.properties['displayName']).toBe('Made by the SOC');
  });

  it('a claim of another repository on an item of ours to be: nothing is written', async () => {
    embedded = await startEmbedded();
    const input = await embedded.input(rule(1));
    await embedded.workspace.put('metadata', recordOf(1), {
      properties: {
        parentId: `${embedded.workspace.resourceId}/providers/Microsoft.SecurityInsights/alertRules/${idOf(1)}`,
        kind: 'AnalyticsRule',
        source: { kind: 'SourceRepository', name: 'other/detections' },
      },
    });
    const report = await applyPlan({ plan: makePlan(input), input }, embedded.reached);
    expect(report.changes[0]?.error?.message).toBe(
      `${idOf(1)} belongs to other/detections, and the plan did not see that.`,
    );
    expect(await rulesOf(embedded)).toEqual([]);
  });
});

it('a deletion mark beside a rule that was never deleted is a claim: the next apply sets it right', async () => {
  embedded = await startEmbedded();
  await embedded.apply({ ...rule(1), ...rule(2) });
  for (const number of [1, 2]) {
    await embedded.edit('metadata', recordOf(number), { customVersion: 'deleted:2026-03-01T12:00:00Z' });
  }
  const report = await embedded.apply(rule(1, '', 'High'), { prune: true });
  expect(report.changes.map(({ action, result }) => [action, result])).toEqual([
    ['update', 'applied'],
    ['delete', 'applied'],
  ]);
  expect((await rulesOf(embedded)).map(({ name }) => name)).toEqual([idOf(1)]);
  expect((await embedded.plan(rule(1, '', 'High'))).summary).toMatchObject({ 'no-op': 1 });
});
