// Names, files and messages that others wrote cannot move the cursor, hide, forge a line of the tool or command a runner.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type Result, type TestProject } from './command-line.ts';

const evil =
  'evil \u001b[31mRED\u001b]0;t\u0007 \u202Egnp.exe\u2066 \u200b\u2028\u0085\u009b1m\n::error::pwned\n##[error]pwned\nForged: a line of its own\n::add-mask::x\r\n<b>@all</b>';
const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';
const quoted = JSON.stringify(evil);
const evilFile = 'analytics-rules/a\u001b[31m\u202e\n::error::file.yaml';

/** What no output may hold, whatever its format. */
const dangerous = /(?![\n\t])\p{Cc}|[\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

function expectHarmless(text: string, where: string): void {
  expect(dangerous.exec(text)?.index, where).toBeUndefined();
  expect(text, where).not.toMatch(/##\w*\[/);
  const commands = text.split('\n').filter((line) => /^\s*::[A-Za-z][\w-]*(\s.*?)?::/.test(line));
  const own = commands.filter((line) => /^::(error|warning|notice) (file|title)=/.test(line));
  const marks = commands.filter((line) => /^::(stop-commands::)?secret-word/.test(line));
  expect(commands.length, where).toBe(own.length + marks.length);
}

function expectNothingForged(text: string, where: string): void {
  const forged = text.split('\n').filter((line) => /^(Forged: |<b>@all)/.test(line));
  expect(forged, where).toEqual([]);
}

let project: TestProject;
beforeAll(async () => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/dev.yaml': 'workspace: embedded\n',
    'analytics-rules/rare.yaml': ruleText({ name: quoted, description: quoted }),
    'hunting-queries/hunt.yaml': `id: 6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a02\nname: ${quoted}\ndescription: ${quoted}\nquery: print 1\ntactics: []\n${JSON.stringify('key\u001b[2J')}: 1\n`,
    'test/analytics-rules/rare/cases.yaml': `cases:\n  - name: ${quoted}\n    seed:\n      DeviceProcessEvents:\n        - { FileName: ${quoted} }\n    rows:\n      - { FileName: ${quoted} }\n`,
  });
});
afterAll(() => project.dispose());

/** Runs a command that writes each of its formats into a file besides, and looks at all of it. */
async function lookAt(args: readonly string[], formats: readonly string[]): Promise<Result> {
  const reports = formats.flatMap((format) => ['--report', `${format}=reports/${format}`]);
  const result = await project.runWords([...args, ...reports, '--verbose']);
  const where = args.join(' ');
  expect(result.code, `${where}: ${result.stderr}`).toBeLessThan(4);
  expectHarmless(result.stdout, where);
  expectNothingForged(result.stdout, where);
  expectHarmless(result.stderr, `${where}, stderr`);
  expectNothingForged(result.stderr, `${where}, stderr`);
  for (const format of formats) {
    expectHarmless(readFileSync(project.path(`reports/${format}`), 'utf8'), `${where}, ${format}`);
  }
  return result;
}

const all = ['github-actions', 'json', 'junit', 'markdown', 'sarif', 'text'];
const three = ['json', 'markdown', 'text'];

describe('a hostile rule', () => {
  // In this order: later ones need what earlier ones have done.
  test.each<[args: string, formats: readonly string[]]>([
    ['lint', all],
    ['test', all],
    ['validate -e dev', all],
    ['seed -e dev --dry-run', three],
    ['plan -e dev', three],
    ['apply -e dev --auto-approve', three],
    ['smoke -e dev', ['junit', ...three]],
    ['plan -e dev', three],
    ['doctor -e dev', three],
    [`adopt -e dev ${id}`, three],
    ['export -e dev --out elsewhere', three],
    ['promote dev dev --auto-approve', three],
  ])('%s', async (args, formats) => {
    const result = await lookAt(args.split(' '), formats);
    // A command that never came to it would prove nothing.
    if (/^(lint|test|validate|apply|smoke|adopt)/.test(args))
      expect(result.stdout + result.stderr).toContain('evil');
  });

  test('the value itself is not lost: JSON means the same characters', async () => {
    const { stdout } = await project.run('plan -e dev --format json');
    expectHarmless(stdout, 'json');
    const names = JSON.parse(stdout).changes.map(({ name }: { name: string }) => name);
    expect(names).toContain(evil);
  });

  test('what export writes has a harmless file name', () => {
    const names = readdirSync(project.path('elsewhere'), { recursive: true }) as string[];
    expect(names.filter((name) => dangerous.test(name) || name.includes('\n'))).toEqual([]);
    expect(names.length).toBeGreaterThan(2);
  });
});

describe('hostile words', () => {
  test.each([
    ['lint', `${evil}.yaml`],
    ['explain', evil],
    ['plan', `--${evil}`],
    ['plan', '-e', evil],
    ['plan', '--max-deletes', evil],
    ['apply', evil],
    ['convert', evil],
    ['export', '-e', 'dev', evil],
    ['adopt', evil],
    ['query', '--file', evil],
    ['query', '--data', evil],
    ['query', '--now', evil],
    ['query', evil],
    ['lint', '--format', evil],
    ['lint', '--report', evil],
    ['lint', '-C', evil],
    ['lint', '--baseline', evil],
    ['lint', '--since', evil],
    ['validate', '--run-id', evil, '--seed', 'tables'],
    [evil],
  ])('%s', async (...args) => {
    const result = await project.runWords(args);
    expect(result.code).toBeGreaterThan(0);
    expect(result.code).toBeLessThan(4);
    expectHarmless(result.stdout + result.stderr, args.join(' '));
    expectNothingForged(result.stdout + result.stderr, args.join(' '));
  });

  test('a hostile file name, and a hostile line in a code frame', async () => {
    project.write(evilFile, 'id: x\nname: "\u202e\u009b31m"\nsevrity: High\n');
    const result = await lookAt(['lint'], all);
    expect(result.stdout).toContain('analytics-rules/a\\u001b[31m\\u202e\\n::error::file.yaml:');
    expect(result.code).toBe(1);
    await lookAt(['plan'], []);
    project.remove(evilFile);
  });

  test.each(['table', 'json', 'csv'])('a query as %s', async (format) => {
    const query = `print a = ${quoted.replaceAll('\\u', '\\u')}, ['${'b\u202e'}'] = 1`;
    const result = await project.runWords(['query', query, '--format', format]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expectHarmless(result.stdout, format);
    if (format === 'json') expect(JSON.parse(result.stdout).rows[0][0]).toBe(evil);
  });
});

describe('in GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true' };
  const [open, close] = ['::stop-commands::secret-word\n', '::secret-word::\n'];

  test('text and progress stand where nothing is obeyed', async () => {
    const { stdout, stderr } = await project.run('apply -e dev --auto-approve --prune', { env });
    for (const text of [stdout, stderr].filter(Boolean)) {
      expect(text.startsWith(open) && text.endsWith(close), text).toBe(true);
      expect(text.split(open)).toHaveLength(2);
    }
    const failed = await project.run('plan -e nowhere', { env });
    expect(failed.stderr).toMatch(/^::stop-commands::secret-word\nerror [\s\S]*\n::secret-word::\n$/);
    const table = await project.run('query print(1)', { env });
    expect(table.stdout).toMatch(/^::stop-commands::secret-word\n[\s\S]*1 row\n::secret-word::\n$/);
  });

  test('annotations are obeyed, documents are left as they are', async () => {
    const annotated = await project.run('lint --format github-actions', { env });
    expect(annotated.stdout).toMatch(/^::(error|warning|notice) file=/);
    expect(annotated.stdout).not.toContain('stop-commands');
    for (const format of ['json', 'sarif', 'junit', 'markdown']) {
      expect((await project.run(`lint --format ${format}`, { env })).stdout).not.toContain('stop-commands');
    }
    expect((await project.run('query print(1) --format csv', { env })).stdout).toBe('print_0\n1\n');
    expect((await project.run('--version', { env })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('the job summary is harmless too', async () => {
    const summary = project.path('summary.md');
    await project.run('plan -e dev', { env: { ...env, GITHUB_STEP_SUMMARY: summary } });
    expectHarmless(readFileSync(summary, 'utf8'), 'summary');
  });
});
