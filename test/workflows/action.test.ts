// The composite action: puts the tool on the PATH, and runs the commands it is given in the folder it is given.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ruleText } from '../content/a-rule.ts';
import { repository } from '../stories/command-line.ts';
import { content } from './content.ts';
import { openShell, type Shell } from './shell.ts';
import { readAction, type Step } from './workflow-file.ts';

const steps = readAction().runs.steps;
const kept = steps.find(({ name }) => name === 'Name what is kept')!;
const install = steps.find(({ name }) => name === 'Put sentinel-sync on the PATH')!;
const run = steps.find(({ name }) => name === 'Run sentinel-sync')!;

let shell: Shell;
afterEach(() => shell.dispose());

test('the tool comes from the folder the action stands in, in its own version', async () => {
  shell = await openShell({});
  const action = join(repository, '.github/actions/sentinel-sync');
  const result = await shell.run({ ...install, env: { GITHUB_ACTION_PATH: action } });
  expect(result).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') });
  const tool = repository.replace(/\/$/, '');
  const bin = join(shell.path().trim(), 'sentinel-sync');
  expect(result.stdout).toBe(
    `npm ci --prefix ${tool} --cache ${dirname(dirname(bin))}/sentinel-sync-npm --no-audit --no-fund\n`,
  );
  expect(readFileSync(bin, 'utf8')).toBe(`#!/usr/bin/env bash\nexec node "${tool}/dist/cli.js" "$@"\n`);
  expect(statSync(bin).mode & 0o111).toBe(0o111);
});

test('what npm downloads is kept by lock file, system and version of Node, and nothing that is installed', async () => {
  shell = await openShell({}, { runner: { RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64' } });
  const action = join(repository, '.github/actions/sentinel-sync');
  const { outputs } = await shell.run({ ...kept, env: { GITHUB_ACTION_PATH: action } });
  const lock = createHash('sha256')
    .update(readFileSync(join(repository, 'package-lock.json')))
    .digest('hex');
  expect(outputs).toEqual({ key: `sentinel-sync-Linux-X64-node-${process.version}-${lock}` });
  expect(steps.find(({ uses }) => uses?.startsWith('actions/cache@'))!.with).toEqual({
    path: '${{ runner.temp }}/sentinel-sync-npm',
    key: '${{ steps.kept.outputs.key }}',
  });
});

test('every package for the runner has its hash in the lock file: what was kept cannot bring in another', () => {
  type Locked = { integrity?: string; os?: string[]; cpu?: string[]; libc?: string[] };
  const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8'));
  const isFor = (names: readonly string[] | undefined, name: string) => names?.includes(name) ?? true;
  const { '': project, ...packages } = lock.packages as Record<string, Locked>;
  const bare = Object.entries(packages).filter(([, { integrity }]) => integrity === undefined);
  const onUbuntu = bare.filter(
    ([path, { os, cpu }]) => isFor(os, 'linux') && isFor(cpu, 'x64') && !path.endsWith('-musl'),
  );
  expect(onUbuntu.map(([path]) => path)).toEqual([]);
});

test('every command is run, blank lines aside, and one that fails fails the step', async () => {
  shell = await openShell({ ...content, 'analytics-rules/bad.yaml': '[' });
  const commands = 'lint\n\n  test analytics-rules/rare.yaml\n';
  const result = await shell.run(run, { 'inputs.run': commands, 'inputs.folder': '.' });
  expect(result.code).toBe(1);
  expect(result.stdout.match(/^::group::.*$/gm)).toEqual([
    '::group::sentinel-sync lint',
    '::group::sentinel-sync test analytics-rules/rare.yaml',
  ]);
  expect(result.stdout).toMatch(/^::error file=analytics-rules\/bad\.yaml,line=1/m);
  expect(result.stdout).toContain('Tests: 2 passed, 0 failed');
});

test('another repository needs five lines, those of the guide, and nothing of this one in its folder', async () => {
  const guide = readFileSync(join(repository, 'docs/guides/deploy-with-github-actions.md'), 'utf8');
  const lines = /```yaml\n(- uses: OWNER[^`]*)```/.exec(guide)![1]!.trimEnd();
  expect(lines.split('\n')).toHaveLength(5);
  const [step] = parse(lines) as [Step];
  expect(step.uses).toMatch(/^OWNER\/sentinel-sync\/\.github\/actions\/sentinel-sync@/);
  const inputs = Object.fromEntries(
    Object.entries(readAction().inputs).map(([name, input]) => [
      `inputs.${name}`,
      String(step.with?.[name] ?? input.default),
    ]),
  );

  shell = await openShell(content);
  const action = join(repository, '.github/actions/sentinel-sync');
  expect(await shell.run({ ...install, env: { GITHUB_ACTION_PATH: action } })).toMatchObject({ code: 0 });
  // The built tool, as a runner finds it.
  const PATH = `${shell.path().trim()}:${process.env['PATH']}`;
  const result = await shell.run({ ...run, env: { ...run.env, PATH } }, inputs);
  expect(result).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') });
  expect(result.stdout.match(/^::group::.*$/gm)).toEqual([
    '::group::sentinel-sync lint',
    '::group::sentinel-sync test',
  ]);
  expect(result.stdout).toContain('Tests: 2 passed, 0 failed');
  expect(result.summary).toContain('### Tests: 2 passed, 0 failed');
  const known = new Set(Object.keys(content).map((file) => file.split('/')[0]));
  const added = readdirSync(shell.project.folder).filter((name) => !known.has(name));
  // Evidence of the tests, which .gitignore names.
  expect(added).toEqual(['.sentinel-sync']);
});

test("a project in a subfolder is annotated from the repository's root", async () => {
  shell = await openShell({ 'detections/analytics-rules/rare.yaml': ruleText({ severity: 'Hihg' }) });
  const result = await shell.run(run, { 'inputs.run': 'lint', 'inputs.folder': 'detections' });
  expect(result.code).toBe(1);
  expect(result.stdout).toMatch(/^::error file=detections\/analytics-rules\/rare\.yaml,line=6/m);
});

test("the caller's own format stands over the action's, and its plan goes to the job summary", async () => {
  shell = await openShell(content);
  const result = await shell.run(run, { 'inputs.run': 'lint --format json\nplan', 'inputs.folder': '.' });
  expect(result.code).toBe(0);
  expect(result.stdout).toContain('"schemaVersion":1');
  expect(result.summary).toContain('### Plan: 1 to create.');
});

describe('the words of a command', () => {
  const ran = async (commands: string) => {
    shell = await openShell({ ...content, 'two words.kql': 'print from_file = 1' });
    return shell.run(run, { 'inputs.run': commands, 'inputs.folder': '.' });
  };

  test.each([
    ['query \'print a = "x y"\'', /x y/],
    ['query "print a = \\"x y\\", b = \'$HOME\'"', /x y {2}\$HOME/],
    ["query 'print a = 1\n| extend b = a + 1'", /^1 {2}2$/m],
    ['query --file two\\ words.kql', /from_file/],
    ['query \\\n  --file "two words.kql" # with a comment', /from_file/],
    ['query \'print c = "#no comment"\'', /#no comment/],
    ["query print('a''b')\r\n", /error|ab/],
    ['query --format json print(1)', /"schemaVersion":1/],
    ['explain content/invalid-severity', /What to do/],
    ['--version', /^\d+\.\d+\.\d+$/m],
    ['help lint', /Usage: sentinel-sync lint/],
  ])('%s', async (commands, words) => {
    const result = await ran(commands);
    expect(result.stdout).toMatch(words);
    expect(result.stdout.match(/^::group::/gm)).toHaveLength(1);
  });

  test('lines of comments and blanks are none, and one group stands on one line', async () => {
    const result = await ran('# first\n\n   # second\nquery "print a = 1\n| take 1"\n#lint\n');
    expect(result.stdout.match(/^::group::.*$/gm)).toEqual([
      '::group::sentinel-sync query print a = 1 | take 1',
    ]);
    expect(result.code).toBe(0);
  });

  test('nothing is expanded or run on the way', async () => {
    const result = await ran("query \"print a = '$(touch pwned)', b = '`touch pwned`', c = '*'\"");
    expect(result.stdout).toMatch(/\$\(touch pwned\) {2}`touch pwned` {2}\*/);
    expect(readdirSync(shell.project.folder)).not.toContain('pwned');
  });

  test('a quote that is not closed runs nothing', async () => {
    const result = await ran("lint\nquery 'print 1\n");
    expect(result).toMatchObject({ code: 3 });
    expect(result.stdout).toBe(
      "::error title=sentinel-sync::The quote ' of line 2 of run is not closed; nothing was run.\n",
    );
  });

  test('commands that are all commented out are no success', async () => {
    const result = await ran('# lint\n# test\n');
    expect(result).toMatchObject({ code: 3 });
    expect(result.stdout).toContain('::error title=sentinel-sync::run holds no command');
  });
});
