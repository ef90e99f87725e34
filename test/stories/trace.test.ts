// Where rows are lost: a failing test says it by itself, `query --trace` of any query.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Trace } from '../../src/testing/trace.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const query = [
  'let Recent = DeviceProcessEvents | where Timestamp > ago(1h);',
  'Recent',
  '| where AccountName != "root"',
  '| where FileName in ("git.exe", "gh.exe") and ProcessCommandLine has "push"',
  '| summarize Pushes = count() by DeviceName',
];
const row = (values: string) =>
  `        - { Timestamp: -10m, TimeGenerated: -10m, DeviceName: wks-01, ${values} }`;
const cases = `cases:
  - name: a push
    seed:
      DeviceProcessEvents:
${row('AccountName: ada, FileName: Git.exe, ProcessCommandLine: git push')}
${row('AccountName: root, FileName: git.exe, ProcessCommandLine: git push')}
    alerts: 1
  - name: it's root
    seed:
      DeviceProcessEvents:
${row('AccountName: root, FileName: git.exe, ProcessCommandLine: git push')}
    alerts: 1
  - name: a pull
    seed:
      DeviceProcessEvents:
${row('AccountName: ada, FileName: git.exe, ProcessCommandLine: git pull')}
    none: true
`;

let project: TestProject;
beforeAll(() => {
  project = createProject({
    'sentinel-sync.yaml': '',
    'analytics-rules/push.yaml': ruleText({ query: `|\n  ${query.join('\n  ')}` }),
    'test/analytics-rules/push/cases.yaml': cases,
  });
});
afterAll(() => project.dispose());

describe('a failing test', () => {
  test('shows the step behind which nothing is left, and the condition that no row meets', async () => {
    const { stdout } = await project.run('test');
    expect(stdout).toContain(
      [
        '        rows behind each step:',
        '          2  DeviceProcessEvents  (let Recent)',
        '          2  | where Timestamp > ago(1h)  (let Recent)',
        '          1  | where AccountName != "root"',
        '          0  | where FileName in ("git.exe", "gh.exe") and ProcessCommandLine has "push"',
        '               `FileName in ("git.exe", "gh.exe")` holds for none of them: it saw "Git.exe"; `in` minds the case of letters; `in~` would match',
        "        see them: sentinel-sync query --trace --case 'push#a push'",
      ].join('\n'),
    );
    expect(stdout).toContain(
      [
        '          0  | where AccountName != "root"',
        '               `AccountName != "root"` holds for none of them: it saw "root"',
        "        see them: sentinel-sync query --trace --case 'push#it'\\''s root'",
      ].join('\n'),
    );
  });

  test('has the same in its JSON', async () => {
    const { rules } = await project.json<{ rules: { cases: { name: string; trace?: Trace }[] }[] }>('test');
    const [push, , pull] = rules[0]!.cases;
    expect(push!.trace!.lost).toEqual({
      at: 3,
      missed: [
        {
          text: 'FileName in ("git.exe", "gh.exe")',
          values: ['Git.exe'],
          hint: '`in` minds the case of letters; `in~` would match',
        },
      ],
    });
    expect(push!.trace!.steps.map(({ rows }) => rows)).toEqual([2, 2, 1, 0, 0]);
    expect(pull!.trace).toBeUndefined();
  });
});

test('of a long query only the steps around the loss are asked about', async () => {
  const steps = Array.from({ length: 40 }, (_, index) => `| where ProcessId != ${index}`);
  steps[25] = '| where FileName startswith_cs "Gh"';
  project.write(
    'analytics-rules/long.yaml',
    ruleText({
      query: `|\n  DeviceProcessEvents\n  ${steps.join('\n  ')}`,
      id: '00000000-0000-4000-8000-000000000002',
    }),
  );
  project.write('test/analytics-rules/long/cases.yaml', cases.replaceAll('ada,', 'ada, ProcessId: 99,'));
  try {
    const { rules } = await project.json<{ rules: { cases: { trace?: Trace }[] }[] }>(
      'test analytics-rules/long.yaml',
    );
    const { steps: traced, lost } = rules[0]!.cases[0]!.trace!;
    expect(traced[lost!.at]!.text).toBe('| where FileName startswith_cs "Gh"');
    expect(traced.filter(({ rows }) => rows !== undefined).length).toBeLessThan(10);
    expect(lost!.missed).toEqual([{ text: 'FileName startswith_cs "Gh"', values: ['Git.exe', 'git.exe'] }]);
  } finally {
    project.remove('analytics-rules/long.yaml');
    project.remove('test/analytics-rules/long');
  }
});

describe('query', () => {
  test('--case runs a rule over the rows of a case', async () => {
    const result = await project.runWords(['query', '--case', 'push#a pull', '--format', 'json']);
    expect(JSON.parse(result.stdout)).toMatchObject({
      columns: [{ name: 'DeviceName' }, { name: 'Pushes' }],
      rows: [],
    });
  });

  test('--case of a failing test finds its item, of two with one slug too', async () => {
    const hunting = ['name: Push', 'description: Pushes.', 'query: SigninLogs', ''].join('\n');
    project.write('hunting-queries/push.yaml', `id: 5b0f9d0e-3a53-4c5e-8f7e-0d1c2b3a4f5e\n${hunting}`);
    project.write(
      'test/hunting-queries/push/cases.yaml',
      cases.replace('a pull', 'a sign-in').replaceAll('alerts: 1', 'rows: [{ UserPrincipalName: ada }]'),
    );
    try {
      const { stdout } = await project.run('test');
      for (const folder of ['analytics-rules', 'hunting-queries'])
        expect(stdout).toContain(`query --trace --case '${folder}/push.yaml#a push'`);
      const [both, byFile, byCase] = await Promise.all(
        ['push#a push', 'hunting-queries/push.yaml#a push', 'push#a sign-in'].map((name) =>
          project.runWords(['query', '--trace', '--case', name]),
        ),
      );
      expect(both!.code).toBe(3);
      expect(both!.stderr).toContain(
        "Name the file in place of the slug, such as 'analytics-rules/push.yaml#a push'",
      );
      expect(byFile!.stdout).toContain('SigninLogs');
      expect(byCase!.stdout).toContain('SigninLogs');
    } finally {
      project.remove('hunting-queries/push.yaml');
      project.remove('test/hunting-queries/push');
    }
  });

  test('--trace shows no table where no column has a value', async () => {
    const { stdout } = await project.runWords(['query', '--trace', 'print Empty = "" | where 1 == 1']);
    expect(stdout).toBe('1  print Empty = ""\n1  | where 1 == 1\n');
  });

  test('--trace shows the first rows behind each step, without empty columns', async () => {
    const { stdout } = await project.runWords([
      'query',
      '--trace',
      'print Name = "a", Empty = "" | extend Twice = strcat(Name, Name) | where Twice == "AA"',
    ]);
    expect(stdout).toBe(`1  print Name = "a", Empty = ""
     Name
     ----
     a
1  | extend Twice = strcat(Name, Name)
     Name  Twice
     ----  -----
     a     aa
0  | where Twice == "AA"
     \`Twice == "AA"\` holds for none of them: it saw "aa"; \`==\` minds the case of letters; \`=~\` would match
`);
  });

  test('--explain prints the plan of the database with the time of its operators', async () => {
    const { stdout, code } = await project.runWords([
      'query',
      '--explain',
      'range x from 1 to 9 step 1 | where x > 5',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Total Time: [\d.]+s/);
    expect(stdout).toMatch(/4 rows +│\n│ +[\d.]+s/);
  });

  test('--explain of a query over a bag is the plan of the query itself', async () => {
    const bag = 'datatable(d: dynamic)[dynamic({"Key": 1})] | evaluate bag_unpack(d) | where Key == 1';
    const { stdout } = await project.runWords(['query', '--explain', bag]);
    expect(stdout).toContain('Total Time');
    // The bag is unpacked into the column of its key, as where the query is run.
    expect(stdout).not.toContain('as bag from');
  });

  test('--file reads the query of a content file', async () => {
    const { stdout, code } = await project.run('query --file analytics-rules/push.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('DeviceName  Pushes');
  });

  test.each([
    ['query --case push#a_pusch', "There is no case 'a_pusch'.", "Did you mean 'a push'?"],
    ['query --case pusch#x', "There is no content item 'pusch'.", "Did you mean 'push'?"],
    ['query --case push#x --data .', 'Both --case and --data are given.', 'leave the other out'],
    ['query --trace T_unknown', 'T_unknown', ''],
    ['query --explain --trace print', 'Both --explain and --trace are given.', 'give one'],
    ['query --batch b.jsonl --trace', 'Both --batch and --trace are given.', 'give one'],
  ])('%s says what is wrong', async (args, message, hint) => {
    const { stdout, stderr, code } = await project.run(args);
    expect(code).toBeGreaterThan(0);
    expect(stdout + stderr).toContain(message);
    expect(stdout + stderr).toContain(hint);
  });
});
