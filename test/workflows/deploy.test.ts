// A merge: dev, evidence, plan for prod, approval, and the very plan that was approved; and its rehearsal where there is no Azure.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { repository } from '../stories/command-line.ts';
import { editRule, namesIn } from '../stories/portal.ts';
import { content, embeddedEnvironments, ruleId } from './content.ts';
import { runJob } from './run-job.ts';
import { openShell, type Shell } from './shell.ts';

let shell: Shell;
afterEach(() => shell.dispose());

async function toPlanForProd(): Promise<Readonly<Record<string, string>>> {
  expect(await runJob(shell, 'deploy', 'check')).toMatchObject({ failed: false });
  expect(await runJob(shell, 'deploy', 'dev')).toMatchObject({ failed: false });
  const { failed, outputs } = await runJob(shell, 'deploy', 'plan-prod');
  expect(failed).toBe(false);
  return outputs;
}

test('a merge reaches prod through dev; the next run has nothing to approve', async () => {
  shell = await openShell({ ...content, ...embeddedEnvironments });
  expect(await toPlanForProd()).toEqual({ 'exit-code': '2' });
  expect(await namesIn(shell.project, 'alertRules', 'prod')).toEqual([]);
  const { failed, steps } = await runJob(shell, 'deploy', 'prod');
  expect(failed).toBe(false);
  expect(steps[0]!.summary).toMatch(/^### Apply: 1 applied/);
  expect(await namesIn(shell.project, 'alertRules', 'prod')).toEqual([ruleId]);
  expect(await toPlanForProd()).toEqual({ 'exit-code': '0' });
});

test('an approved plan is refused once prod has moved, and nothing is written', async () => {
  shell = await openShell({ ...content, ...embeddedEnvironments });
  await toPlanForProd();
  await runJob(shell, 'deploy', 'prod');
  shell.project.write('analytics-rules/rare.yaml', ruleText({ severity: 'High' }));
  expect(await toPlanForProd()).toEqual({ 'exit-code': '2' });
  await editRule(shell.project, ruleId, (properties) => ({ ...properties, severity: 'Low' }), 'prod');
  const { failed, steps } = await runJob(shell, 'deploy', 'prod');
  expect(failed).toBe(true);
  expect(steps[0]!.stderr).toContain('stale');
});

test.each([
  ['GITHUB_RUN_ID', '4712', 'of this run (there is some of 4711)'],
  ['GITHUB_REPOSITORY', 'contoso/fork', 'of this repository (there is some of contoso/detections)'],
  ['GITHUB_SHA', 'c0ffee0c0ffee', 'at this commit (there is some at 1234567)'],
])('evidence of another %s does not reach prod', async (name, value, reason) => {
  const runner: Record<string, string> = { GITHUB_SHA: '1234567890abcdef' };
  shell = await openShell({ ...content, ...embeddedEnvironments }, { runner });
  expect(await runJob(shell, 'deploy', 'dev')).toMatchObject({ failed: false });
  runner[name] = value;
  const { failed, steps, outputs } = await runJob(shell, 'deploy', 'plan-prod');
  expect(failed).toBe(true);
  expect(outputs).toEqual({ 'exit-code': '1' });
  expect(steps.map(({ stdout }) => stdout).join('')).toContain(reason);
});

test('content that fails in dev does not get as far as a plan for prod', async () => {
  shell = await openShell({
    ...content,
    ...embeddedEnvironments,
    'analytics-rules/rare.yaml': ruleText({
      query: '|\n  DeviceProcessEvents\n  | where FileName == "no.exe"',
    }),
  });
  expect(await runJob(shell, 'deploy', 'check')).toMatchObject({ failed: true });
  expect(await runJob(shell, 'deploy', 'dev')).toMatchObject({ failed: true });
});

test('without Azure the shipped environments are rehearsed on embedded workspaces, with their gates', async () => {
  const shipped = (name: string) => readFileSync(join(repository, `environments/${name}.yaml`), 'utf8');
  shell = await openShell({
    ...content,
    'environments/dev.yaml': shipped('dev'),
    'environments/prod.yaml': shipped('prod'),
  });
  expect(await runJob(shell, 'deploy', 'check')).toMatchObject({ failed: false });
  const { failed, steps } = await runJob(shell, 'deploy', 'rehearse');
  expect(steps.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([]);
  expect(failed).toBe(false);
  expect(steps[0]!.stdout).toMatch(/^::notice title=Nothing is deployed to Azure::/);
  expect(await namesIn(shell.project, 'alertRules', 'prod')).toEqual([ruleId]);
  const prod = readFileSync(shell.project.path('environments/prod.yaml'), 'utf8');
  expect(prod).toMatch(/^workspace: embedded$/m);
  expect(prod).toMatch(/^promotion:\n {2}from: dev$/m);
  expect(prod).not.toContain('SENTINEL_SYNC_PROD');
});
