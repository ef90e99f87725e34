// A pull request: what its steps print and write, and the one comment they keep.
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { content, embeddedEnvironments } from './content.ts';
import { runJob } from './run-job.ts';
import { openShell, type Shell } from './shell.ts';

let shell: Shell;
beforeEach(async () => {
  shell = await openShell({ ...content, ...embeddedEnvironments });
});
afterEach(() => shell.dispose());

const expressions = (lint: string, tests: string, dev = 'skipped') => ({
  'github.token': 'token',
  'github.repository': 'contoso/detections',
  'github.event.pull_request.number': '7',
  'github.server_url': 'https://github.com',
  'github.run_id': '1',
  'needs.validate.outputs.lint': lint,
  'needs.validate.outputs.test': tests,
  'needs.plan-dev.result': dev,
});
const report = (file: string) => readFileSync(shell.project.path(`reports/${file}`), 'utf8');

test('good content: reports are written, summaries appended, and one comment is kept up to date', async () => {
  const { failed, steps } = await runJob(shell, 'validate', 'validate');
  expect(steps.map(({ code, stderr }) => [code, stderr])).toEqual(steps.map(() => [0, expect.any(String)]));
  expect(failed).toBe(false);
  expect(steps.map(({ summary }) => summary.split('\n')[0])).toEqual([
    expect.stringMatching(/^### Lint: /),
    '### Tests: 2 passed, 0 failed (embedded engine).',
    '### Plan: 1 to create.',
  ]);
  expect(JSON.parse(report('lint.sarif')).version).toBe('2.1.0');
  expect(JSON.parse(report('test.sarif')).runs[0].results).toEqual([]);
  expect(report('test.xml')).toContain('tests="2" failures="0"');

  expect(await runJob(shell, 'validate', 'publish', expressions('success', 'success'))).toMatchObject({
    failed: false,
  });
  expect(await runJob(shell, 'validate', 'publish', expressions('success', 'failure'))).toMatchObject({
    failed: false,
  });
  const { comments } = shell.github();
  expect(comments).toHaveLength(1);
  expect(comments[0]!.body).toMatch(
    /^<!-- sentinel-sync validate sentinel -->\nLint: success\. Detection tests: failure\. \[Findings and cases\]\(https:\/\/github\.com\/contoso\/detections\/actions\/runs\/1\)\n\nThe plan is against an empty embedded workspace: everything is new there\.\n\n### Plan: 1 to create\.\n/,
  );
});

test('bad content: the finding stands at its line, every step still reports, and the comment says there is no plan', async () => {
  shell.project.write('analytics-rules/bad.yaml', 'id: a\nid: b\n');
  const { failed, steps } = await runJob(shell, 'validate', 'validate');
  expect(failed).toBe(true);
  expect(steps.map(({ code }) => code)).toEqual([1, expect.any(Number), 1]);
  expect(steps[0]!.stdout).toMatch(
    /^::error file=analytics-rules\/bad\.yaml,line=2,col=\d+,title=content\//m,
  );
  expect(JSON.parse(report('lint.sarif')).runs[0].results).not.toEqual([]);
  expect(existsSync(shell.project.path('reports/plan.md'))).toBe(false);
  await runJob(shell, 'validate', 'publish', expressions('failure', 'success'));
  expect(shell.github().comments[0]!.body).toContain('There is no plan: the content has errors.');
});

test('a detection that no longer fires is an annotation in its case file', async () => {
  shell.project.write(
    'analytics-rules/rare.yaml',
    ruleText({ query: '|\n  DeviceProcessEvents\n  | where FileName == "other.exe"' }),
  );
  const { steps } = await runJob(shell, 'validate', 'validate');
  expect(steps[1]!.code).toBe(1);
  expect(steps[1]!.stdout).toMatch(
    /^::error file=test\/analytics-rules\/rare\/cases\.yaml,line=2,col=\d+,title=test\/failed::"fires"/m,
  );
  expect(report('test.xml')).toContain('failures="1"');
});

test('a branch of this repository gets the plan for dev, which the comment then shows', async () => {
  await runJob(shell, 'validate', 'validate');
  await shell.project.run('apply --environment dev --auto-approve');
  expect(await runJob(shell, 'validate', 'plan-dev')).toMatchObject({ failed: false });
  await runJob(shell, 'validate', 'publish', expressions('success', 'success', 'success'));
  expect(shell.github().comments[0]!.body).toContain(
    'The plan is against the workspace of dev.\n\n### Plan: nothing to do (1 unchanged).',
  );
});

test('when the plan for dev fails, the comment does not pass another one off as it', async () => {
  await runJob(shell, 'validate', 'validate');
  shell.project.write('environments/dev.yaml', 'workspace: {}\n');
  expect(await runJob(shell, 'validate', 'plan-dev')).toMatchObject({ failed: true });
  await runJob(shell, 'validate', 'publish', expressions('success', 'success', 'failure'));
  expect(shell.github().comments[0]!.body).toContain(
    'There is no plan for dev: that job ended with failure. This one is against an empty embedded workspace.\n\n### Plan: 1 to create.',
  );
});
