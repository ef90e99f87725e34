// `test --mutate --mutation-record`: what the file says of unchanged content is not asked again, and nothing else in it is lost.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';

const cases = (name: string) =>
  `cases: [{ name: ${name}, seed: { DeviceProcessEvents: [{ FileName: rare.exe }] }, alerts: 1 }]\n`;
const command = 'test --mutate --mutation-record kept.json --format json';

let project: TestProject;
beforeAll(() => {
  const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a02';
  project = createProject({
    'analytics-rules/rare.yaml': ruleText(),
    'analytics-rules/second.yaml': ruleText({ id, name: 'Rare process seen again' }),
    'test/analytics-rules/rare/cases.yaml': cases('one'),
    'test/analytics-rules/second/cases.yaml': cases('one'),
  });
});
afterAll(() => project.dispose());

const kept = () => JSON.parse(readFileSync(project.path('kept.json'), 'utf8'));
/** Whether the items were mutated, or known: a known one has no more than its survivors. */
async function mutated(what: string) {
  const { code, stdout } = await project.run(what);
  expect(code).toBe(0);
  const { total, items } = JSON.parse(stdout).mutation;
  return {
    total,
    ran: items.filter((one: { mutants: unknown[]; total: number }) => one.mutants.length === one.total)
      .length,
  };
}

test('a run goes on where the last one was', async () => {
  expect(await mutated(command)).toEqual({ total: 6, ran: 2 });
  const first = kept();
  expect(first).toMatchObject({ total: 6, items: [{ total: 3 }, { total: 3 }] });
  expect(await mutated(command)).toEqual({ total: 6, ran: 0 });
  expect(kept()).toEqual(first);

  project.write('test/analytics-rules/rare/cases.yaml', cases('other'));
  expect(await mutated(command)).toEqual({ total: 6, ran: 1 });
  expect(kept().items[0].cases).not.toBe(first.items[0].cases);
  expect(kept().items[1]).toEqual(first.items[1]);
});

test('a run over one file leaves what is known of the others', async () => {
  const before = kept();
  expect(await mutated(`${command} analytics-rules/second.yaml`)).toEqual({ total: 3, ran: 0 });
  expect(kept()).toEqual(before);
});

test('a file that is no record is written anew', async () => {
  const before = kept();
  project.write('kept.json', '{ "items": [');
  expect(await mutated(command)).toEqual({ total: 6, ran: 2 });
  expect(kept()).toEqual(before);
});
