// Content of Sentinel that is not deployed from here is named in a plan, once.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject({ 'analytics-rules/rule.yaml': ruleText() });
});
afterEach(() => project.dispose());

test('a plan names the folders, with how many files they hold', async () => {
  project.write('Playbooks/Block-User/azuredeploy.json', '{}');
  project.write('Playbooks/Block-User/readme.md', '');
  project.write('Automation Rules/close.json', '{}');
  project.write('workbooks/overview.json', '{}');
  project.write('workbooks/other.json', '{}');
  project.write('docs/page.md', '');
  const { code, stdout, stderr } = await project.run('plan');
  expect(code).toBe(0);
  expect(stderr).toBe(
    'Not deployed: Automation Rules (1 file), Playbooks (1 file), workbooks (2 files). Analytics rules, hunting queries and parsers are.\n',
  );
  expect(stdout).toContain('1 to create');
});

test.each([
  ['folders that hold nothing', 'playbooks/README.md', ''],
  ['other folders', 'scripts/playbook.json', ''],
  ['a content folder of the project', 'watchlists/rule.yaml', 'folders: { analyticsRules: watchlists }\n'],
])('nothing is said of %s', async (_name, file, projectFile) => {
  project.write(file, ruleText({ id: '00000000-0000-4000-8000-000000000002', name: 'Two' }));
  if (projectFile !== '') project.write('sentinel-sync.yaml', projectFile);
  expect((await project.run('plan')).stderr).toBe('');
});
