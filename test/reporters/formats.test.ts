// --format and --report on the command line, and the job summary: what makes no sense is refused before anything runs.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatsFor, reporters } from '../../src/reporters/index.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';
import { everyReport, rendering } from './reports.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject({ 'analytics-rules/rare.yaml': ruleText() });
});
afterEach(() => project.dispose());

const read = (file: string) => readFileSync(project.path(file), 'utf8');

describe('the table of reporters', () => {
  test.each(everyReport.map((report) => [report.kind, report] as const))(
    '%s has its formats',
    (kind, report) => {
      for (const format of formatsFor(kind)) {
        expect(reporters[format].render(report, rendering), format).toMatch(/\n$/);
      }
      for (const format of ['json', 'markdown', 'text'] as const) expect(formatsFor(kind)).toContain(format);
    },
  );

  test('findings have every format, a plan has none that only findings have', () => {
    expect(formatsFor('diagnostics')).toEqual([
      'github-actions',
      'json',
      'junit',
      'markdown',
      'sarif',
      'text',
    ]);
    expect(formatsFor('tests')).toEqual(formatsFor('diagnostics'));
    expect(formatsFor('smoke')).toEqual(['json', 'junit', 'markdown', 'text']);
    expect(formatsFor('plan')).toEqual(['json', 'markdown', 'text']);
    expect(formatsFor('query')).toEqual(['csv', 'json', 'markdown', 'table', 'text']);
  });
});

describe('--format', () => {
  test.each([
    ['lint', /^::|^no findings|^\d/],
    ['test', /^Tests: /m],
  ])('%s prints annotations', async (command, words) => {
    expect((await project.run(`${command} --format github-actions`)).stdout).toMatch(words);
  });

  test('apply has no SARIF, says so, and writes nothing', async () => {
    const refused = await project.run('apply --auto-approve --format sarif');
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toBe(
      'error cli/no-such-format apply has no form in the format sarif; nothing was run.\n    hint: Choose one of json, markdown, text.\n',
    );
    expect(existsSync(project.path('.sentinel-sync'))).toBe(false);
  });

  test('an unknown format is refused with the known ones', async () => {
    const refused = await project.run('lint --format yaml');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('There is no format yaml');
    expect(refused.stderr).toContain('github-actions, json, junit, markdown, sarif, text');
  });

  test('an error of usage is an annotation too', async () => {
    project.write('sentinel-sync.yaml', 'ownr: me\n');
    const { code, stdout } = await project.run('lint --format github-actions');
    expect(code).toBe(3);
    expect(stdout).toMatch(/^::error file=sentinel-sync\.yaml,line=1,col=1,title=[a-z/-]+::/);
  });
});

describe('--report', () => {
  test('writes each format to its file, beside what is printed', async () => {
    const { code, stdout } = await project.run(
      'lint --report sarif=reports/lint.sarif --report junit=reports/lint.xml --report markdown=lint.md',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/ in 1 file\n$/);
    expect(JSON.parse(read('reports/lint.sarif')).version).toBe('2.1.0');
    expect(read('reports/lint.xml')).toMatch(/^<\?xml/);
    expect(read('lint.md')).toMatch(/^### Lint: /);
  });

  test('a rule of SARIF says what explain says', async () => {
    project.write('analytics-rules/rare.yaml', ruleText({ severity: 'Hihg' }));
    expect(await project.run('lint --report sarif=lint.sarif')).toMatchObject({ code: 1 });
    const { rules } = JSON.parse(read('lint.sarif')).runs[0].tool.driver;
    const rule = rules.find(({ id }: { id: string }) => id === 'content/invalid-severity');
    const explained = await project.json<{ summary: string; see: string }>(
      'explain content/invalid-severity',
    );
    expect(rule).toMatchObject({ shortDescription: { text: explained.summary }, helpUri: explained.see });
  });

  test.each([
    ['plan --report sarif=plan.sarif', /plan has no form in the format sarif/],
    ['plan --report plan.md', /does not name a format and a file/],
    ['plan --report markdown=', /does not name a format and a file/],
  ])('%s is refused', async (args, words) => {
    const refused = await project.run(args);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toMatch(words);
  });

  test('a file that cannot be written is named', async () => {
    mkdirSync(project.path('taken'));
    const refused = await project.run('plan --report markdown=taken');
    expect(refused.code).toBe(7);
    expect(refused.stderr).toContain('cli/unwritable-report');
    // The plan itself is there all the same.
    expect(refused.stdout).toMatch(/^Plan: /m);
  });
});

describe('the job summary', () => {
  const summary = () => read('summary.md');
  const inActions = (more = {}) => ({ env: { GITHUB_STEP_SUMMARY: project.path('summary.md'), ...more } });

  test('lint, test, plan and apply append their markdown, whatever they print', async () => {
    await project.run('lint', inActions());
    await project.run('test --format json', inActions());
    await project.run('plan', inActions());
    await project.run('apply --auto-approve', inActions());
    expect(summary().match(/^### .*$/gm)).toEqual([
      expect.stringMatching(/^### Lint: /),
      expect.stringMatching(/^### Tests: 0 passed/),
      '### Plan: 1 to create.',
      expect.stringMatching(/^### Apply: 1 applied/),
    ]);
  });

  test('without the variable nothing is written', async () => {
    await project.run('plan');
    await project.run('plan', inActions({ GITHUB_STEP_SUMMARY: '' }));
    expect(existsSync(project.path('summary.md'))).toBe(false);
  });

  test('an answer to a question is no summary', async () => {
    await project.run('explain KS142', inActions());
    expect(existsSync(project.path('summary.md'))).toBe(false);
  });

  test('one that cannot be written does not fail the command', async () => {
    const { code, stderr } = await project.run('plan', inActions({ GITHUB_STEP_SUMMARY: project.folder }));
    expect(code).toBe(0);
    expect(stderr).toContain('The job summary cannot be written');
  });
});

test('paths are told from the root of the repository', async () => {
  project.write('detections/analytics-rules/bad.yaml', '[');
  const env = { GITHUB_WORKSPACE: project.folder };
  const { stdout } = await project.run('lint --folder detections --format github-actions', { env });
  expect(stdout).toMatch(/^::error file=detections\/analytics-rules\/bad\.yaml,line=1/);
  const sarif = await project.run('lint --folder detections --format sarif', { env });
  expect(sarif.stdout).toContain('"uri": "detections/analytics-rules/bad.yaml"');
});
