// One plan over several environments: a matrix of items and environments, with one summary.
import { afterEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';

let project: TestProject;
afterEach(() => project.dispose());

const id = (letter: string) => `00000000-0000-4000-8000-00000000000${letter}`;
const start = (more: Readonly<Record<string, string>> = {}) => {
  project = createProject({
    'analytics-rules/a.yaml': ruleText({ id: id('a'), name: 'Rule A' }),
    'analytics-rules/b.yaml': ruleText({ id: id('b'), name: 'Rule B' }),
    'environments/dev.yaml': smallWorkspace,
    'environments/prod-eu.yaml': smallWorkspace,
    'environments/prod-us.yaml': `${smallWorkspace}content: { include: [{ folder: analytics-rules/a.yaml }] }\n`,
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    ...more,
  });
};

test('each item in each environment, and what is to be done in all', async () => {
  start();
  await project.run('apply -e prod-eu --auto-approve');
  project.write('analytics-rules/a.yaml', ruleText({ id: id('a'), name: 'Rule A', severity: 'High' }));
  const { code, stdout } = await project.runWords(['plan', '-e', 'prod-*']);
  expect(code).toBe(0);
  expect(stdout).toBe(`                       prod-eu  prod-us
analytics-rule Rule A  update   create

prod-eu Plan: 1 to update, 1 unchanged.
prod-us Plan: 1 to create.
2 environments: 1 item to look at.
`);
});

test('in markdown it is a table, in JSON the plans themselves', async () => {
  start();
  const { stdout } = await project.runWords(['plan', '-e', 'prod-eu,dev', '--format', 'markdown']);
  expect(stdout).toContain(
    '| item | dev | prod-eu |\n| --- | --- | --- |\n| analytics-rule Rule A | create | create |',
  );
  const { environments } = await project.json<{
    environments: { name: string; plan: { changes: unknown[] } }[];
  }>('plan -e prod-*');
  expect(environments.map(({ name, plan }) => [name, plan.changes.length])).toEqual([
    ['prod-eu', 2],
    ['prod-us', 1],
  ]);
});

test('where one cannot be planned the others are, and its error is the exit code', async () => {
  start({ 'environments/prod-cn.yaml': 'workspace: { embedded: { tables: ["${CN_TABLE}"] } }\n' });
  const { code, stdout } = await project.runWords(['plan', '-e', 'prod-*']);
  expect(code).toBe(3);
  expect(stdout).toContain('prod-cn error environment/unset-variable');
  expect(stdout).toContain('prod-eu Plan: 2 to create.');
  expect(stdout).toContain('3 environments, 1 of them without a plan: 2 items to look at.');
});

test('nothing to do in any of them', async () => {
  start();
  for (const name of ['prod-eu', 'prod-us']) await project.run(`apply -e ${name} --auto-approve`);
  const { code, stdout } = await project.runWords(['plan', '-e', 'prod-*', '--detailed-exitcode']);
  expect(code).toBe(0);
  expect(stdout).toBe(`prod-eu Plan: nothing to do (2 unchanged).
prod-us Plan: nothing to do (1 unchanged).
2 environments: nothing to do.
`);
});

test('pending changes anywhere are 2 with --detailed-exitcode', async () => {
  start();
  await project.run('apply -e prod-eu --auto-approve');
  expect((await project.runWords(['plan', '-e', 'prod-*', '--detailed-exitcode'])).code).toBe(2);
});

test.each([
  ['--out plan.json', '--out'],
  ['--behaviour', '--behaviour'],
  ['--evidence evidence.jsonl', '--evidence'],
])('%s belongs to one plan', async (flags, named) => {
  start();
  const { code, stderr } = await project.run(`plan -e prod-* ${flags}`);
  expect(code).toBe(3);
  expect(stderr).toContain(`${named} belongs to the plan of one environment.`);
  expect(stderr).toContain('Name one of prod-eu, prod-us.');
});

test.each(['test-*', 'prod-eu,pord-us'])(
  'a pattern that stands for nothing is an error: %s',
  async (pattern) => {
    start();
    const { code, stderr } = await project.runWords(['plan', '-e', pattern]);
    expect(code).toBe(3);
    expect(stderr).toContain('There is no environment');
  },
);
