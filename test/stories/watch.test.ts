// test --watch as its user meets it: after each change, what it touches is run again, and nothing else.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WatchRequest } from '../../src/project/watch-files.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type Result, type TestProject } from './command-line.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const rule = (number: number, name: string, query: string) =>
  ruleText({ id: idOf(number), name, query: `|\n  ${query}` });
const firing = (seed: string) => `cases:\n  - name: fires\n    seed: { ${seed} }\n    alerts: 1\n`;
const started = firing('DeviceProcessEvents: [{ FileName: rare.exe }]');

const parserText = (condition: string) => `id: ${idOf(9)}
Function: { Title: Started, Version: 1.0.0, LastUpdated: '2026-01-15' }
Category: Microsoft Sentinel Parser
FunctionName: Started
FunctionAlias: Started
FunctionQuery: |
  DeviceProcessEvents
  | where ${condition}
`;

const tableText =
  '{"Name":"DeviceProcessEvents","Properties":[{"Name":"TimeGenerated","Type":"DateTime"},{"Name":"FileName","Type":"String"}]}';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'analytics-rules/direct.yaml': rule(1, 'Direct', 'DeviceProcessEvents | where FileName == "rare.exe"'),
    'analytics-rules/through.yaml': rule(2, 'Through a parser', 'Started | where FileName == "rare.exe"'),
    'analytics-rules/listed.yaml': rule(
      3,
      'Listed',
      'DeviceProcessEvents | where FileName in ((_GetWatchlist("Tools") | project SearchKey))',
    ),
    'parsers/started.yaml': parserText('isnotempty(FileName)'),
    'watchlists/Tools.csv': 'SearchKey\nrare.exe\n',
    'test/analytics-rules/direct/cases.yaml': started,
    'test/analytics-rules/through/cases.yaml': started,
    'test/analytics-rules/listed/cases.yaml': started,
  });
});
afterEach(() => project.dispose());

/** Does something, and names the files that it has changed. */
type Step = () => readonly string[];

/** What `write` writes, as a step. */
const write =
  (file: string, text: string): Step =>
  () => {
    project.write(file, text);
    return [file];
  };

interface Watched extends Result {
  /** What was printed after each step, up to the next wait. */
  readonly after: readonly string[];
}

/** Each step is taken when the command waits; behind the last one it is stopped. */
async function watched(args: string, steps: readonly Step[]): Promise<Watched> {
  let request: WatchRequest | undefined;
  let stop = () => {};
  const printed: string[] = [''];
  const result = await project.run(args, {
    watchFiles: (given) => {
      request = given;
      return () => {};
    },
    onStoppable: (given) => {
      stop = given;
    },
    onWrite: (_, text) => {
      if (!text.startsWith('Waiting for changes')) {
        printed[printed.length - 1] += text;
        return;
      }
      const step = steps[printed.length - 1];
      printed.push('');
      // It waits once it has said so.
      queueMicrotask(() => (step === undefined ? stop() : request!.onChange(step())));
    },
  });
  return { ...result, after: printed.slice(1, -1) };
}

const direct = 'analytics-rules/direct.yaml';
const broken = rule(1, 'Direct', 'DeviceProcessEvents | where FileName == "other.exe"');

describe('test --watch', () => {
  test('runs all at first, and ends with the exit code of the last results', async () => {
    const { code, stdout, stderr } = await watched('test --watch', []);
    expect(stdout).toMatch(
      /1 ok Direct\n1 ok Listed\n1 ok Through a parser\nno tests Started\nTests: 3 passed, 0 failed/,
    );
    expect(stderr).toBe('Waiting for changes: 3 passed, 0 failed in 4 content items. Ctrl+C ends.\n');
    expect(code).toBe(0);
  });

  test('a rule that is changed is run by itself; a failure stays known until it is mended', async () => {
    const { code, stderr, after } = await watched('test --watch', [
      write(direct, broken),
      write('watchlists/Tools.csv', 'SearchKey\nrare.exe\nmore.exe\n'),
    ]);
    expect(after[0]).toMatch(
      /^Changed: analytics-rules\/direct\.yaml\.\n1 of 1 failed Direct\n[\s\S]*Tests: 0 passed, 1 failed \(embedded engine\)\.\n$/,
    );
    expect(after[1]).toMatch(/\n1 ok Listed\nTests: 1 passed, 0 failed/);
    expect(stderr).toContain('Waiting for changes: 2 passed, 1 failed in 4 content items.');
    expect(code).toBe(1);
  });

  test.each<[string, () => Step, RegExp]>([
    [
      'a function runs what calls it',
      () => write('parsers/started.yaml', parserText('FileName != "more.exe"')),
      /\n1 ok Through a parser\nno tests Started\nTests: 1 passed/,
    ],
    [
      'a watchlist runs what reads it',
      () => write('watchlists/Tools.csv', 'SearchKey\nother.exe\n'),
      /\n1 of 1 failed Listed\n[\s\S]*Tests: 0 passed, 1 failed/,
    ],
    [
      'a case file runs its item',
      () => write('test/analytics-rules/direct/more.yaml', started.replace('fires', 'fires again')),
      /\n2 ok Direct\nTests: 2 passed/,
    ],
    [
      'a table of the project runs what reads it',
      () => write('tables/DeviceProcessEvents.json', tableText),
      /\n1 ok Direct\n1 ok Listed\n1 ok Through a parser\nno tests Started\nTests: 3 passed/,
    ],
    [
      'a table that nothing reads runs nothing',
      () => write('tables/Other_CL.json', tableText.replace('DeviceProcessEvents', 'Other_CL')),
      /\nNothing to test in what changed\.\n$/,
    ],
    [
      'a file that says the same as before runs nothing',
      () =>
        write(
          direct,
          `# A comment.\n${rule(1, 'Direct', 'DeviceProcessEvents | where FileName == "rare.exe"')}`,
        ),
      /\nNothing to test in what changed\.\n$/,
    ],
    [
      'a file that is gone is not counted any more',
      () => () => {
        project.remove(direct);
        project.remove('test/analytics-rules/direct');
        return [direct];
      },
      /\nNothing to test in what changed\.\n$/,
    ],
  ])('%s', async (_, step, printed) => {
    const { after } = await watched('test --watch', [step()]);
    expect(after[0]).toMatch(new RegExp(`^Changed: .*${printed.source}`));
  });

  test('seed files count with the cases that name them', async () => {
    project.write('test/seeds/started.yaml', 'seed: { DeviceProcessEvents: [{ FileName: rare.exe }] }\n');
    project.write(
      'test/analytics-rules/direct/cases.yaml',
      'seedFiles: [../../seeds/started.yaml]\ncases:\n  - name: fires\n    alerts: 1\n',
    );
    const { after } = await watched('test --watch', [
      write('test/seeds/started.yaml', 'seed: { DeviceProcessEvents: [{ FileName: usual.exe }] }\n'),
    ]);
    expect(after[0]).toMatch(/\n1 of 1 failed Direct\n[\s\S]*Tests: 0 passed, 1 failed/);
  });

  test('content as an environment makes it follows the file of the environment', async () => {
    const query =
      '// parameters\n  let Names = dynamic(["rare.exe"]); // which\n\n  DeviceProcessEvents | where FileName in (Names)';
    project.write(direct, rule(1, 'Direct', query));
    const environment = (names: string) =>
      `workspace: embedded\nparameters: { direct: { Names: [${names}] } }\n`;
    project.write('environments/lab.yaml', environment('rare.exe'));
    const { after, stdout } = await watched('test --watch --as lab', [
      write('environments/lab.yaml', environment('other.exe')),
    ]);
    expect(stdout).toMatch(/^1 ok Direct\n/);
    expect(after[0]).toMatch(/^Changed: environments\/lab\.yaml\.\n1 of 1 failed Direct\n/);
  });

  test('files that are broken while somebody types are a message each, and no end', async () => {
    const { code, after } = await watched('test --watch', [
      write(direct, 'id: [\n'),
      write('sentinel-sync.yaml', 'folders: 7\n'),
      () => {
        project.remove('sentinel-sync.yaml');
        project.write(direct, broken);
        return ['sentinel-sync.yaml', direct];
      },
      write(direct, rule(1, 'Direct', 'DeviceProcessEvents | where FileName == "rare.exe"')),
    ]);
    expect(after[0]).toMatch(
      /\nanalytics-rules\/direct\.yaml:2:1 error content\/yaml-syntax [\s\S]*\n1 error in 1 file\n$/,
    );
    expect(after[1]).toMatch(/\nsentinel-sync\.yaml:1:\d+ error [\s\S]*\n1 error in 1 file\n$/);
    expect(after[2]).toMatch(/\n1 of 1 failed Direct\n/);
    expect(after[3]).toMatch(/\n1 ok Direct\nTests: 1 passed/);
    expect(code).toBe(0);
  });

  test('what is broken when it is stopped is in the exit code', async () => {
    expect((await watched('test --watch', [write(direct, 'id: [\n')])).code).toBe(1);
    expect(
      (await watched(`test --watch ${direct}`, [write('sentinel-sync.yaml', 'folders: 7\n')])).code,
    ).toBe(3);
  });

  test('of a part that is named, only that is run', async () => {
    const { stdout, after } = await watched('test --watch parsers analytics-rules/through.yaml', [
      write(direct, broken),
      write('parsers/started.yaml', parserText('FileName == "rare.exe"')),
    ]);
    expect(stdout).toMatch(/^1 ok Through a parser\nno tests Started\n/);
    expect(after[0]).toMatch(/\nNothing to test in what changed\.\n$/);
    expect(after[1]).toMatch(/\n1 ok Through a parser\nno tests Started\n/);
  });

  test('of cases by name, a change of an item without one runs nothing', async () => {
    project.write('test/analytics-rules/direct/cases.yaml', started.replace('fires', 'sees it'));
    const { stdout, after } = await watched('test --watch --name sees', [
      write('watchlists/Tools.csv', 'SearchKey\nother.exe\n'),
      write(direct, broken),
    ]);
    expect(stdout).toMatch(/^1 ok Direct\nTests: 1 passed/);
    expect(after[0]).toMatch(/\nNothing to test in what changed\.\n$/);
    expect(after[1]).toMatch(/\n1 of 1 failed Direct\n/);
    expect(await project.run('test --watch --name nothing', { watchFiles: () => () => {} })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(
        "cli/nothing-found No case of 4 content items has 'nothing' in its name",
      ),
    });
  });

  test('many changed files are named in part', async () => {
    const { after } = await watched('test --watch', [() => ['a', 'b', 'c', 'd', 'e']]);
    expect(after[0]).toBe('Changed: a, b, c and 2 more.\nNothing to test in what changed.\n');
  });

  test.each(['--bail', '--evidence e.jsonl', '--mutate', '--evade'])('is refused with %s', async (flag) => {
    const { code, stderr } = await project.run(`test --watch ${flag}`, { watchFiles: () => () => {} });
    expect(code).toBe(3);
    expect(stderr).toContain(`cli/usage Both --watch and ${flag.split(' ')[0]} are given.`);
  });

  test('ends where changes are not heard of any more', async () => {
    const { code, stderr } = await project.run('test --watch', {
      watchFiles: ({ onError }) => {
        onError(new Error('ENOSPC: System limit for number of file watchers reached'));
        return () => {};
      },
    });
    expect(code).toBe(3);
    expect(stderr).toContain('cli/cannot-watch No more changes can be heard of: ENOSPC');
  });
});
