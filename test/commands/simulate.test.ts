// simulate on the command line: a folder of events, to the alert and the incident.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SimulationSummary } from '../../src/alerting/simulation-summary.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';
import { simulated } from './simulate/project.ts';

let project: TestProject;
beforeAll(() => {
  project = createProject(simulated);
});
afterAll(() => project.dispose());

const afternoon = '--data data --from 2026-01-15T12:00:00Z --to 2026-01-15T14:00:00Z';
const simulation = (more = '') => project.json<SimulationSummary>(`simulate ${afternoon} ${more}`);
const raised = ({ alerts }: SimulationSummary) =>
  alerts.map(({ at, title }) => `${at.slice(11, 16)} ${title}`);

describe('what it prints', () => {
  test.each([
    ['text', ''],
    ['timeline', '--format timeline'],
    ['markdown', '--format markdown'],
    ['json', '--format json'],
  ])('%s', async (name, flags) => {
    const { code, stdout, stderr } = await project.run(`simulate ${afternoon} ${flags}`);
    expect(stderr).toContain('analytics-rules/old-push.yaml: left out, the rule is not enabled');
    expect(code).toBe(0);
    const text = name === 'json' ? `${JSON.stringify(JSON.parse(stdout), null, 2)}\n` : stdout;
    await expect(text).toMatchFileSnapshot(`simulate/${name}.golden`);
  });
});

describe('runs', () => {
  test('until every rule has seen the last event, unless --to says otherwise', async () => {
    const all = await project.json<SimulationSummary>('simulate --data data');
    expect([all.from, all.to]).toEqual(['2026-01-15T12:00:00.000Z', '2026-01-15T14:00:00.000Z']);
    expect(raised(all)).toEqual(raised(await simulation()));
  });

  test('only those of the rules that fit', async () => {
    for (const glob of ['exposed', 'exp*', 'analytics-rules/exposed.yaml', '**/e*.yaml']) {
      expect((await simulation(`--rules ${glob}`)).rules.map(({ name }) => name)).toEqual([
        'Repository made public',
      ]);
    }
  });

  test.each(['scheduled-time', 'start-time'])('with both bounds an event is one alert: %s', async (clock) => {
    for (const phase of ['0m', '4m', '7m', '14m']) {
      const found = await project.json<SimulationSummary>(
        `simulate --data data --clock ${clock} --phase ${phase} --silence 0 --rules push`,
      );
      expect(
        found.alerts.filter(({ title }) => title.includes('ana')),
        phase,
      ).toHaveLength(1);
    }
  });

  test('later events are reported later, and not at all once they are too late for the window', async () => {
    const late = await project.json<SimulationSummary>('simulate --data data --delay 20m --silence 0');
    const [first] = late.alerts;
    expect(`${first?.at} ${first?.title}`).toBe(
      '2026-01-15T12:35:00.000Z Push to mallory from wks-042.contoso.com',
    );
    const tooLate = await project.json<SimulationSummary>('simulate --data data --delay 1h10m --silence 0');
    expect(tooLate.alerts.map(({ rule }) => rule)).toEqual(['Repository made public']);
  });

  test('most minutes of an NRT rule hold no row; the first of them is run', async () => {
    const { rules } = await simulation('--silence 0 --rules exposed');
    expect(rules).toMatchObject([{ runs: 120, empty: 117, alerts: 1 }]);
  });

  test.each([
    ['a query that gives a row for none', 'GitHubAuditLogsV3_CL\n  | count', 117, 120],
    ['a query that reads the clock', 'GitHubAuditLogsV3_CL\n  | where TimeGenerated > ago(1h)', 0, 2],
    ['a query that reads chance', 'GitHubAuditLogsV3_CL\n  | where rand() >= 0.0', 0, 2],
    ['a query that reads no table', 'print Now = now()', 0, 120],
  ])('%s', async (_, query, empty, alerts) => {
    const exposed = simulated['analytics-rules/exposed.yaml']!;
    const other = createProject({
      ...simulated,
      'analytics-rules/exposed.yaml': exposed.replace(
        /query: \|\n[\s\S]*?entityMappings:[\s\S]*?version/,
        `query: |\n  ${query}\nversion`,
      ),
    });
    const found = await other.json<SimulationSummary>(`simulate ${afternoon} --silence 0 --rules exposed`);
    expect(found.rules).toMatchObject([{ runs: 120, empty, alerts }]);
    other.dispose();
  });

  test('content that cannot be read is no rule that is silent', async () => {
    project.write('analytics-rules/torn.yaml', 'id: [\n');
    const { code, stderr } = await project.run(`simulate ${afternoon}`);
    project.remove('analytics-rules/torn.yaml');
    expect(stderr).toContain('analytics-rules/torn.yaml');
    expect(code).not.toBe(0);
  });
});

describe('what would silence an alert', () => {
  test('the parameters of an environment are set first', async () => {
    const prod = await simulation('-e prod');
    expect(raised(prod)).toEqual([
      '12:33 Repository made public',
      '13:20 Push to ana from wks-007.contoso.com',
    ]);
  });

  test('each value named silences by itself when it is set', async () => {
    const { alerts } = await simulation();
    const pushes = alerts.filter(({ title }) => title.startsWith('Push'));
    for (const { title, silencedBy } of pushes) {
      for (const { parameter, value } of silencedBy ?? []) {
        const list = parameter === 'AllowedOwners' ? `[contoso, ${value}]` : `[${value}]`;
        const text = typeof value === 'number' ? value : list;
        project.write(
          'environments/tuned.yaml',
          `workspace: embedded\nparameters:\n  push:\n    ${parameter}: ${text}\n`,
        );
        const tuned = await simulation('-e tuned --silence 0');
        expect(raised(tuned), `${parameter} ${value}`).not.toContain(title);
      }
    }
    expect(pushes.map(({ silencedBy }) => silencedBy?.map(({ parameter }) => parameter))).toEqual([
      ['AllowedOwners', 'AllowedDevices', 'MinPushes'],
      ['AllowedOwners', 'AllowedDevices', 'MinPushes'],
      ['AllowedOwners', 'AllowedDevices', 'MinPushes'],
    ]);
  });

  test('a list that is no allow list, and a rule without parameters, are left alone', async () => {
    const { alerts } = await simulation();
    const named = alerts.flatMap(({ silencedBy = [] }) => silencedBy.map(({ parameter }) => parameter));
    expect(named).not.toContain('RepoHosts');
    expect(alerts.find(({ rule }) => rule === 'Repository made public')?.silencedBy).toEqual([]);
  });

  test('only so many alerts of each rule are looked at', async () => {
    const looked = async (count: number) =>
      (await simulation(`--silence ${count}`)).alerts.filter(({ silencedBy }) => silencedBy !== undefined);
    expect(await looked(0)).toHaveLength(0);
    expect(await looked(1)).toHaveLength(2);
  });
});

test('the Defender portal merges what shares an account or a host', async () => {
  const shared = {
    TimeGenerated: '2026-01-15T12:50:00Z',
    Action: 'repo.access',
    Visibility: 'public',
    Actor: 'jdoe',
  };
  project.write('more/DeviceProcessEvents.jsonl', simulated['data/DeviceProcessEvents.jsonl']!);
  project.write('more/GitHubAuditLogsV3_CL.jsonl', `${JSON.stringify(shared)}\n`);
  const incidents = async (flags: string) =>
    (await project.json<SimulationSummary>(`simulate --data more --silence 0 ${flags}`)).incidents.map(
      ({ alerts, rules }) => [alerts, rules.length],
    );
  expect(await incidents('')).toEqual([
    [2, 1],
    [1, 1],
    [1, 1],
  ]);
  expect(await incidents('--correlation defender-portal')).toEqual([
    [3, 2],
    [1, 1],
  ]);
});

describe('what cannot be played', () => {
  test.each([
    ['--data data --from noon', "cli/usage --from 'noon' is not a time"],
    ['--data data --delay soon', "cli/usage --delay 'soon' is no length of time"],
    ['--data data --silence few', "cli/usage --silence 'few' is no count"],
    ['--data data --clock wall', 'scheduled-time'],
    ['--data data --from 2026-01-16T00:00:00Z --to 2026-01-15T00:00:00Z', 'is not before --to'],
    ['--data data --rules nothing-*', 'no analytics rule to play that fits nothing-*'],
    ['--data gone', 'gone'],
    ['', '--data'],
    ['--data data -e gone', 'gone'],
  ])('%s', async (flags, words) => {
    const { code, stdout, stderr } = await project.run(`simulate ${flags}`);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(code).toBe(3);
  });

  test('a query that does not run names its rule', async () => {
    const broken = createProject({
      ...simulated,
      'analytics-rules/exposed.yaml': simulated['analytics-rules/exposed.yaml']!.replace(
        'Actor, Repo',
        'Nobody',
      ),
    });
    const { code, stdout, stderr } = await broken.run('simulate --data data');
    expect(stdout + stderr).toContain('Nobody');
    expect(stdout + stderr).toContain('analytics-rules/exposed.yaml');
    expect(code).toBe(1);
    broken.dispose();
  });

  test('events whose values do not fit their columns', async () => {
    project.write('bad/DeviceProcessEvents.jsonl', '{"TimeGenerated":"then"}\n');
    const { code, stderr } = await project.run('simulate --data bad');
    expect(stderr).toContain('TimeGenerated');
    expect(code).not.toBe(0);
  });
});
