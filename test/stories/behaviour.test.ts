// plan --behaviour shows what a changed query gains and loses on the seeded tables.
import { expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject } from './command-line.ts';

test('a reviewer sees rows and alerts gained and lost, not only text', async () => {
  const query = (names: string) =>
    `|\n  DeviceProcessEvents | where FileName in (${names}) | project FileName`;
  const project = createProject({
    'analytics-rules/rare.yaml': ruleText({ query: query('"a.exe"') }),
    'test/analytics-rules/rare/cases.yaml':
      'cases:\n  - name: two tools\n    seed:\n      DeviceProcessEvents:\n        - { FileName: a.exe }\n        - { FileName: b.exe }\n    alerts: 1\n',
  });
  try {
    expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
    project.write('analytics-rules/rare.yaml', ruleText({ query: query('"b.exe"') }));
    const { stdout } = await project.run('plan --behaviour');
    expect(stdout).toContain(
      'differs on 1 of 1 case:\n    two tools\n      + {"FileName":"b.exe"}\n      - {"FileName":"a.exe"}',
    );
    const json = await project.json<{ behaviour: unknown[] }>('plan --behaviour');
    expect(json.behaviour).toMatchObject([{ compared: 1, different: [{ name: 'two tools' }] }]);

    project.write('analytics-rules/rare.yaml', ruleText({ query: query('"a.exe", "A.exe"') }));
    expect((await project.run('plan --behaviour')).stdout).toContain(
      'Behaviour: Rare process seen: the same on 1 case.',
    );
  } finally {
    project.dispose();
  }
});
