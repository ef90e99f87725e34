// Never green on nothing: each command that finds nothing to look at ends with 3, and says where it looked.
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';
import { content } from '../workflows/content.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject();
  // The search for a project ends at the root of the repository.
  mkdirSync(project.path('.git'));
});
afterEach(() => project.dispose());

const folder = (name: string) => mkdirSync(project.path(name), { recursive: true });
const nothing = (words: RegExp) => ({
  code: 3,
  stdout: '',
  stderr: expect.stringMatching(new RegExp(`cli/nothing-found [^\\u0000]*${words.source}`)),
});

/** A command line of each command, in a folder with nothing in it, and what is said. */
const inNothing: Readonly<Record<string, readonly [args: string, words: RegExp]>> = {
  adopt: ['adopt 6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01', /analytics-rules does not exist/],
  apply: ['apply --auto-approve --prune', /analytics-rules does not exist/],
  cost: ['cost', /analytics-rules does not exist/],
  coverage: ['coverage', /analytics-rules does not exist/],
  export: ['export', /no content to export on the workspace of local/],
  fmt: ['fmt', /no YAML file in analytics-rules/],
  lint: ['lint', /analytics-rules does not exist, parsers does not exist, hunting-queries does not exist/],
  plan: ['plan --prune', /analytics-rules does not exist/],
  promote: ['promote dev prod --auto-approve', /analytics-rules does not exist/],
  query: ['query --data empty print(1)', /data folder empty holds no data file/],
  report: ['report --out site', /analytics-rules does not exist/],
  seed: ['seed --dry-run', /analytics-rules does not exist/],
  simulate: ['simulate --data empty', /analytics-rules does not exist/],
  smoke: ['smoke', /analytics-rules does not exist/],
  tables: ['tables pull', /workspace of local has no table and no function of its own/],
  test: ['test', /analytics-rules does not exist/],
  validate: ['validate', /analytics-rules does not exist/],
};
/** These look at no content: they begin some, serve, explain or complete. convert and doctor have tests of their own. */
const others = ['completion', 'convert', 'doctor', 'explain', 'init', 'new', 'serve'];

describe('a folder with nothing in it', () => {
  test.each(Object.entries(inNothing))('%s', async (_, [args, words]) => {
    folder('empty');
    expect(await project.run(args)).toMatchObject(nothing(words));
  });

  test.each(['[]', '{}', '{ "resources": [] }', '{ "value": [] }'])('convert %s', async (text) => {
    project.write('empty.json', text);
    expect(await project.run('convert empty.json')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('empty.json:1:1 error convert/no-content The file holds no resources'),
    });
  });

  test('doctor looks at the workspace all the same, and says that there is no content', async () => {
    const { code, stdout } = await project.run('doctor');
    expect(code).toBe(3);
    expect(stdout).toMatch(/^ok {7}sign-in /m);
    expect(stdout).toMatch(
      /^failed {3}content {6}There is no content in .*: analytics-rules does not exist, .*\n {22}Start in the project/m,
    );
    const { summary, checks } = await project.json<{
      summary: { failed: number };
      checks: { check: string; status: string }[];
    }>('doctor');
    expect(summary.failed).toBe(1);
    expect(checks.at(-1)).toMatchObject({ check: 'content', status: 'failed' });
  });

  test('no command is left out', async () => {
    const { stdout } = await project.run('--help');
    const names = Array.from(stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm), ([, name]) => name);
    expect(names).toHaveLength(commands.length);
    expect(names.sort()).toEqual([...Object.keys(inNothing), ...others].sort());
  });

  test('folders that are there and empty are said to be', async () => {
    folder('analytics-rules');
    project.write('hunting-queries/README.md', 'none yet\n');
    project.write('parsers/README.md', 'none yet\n');
    const words =
      /analytics-rules holds no YAML file, parsers holds no YAML file, hunting-queries holds no YAML file/;
    expect(await project.run('lint')).toMatchObject(nothing(words));
  });

  test('what looks like content elsewhere is named, tests and other YAML are not', async () => {
    project.write('detections/a.yaml', ruleText());
    project.write('detections/deep/b.yml', 'name: hunt\ntactics: []\nquery: print 1\n');
    project.write('test/analytics-rules/rare/cases.yaml', ruleText());
    project.write('.github/workflow.yaml', ruleText());
    project.write('compose.yaml', 'services: {}\n');
    const { stderr } = await project.run('lint');
    expect(stderr).toContain('hint: detections/a.yaml, detections/deep/b.yml looks like content');
  });

  test('an error of a format is told in that format', async () => {
    const { stdout } = await project.run('lint --format github-actions');
    expect(stdout).toMatch(/^::error title=cli\/nothing-found::There is no content in /);
  });

  test('a batch without a query', async () => {
    project.write('batch.jsonl', '\n');
    expect(await project.run('query --batch batch.jsonl')).toMatchObject(nothing(/holds no query/));
  });

  test('an embedded workspace whose data folder is empty', async () => {
    folder('data');
    project.write('environments/dev.yaml', 'workspace:\n  embedded:\n    dataFolder: data\n');
    project.write('analytics-rules/rare.yaml', ruleText());
    expect(await project.run('smoke -e dev')).toMatchObject(nothing(/holds no data file/));
  });
});

describe('paths that mean nothing', () => {
  beforeEach(() => {
    for (const [file, text] of Object.entries(content)) project.write(file, text);
    project.write('README.md', 'words\n');
    folder('empty');
  });

  test.each(['lint', 'test', 'seed --dry-run', 'validate'])('%s', async (command) => {
    expect(await project.run(`${command} empty`)).toMatchObject(nothing(/empty holds no content/));
    expect(await project.run(`${command} README.md`)).toMatchObject(nothing(/README\.md holds no content/));
    // One good path does not hide a bad one.
    const both = await project.run(`${command} analytics-rules/rare.yaml empty`);
    expect(both).toMatchObject(nothing(/empty holds no content/));
    const cases = await project.run(`${command} test/seeds`);
    expect(cases).toMatchObject({ code: 3, stderr: expect.stringContaining('content/no-such-path') });
    project.write('test/analytics-rules/rar/cases.yaml', 'cases: []\n');
    expect(await project.run(`${command} test/analytics-rules/rar`)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/test\/no-such-item [\s\S]*Did you mean the cases of `rare`/),
    });
  });

  test('a pattern that no shell has filled in', async () => {
    const { stderr, code } = await project.runWords(['lint', 'analytics-rules/*.yml']);
    expect(code).toBe(3);
    expect(stderr).toContain('patterns are for the shell');
  });
});

describe('tests', () => {
  beforeEach(() => project.write('analytics-rules/rare.yaml', ruleText()));

  test.each(['test', 'validate'])('%s without a case is reported, and is no success', async (command) => {
    const { code, stdout } = await project.run(command);
    expect(code).toBe(3);
    expect(stdout).toMatch(/error cli\/nothing-found None of 1 content item has a detection test case/);
    expect(stdout).toContain('no tests Rare process seen\nTests: 0 passed, 0 failed');
    expect((await project.run(`${command} --allow-empty`)).code).toBe(0);
  });

  test.each(['lint', 'test', 'seed --dry-run', 'validate'])(
    '%s of an environment or the project file',
    async (command) => {
      project.write('environments/dev.yaml', 'workspace: embedded\n');
      project.write('sentinel-sync.yaml', 'owner: contoso/detections\n');
      expect(await project.run(`${command} environments/dev.yaml`)).toMatchObject(
        nothing(/environments\/dev\.yaml is an environment file, not content\./),
      );
      expect(await project.run(`${command} environments`)).toMatchObject(
        nothing(/environments is the folder of the environments, not content\./),
      );
      expect(await project.run(`${command} analytics-rules sentinel-sync.yaml`)).toMatchObject(
        nothing(/sentinel-sync\.yaml is the project file, not content\./),
      );
    },
  );

  test('validate whose cases were all skipped proves nothing', async () => {
    project.write('analytics-rules/rare.yaml', ruleText({ query: '|\n  union D* | take 1' }));
    project.write('test/analytics-rules/rare/cases.yaml', content['test/analytics-rules/rare/cases.yaml']!);
    const { code, stdout } = await project.run('validate');
    expect(stdout).toMatch(/error cli\/nothing-found No case could run: 2 cases skipped/);
    expect(code).toBe(1);
  });

  test('an environment that leaves everything out', async () => {
    project.write(
      'environments/dev.yaml',
      'workspace: embedded\ncontent:\n  exclude:\n    - folder: analytics-rules\n',
    );
    for (const command of [
      'test --as dev',
      'validate -e dev',
      'smoke -e dev',
      'plan -e dev',
      'seed -e dev',
    ]) {
      const result = await project.run(command);
      expect(result, command).toMatchObject(nothing(/environment dev leaves out all that was chosen/));
    }
    expect(await project.run('plan -e dev --allow-empty')).toMatchObject({ code: 0 });
  });
});

describe('where the command is started', () => {
  beforeEach(() => {
    for (const [file, text] of Object.entries(content)) project.write(file, text);
  });

  test.each([
    ['test -C analytics-rules rare.yaml'],
    ['test test/analytics-rules/rare/cases.yaml'],
    ['test test/analytics-rules/rare'],
    ['test test/analytics-rules'],
    ['test test'],
    ['test .'],
    ['test -C test/analytics-rules/rare cases.yaml'],
    ['test -C test/analytics-rules/rare'],
    ['test -C test'],
    ['test analytics-rules/rare.yaml test/analytics-rules/rare/cases.yaml'],
  ])('%s runs the cases of the rule', async (args) => {
    const { code, stdout } = await project.run(args);
    expect(stdout).toBe('2 ok Rare process seen\nTests: 2 passed, 0 failed (embedded engine).\n');
    expect(code).toBe(0);
  });

  test('lint and plan in a subfolder are about the project, and say so', async () => {
    const lint = await project.run('lint -C test/analytics-rules');
    expect(lint.stdout).toMatch(/ in 1 file$/m);
    expect(lint.stderr).toBe(`The project is ${project.folder}.\n`);
    const plan = await project.run('plan -C analytics-rules');
    expect(plan.stdout).toContain('+ create analytics-rule Rare process seen analytics-rules/rare.yaml');
  });

  test('files that are named and written are relative to there; what is kept lies in the project', async () => {
    await project.run('test -C analytics-rules --report json=../out/tests.json --evidence ../mine.jsonl');
    expect(await project.run('query -C out --file tests.json')).toMatchObject({ code: 1 });
    await project.run('test -C analytics-rules');
    const evidence = await project.run('query -C .sentinel-sync --file evidence.jsonl');
    expect(evidence.code).toBe(1);
    expect(await project.run('query --file mine.jsonl')).toMatchObject({ code: 1 });
  });

  test('a path as findings show it is understood where it cannot be found', async () => {
    const { code, stderr } = await project.run('lint -C test analytics-rules/rare.yaml');
    expect(code).toBe(3);
    expect(stderr).toContain('hint: Did you mean ../analytics-rules/rare.yaml?');
  });

  test('from outside a project, it is that of the first path', async () => {
    for (const [file, text] of Object.entries(content)) project.write(`inner/${file}`, text);
    for (const part of ['analytics-rules', 'test', 'sentinel-sync.yaml']) project.remove(part);
    const { code, stdout, stderr } = await project.run('test inner/test/analytics-rules/rare/cases.yaml');
    expect(stdout).toContain('Tests: 2 passed');
    expect(stderr).toContain(`The project is ${project.path('inner')}.`);
    expect(code).toBe(0);
  });
});

describe('an emptied project', () => {
  const rule = 'analytics-rules/rare.yaml';
  beforeEach(async () => {
    project.write('sentinel-sync.yaml', 'owner: contoso/detections\n');
    project.write(rule, ruleText());
    await project.run('apply --auto-approve');
  });

  test('nothing is deleted without being asked for', async () => {
    project.remove(rule);
    expect(await project.run('plan')).toMatchObject(nothing(/analytics-rules holds no YAML file/));
  });

  test('--prune over a folder that stands there empty is on purpose', async () => {
    project.remove(rule);
    expect((await project.run('plan --prune')).stdout).toContain('1 to delete');
  });

  test('a folder that is gone needs --allow-empty', async () => {
    project.remove('analytics-rules');
    expect(await project.run('apply --prune --auto-approve')).toMatchObject(nothing(/does not exist/));
    expect((await project.run('plan --prune --allow-empty')).stdout).toContain('1 to delete');
    expect((await project.run('apply --prune --allow-empty --auto-approve')).stdout).toContain('1 applied');
  });

  test.each(['--prune', '--prune --allow-empty'])(
    '%s over a renamed folder deletes nothing',
    async (flags) => {
      project.remove(rule);
      project.write('analytic-rules/rare.yaml', ruleText());
      const result = await project.run(`apply ${flags} --auto-approve`);
      expect(result).toMatchObject(nothing(/analytic-rules\/rare\.yaml looks like content/));
      project.write(rule, ruleText());
      expect((await project.run('plan')).stdout).toContain('1 unchanged');
    },
  );

  test('--allow-empty asks for a project file: without one it is not known whose emptiness this is', async () => {
    project.remove(rule);
    project.remove('sentinel-sync.yaml');
    const result = await project.run('plan --prune --allow-empty');
    expect(result).toMatchObject(nothing(/Write sentinel-sync\.yaml/));
  });
});
