// simulate over history through the command line: a workspace, a Kusto engine and files give the same alerts, in each way to ask.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SimulationSummary } from '../../src/alerting/simulation-summary.ts';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { simulated } from '../commands/simulate/project.ts';
import { start } from '../emulator/start.ts';
import { startProject } from './command-line.ts';

const afternoon = '--from 2026-01-15T12:00:00Z --to 2026-01-15T14:00:00Z --silence 0';
const files = {
  ...simulated,
  'environments/soc.yaml':
    'workspace: { embedded: { dataFolder: data, tables: [DeviceProcessEvents, GitHubAuditLogsV3_CL] } }\n',
};

/** The engine behind the protocol of Kusto, over the same files. */
async function serveFiles(dataFolder: string): Promise<string> {
  const queries = await createQueryService({ tables: createTableCatalogue(), dataFolder });
  return (await start({ queries })).url;
}

test('what a workspace and a Kusto database hold gives the alerts of the files, whichever way they are asked', async () => {
  const project = startProject(files);
  const play = (more: string) => project.json<SimulationSummary>(`simulate ${afternoon} ${more}`);
  const loaded = await play('--data data');
  expect(loaded.alerts).toHaveLength(4);
  const cluster = await serveFiles(project.path('data'));
  const places = ['-e soc', `--engine kusto --cluster ${cluster}`];
  const requests = new Map<string, number>();
  for (const algorithm of ['exact', 'batched']) {
    for (const place of places) {
      const found = await play(`${place} --algorithm ${algorithm}`);
      expect(found.alerts, `${place} ${algorithm}`).toEqual(loaded.alerts);
      expect(found.incidents).toEqual(loaded.incidents);
      requests.set(algorithm, found.history!.cost.requests);
      expect(found.history!.rules.map(({ because }) => because)).toEqual([[], []]);
    }
  }
  expect(requests.get('batched')).toBeLessThan(requests.get('exact')!);
});

test('the report says where, how and at what price', async () => {
  const project = startProject(files);
  const { stdout, stderr } = await project.run(`simulate ${afternoon} -e soc --rules push`);
  expect(stderr).toContain('The history is that of soc (');
  expect(stdout).toMatch(/History\n {2}soc \(.*\): 2 requests, \d+ rows of results, by batched replay\n/);
});

test('a history without rows is no silent rule', async () => {
  const project = startProject(files);
  const { stdout } = await project.run(
    'simulate --from 2020-01-15T12:00:00Z --to 2020-01-15T14:00:00Z -e soc --rules push',
  );
  expect(stdout).toContain('Simulation: 0 alerts');
  expect(stdout).toContain(
    'Push outside the organisation: No row that it looks at is in the time that was asked for.',
  );
});

test('a sample says what it leaves open, and never that there is no alert', async () => {
  const project = startProject(files);
  const command = `simulate ${afternoon} -e soc --rules exposed --sample 30`;
  const { rules } = await project.json<SimulationSummary>(command);
  const [{ sample }] = rules as [(typeof rules)[number]];
  expect(sample).toMatchObject({ drawn: 30, of: 120 });
  expect(sample!.most).toBeGreaterThanOrEqual(1);
  expect((await project.run(command)).stdout).toMatch(/\d of 30 drawn runs fired: .* of all 120 \(95 %\)/);
  expect(await project.run(`simulate ${afternoon} -e soc --sample 0`)).toMatchObject({ code: 3 });
});

test('a journal is gone on from, and refused for other rules', async () => {
  const project = startProject(files);
  const command = `simulate ${afternoon} -e soc --algorithm exact --rules push --journal replay.jsonl`;
  const first = await project.json<SimulationSummary>(command);
  const lines = readFileSync(project.path('replay.jsonl'), 'utf8').split('\n');
  // Killed as it wrote the third answer.
  writeFileSync(project.path('replay.jsonl'), `${lines.slice(0, 3).join('\n')}\n${lines[3]!.slice(0, 40)}`);
  const second = await project.json<SimulationSummary>(command);
  expect(second.alerts).toEqual(first.alerts);
  expect(second.history!.cost.requests).toBe(first.history!.cost.requests - 2);
  for (const [changed, words] of [
    [command.replace('14:00', '15:00'), 'to (2026-01-15T14:00:00Z, now 2026-01-15T15:00:00Z)'],
    [command.replace('exact', 'batched'), 'algorithm (exact, now batched)'],
    [command.replace('push', 'exposed'), 'rule Push outside the organisation ('],
  ] as const) {
    const { code, stderr } = await project.run(changed);
    expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
  }
});

test.each([
  ['', 'simulate needs to know where the events are'],
  ['-e soc', 'simulate over history needs --from'],
  ['-e soc --from 2026-01-15T12:00:00Z', 'simulate over history needs --to'],
  ['--data data --journal x', '--journal is for history'],
  [`${afternoon} -e soc --delay 5m`, '--delay is for the events of --data'],
  [
    `${afternoon} --data data --engine kusto --cluster http://localhost:1 --algorithm exact`,
    '--algorithm is for the events that --engine kusto holds itself',
  ],
])('flags that do not fit are named before anything is asked: %s', async (flags, words) => {
  const project = startProject(files);
  const { code, stderr } = await project.run(`simulate ${flags}`);
  expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
  expect(existsSync(project.path('x'))).toBe(false);
});
