// What goes wrong between plan and apply, and that the next apply finishes the work: nothing lost, nothing doubled.
import { afterEach, describe, expect, it } from 'vitest';
import type { Variants } from '../../src/emulator/behaviours.ts';
import type { Fault, FaultRequest } from '../../src/emulator/options.ts';
import { applyPlan } from '../../src/plan/apply.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { assertPlanHolds } from '../../src/plan/plan-file.ts';
import { applyExitCode } from '../../src/plan/report.ts';
import { ruleBody } from '../content/a-rule.ts';
import { claimsOn, type Embedded, type Files, hunt, idOf, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

const refused = (status: number, code: string, message: string): Fault => ({
  status,
  body: { error: { code, message } },
});

/** A server that plays `fault` for the requests `match` picks, at most `times` times. */
async function startFaulty(
  match: (request: FaultRequest) => boolean,
  fault: Fault,
  times = Number.POSITIVE_INFINITY,
): Promise<Embedded> {
  let left = times;
  return startEmbedded({
    faults: (request) => {
      if (!match(request) || left === 0) return undefined;
      left--;
      return fault;
    },
  });
}

async function expectSettled(files: Files) {
  const plan = await embedded.plan(files);
  expect(plan.summary).toMatchObject({
    'no-op': Object.keys(files).length,
    create: 0,
    update: 0,
    blocked: 0,
  });
  const items = [
    ...(await embedded.workspace.list('alertRules')),
    ...(await embedded.workspace.list('savedSearches')),
  ];
  expect(items).toHaveLength(Object.keys(files).length);
  expect(await claimsOn(embedded.workspace)).toHaveLength(Object.keys(files).length);
}

const isPut = (part: string) => (request: FaultRequest) =>
  request.method === 'PUT' && request.path.includes(part);

describe('a failed item', () => {
  it('does not keep the others from being applied, and is reported with the words of the service', async () => {
    embedded = await startFaulty(
      isPut(`alertRules/${idOf(2)}`),
      refused(400, 'BadRequest', 'No such thing.'),
    );
    const reported: string[] = [];
    const report = await embedded.apply(
      { ...rule(1), ...rule(2), ...rule(3) },
      { onResult: (result) => reported.push(`${result.id.slice(-1)} ${result.result}`) },
    );
    expect(reported.sort()).toEqual(['1 applied', '2 failed', '3 applied']);
    expect(report.changes.map((change) => change.result)).toEqual(['applied', 'failed', 'applied']);
    expect(report.changes[1]?.error).toEqual({
      code: 'workspace/refused',
      message: `PUT alertRules/${idOf(2)} failed with 400 BadRequest: No such thing.`,
      status: 400,
    });
    expect(await embedded.workspace.list('metadata')).toHaveLength(2);
    expect(applyExitCode(report)).toBe(1);
  });

  it('of which only the record failed is finished by the next apply', async () => {
    embedded = await startFaulty(isPut('/metadata/'), refused(500, 'InternalServerError', 'sorry'), 2);
    expect((await embedded.apply(rule(1))).summary.failed).toBe(1);
    expect((await embedded.apply(rule(1))).summary.applied).toBe(1);
    await expectSettled(rule(1));
  });

  it.each([
    ['that was ours', rule(1)],
    ['that was never ours', {}],
  ])('with an id deleted in the portal a moment ago %s says until when at the latest', async (_, ours) => {
    embedded = await startEmbedded();
    await embedded.apply(ours);
    if (Object.keys(ours).length === 0) {
      await embedded.workspace.put('alertRules', idOf(1), ruleBody({ query: 'T' }));
    }
    await embedded.workspace.delete('alertRules', idOf(1));
    const report = await embedded.apply({ ...rule(1), ...rule(2) });
    expect(report.changes.map(({ action, result }) => [action, result])).toEqual([
      ['create', 'failed'],
      ['create', 'applied'],
    ]);
    expect(report.changes[0]).toMatchObject({
      blockedUntil: '2026-03-02T12:00:00Z',
      error: {
        code: 'workspace/recently-deleted',
        hint: 'Wait, at the latest until 2026-03-02T12:00:00Z, or give the content item a new id: nothing on the workspace tells when it was deleted.',
      },
    });
    expect(applyExitCode(report)).toBe(1);
  });
});

it('what the service stores differently from what it was sent is reported, and its record claims no content', async () => {
  const properties = { severity: 'Low', tactics: ['Collection'] };
  const stored = { name: idOf(1), kind: 'Scheduled', etag: '"1"', properties };
  let isStored = false;
  embedded = await startEmbedded({
    faults: ({ method, path }) => {
      if (!path.includes(`/alertRules/${idOf(1)}`)) return undefined;
      isStored ||= method === 'PUT';
      return isStored ? { status: 200, body: stored } : undefined;
    },
  });
  const report = await embedded.apply(rule(1));
  expect(report.changes[0]?.result).toBe('applied');
  expect(report.changes[0]?.storedDifferently).toContainEqual({
    path: 'severity',
    before: 'Low',
    after: 'Medium',
  });
  const [record] = await embedded.workspace.list('metadata');
  expect(record?.properties).toMatchObject({ source: { name: 'octo/detections' } });
  expect(record?.properties['customVersion']).toBeUndefined();
});

it('a refused sign-in stops the run: what is left is skipped, not tried', async () => {
  embedded = await startFaulty(isPut('/alertRules/'), refused(403, 'AuthorizationFailed', 'No role.'));
  const report = await embedded.apply({ ...rule(1), ...rule(2), ...rule(3) }, { concurrency: 1 });
  expect(report.summary).toMatchObject({ failed: 1, skipped: 2 });
  expect(report.changes[1]?.skippedBecause).toContain('AuthorizationFailed');
  expect(applyExitCode(report)).toBe(4);
});

describe('a write whose answer is lost', () => {
  it.each([
    ['of a rule', rule(1, '', 'High'), 'alertRules'],
    ['of a hunting query', hunt(1, 'Better.'), 'savedSearches'],
  ] as const)('%s counts as written once the workspace says the same', async (_, files, collection) => {
    let lose = false;
    embedded = await startEmbedded({
      onAfterWrite: (event) => {
        if (!lose || event.collection !== collection) return;
        lose = false;
        throw new Error('the answer is lost');
      },
    });
    const before = collection === 'alertRules' ? rule(1) : hunt(1);
    await embedded.apply(before);
    lose = true;
    const report = await embedded.apply(files);
    expect(report.summary).toMatchObject({ applied: 1, failed: 0 });
    await expectSettled(files);
  });
});

describe('a server that fails', () => {
  const moments = [
    ['before the item', 'alertRules', 'before'],
    ['between item and record', 'metadata', 'before'],
    ['after the record', 'metadata', 'after'],
  ] as const;
  const changes: readonly [string, Files, Files][] = [
    ['creating', {}, rule(1)],
    ['updating', rule(1), rule(1, '', 'High')],
    ['deleting', rule(1), {}],
  ];
  const all = changes.flatMap(([name, from, to]) =>
    moments.map((moment) => [name, ...moment, from, to] as const),
  );

  it.each(all)(
    'while %s, %s, is healed by the next apply',
    async (_name, _moment, collection, side, from, to) => {
      let broken = false;
      const die = (event: { readonly collection: string }) => {
        if (broken && event.collection === collection) throw new Error('out of order');
      };
      embedded = await startEmbedded(side === 'before' ? { onBeforeWrite: die } : { onAfterWrite: die });
      await embedded.workspace.put('savedSearches', 'not-ours', {
        properties: { category: 'Other', displayName: 'o', query: 'T', version: 2 },
      });
      await embedded.apply(from);
      broken = true;
      await embedded.apply(to, { prune: true });
      broken = false;
      await embedded.apply(to, { prune: true });
      expect((await embedded.plan(to)).changes.every((change) => change.action === 'no-op')).toBe(true);
      expect(await embedded.workspace.list('alertRules')).toHaveLength(Object.keys(to).length);
      expect(await claimsOn(embedded.workspace)).toHaveLength(Object.keys(to).length);
      expect(await embedded.workspace.list('savedSearches')).toHaveLength(1);
    },
  );
});

describe('somebody edits between plan and apply', () => {
  it.each(['accepted', 'conflict'] as const)('nothing of theirs is overwritten (%s)', async (variant) => {
    embedded = await startEmbedded({ variants: { 'rule-put-without-etag': variant } });
    await embedded.apply(rule(1));
    const input = await embedded.input(rule(1, '', 'High'));
    await embedded.edit('alertRules', idOf(1), { severity: 'Informational' });
    const report = await applyPlan({ plan: makePlan(input), input }, embedded.workspace);
    expect(report.changes[0]?.error).toMatchObject({ code: 'workspace/etag-mismatch', status: 409 });
    expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties['severity']).toBe(
      'Informational',
    );
  });

  it('two applies of the same content at once both find their work done', async () => {
    embedded = await startEmbedded({ variants: { 'metadata-put-without-etag': 'conflict' } });
    await embedded.apply({ ...rule(1), ...hunt(2) });
    const input = await embedded.input({ ...rule(1, '', 'High'), ...hunt(2, 'T | take 2') });
    const reports = [];
    for (const plan of [makePlan(input), makePlan(input)]) {
      reports.push(await applyPlan({ plan, input }, embedded.workspace));
    }
    expect(reports.map(({ summary }) => [summary.applied, summary.failed])).toEqual([
      [2, 0],
      [2, 0],
    ]);
  });

  it('a saved plan is refused and names what moved', async () => {
    embedded = await startEmbedded();
    await embedded.apply({ ...rule(1), ...rule(2) });
    const files = { ...rule(1, '', 'High'), ...rule(2) };
    const saved = await embedded.plan(files);
    assertPlanHolds(saved, await embedded.plan(files));
    await embedded.edit('alertRules', idOf(2), { severity: 'Low' });
    const fresh = await embedded.plan(files);
    expect(() => assertPlanHolds(saved, fresh)).toThrow(
      `changed since it was made: Rule 2 (alertrules/${idOf(2)}) in the workspace.`,
    );
  });
});

describe('the whole path under each behaviour nobody has verified', () => {
  const variants: readonly Partial<Variants>[] = [
    { 'saved-search-casing': 'PascalCase' },
    { 'saved-search-id-slash': 'present', 'saved-search-name': 'present' },
    { 'rule-put-without-etag': 'conflict', 'metadata-put-without-etag': 'conflict' },
    { 'recently-deleted-status': '400' },
    { 'saved-search-delete-absent': 'fine' },
    { 'unknown-properties': 'kept' },
    { 'list-order': 'reversed' },
    { authorization: 'required' },
  ];
  it.each(variants)('%j', async (chosen) => {
    embedded = await startEmbedded({ variants: chosen, pageSize: 1 });
    const first = { ...rule(1), ...rule(2), ...hunt(3) };
    expect((await embedded.apply(first)).summary).toMatchObject({ applied: 3, failed: 0 });
    await expectSettled(first);
    await embedded.edit('alertRules', idOf(2), { severity: 'Low', enabled: false });
    const second = { ...rule(2), ...hunt(3, 'Another.'), ...hunt(4) };
    expect((await embedded.apply(second, { prune: true })).summary).toMatchObject({ applied: 4, failed: 0 });
    await expectSettled(second);
    expect((await embedded.workspace.get('alertRules', idOf(2)))?.properties['enabled']).toBe(false);
  });
});
