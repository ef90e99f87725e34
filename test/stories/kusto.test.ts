// The detection tests on a Kusto engine, and on two engines, through the command line. The engine is the embedded one behind the
// Kusto protocol, or a script that answers wrongly.
import { describe, expect, test } from 'vitest';
import { serveEngine } from '../emulator/kusto-engine.ts';
import { content } from '../workflows/content.ts';
import { answering, completion, header, table } from '../workspace/kusto/engine.ts';
import type { Recorded } from '../workspace/recording-server.ts';
import { startProject } from './command-line.ts';

const probed = table('PrimaryResult', { SentinelSyncProbe: 'string', Clock: 'datetime' }, [
  ['seeded', '2001-02-03T04:05:06Z'],
]);
const textColumns = ['BuildVersion', 'ServiceType', 'TableName'].map((ColumnName) => ({
  ColumnName,
  ColumnType: 'string',
}));
const version = { Tables: [{ Columns: textColumns, Rows: [['1.0', 'Forgetful', 'Usage']] }] };

const clock = () => new Date('2026-01-15T12:00:00Z');

test('the detection tests run on a Kusto engine, and leave no evidence', async () => {
  const { url } = await serveEngine();
  const project = startProject(content);
  const { code, stdout } = await project.run(`test --engine kusto --cluster ${url}`);
  expect(stdout).toContain(`2 passed, 0 failed (Kusto on this machine: ${url}, database NetDefaultDB`);
  expect(code).toBe(0);
  expect(
    await project.run('test --engine kusto --cluster http://localhost:1 --evidence e.jsonl'),
  ).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('--evidence is for the embedded engine'),
  });
});

test('two engines of one answer', async () => {
  const { url } = await serveEngine();
  const { code, stdout } = await startProject(content).run(`test --compare kusto --cluster ${url}`);
  expect(stdout).toContain('2 passed, 0 failed (embedded engine)');
  expect(stdout).toContain('Engines: 2 equal, 0 different, 0 different by choice, 0 not compared');
  expect(code).toBe(0);
});

/** An engine that is fine by its own account, and answers every query of a rule with no rows of its columns. */
function forgetfulEngine(): Promise<string> {
  const columns = { TimeGenerated: 'datetime', FileName: 'string' };
  return engineAnswering([header, table('PrimaryResult', columns, []), completion]);
}

test('another answer is a finding at its case, in every form of the report', async () => {
  const project = startProject(content);
  const command = `test --compare kusto --cluster ${await forgetfulEngine()}`;
  const { code, stdout } = await project.run(command);
  expect(stdout).toContain('test/analytics-rules/rare/cases.yaml:2:5');
  expect(stdout).toContain('test/engines-differ "fires": 1 row of the embedded engine alone: ');
  expect(stdout).toContain('Engines: 1 equal, 1 different');
  expect(stdout).toContain('Forgetful 1.0');
  expect(code).toBe(1);
  const { comparison } = await project.json<{ comparison: object }>(command);
  expect(comparison).toMatchObject({ summary: { equal: 1, differs: 1 }, cases: [{ name: 'fires' }] });
  expect((await project.run(`${command} --format markdown`)).stdout).toContain(
    'Engines: 1 equal, 1 different',
  );
});

/** An engine that says who it is, and answers every query of a rule with these frames under the status 200. */
async function engineAnswering(answer: readonly unknown[]): Promise<string> {
  const { server } = await answering(({ url, body }: Recorded) => {
    if (url === '/v1/rest/mgmt') return { body: version };
    return {
      body: JSON.stringify(body).includes('SentinelSyncProbe') ? [header, probed, completion] : answer,
    };
  });
  return `http://127.0.0.1:${server.port}`;
}

const error = {
  OneApiErrors: [{ error: { code: 'LimitsExceeded', message: 'm', '@message': 'out of memory' } }],
};
const none = table('PrimaryResult', {}, []);

test.each([
  ['in the place of a row', [header, { ...none, Rows: [error] }, completion]],
  ['in the completion', [header, none, { ...completion, ...error, HasErrors: true }]],
  ['nowhere, but the answer breaks off', [header, none]],
])('a failed query is no empty result, and no case that expects nothing holds: %s', async (_, answer) => {
  const cluster = await engineAnswering(answer);
  const { code, stdout } = await startProject(content).run(`test --engine kusto --cluster ${cluster}`);
  expect(stdout).toContain('0 passed, 2 failed');
  expect(stdout).toContain('but got the query did not run');
  expect(code).toBe(1);
});

test('nobody at the address ends the command before any case, with its own exit code', async () => {
  const { server } = await answering(() => ({}));
  await server.close();
  const cluster = `http://127.0.0.1:${server.port}`;
  for (const engine of ['--engine kusto', '--compare kusto']) {
    const { code, stderr } = await startProject(content).run(`test ${engine} --cluster ${cluster}`);
    expect([code, stderr]).toEqual([6, expect.stringContaining('cannot be reached')]);
  }
});

describe('rows of files', () => {
  const rows = [
    { TimeGenerated: '2026-01-15T10:10:00Z', FileName: 'rare.exe' },
    { TimeGenerated: '2026-01-15T10:20:00Z', FileName: 'common.exe' },
  ];
  const files = {
    ...content,
    'day/DeviceProcessEvents.jsonl': rows.map((row) => JSON.stringify(row)).join('\n'),
  };

  test('go to the engine with a query', async () => {
    const { url } = await serveEngine();
    const project = startProject(files);
    const query =
      'DeviceProcessEvents | project FileName, Age = now() - TimeGenerated | sort by FileName asc';
    const words = ['query', query, '--data', 'day', '--engine', 'kusto', '--cluster', url];
    const { code, stdout, stderr } = await project.runWords(words, { clock });
    expect(stdout).toContain('common.exe  01:40:00');
    expect(stderr).toContain('Queries run over the rows of --data, on Kusto on this machine');
    expect(code).toBe(0);
    const mine = await project.runWords(['query', query, '--data', 'day'], { clock });
    expect(stdout).toBe(mine.stdout);
  });

  test('are played through the rules on it', async () => {
    const { url } = await serveEngine();
    const project = startProject(files);
    const { stdout } = await project.run('simulate --data day', { clock });
    const onKusto = await project.run(`simulate --data day --engine kusto --cluster ${url}`, { clock });
    expect(onKusto.stdout).toBe(stdout);
    expect(stdout).toContain('1 alert');
    expect(onKusto.stderr).toContain('Queries run on Kusto on this machine');
  });

  test('are not sent where a query cannot be led to them', async () => {
    const { url } = await serveEngine();
    const words = ['query', 'union *', '--data', 'day', '--engine', 'kusto', '--cluster', url];
    const { code, stdout } = await startProject(files).runWords(words);
    expect([code, stdout]).toEqual([1, expect.stringContaining('workspace/rows-not-sent')]);
  });
});

test('without rows a query reads the database of the engine', async () => {
  const { url } = await serveEngine();
  const words = ['query', 'Repo_CL | count', '--engine', 'kusto', '--cluster', url, '--database', 'law-test'];
  const { code, stdout, stderr } = await startProject(content).runWords(words);
  expect([code, stdout]).toEqual([0, expect.stringContaining('0')]);
  expect(stderr).toContain('Queries run over what its database holds');
});

test('a query that only a Kusto engine has is refused: that it runs would prove nothing', async () => {
  const { url } = await serveEngine();
  const rule = content['analytics-rules/rare.yaml']!.replace('DeviceProcessEvents', 'database("x").T');
  const project = startProject({ ...content, 'analytics-rules/rare.yaml': rule });
  const { code, stdout } = await project.run(`test --engine kusto --cluster ${url}`);
  expect(stdout).toContain('database() is not in a Sentinel workspace');
  expect(code).toBe(1);
});

test.each([
  ['test --cluster http://localhost:8080', '--cluster is for a Kusto engine'],
  ['test --database X', '--database is for a Kusto engine'],
  ['test --engine kusto', '--engine kusto needs --cluster'],
  ['test --compare kusto', '--compare kusto needs --cluster'],
  ['test --engine kusto --cluster http://localhost:1 --mutate', '--mutate is for the embedded engine'],
  [
    'test --engine kusto --cluster http://localhost:1 --compare kusto',
    '--compare is for the embedded engine',
  ],
  ['test --engine kusto --cluster http://example.com', 'must begin with https://'],
  ['query T --engine kusto --cluster http://localhost:1 --sql', '--sql is for the embedded engine'],
  ['simulate --data day --cluster http://localhost:1', '--cluster is for a Kusto engine'],
])('%s says what is wrong', async (command, words) => {
  const { code, stderr } = await startProject(content).run(command);
  expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
});
