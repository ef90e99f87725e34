// Each story over all rules: the set of those that fire, once each, and the incidents they become.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gathered } from '../../src/rows/query-runner.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';
import { tables } from './cases.ts';
import { commandOf, folderOf, readStories, type Told, tell, timelineOf } from './stories.ts';

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

test('the guide prints what simulate says of each', () => {
  const guide = fileURLToPath(new URL('../../docs/guides/simulate.md', import.meta.url));
  const text = readFileSync(guide, 'utf8');
  const blocks = stories.map((story) => {
    const { name } = story;
    return `${name}:\n\n\`\`\`text\n$ ${commandOf(story)}\n${timelineOf(told.get(name)!)}\`\`\`\n`;
  });
  const printed = text.replace(
    /(<!-- stories:start -->\n)[\s\S]*?(<!-- stories:end -->)/,
    (_, start: string, end: string) => `${start}${blocks.join('\n')}${end}`,
  );
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(guide, printed);
  else expect(text).toBe(printed);
});

describe.each(stories.map((story) => [story.name, story] as const))('%s', (name, story) => {
  test('these rules fire, and no other', () => {
    expect(told.get(name)!.alerts).toEqual(story.alerts);
  });

  test('these hunting queries find it, and no other', () => {
    expect(told.get(name)!.hunting).toEqual(story.hunting);
  });

  test('its rows are shipped, to be played by hand', async () => {
    const folder = `../../examples/stories/${folderOf(story)}`;
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
