// What is asked of a place of history: the texts, how fast, and what is done with an answer that is none.
import { expect, test } from 'vitest';
import { minuteMs } from '../../../src/content/duration.ts';
import type { EventRun } from '../../../src/rows/event-runner.ts';
import type { QueryResult } from '../../../src/rows/query-result.ts';
import { createTableCatalogue } from '../../../src/tables/catalogue.ts';
import { workspaceError } from '../../../src/workspace/codes.ts';
import { historyRunner } from '../../../src/workspace/history/history-runner.ts';
import { metered, workspaceRate } from '../../../src/workspace/history/metered.ts';
import type { HistoryPlace, PastQuery } from '../../../src/workspace/history/place.ts';
import { createBucket } from '../../../src/workspace/requests/pace.ts';

const at = (minutes: number) => new Date(Date.parse('2026-01-15T12:00:00Z') + minutes * minuteMs);
const run = (minutes: number, query = 'Usage | where TimeGenerated > ago(1h)'): EventRun => ({
  query,
  now: at(minutes),
  window: { start: at(minutes - 60), end: at(minutes) },
  ingested: { until: at(minutes + 5) },
});
const span = { from: at(0), to: at(600) };
const tables = createTableCatalogue();

function placeOf(answer: (query: PastQuery) => QueryResult, more: Partial<HistoryPlace> = {}) {
  const asked: PastQuery[] = [];
  const place: HistoryPlace = {
    description: 'a database',
    linesInFront: 0,
    cutsAll: false,
    hasWatchlists: false,
    ingestionTimes: 'always',
    ...more,
    send: async (query) => {
      asked.push(query);
      return answer(query);
    },
  };
  return { place, asked };
}

/** A row for each leg, saying which it is. */
const legs = ({ text }: PastQuery): QueryResult => ({
  columns: ['Leg', '_row', '_at'].map((name) => ({ name, type: 'long' })),
  rows: Array.from(text.matchAll(/extend _at = (\d+)/g), ([, place]) => [text, 1, Number(place)]),
});

test('a run by itself: its rows are cut out of each table, the clock is left to the service', async () => {
  const { place, asked } = placeOf(() => ({ columns: [], rows: [] }));
  await historyRunner(place, { tables, span, algorithm: 'exact', atOnce: 1 }).run(run(0));
  expect(asked).toEqual([
    {
      text: '(Usage | where TimeGenerated >= datetime(2026-01-15T11:00:00.000Z) and TimeGenerated < datetime(2026-01-15T12:00:00.000Z) and ingestion_time() <= datetime(2026-01-15T12:05:00.000Z)) | where TimeGenerated > ago(1h)',
      now: at(0),
      start: at(-60),
      end: at(0),
    },
  ]);
});

test('a table that does not say when its rows arrived goes by TimeGenerated, and that is said', async () => {
  const { place, asked } = placeOf(
    ({ text }) => ({
      columns: [{ name: 'Without', type: 'long' }],
      rows: text.includes('Without') ? [[3]] : [],
    }),
    { ingestionTimes: 'ask' },
  );
  const runner = historyRunner(place, { tables, span, algorithm: 'exact', atOnce: 1 });
  await runner.run(run(0));
  expect(asked.at(-1)!.text).toContain('and TimeGenerated <= datetime(2026-01-15T12:05:00.000Z)');
  expect(asked.at(-1)!.text).not.toContain('ingestion_time()');
  expect(runner.notes()[0]!.limits).toEqual([
    'Usage does not say when its rows were ingested: late rows are seen too early.',
  ]);
});

test('24 runs go into a request', async () => {
  const { place, asked } = placeOf(legs);
  const runner = historyRunner(place, { tables, span, algorithm: 'batched', atOnce: 1 });
  const answers = await runner.runAll!(Array.from({ length: 50 }, (_, index) => run(index)));
  expect(asked.map(({ text }) => text.match(/extend _at/g)?.length)).toEqual([24, 24, 2]);
  expect(answers.every(({ rows }) => rows.length === 1)).toBe(true);
});

test('an answer that is too large is asked for in halves; a run that fails by itself is an error, not a run without rows', async () => {
  const tooLarge = (most: number) => (query: PastQuery) => {
    if ((query.text.match(/extend _at/g)?.length ?? 1) > most)
      throw workspaceError('workspace/partial-result', 'too large', { exitCode: 1 });
    return query.text.includes('_at') ? legs(query) : { columns: [], rows: [] };
  };
  const of = (most: number) => placeOf(tooLarge(most));
  const some = Array.from({ length: 8 }, (_, index) => run(index));
  const halved = of(3);
  const runner = historyRunner(halved.place, { tables, span, algorithm: 'batched', atOnce: 1 });
  expect((await runner.runAll!(some)).flatMap(({ rows }) => rows)).toHaveLength(8);
  expect(halved.asked).toHaveLength(7);
  const never = historyRunner(of(0).place, { tables, span, algorithm: 'batched', atOnce: 1 });
  await expect(never.runAll!(some)).rejects.toThrow('too large');
});

test('what cannot be cut down to a run is refused where nothing else cuts it', async () => {
  const { place } = placeOf(() => ({ columns: [], rows: [] }));
  const runner = (more: Partial<HistoryPlace>) =>
    historyRunner({ ...place, ...more }, { tables, span, algorithm: 'batched', atOnce: 1 });
  const query = 'Somewhere(1h) | take 1';
  await expect(runner({}).run(run(0, query))).rejects.toThrow(
    'The query cannot be replayed on a database: it reads the unknown function Somewhere()',
  );
  const inWorkspace = runner({ cutsAll: true });
  await inWorkspace.runAll!([run(0, query), run(1, query)]);
  expect(inWorkspace.notes()).toMatchObject([
    {
      algorithm: 'exact',
      because: ['the unknown function Somewhere()'],
      limits: ['Reads the unknown function Somewhere(): what was ingested after a run is seen by it too.'],
    },
  ]);
});

test('a workspace is asked at most 150 times in any 30 seconds, and never more than four times at once', async () => {
  let time = 0;
  const sent: number[] = [];
  let [under, most] = [0, 0];
  const { place } = placeOf(() => ({ columns: [], rows: [] }));
  const slow = {
    ...place,
    send: async () => {
      most = Math.max(most, ++under);
      sent.push(time);
      await Promise.resolve();
      under--;
      return { columns: [], rows: [] };
    },
  };
  const pace = createBucket({
    ...workspaceRate,
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
  });
  const paced = metered(slow, { pace, atOnce: 4 });
  const query = { text: 'print 1', now: at(0), start: at(0), end: at(1) };
  await Promise.all(Array.from({ length: 400 }, () => paced.send(query)));
  const inWindow = sent.map((start) => sent.filter((one) => one >= start && one < start + 30_000).length);
  expect(Math.max(...inWindow)).toBeLessThanOrEqual(150);
  expect(most).toBeLessThanOrEqual(4);
  expect(paced.cost()).toEqual({ requests: 400, rows: 0 });
});
