// lint finds again what it found before, without looking anew: the output is that of a look at everything, whatever has changed since.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
const parser = (body: string) => `id: 00000000-0000-4000-8000-000000000009
Function:
  Title: Odd tools
  Version: 1.0.0
  LastUpdated: 2026-01-15
Category: Devices
FunctionName: OddTools
FunctionAlias: OddTools
FunctionQuery: |
  ${body}
`;
const query =
  '|\n  OddTools | join kind=inner Own_CL on $left.FileName == $right.Tool_s | where FileName in ((_GetWatchlist("Tools") | project SearchKey))';

const table = (column: string) =>
  JSON.stringify({ Name: 'Own_CL', Properties: [{ Name: column, Type: 'String' }] });

let project: TestProject;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-cache-'));
  project = createProject({
    'sentinel-sync.yaml': '',
    'analytics-rules/one.yaml': ruleText({ id: ids[0], name: 'Rule one', query }),
    'analytics-rules/two.yaml': ruleText({
      id: ids[1],
      name: 'Rule two',
      startTimeUtc: '2026-01-16T00:00:00Z',
    }),
    'parsers/odd-tools.yaml': parser('DeviceProcessEvents | where FileName == "odd.exe"'),
    'tables/Own_CL.json': table('Tool_s'),
    'watchlists/Tools.csv': 'SearchKey\nodd.exe\n',
  });
});
afterEach(() => {
  project.dispose();
  rmSync(folder, { recursive: true });
});

const clock = () => new Date('2026-01-15T12:00:00Z');
const lint = (args = '', at = clock) =>
  project.run(`lint ${args}`, { env: { SENTINEL_SYNC_CACHE: folder }, clock: at });
const keptFiles = () =>
  existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.json'))
    : [];

const changes: Readonly<Record<string, () => void>> = {
  'the rule itself': () =>
    project.write(
      'analytics-rules/one.yaml',
      ruleText({ id: ids[0], name: 'Rule one', query: `${query} | project Nothing` }),
    ),
  'the body of a function that it calls': () =>
    project.write('parsers/odd-tools.yaml', parser('DeviceProcessEvents | project DeviceName')),
  'a table of the project': () => project.write('tables/Own_CL.json', table('Tool_x')),
  'a watchlist that leaves': () => project.remove('watchlists/Tools.csv'),
  'another rule of the same name': () =>
    project.write(
      'analytics-rules/one-more.yaml',
      ruleText({ id: '00000000-0000-4000-8000-000000000003', name: 'Rule one' }),
    ),
  'what a query may cost': () => project.write('sentinel-sync.yaml', 'maxQueryCost: 0\n'),
  'its cases': () =>
    project.write(
      'test/analytics-rules/two/cases.yaml',
      'cases:\n  - { name: nothing, seed: {}, none: true }\n',
    ),
  'another name of its file': () => {
    project.write('analytics-rules/uno.yaml', readFileSync(project.path('analytics-rules/one.yaml'), 'utf8'));
    project.remove('analytics-rules/one.yaml');
  },
};

describe('after a change of', () => {
  test.each(Object.keys(changes))('%s, lint says what it says without a memory', async (name) => {
    const before = await lint();
    changes[name]!();
    const after = await lint();
    expect(after).toEqual(await lint('--no-cache'));
    expect(after.stdout).not.toBe(before.stdout);
  });
});

test('nothing, the same is found, and no file is added', async () => {
  const first = await lint();
  const kept = keptFiles();
  expect(kept).toHaveLength(3);
  expect(await lint()).toEqual(first);
  expect(keptFiles()).toEqual(kept);
});

test('what depends on the clock is never kept', async () => {
  expect((await lint()).stdout).not.toContain('content/start-time');
  expect((await lint('', () => new Date('2026-01-17T12:00:00Z'))).stdout).toContain('content/start-time');
});

test('a finding comes from what was kept, until it is not asked for', async () => {
  await lint();
  for (const file of keptFiles()) {
    const at = { line: 1, column: 1 };
    writeFileSync(join(folder, file), JSON.stringify({ 'content/missing-field': [{ message: 'Kept', at }] }));
  }
  expect((await lint()).stdout).toContain('Kept');
  expect((await lint('--no-cache')).stdout).not.toContain('Kept');
});

test('a file that was cut off is made anew', async () => {
  const first = await lint();
  for (const file of keptFiles()) writeFileSync(join(folder, file), '{"content/name');
  expect(await lint()).toEqual(first);
  for (const file of keptFiles())
    expect(() => JSON.parse(readFileSync(join(folder, file), 'utf8'))).not.toThrow();
});

test('a folder that cannot be made is no error', async () => {
  const inFile = join(folder, 'file');
  writeFileSync(inFile, '');
  const env = { SENTINEL_SYNC_CACHE: join(inFile, 'cache') };
  expect(await project.run('lint', { env, clock })).toEqual(await lint('--no-cache'));
});
