// Each story over all rules: the set of those that fire, once each, and the incidents they become.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gathered } from '../../src/rows/query-runner.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { tables } from './cases.ts';
import { readStories, type Told, tell } from './stories.ts';

const { stories, problems } = readStories();
const engine = createEngineRunner({ tables });
afterAll(() => engine.close());

const told = new Map<string, Told>();
beforeAll(async () => {
  // All at once: the runs of one rule over all stories are one question to the database.
  const runner = gathered(engine);
  await Promise.all(stories.map(async (story) => told.set(story.name, await tell(story, runner))));
}, 480_000);

test('the story files are sound', () => {
  expect(problems).toEqual([]);
});

describe.each(stories.map((story) => [story.name, story] as const))('%s', (name, story) => {
  test('these rules fire, and no other', () => {
    expect(told.get(name)!.alerts).toEqual(story.alerts);
  });

  test('these hunting queries find it, and no other', () => {
    expect(told.get(name)!.hunting).toEqual(story.hunting);
  });

  test('its rows are shipped, to be played by hand', async () => {
    const folder = `../../examples/stories/${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;
    for (const [table, rows] of Object.entries(story.rows)) {
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      await expect(text).toMatchFileSnapshot(`${folder}/${table}.jsonl`);
    }
  });

  test('alerts show it', () => {
    for (const [rule, details] of Object.entries(story.details)) {
      const { alert } = told.get(name)!.raised.find((one) => one.rule === rule)!;
      for (const [key, value] of Object.entries(details)) expect(alert.customDetails[key]).toEqual([value]);
    }
  });

  test('each rule makes one incident of it', () => {
    expect(told.get(name)!.incidents).toHaveLength(Object.keys(story.alerts).length);
  });
});
