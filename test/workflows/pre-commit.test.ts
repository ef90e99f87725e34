// The hooks for pre-commit: each runs a command that passes on sound content and fails on what it is for.
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ruleText } from '../content/a-rule.ts';
import { createProject, repository, type TestProject } from '../stories/command-line.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly pass_filenames: boolean;
}

const hooks: readonly Hook[] = parse(readFileSync(`${repository}.pre-commit-hooks.yaml`, 'utf8'));

let project: TestProject;
afterEach(() => project?.dispose());

const cases = (alerts: number) => `cases:
  - name: A rare process
    tier: A
    seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: rare.exe }] }
    alerts: ${alerts}
`;
const sound = ruleText({ query: 'DeviceProcessEvents | where FileName == "rare.exe"' });

/** What each hook is there to stop. */
const faults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'sentinel-sync-lint': { 'analytics-rules/a.yaml': ruleText({ query: 'NoSuchTable' }) },
  'sentinel-sync-fmt': { 'analytics-rules/a.yaml': sound.replace(/^name: /m, 'name:    ') },
  'sentinel-sync-test': { 'test/analytics-rules/a/cases.yaml': cases(2) },
};

test('each hook has a fault here', () => {
  expect(hooks.map(({ id }) => id)).toEqual(Object.keys(faults));
});

test.each(hooks)('$id passes on sound content, and fails on the fault it is for', async ({ id, entry }) => {
  const [tool, ...words] = entry.split(' ');
  expect(tool).toBe('sentinel-sync');
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'analytics-rules/a.yaml': sound,
    'test/analytics-rules/a/cases.yaml': cases(1),
  });
  // As the formatter would have it.
  await project.run('fmt');
  const passed = await project.runWords(words);
  expect(passed.code, passed.stdout + passed.stderr).toBe(0);
  for (const [file, text] of Object.entries(faults[id]!)) project.write(file, text);
  expect((await project.runWords(words)).code).toBe(1);
});

test.each(hooks)(
  '$id begins for YAML, on the whole project',
  ({ language, files, pass_filenames: names }) => {
    expect({ language, names }).toEqual({ language: 'node', names: false });
    expect(['analytics-rules/a.yaml', 'a.yml', 'a.md'].map((file) => new RegExp(files).test(file))).toEqual([
      true,
      true,
      false,
    ]);
  },
);

test('the hooks of the guide for several projects run on the project that a file lies in', async () => {
  const guide = readFileSync(`${repository}docs/guides/monorepo.md`, 'utf8');
  const [, text] = /^```yaml\n(repos:[\s\S]*?)^```$/m.exec(guide)!;
  type Used = Pick<Hook, 'id' | 'files'> & { readonly args: readonly string[] };
  const { repos } = parse(text!) as { repos: readonly { hooks: readonly Used[] }[] };
  const used = repos.flatMap((one) => one.hooks);
  project = createProject({
    'projects/cloud/analytics-rules/a.yaml': sound,
    'projects/endpoint/analytics-rules/a.yaml': faults['sentinel-sync-lint']!['analytics-rules/a.yaml']!,
  });
  const codes: Record<string, number> = {};
  for (const { id, files, args } of used) {
    const [folder] = Object.keys({ cloud: 0, endpoint: 0 }).filter((one) =>
      new RegExp(files).test(`projects/${one}/analytics-rules/a.yaml`),
    );
    const [, ...words] = hooks.find((hook) => hook.id === id)!.entry.split(' ');
    codes[folder!] = (await project.runWords([...words, ...args])).code;
  }
  expect(codes).toEqual({ cloud: 0, endpoint: 1 });
});
