// No more queries are sent in any window than the service takes, and none waits longer than it must.
import { expect, test } from 'vitest';
import { createBucket, createPace } from '../../src/workspace/requests/pace.ts';
import { openRecorded, record } from './recording-server.ts';

function fakeClock() {
  let time = 0;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
    pass: (ms: number) => {
      time += ms;
    },
  };
}

test('requests beyond the rate wait for the window of the first to pass', async () => {
  const clock = fakeClock();
  const pace = createPace({ requests: 2, windowMs: 1000, ...clock });
  const sentAt: number[] = [];
  for (const gap of [0, 300, 100, 0, 5000]) {
    clock.pass(gap);
    await pace();
    sentAt.push(clock.now());
  }
  expect(sentAt).toEqual([0, 300, 1000, 1300, 6300]);
});

test('however many ask at once, no window holds more than the rate', async () => {
  const clock = fakeClock();
  const pace = createPace({ requests: 3, windowMs: 1000, ...clock });
  const sentAt: number[] = [];
  await Promise.all(Array.from({ length: 10 }, () => pace().then(() => sentAt.push(clock.now()))));
  expect(sentAt).toEqual([0, 0, 0, 1000, 1000, 1000, 2000, 2000, 2000, 3000]);
});

test('a bucket gives what it holds at once, then as fast as it fills, and never holds more than it can', async () => {
  const clock = fakeClock();
  const bucket = createBucket({ capacity: 3, perSecond: 10, ...clock });
  const sentAt: number[] = [];
  const send = async () => {
    await bucket();
    sentAt.push(clock.now());
  };
  for (let sent = 0; sent < 6; sent++) await send();
  clock.pass(60_000);
  for (let sent = 0; sent < 4; sent++) await send();
  expect(sentAt).toEqual([0, 0, 0, 100, 200, 300, 60_300, 60_300, 60_300, 60_400]);
});

test('a workspace sends what it writes at the pace of writes, and reads at that of reads', async () => {
  const body = { etag: '"1"', kind: 'Scheduled', properties: {} };
  const server = await record(({ url }) => ({
    body: { ...body, name: new URL(url, 'http://x').pathname.split('/').at(-1) },
  }));
  const clock = fakeClock();
  const paceOf = (perSecond: number) => createBucket({ capacity: 1, perSecond, ...clock });
  const armPaces = { GET: paceOf(1000), PUT: paceOf(1), DELETE: paceOf(1) };
  try {
    const workspace = openRecorded(server.port, { armPaces });
    for (let sent = 0; sent < 4; sent++) await workspace.put('alertRules', `rule-${sent}`, body);
    expect(clock.now()).toBe(3000);
    for (let sent = 0; sent < 4; sent++) await workspace.get('alertRules', 'rule-0');
    expect(clock.now()).toBe(3003);
  } finally {
    await server.close();
  }
});

test('a workspace sends its queries at that pace', async () => {
  const server = await record(({ method }) =>
    method === 'POST'
      ? { body: { tables: [{ name: 'PrimaryResult', columns: [], rows: [] }] } }
      : { body: { properties: { customerId: '00000000-0000-4000-8000-000000000002' } } },
  );
  const clock = fakeClock();
  const pace = createPace({ requests: 2, windowMs: 1000, ...clock });
  try {
    const workspace = openRecorded(server.port, { pace });
    for (let sent = 0; sent < 5; sent++) await workspace.query('print 1', { timespan: 'PT1H' });
    expect(clock.now()).toBe(2000);
  } finally {
    await server.close();
  }
});
