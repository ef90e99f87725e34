// Bad input of each kind gives one clear message, the right exit code, no stack trace, and loses nothing.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type Result, type TestProject } from './command-line.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject({ 'analytics-rules/good.yaml': ruleText() });
});
afterEach(() => project.dispose());

const isRoot = process.getuid?.() === 0;

function expectClear(result: Result, code: number, words: RegExp): void {
  const output = result.stdout + result.stderr;
  expect(output).toMatch(words);
  expect(output).not.toMatch(/\n\s+at \S+ \(|internal error|\[object Object\]|undefined/);
  expect(result.code).toBe(code);
}

describe('content files', () => {
  const aliasBomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map((letter, i) => {
      const before = 'abcdefgh'[i];
      return `${letter}: &${letter} [${Array(9).fill(`*${before}`).join(',')}]`;
    }),
  ].join('\n');
  test.each<[string, string | Buffer, RegExp]>([
    ['broken YAML', 'id: a\nname: "open\nseverity: High\n', /bad\.yaml:\d+:\d+ error content\//],
    ['a tab for indentation', 'entityMappings:\n\t- entityType: Host\n', /bad\.yaml:\d+:\d+ error content\//],
    ['a duplicate key', 'id: a\nid: b\n', /bad\.yaml:2:1 error content\//],
    ['an alias bomb', aliasBomb, /bad\.yaml.* error content\//],
    ['a file of 10 MB', Buffer.alloc(10 * 1024 * 1024, 'a: b\n'), /bad\.yaml.* error content\/.*MB/],
    [
      'a binary file',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 0xff, 0xfe]),
      /bad\.yaml.* error content\//,
    ],
    ['an empty file', '', /bad\.yaml.* error content\//],
    ['a list', '- a\n- b\n', /bad\.yaml:1:1 error content\//],
  ])('%s is a finding, and the plan refuses half a project', async (_, text, words) => {
    project.write('analytics-rules/bad.yaml', text);
    expectClear(await project.run('lint'), 1, words);
    expectClear(await project.run('plan'), 1, /bad\.yaml/);
  });

  test('the good files beside a bad one are still checked', async () => {
    project.write('analytics-rules/bad.yaml', '[');
    project.write(
      'analytics-rules/worse.yaml',
      ruleText({ severity: 'Hihg', id: '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a02', name: 'Other' }),
    );
    const { stdout } = await project.run('lint');
    expect(stdout).toMatch(/bad\.yaml:1:\d+ error/);
    expect(stdout).toMatch(/worse\.yaml:6:\d+ error/);
  });
});

describe('usage and configuration', () => {
  test.each([
    ['lint nowhere.yaml', /nowhere\.yaml/],
    ['plan --environment prodd', /no environment "prodd"/],
    ['plan --no-such-flag', /unknown option/],
    ['frobnicate', /unknown command/],
    ['plan --max-deletes many', /--max-deletes/],
    ['apply missing-plan.json', /missing-plan\.json/],
    ['plan --folder nowhere', /no folder/],
    ['explain no/such-code', /no\/such-code/],
    ['serve --port 99999', /not a port/],
  ])('%s', async (args, words) => {
    expectClear(await project.run(args), 3, words);
  });

  test('an unset variable is named with its place', async () => {
    project.write(
      'environments/prod.yaml',
      'workspace:\n  azure:\n    subscriptionId: ${NOPE}\n    resourceGroup: rg\n    workspaceName: ws\n',
    );
    expectClear(await project.run('plan --environment prod'), 3, /prod\.yaml:3:\d+ error .*NOPE/);
  });

  test('an unknown key of the project file is named, with what was meant', async () => {
    project.write('sentinel-sync.yaml', 'suppresions: []\n');
    expectClear(await project.run('lint'), 3, /sentinel-sync\.yaml:1:1 error .*[\s\S]*suppressions/);
  });

  test('a file is no project folder', async () => {
    expectClear(await project.run('plan --folder analytics-rules/good.yaml'), 3, /There is no folder/);
  });

  test('an audit file that cannot be written is told before anything is', async () => {
    const result = await project.run('apply --auto-approve --audit analytics-rules');
    expectClear(result, 3, /promotion\/audit-unwritable Nothing was applied/);
    expect((await project.run('plan')).stdout).toContain('1 to create');
  });

  test('cases in a folder that no content file has are a finding at that folder', async () => {
    project.write('test/analytics-rules/sub/good/cases.yaml', 'cases: []\n');
    expectClear(await project.run('test'), 1, /test\/analytics-rules\/sub/);
  });

  test('a file that is no plan is refused', async () => {
    project.write('plan.json', '{"schemaVersion":1}');
    expectClear(await project.run('apply plan.json'), 3, /not a plan/);
    project.write('plan.json', '{"schemaVersion":99}');
    expectClear(await project.run('apply plan.json'), 3, /schemaVersion/);
  });
});

describe('the embedded workspace', () => {
  test('a corrupt resource is named and left as it is', async () => {
    await project.run('apply --auto-approve');
    const folder = '.sentinel-sync/local/alertRules';
    const [file] = readdirSync(project.path(folder));
    project.write(`${folder}/${file}`, '{"half":');
    const result = await project.run('plan');
    expectClear(result, 3, new RegExp(file!.replaceAll('.', '\\.')));
    expect(readFileSync(project.path(`${folder}/${file}`), 'utf8')).toBe('{"half":');
  });

  test.skipIf(isRoot)(
    'a state folder that cannot be written (skipped for root, who may write anywhere)',
    async () => {
      mkdirSync(project.path('.sentinel-sync/local'), { recursive: true });
      chmodSync(project.path('.sentinel-sync/local'), 0o555);
      expectClear(await project.run('apply --auto-approve'), 3, /\.sentinel-sync/);
      chmodSync(project.path('.sentinel-sync/local'), 0o755);
    },
  );

  test('a state folder whose place a file takes', async () => {
    project.write('.sentinel-sync/local', 'not a folder');
    expectClear(await project.run('plan'), 3, /\.sentinel-sync/);
    expect(existsSync(project.path('.sentinel-sync/local'))).toBe(true);
  });
});

describe('a query', () => {
  test.each([
    ['query print(', 1, /1:\d+/],
    ['query NoSuchTable', 1, /NoSuchTable/],
    ['query --file nowhere.kql', 3, /nowhere\.kql/],
    ['query --data nowhere Usage', 3, /nowhere/],
  ])('%s', async (args, code, words) => {
    expectClear(await project.run(args), code, words);
  });
});
