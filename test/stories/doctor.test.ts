// doctor: each thing the content needs of a workspace is there, missing or not to be told, and says what to do.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workspaceResourceId } from '../../src/emulator/identity.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { identityOf } from '../../src/workspace/local.ts';
import { nrtText, ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';
import { serving } from './embedded-server.ts';

interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly checks: readonly { check: string; status: string; detail: string; missing?: object[] }[];
}

const nrt = nrtText({
  id: '00000000-0000-4000-8000-00000000000b',
  name: 'Rule N',
  query: '_GetWatchlist("vip") | join kind=inner (SigninLogs) on $left.SearchKey == $right.UserPrincipalName',
});

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

const sentinel = 'providers/Microsoft.SecurityInsights';

/** Puts a resource into the workspace, by any client's way. */
async function put(path: string, apiVersion: string, body: unknown): Promise<void> {
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'dev',
    variables: {},
  });
  if (target.type !== 'embedded') throw new Error('dev is not embedded');
  const emulator = await startEmulator({
    stateFolder: target.stateFolder,
    identity: identityOf(target),
    queries: queries([]),
  });
  try {
    const { status } = await fetch(
      `${emulator.url}${workspaceResourceId(identityOf(target))}/${path}?api-version=${apiVersion}`,
      { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    );
    expect([200, 201]).toContain(status);
  } finally {
    await emulator.close();
  }
}

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
    connectors: 'ok',
    functions: 'failed',
    watchlists: 'failed',
    templates: 'ok',
    solutions: 'ok',
  });
  expect(report.checks.flatMap(({ missing = [] }) => missing)).toEqual([
    { name: 'SigninLogs', items: ['Rule N'] },
    { name: 'OurOwnParser', items: ['Hunt'] },
    { name: 'vip', items: ['Rule N'] },
  ]);
});

test('a workspace that has everything is fine', async () => {
  await put('savedSearches/parser', '2020-08-01', {
    properties: {
      category: 'Parsers',
      displayName: 'Ours',
      query: 'SigninLogs',
      functionAlias: 'OurOwnParser',
    },
  });
  await put(`${sentinel}/watchlists/vip`, '2025-09-01', {
    properties: { displayName: 'VIP', provider: 'Microsoft', itemsSearchKey: 'Upn', watchlistAlias: 'vip' },
  });
  const { report, code } = await doctor({ queries: queries(['DeviceProcessEvents', 'SigninLogs']) });
  expect({ code, summary: report.summary }).toEqual({
    code: 0,
    summary: { ok: 12, warning: 0, failed: 0, unknown: 0 },
  });
});

test('a saved function is found by its alias, called with parentheses or without, and never by its name', async () => {
  const named = { category: 'Parsers', displayName: 'OurOwnParser', query: 'SigninLogs' };
  await put('savedSearches/OurOwnParser', '2020-08-01', { properties: named });
  const held = { queries: queries(['DeviceProcessEvents', 'SigninLogs']) };
  expect(statuses((await doctor(held)).report)).toMatchObject({ tables: 'ok', functions: 'failed' });
  project.write(
    'hunting-queries/h.yaml',
    readFileSync(project.path('hunting-queries/h.yaml'), 'utf8').replace('OurOwnParser()', 'OurOwnParser'),
  );
  expect(statuses((await doctor(held)).report)).toMatchObject({ tables: 'failed', functions: 'ok' });
  await put('savedSearches/aliased', '2020-08-01', {
    properties: { ...named, functionAlias: 'OurOwnParser' },
  });
  expect(statuses((await doctor(held)).report)).toMatchObject({ tables: 'ok', functions: 'ok' });
});

describe('data connectors', () => {
  const named = (connectors: readonly (readonly [string, string])[]) =>
    ruleText().replace(
      'requiredDataConnectors: []',
      `requiredDataConnectors:\n${connectors
        .map(([id, table]) => `  - connectorId: ${id}\n    dataTypes:\n      - ${table}`)
        .join('\n')}`,
    );
  const connectorsOf = async (held: readonly string[] = ['DeviceProcessEvents']) => {
    const { report, code } = await doctor({ queries: queries(held) });
    return { code, ...report.checks.find(({ check }) => check === 'connectors') };
  };

  beforeEach(() => {
    project.remove('hunting-queries/h.yaml');
    project.remove('analytics-rules/nrt.yaml');
    project.write(
      'analytics-rules/rare.yaml',
      named([
        ['MicrosoftThreatProtection', 'DeviceProcessEvents'],
        ['Office365', 'OfficeActivity (SharePoint)'],
      ]),
    );
  });

  test('listed and enabled: ok', async () => {
    for (const kind of ['MicrosoftThreatProtection', 'Office365']) {
      await put(`${sentinel}/dataConnectors/${kind.toLowerCase()}-1`, '2025-09-01', {
        kind,
        properties: { tenantId: 't', dataTypes: { logs: { state: 'Enabled' } } },
      });
    }
    expect(await connectorsOf()).toMatchObject({ code: 0, status: 'ok', detail: '2 of 2 are connected' });
  });

  test('not listed, but its table is there: unknown, with what is known, and no failure', async () => {
    expect(await connectorsOf(['DeviceProcessEvents', 'OfficeActivity'])).toMatchObject({
      code: 0,
      status: 'unknown',
      detail:
        '0 of 2 are connected; not listed, but with tables: MicrosoftThreatProtection (DeviceProcessEvents), Office365 (OfficeActivity)',
    });
  });

  test('neither it nor its table, while the item names another that is there: said, and no failure', async () => {
    const { status, detail } = await connectorsOf();
    expect(status).toBe('unknown');
    expect(detail).toContain(
      'not there, but their items name another that is: Office365 (Rare process seen)',
    );
  });

  test('neither it nor its table: failed, with the items', async () => {
    project.write('analytics-rules/rare.yaml', named([['Office365', 'OfficeActivity']]));
    expect(await connectorsOf()).toMatchObject({
      code: 1,
      status: 'failed',
      detail: '0 of 1 are connected; neither listed nor with a table: Office365 (Rare process seen)',
      missing: [{ name: 'Office365', items: ['Rare process seen'] }],
    });
    const { stdout } = await serving(project, 'dev', { queries: queries(['DeviceProcessEvents']) }, () =>
      project.run('doctor -e dev'),
    );
    expect(stdout).toMatch(/^failed {3}connectors {3}0 of 1 .*\n {22}Connect them in Microsoft Sentinel/m);
  });
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
