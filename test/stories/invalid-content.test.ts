// A rule that Azure would refuse for its own sake is blocked by the plan, at its line; the rest goes on, and the project has the last word.
import { afterEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

let project: TestProject;
afterEach(() => project.dispose());

const id = (letter: string) => `00000000-0000-4000-8000-00000000000${letter}`;
const bad = ruleText({ id: id('a'), name: 'Rule A', severity: 'Severe', triggerThreshold: '-1' });
const good = ruleText({ id: id('b'), name: 'Rule B' });
const files = { 'analytics-rules/a.yaml': bad, 'analytics-rules/b.yaml': good };
const start = (more: Readonly<Record<string, string>> = {}, config = '') => {
  project = createProject({
    ...files,
    ...more,
    'sentinel-sync.yaml': `owner: contoso/detections\n${config}`,
  });
};

interface PlanJson {
  readonly changes: readonly Readonly<Record<string, unknown>>[];
}
const puts = (stderr: string) => stderr.split('\n').filter((line) => /^PUT .*\/alertRules\//.test(line));

test('it is blocked with the first finding and its place, and the rest is applied', async () => {
  start();
  const plan = await project.run('plan');
  expect(plan).toMatchObject({ code: 0 });
  expect(plan.stdout).toBe(`! blocked analytics-rule Rule A (invalid) analytics-rules/a.yaml
    Azure would refuse it: analytics-rules/a.yaml:6:11 content/invalid-severity: There is no severity \`Severe\` (and 1 more).
    hint: Write Informational, Low, Medium or High.

+ create analytics-rule Rule B analytics-rules/b.yaml
    enabled: true, severity: "Medium", query: 2 lines, tactics: ["Execution"], queryFrequency: "PT1H", queryPeriod: "PT1H", triggerOperator: "GreaterThan", triggerThreshold: 0
Plan: 1 to create, 1 blocked; 1 invalid.
`);
  const applied = await project.run('apply --auto-approve --verbose');
  expect(applied).toMatchObject({ code: 1 });
  expect(applied.stdout).toContain('analytics-rules/a.yaml:6:11 content/invalid-severity');
  expect(applied.stdout).toContain('Apply: 1 applied, 1 blocked (2 items)');
  expect(puts(applied.stderr)).toHaveLength(1);
});

test('a finding the project turns down, or suppresses, leaves the word to Azure', async () => {
  const levels =
    'checks:\n  content/invalid-severity: warning\n  content/invalid-trigger-threshold: warning\n';
  start({}, levels);
  expect((await project.json<PlanJson>('plan')).changes[0]).toMatchObject({ action: 'create' });
  const applied = await project.run('apply --auto-approve');
  expect(applied).toMatchObject({ code: 1, stdout: expect.stringContaining('workspace/refused') });
});

test('what stands on the workspace as its file has it is none of its business', async () => {
  start();
  project.write('analytics-rules/a.yaml', ruleText({ id: id('a'), name: 'Rule A' }));
  await project.run('apply --auto-approve');
  // An update without a severity sends the one the workspace has.
  const text = ruleText({ id: id('a'), name: 'Rule A', description: 'Identifies more.' });
  project.write('analytics-rules/a.yaml', text.replace(/^severity: .*\n/m, ''));
  expect((await project.json<PlanJson>('plan')).changes[0]).toMatchObject({ action: 'update' });
  expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
});
