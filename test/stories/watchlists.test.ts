// Watchlists and ASIM functions from files to alerts: what the project has of them counts wherever its queries run.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const owners = `FunctionName: Owners
FunctionAlias: Owners
Function: { Title: Owners }
FunctionQuery: |
  _GetWatchlist('Own') | where Kind == 'owner' | project Owner = SearchKey
  | union (_GetWatchlist('More') | project Owner = SearchKey)
`;

const rule = ruleText({
  id: '00000000-0000-4000-8000-0000000000b1',
  name: 'Push elsewhere',
  query: `_Im_ProcessCreate(commandline_has_any=dynamic(['push']))
  | where not(CommandLine has_any (Owners()))
  | project TimeGenerated, CommandLine`,
});

const push = (url: string) =>
  `seed: { ASimProcessEventLogs: [{ EventType: ProcessCreated, TargetProcessCommandLine: 'git push https://${url}' }] }`;

const cases = `watchlists:
  More: [{ SearchKey: gitlab.com/contoso }]
cases:
  - name: elsewhere
    ${push('github.com/mallory/x')}
    alerts: 1
  - name: an owner of the file
    ${push('github.com/contoso/x')}
    none: true
  - name: of the file, and no owner
    ${push('codeberg.org/contoso/x')}
    alerts: 1
  - name: an owner of the file head
    ${push('gitlab.com/contoso/x')}
    none: true
  - name: a case stands over the file, and over its head
    watchlists: { Own: [{ SearchKey: github.com/mallory, Kind: owner }], More: [] }
    ${push('github.com/mallory/x')}
    none: true
`;

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'environments/local.yaml':
      'workspace: { embedded: { state: .sentinel-sync/local, tables: [ASimProcessEventLogs, Usage] } }\n',
    'analytics-rules/push.yaml': rule,
    'parsers/owners.yaml': owners,
    'watchlists/Own.csv': 'Host,Kind\ngithub.com/contoso,owner\n"codeberg.org/contoso",mirror\n',
    'test/analytics-rules/push/cases.yaml': cases,
  });
});
afterEach(() => project.dispose());

describe('the cases', () => {
  test.each(['test', 'validate', 'validate --seed tables'])('hold for %s', async (command) => {
    const { code, stdout, stderr } = await project.run(command);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain('Tests: 5 passed, 0 failed');
    // Every case says what is on More, so that nothing was empty.
    expect(stdout).not.toContain('missing-watchlist');
    expect(stdout.match(/info test\/asim-view/g)).toHaveLength(1);
  });

  test('a watchlist without items is named once, at its call', async () => {
    project.write(
      'test/analytics-rules/push/cases.yaml',
      cases.replace(/^watchlists:\n.*\n/, '').replace(/ {2}- name: an owner of the file head\n.*\n.*\n/, ''),
    );
    const { code, stdout } = await project.run('test');
    expect(code).toBe(0);
    expect(stdout.match(/missing-watchlist/g)).toHaveLength(1);
    expect(stdout).toContain('parsers/owners.yaml:6:12 warning kql/missing-watchlist');
  });

  test('a column that the file has not is a slip, and an unknown alias is none', async () => {
    const slip = cases.replace('Kind: owner }', 'Knid: owner }').replace('SearchKey: gitlab', 'Any: gitlab');
    project.write('test/analytics-rules/push/cases.yaml', slip);
    const { code, stdout } = await project.run('test');
    expect(code).toBe(1);
    expect(stdout).toMatch(/cases.yaml:17:\d+ error test\/unknown-column .*`Own` has no column `Knid`/);
    expect(stdout).toContain('Did you mean `Kind`?');
    expect(stdout).not.toContain('`Any`');
  });

  test('a value that is no text is named at its place', async () => {
    project.write(
      'test/analytics-rules/push/cases.yaml',
      cases.replace('SearchKey: gitlab.com/contoso', 'SearchKey: 7'),
    );
    const { stdout } = await project.run('test');
    expect(stdout).toMatch(/cases.yaml:2:23 error test\/wrong-type/);
  });
});

test('lint knows the columns of the file, and names the watchlist that has none', async () => {
  const good = await project.run('lint');
  expect(good.stdout).toContain('parsers/owners.yaml:6:12 warning kql/missing-watchlist');
  expect(good.stdout).not.toContain('error');
  project.write('parsers/owners.yaml', owners.replace('Kind ==', 'Knid =='));
  const bad = await project.run('lint');
  expect(bad.stdout).toContain('parsers/owners.yaml:5:32 error KS142');
});

test.each([
  ['Host,Kind\na\n', '2:1', 'The record has 1 fields, the header 2'],
  ['Host,Kind\na,"b"c\n', '2:6', 'Text follows the closing quote of a field'],
  ['Host,Host\n', '1:1', 'The header names Host twice'],
  ['', '1:1', 'The file has no columns'],
])('a file %j that is none is an error at its place', async (text, place, message) => {
  project.write('watchlists/Own.csv', text);
  const { code, stdout } = await project.run('test');
  expect(code).toBe(1);
  expect(stdout).toContain(`watchlists/Own.csv:${place} error watchlists/bad-file ${message}`);
});

test('the folder has another name where the project says so', async () => {
  project.write('sentinel-sync.yaml', 'folders: { watchlists: lists }\n');
  project.write('lists/Mine.csv', 'SearchKey\nx\n');
  const { stdout } = await project.runWords(['query', "_GetWatchlist('Mine') | project SearchKey"]);
  expect(stdout).toContain('x');
});

test('query says what stands in, once', async () => {
  const query = "Owners | union (Owners) | union (_GetWatchlist('Nobody')) | union (_Im_Dns) | count";
  const { stdout, stderr } = await project.runWords(['query', query]);
  expect(stdout).toContain('2');
  expect(stderr.match(/watchlist `More`/g)).toHaveLength(1);
  expect(stderr.match(/watchlist `Nobody`/g)).toHaveLength(1);
  expect(stderr).toContain('`_Im_Dns` reads the table ASimDnsActivityLogs alone here');
});
