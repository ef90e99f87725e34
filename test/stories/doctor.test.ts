// doctor: each thing the content needs of a workspace is there, missing or not to be told, and says what to do.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { createProject, ruleText, type TestProject } from './command-line.ts';
import { serving } from './embedded-server.ts';

interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly checks: readonly { check: string; status: string; detail: string; missing?: object[] }[];
}

const nrt = ruleText({
  id: '00000000-0000-4000-8000-00000000000b',
  name: 'Rule N',
  kind: 'NRT',
  query: '_GetWatchlist("vip") | join kind=inner (SigninLogs) on $left.SearchKey == $right.UserPrincipalName',
}).replaceAll(/^(query(Frequency|Period)|trigger\w+):.*\n/gm, '');

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/dev.yaml': 'workspace: embedded\n',
    'analytics-rules/rare.yaml': ruleText(),
    'analytics-rules/nrt.yaml': nrt,
    'hunting-queries/h.yaml':
      'id: 00000000-0000-4000-8000-00000000000c\nname: Hunt\ndescription: Looks.\ntactics: [Execution]\nquery: |\n  // DeviceInfo is only named here\n  OurOwnParser() | take 10\n',
  });
});
afterEach(() => project.dispose());

const queries = (tables: readonly string[]): EmulatorOptions['queries'] => ({
  runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }),
  checkQuery: async () => undefined,
  tables: async () => tables.map((name) => ({ name, columns: [] })),
});

async function doctor(options: Partial<EmulatorOptions>): Promise<{ report: Report; code: number }> {
  return serving(project, 'dev', options, async () => {
    const { stdout, code } = await project.run('doctor -e dev --format json');
    return { report: JSON.parse(stdout), code };
  });
}

const statuses = ({ checks }: Report) =>
  Object.fromEntries(checks.map(({ check, status }) => [check, status]));

test('what is missing is named, with the items that need it', async () => {
  const { report, code } = await doctor({ queries: queries(['DeviceProcessEvents']) });
  expect(code).toBe(1);
  expect(statuses(report)).toEqual({
    'sign-in': 'ok',
    workspace: 'ok',
    onboarding: 'ok',
    roles: 'ok',
    'api-version': 'ok',
    queries: 'ok',
    tables: 'failed',
    functions: 'failed',
    // The embedded workspace has no watchlists to list.
    watchlists: 'unknown',
  });
  expect(report.checks.flatMap(({ missing = [] }) => missing)).toEqual([
    { name: 'SigninLogs', items: ['Rule N'] },
    { name: 'OurOwnParser', items: ['Hunt'] },
  ]);
});

test('a workspace that has everything is fine', async () => {
  project.remove('hunting-queries/h.yaml');
  const { report, code } = await doctor({ queries: queries(['DeviceProcessEvents', 'SigninLogs']) });
  expect({ code, failed: report.summary['failed'] }).toEqual({ code: 0, failed: 0 });
});

test('no Sentinel, and NRT rules on a stable api-version', async () => {
  const none = await doctor({ onboarded: false });
  expect(statuses(none.report)).toMatchObject({ onboarding: 'failed', 'api-version': 'unknown' });
  project.write('environments/dev.yaml', 'workspace: embedded\napiVersion: 2025-09-01\n');
  const stable = await doctor({});
  expect(stable.report.checks.find(({ check }) => check === 'api-version')).toMatchObject({
    status: 'failed',
    detail: '2025-09-01 has no NRT rules, and there is 1 NRT rule: Rule N',
  });
});

test('who is not let in is told so, and nothing else is claimed', async () => {
  const { report, code } = await doctor({
    faults: () => ({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no rights' } } }),
  });
  expect(code).toBe(1);
  const { 'sign-in': signIn, ...rest } = statuses(report);
  expect(signIn).toBe('failed');
  expect(new Set(Object.values(rest))).toEqual(new Set(['unknown']));
});

test('as text it is one line for each check, with what to do below those that failed', async () => {
  const { stdout } = await serving(project, 'dev', { queries: queries(['SigninLogs']) }, () =>
    project.run('doctor -e dev'),
  );
  expect(stdout).toContain('ok       onboarding   Microsoft Sentinel is on\n');
  expect(stdout).toMatch(
    /^failed {3}tables {7}1 of 2 are missing: DeviceProcessEvents \(Rare process seen\)\n {22}Connect/m,
  );
});
