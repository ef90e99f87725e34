// Drift: one issue is opened, kept up to date, and closed once the workspace holds what main says.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { smallWorkspace } from '../stories/command-line.ts';
import { editRule } from '../stories/portal.ts';
import { content, ruleId } from './content.ts';
import { runJob } from './run-job.ts';
import { openShell, type Shell } from './shell.ts';

let shell: Shell;
beforeEach(async () => {
  shell = await openShell({ ...content, 'environments/prod.yaml': smallWorkspace });
  expect(await shell.project.run('apply --environment prod --auto-approve')).toMatchObject({ code: 0 });
});
afterEach(() => shell.dispose());

async function night(): Promise<void> {
  const { failed, outputs } = await runJob(shell, 'drift', 'plan');
  expect(failed).toBe(false);
  const expressions = {
    'github.token': 'token',
    'github.repository': 'contoso/detections',
    'github.server_url': 'https://github.com',
    'github.run_id': '1',
    'needs.plan.outputs.exit-code': outputs['exit-code']!,
  };
  const { steps } = await runJob(shell, 'drift', 'report', expressions);
  expect(steps.map(({ code, stderr }) => [code, stderr])).toEqual([[0, '']]);
}
const setSeverity = (severity: string) =>
  editRule(shell.project, ruleId, (properties) => ({ ...properties, severity }), 'prod');

test('nothing to do opens nothing', async () => {
  await night();
  expect(shell.github().issues).toEqual([]);
});

test('an edit in the portal opens an issue; the next night updates it; a repair closes it; a new edit opens another', async () => {
  await setSeverity('Low');
  await night();
  expect(shell.github().issues).toMatchObject([
    { number: 1, open: true, title: 'The workspace differs from main (sentinel)' },
  ]);
  expect(shell.github().issues[0]!.body).toContain('- severity: "Low"\n+ severity: "Medium"');

  await setSeverity('High');
  await night();
  expect(shell.github().issues).toHaveLength(1);
  expect(shell.github().issues[0]!.body).toContain('- severity: "High"');

  expect(await shell.project.run('apply --environment prod --auto-approve')).toMatchObject({ code: 0 });
  await night();
  expect(shell.github().issues).toMatchObject([{ number: 1, open: false }]);

  await setSeverity('Low');
  await night();
  expect(shell.github().issues).toMatchObject([{ open: false }, { number: 2, open: true }]);
});

test('a rule that is missing there and blocked keeps the issue open', async () => {
  shell.project.write('environments/prod.yaml', 'workspace:\n  embedded:\n    tables: [Heartbeat]\n');
  shell.project.write(
    'analytics-rules/blocked.yaml',
    ruleText({ id: '00000000-0000-4000-8000-00000000000b', name: 'Blocked', query: 'SigninLogs | take 1' }),
  );
  await night();
  expect(shell.github().issues).toMatchObject([{ number: 1, open: true }]);
  expect(shell.github().issues[0]!.body).toContain('missing-tables');
});

test('a plan that cannot be made fails the job, and reports no drift', async () => {
  shell.project.write('analytics-rules/rare.yaml', '[');
  expect(await runJob(shell, 'drift', 'plan')).toMatchObject({ failed: true });
});

test('without a workspace there is a notice', async () => {
  const { steps } = await runJob(shell, 'drift', 'skipped');
  expect(steps[0]!.stdout).toMatch(/^::notice title=No drift detection::/);
});
