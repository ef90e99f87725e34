// Whatever the service and what stands between do, one clean apply sets everything right, and what the SOC switched stays switched.
import { afterEach, expect, it } from 'vitest';
import { type Choose, chooser } from './awkward-server.ts';
import { listAsked, type Play, page, type Replied, without } from './between.ts';
import { claimsOn, type Embedded, type Files, hunt, idOf, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

const error: Replied = { status: 500, text: '{"error":{"code":"InternalServerError","message":"sorry"}}' };
const half = (reply: Replied) => ({ ...reply, text: reply.text.slice(0, reply.text.length / 2) });

/** What may become of any request; `forward` makes it. */
const faults: readonly Play[] = [
  async () => page,
  async () => ({ ...page, status: 404 }),
  async () => error,
  async () => 'drop',
  async (_, forward) => ((await forward()) ? page : page),
  async (_, forward) => ((await forward()) ? error : error),
  async (_, forward) => ((await forward()) ? 'drop' : 'drop'),
  async (_, forward) => half(await forward()),
  async (_, forward) => ({ ...(await forward()), text: '' }),
];

/** Every list may lag or lack items, every fourth request meets a fault; while `isOn`. */
function weather(choose: Choose, isOn: () => boolean): Play {
  const former = new Map<string, Replied>();
  return async (asked, forward) => {
    if (!isOn()) return forward();
    const list = listAsked(asked);
    if (list === undefined)
      return choose(4) === 0 ? faults[choose(faults.length)]!(asked, forward) : forward();
    const now = await forward();
    const before = former.get(list) ?? now;
    former.set(list, now);
    if (choose(3) === 0) return before;
    return choose(3) === 0 ? without(now, () => choose(3) === 0) : now;
  };
}

const severities = ['High', 'Medium', 'Low'] as const;

/** Files of the numbers, of whatever content. */
function content(numbers: readonly number[], choose: Choose): Files {
  const each = numbers.map((number) =>
    number % 3 === 0
      ? hunt(number, `Version ${choose(3)}.`)
      : rule(number, '', severities[choose(severities.length)]),
  );
  return Object.assign({}, ...each);
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', async (seed) => {
  const choose = chooser(seed);
  let isOn = false;
  embedded = await startEmbedded({ between: weather(choose, () => isOn), pageSize: 2 });
  const { workspace } = embedded;
  const foreign = await workspace.put('savedSearches', 'not-ours', {
    properties: { category: 'Other', displayName: 'o', query: 'T', version: 2 },
  });
  let numbers = [1, 2, 3, 4, 5];
  let next = 6;
  await embedded.apply(content(numbers, choose));
  for (let round = 0; round < 3; round++) {
    for (const number of numbers) {
      if (number % 3 === 0 || choose(3) > 0) continue;
      const enabled = (await workspace.get('alertRules', idOf(number)))?.properties['enabled'];
      await embedded.edit('alertRules', idOf(number), { enabled: enabled !== true });
    }
    const before = await workspace.list('alertRules');
    const switches = new Map(before.map(({ name, properties }) => [name, properties['enabled']] as const));
    numbers = [...numbers.filter(() => choose(5) > 0), next++];
    const files = content(numbers, choose);

    isOn = true;
    const faulty = await embedded.apply(files, { prune: true }).catch(() => undefined);
    isOn = false;
    // What is said to be applied stands, with its record; what is said to be deleted does not.
    const open = (await embedded.plan(files)).changes.filter(({ action }) => action !== 'no-op');
    const said = faulty?.changes.filter(({ result }) => result === 'applied').map(({ id }) => id) ?? [];
    expect(open.filter(({ id }) => said.includes(id))).toEqual([]);

    const clean = await embedded.apply(files, { prune: true, maxDeletes: { count: 10 } });
    expect(clean.changes.filter(({ result }) => result !== 'applied' && result !== 'unchanged')).toEqual([]);
    expect((await embedded.plan(files)).changes.filter(({ action }) => action !== 'no-op')).toEqual([]);
    const rules = await workspace.list('alertRules');
    const lost = rules.filter(
      ({ name, properties }) => switches.has(name) && switches.get(name) !== properties['enabled'],
    );
    expect(lost).toEqual([]);
    expect(await claimsOn(workspace)).toHaveLength(numbers.length);
    expect(await workspace.get('savedSearches', 'not-ours')).toEqual(foreign);
  }
});
