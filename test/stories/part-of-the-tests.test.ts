// A part of the tests: by the names of the cases, or up to the first failure. It is no evidence.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const files = ['a', 'b', 'c'] as const;
const cases = `cases:
  - { name: Rare one, seed: { DeviceProcessEvents: [{ TimeGenerated: -10m, FileName: rare.exe }] }, alerts: 1 }
  - { name: another, seed: { DeviceProcessEvents: [{ TimeGenerated: -10m, FileName: rare.exe }] }, alerts: 2 }
  - { name: nothing, seed: {}, none: true }
  - { name: renamed, seed: { DeviceProcessEvents: [{ TimeGenerated: -10m, FileName: b.exe }] }, gap: a name says little }
`;

let project: TestProject;
beforeAll(() => {
  project = createProject({ 'sentinel-sync.yaml': '' });
  for (const [index, file] of files.entries()) {
    const id = `00000000-0000-4000-8000-00000000000${index}`;
    project.write(`analytics-rules/${file}.yaml`, ruleText({ id, name: `Rule ${file}` }));
    const own = file === 'a' ? cases.replace(/.*another.*\n/, '') : cases;
    project.write(`test/analytics-rules/${file}/cases.yaml`, own);
  }
});
afterAll(() => project.dispose());

const evidence = () => existsSync(project.path('.sentinel-sync/evidence.jsonl'));

test('-t runs the cases with a text in their name, whatever its letters', async () => {
  const { code, stdout } = await project.run('test -t RARE');
  expect(stdout).toBe(
    '1 ok Rule a\n1 ok Rule b\n1 ok Rule c\nTests: 3 passed, 0 failed (embedded engine).\n',
  );
  expect(code).toBe(0);
  expect(evidence()).toBe(false);
});

test('-t with a text that no case has is no success', async () => {
  const { code, stderr } = await project.run('test -t rarest');
  expect(code).toBe(3);
  expect(stderr).toContain("No case of 3 content items has 'rarest' in its name.");
});

test('--bail leaves what comes behind a failure, and says so', async () => {
  const { code, stdout } = await project.run('test --bail');
  expect(code).toBe(1);
  expect(stdout).toContain('3 ok Rule a\n1 of 4 failed Rule b\n');
  expect(stdout).not.toContain('Rule c');
  expect(stdout).toContain('Stopped at the first failure: 1 content item of 3 not tested');
  expect(evidence()).toBe(false);
});

test('a known gap is counted, and listed on demand', async () => {
  expect((await project.run('test analytics-rules/a.yaml -t renamed')).stdout).toBe(
    '1 ok Rule a\nTests: 1 passed, 0 failed, 1 of them known gaps (embedded engine).\n',
  );
  expect((await project.run('test analytics-rules/a.yaml -t renamed --gaps')).stdout).toBe(
    '1 ok Rule a\n    known gap renamed: a name says little\nTests: 1 passed, 0 failed, 1 of them known gaps (embedded engine).\n',
  );
});

test.each(['--evidence e.jsonl', '--mutate --mutation-record m.json', '--evade --evasion-record e.json'])(
  '%s needs all of them',
  async (flags) => {
    const { code, stderr } = await project.run(`test -t rare ${flags}`);
    expect(code).toBe(3);
    expect(stderr).toMatch(/Both --name and --(evidence|mutation-record|evasion-record) are given/);
  },
);
