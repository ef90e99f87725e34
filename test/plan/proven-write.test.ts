// A write counts as done when its answer is the resource, or a read shows it; never because something answered 200.
import { afterEach, describe, expect, it } from 'vitest';
import { type Play, page, type Replied } from './between.ts';
import { claimsOn, type Embedded, hunt, idOf, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

const half = (reply: Replied): Replied => ({ ...reply, text: reply.text.slice(0, reply.text.length / 2) });

/** Plays `answer` for the first request of `method` to a path with `part`, once `on` was called. */
function once(method: string, part: string, answer: Play) {
  let left = 0;
  const between: Play = async (asked, forward) => {
    if (left === 0 || asked.method !== method || !asked.path.includes(part)) return forward();
    left--;
    return answer(asked, forward);
  };
  return { between, on: () => (left = 1) };
}

const notMade: Play = async () => page;
const madeButAnswered =
  (answer: (reply: Replied) => Replied): Play =>
  async (_, forward) =>
    answer(await forward());

const collections = [
  ['a rule', rule(1), rule(1, '', 'High'), '/alertRules/'],
  ['a hunting query', hunt(1), hunt(1, 'Another.'), '/savedSearches/'],
  ['an ownership record', rule(1), rule(1, '', 'High'), '/metadata/'],
] as const;

describe.each(collections)('the PUT of %s', (_, before, after, part) => {
  it('that something else answers, and that was not made, failed; the next apply makes it', async () => {
    const fault = once('PUT', part, notMade);
    embedded = await startEmbedded({ between: fault.between });
    await embedded.apply(before);
    fault.on();
    const report = await embedded.apply(after);
    expect(report.changes[0]).toMatchObject({
      result: 'failed',
      error: { code: 'workspace/unreadable-reply' },
    });
    expect((await embedded.apply(after)).summary).toMatchObject({ applied: 1, failed: 0 });
    expect((await embedded.plan(after)).summary).toMatchObject({ 'no-op': 1, update: 0 });
  });

  it.each([
    ['half a body', half],
    ['a page', () => page],
    ['nothing', (reply: Replied) => ({ ...reply, text: '' })],
    ['another resource', () => ({ status: 200, text: '{"name":"other","properties":{}}' })],
  ])('that was made and answered with %s is found to be done', async (_answer, answer) => {
    const fault = once('PUT', part, madeButAnswered(answer));
    embedded = await startEmbedded({ between: fault.between });
    await embedded.apply(before);
    fault.on();
    expect((await embedded.apply(after)).summary).toMatchObject({ applied: 1, failed: 0 });
    expect((await embedded.plan(after)).summary).toMatchObject({ 'no-op': 1, update: 0 });
  });

  it('of a create that was not made leaves nothing that claims it', async () => {
    const fault = once('PUT', part, notMade);
    fault.on();
    embedded = await startEmbedded({ between: fault.between });
    expect((await embedded.apply(before)).summary).toMatchObject({ applied: 0, failed: 1 });
    expect(await claimsOn(embedded.workspace)).toEqual([]);
    expect((await embedded.apply(before)).summary).toMatchObject({ applied: 1, failed: 0 });
  });
});

it('an answer that is the resource as it was before is not the write', async () => {
  let isStale = false;
  embedded = await startEmbedded({
    between: async ({ method, path }, forward) => {
      if (!isStale || method !== 'PUT' || !path.includes('/alertRules/')) return forward();
      const { raw } = (await embedded.workspace.get('alertRules', idOf(1)))!;
      return { status: 200, text: JSON.stringify(raw) };
    },
  });
  await embedded.apply(rule(1));
  isStale = true;
  const report = await embedded.apply(rule(1, '', 'High'));
  expect(report.changes[0]?.error?.message).toMatch(/as if it had written .* a read shows that it has not/);
  isStale = false;
  expect((await embedded.apply(rule(1, '', 'High'))).summary.applied).toBe(1);
});

describe.each([
  ['a rule', rule(1), '/alertRules/', 'alertRules'],
  ['a hunting query', hunt(1), '/savedSearches/', 'savedSearches'],
] as const)('the DELETE of %s', (_, files, part, collection) => {
  it('that something else answers, and that was not made, failed; the item stays ours', async () => {
    const fault = once('DELETE', part, notMade);
    embedded = await startEmbedded({ between: fault.between });
    await embedded.apply(files);
    fault.on();
    expect((await embedded.apply({}, { prune: true })).summary).toMatchObject({ applied: 0, failed: 1 });
    expect(await claimsOn(embedded.workspace)).toHaveLength(1);
    expect((await embedded.apply({}, { prune: true })).summary).toMatchObject({ applied: 1, failed: 0 });
    expect(await embedded.workspace.list(collection)).toEqual([]);
  });

  it('that was made and answered with a page is found to be done', async () => {
    const fault = once(
      'DELETE',
      part,
      madeButAnswered(() => page),
    );
    embedded = await startEmbedded({ between: fault.between });
    await embedded.apply(files);
    fault.on();
    expect((await embedded.apply({}, { prune: true })).summary).toMatchObject({ applied: 1, failed: 0 });
    expect(await claimsOn(embedded.workspace)).toEqual([]);
  });
});

it('only the service can say that nothing is there: the 404 of a proxy is no leave to create', async () => {
  let isBlocked = false;
  embedded = await startEmbedded({
    between: async ({ path }, forward) =>
      isBlocked && path.includes('/alertRules') && !path.includes('/alertRules?')
        ? { ...page, status: 404 }
        : forward(),
  });
  isBlocked = true;
  const report = await embedded.apply(rule(1));
  expect(report.changes).toMatchObject([{ action: 'blocked', result: 'blocked' }]);
  expect(await embedded.workspace.list('alertRules')).toEqual([]);
});

it('an item without an etag is read again before it is written over', async () => {
  let edit: (() => Promise<unknown>) | undefined;
  const bare = (reply: Replied): Replied => ({
    ...reply,
    text: reply.text.replaceAll(/"etag":"(\\"|[^"])*",?/g, ''),
  });
  embedded = await startEmbedded({
    between: async ({ method, path }, forward) => {
      if (!path.includes('/alertRules')) return forward();
      if (method === 'GET' && path.includes(idOf(1))) await edit?.();
      return bare(await forward());
    },
  });
  await embedded.apply(rule(1));
  edit = () => embedded.edit('alertRules', idOf(1), { severity: 'Low' });
  const report = await embedded.apply(rule(1, '', 'High'));
  expect(report.changes[0]?.error?.message).toBe(`${idOf(1)} was changed after the plan read it.`);
  expect((await embedded.workspace.get('alertRules', idOf(1)))?.properties['severity']).toBe('Low');
  edit = undefined;
  expect((await embedded.apply(rule(1, '', 'High'))).summary.applied).toBe(1);
});
