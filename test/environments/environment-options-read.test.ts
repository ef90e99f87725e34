// Every option that the schema of an environment offers does something: what a command says because of it, and not without it.
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { nrtText, ruleText } from '../content/a-rule.ts';
import { serving } from '../stories/embedded-server.ts';
import { inProject, lastOf, optionsOf } from './option-runs.ts';

const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';
const otherId = id.replace('6f', '7f');
/** It fires at every run, so 24 times a day. */
const rule = ruleText({
  id,
  tags: '[noisy]',
  relevantTechniques: '[T1204]',
  triggerOperator: 'lt',
  triggerThreshold: '1',
  query: '|\n  // parameters\n  let tool = "rare.exe";\n  DeviceProcessEvents\n  | where FileName == tool',
});
const embedded = 'workspace: { embedded: { tables: [DeviceProcessEvents] } }\n';

const otherRule = ruleText({
  id: otherId,
  name: 'Other process seen',
  tags: '[quiet]',
  tactics: '[Collection]',
  relevantTechniques: '[T1213]',
});
const files = { 'analytics-rules/rare.yaml': rule, 'analytics-rules/quiet/other.yaml': otherRule };

/** The last of the commands on a project of the two rules whose environment dev says this. */
const run = (environment: string, commands: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  lastOf({ ...files, 'environments/dev.yaml': environment, ...more }, ...commands);

interface PlannedChange {
  readonly id: string;
  readonly action: string;
  readonly status?: string;
  readonly fields: readonly { readonly path: string; readonly after?: unknown }[];
}
const changeIn = (stdout: string) =>
  (JSON.parse(stdout) as { changes: readonly PlannedChange[] }).changes.find((change) => change.id === id);

/** What a plan does with the first rule; undefined where it does nothing. */
const planned = async (options: string) =>
  changeIn((await run(embedded + options, ['plan -e dev --format json'])).stdout);
const after = async (options: string, path: string) =>
  (await planned(options))?.fields.find((field) => field.path === path)?.after;

/** A word that chooses the first rule under each key of a selector, and one that chooses the other. */
const selectors = {
  folder: ['analytics-rules/rare.yaml', 'analytics-rules/quiet'],
  id: [id, otherId],
  tag: ['noisy', 'quiet'],
  technique: ['T1204', 'T1213'],
} as const;

/** `at.KEY` for each key of a selector: `behaves` gets the selector, and whether it chooses the first rule. */
const chosenBy = (at: string, behaves: (selector: string, isChosen: boolean) => Promise<void>) =>
  Object.fromEntries(
    Object.entries(selectors).map(([key, [fits, other]]) => [
      `${at}.${key}`,
      async () => {
        await behaves(`{ ${key}: ${fits} }`, true);
        await behaves(`{ ${key}: ${other} }`, false);
      },
    ]),
  );

const smoke = ['apply -e dev --auto-approve', 'smoke -e dev'];
/** Two more rules of one kind than the workspace of two scheduled rules takes. */
const isOver = async (capacity: string, text: typeof ruleText) => {
  const { stdout } = await run(`${embedded}capacity: { ${capacity} }\n`, ['plan -e dev --format json'], {
    'analytics-rules/one.yaml': text({ id: '00000000-0000-4000-8000-00000000000a', name: 'One' }),
    'analytics-rules/two.yaml': text({ id: '00000000-0000-4000-8000-00000000000b', name: 'Two' }),
  });
  return stdout.includes('plan/over-capacity');
};

/** What a plan for prod does with the first rule, after smoke in dev. */
const promoted = async (promotion: string) => {
  const { stdout } = await run(
    `${embedded}smoke: { maxAlertsPerDay: 24 }\n`,
    [...smoke, 'plan -e prod --evidence .sentinel-sync/evidence.jsonl --format json'],
    {
      'environments/other.yaml': embedded,
      'environments/prod.yaml': `${embedded}promotion: { ${promotion} }\n`,
    },
  );
  return changeIn(stdout);
};

/** The target in Azure that is read where these stand beside the others; what is asked there is held by test/workspace. */
const reads = (stated: Readonly<Record<string, string>>) => {
  const others = { subscriptionId: id, resourceGroup: 'rg', workspaceName: 'law-dev' };
  const text = JSON.stringify({ workspace: { azure: { ...others, ...stated } } });
  return inProject({ 'environments/dev.yaml': text }, async ({ folder }) => {
    const { workspace } = loadEnvironment({ projectFolder: folder, name: 'dev', variables: {} });
    expect(workspace).toMatchObject({ type: 'azure', ...others, ...stated });
  });
};

const behaviours: Readonly<Record<string, () => Promise<void>>> = {
  apiVersion: () =>
    inProject(
      { ...files, 'environments/dev.yaml': `${embedded}apiVersion: 2025-09-01\n` },
      async (project) => {
        const asked: string[] = [];
        const onRequest = ({ path }: { readonly path: string }) => {
          if (path.includes('SecurityInsights/alertRules')) asked.push(path);
        };
        await serving(project, 'dev', { onRequest }, () => project.run('plan -e dev'));
        expect(asked).not.toEqual([]);
        expect(asked.filter((path) => !path.endsWith('api-version=2025-09-01'))).toEqual([]);
      },
    ),
  'capacity.nrt': async () => {
    expect(await isOver('nrt: 1', nrtText)).toBe(true);
    expect(await isOver('nrt: 1', ruleText)).toBe(false);
  },
  'capacity.scheduled': async () => {
    expect(await isOver('scheduled: 3', ruleText)).toBe(true);
    expect(await isOver('scheduled: 3', nrtText)).toBe(false);
  },
  ...chosenBy('content.exclude', async (selector, isChosen) => {
    const change = await planned(`content: { exclude: [${selector}] }\n`);
    expect(change?.action).toBe(isChosen ? undefined : 'create');
  }),
  ...chosenBy('content.include', async (selector, isChosen) => {
    const change = await planned(`content: { include: [${selector}] }\n`);
    expect(change?.action).toBe(isChosen ? 'create' : undefined);
  }),
  onMissingTables: async () => {
    const lacking = 'workspace: { embedded: { tables: [SigninLogs] } }\n';
    const apply = ['apply -e dev --auto-approve'];
    expect((await run(`${lacking}onMissingTables: skip\n`, apply)).code).toBe(0);
    expect((await run(lacking, apply)).code).toBe(1);
  },
  'overrides.enabled': async () => {
    expect(await after('overrides: [{ match: { tag: noisy }, enabled: false }]\n', 'enabled')).toBe(false);
  },
  'overrides.locked': () => {
    const locked = `${embedded}overrides: [{ match: { tag: noisy }, locked: true }]\n`;
    return inProject({ ...files, 'environments/dev.yaml': locked }, async (project) => {
      expect(await project.run('apply -e dev --auto-approve')).toMatchObject({ code: 0 });
      project.write('analytics-rules/rare.yaml', rule.replace('Medium', 'High'));
      const { stdout } = await project.run('plan -e dev --format json');
      expect(changeIn(stdout)).toMatchObject({ action: 'no-op', status: 'locked' });
    });
  },
  ...chosenBy('overrides.match', async (match, isChosen) => {
    const severity = await after(`overrides: [{ match: ${match}, severity: Low }]\n`, 'severity');
    expect(severity).toBe(isChosen ? 'Low' : 'Medium');
  }),
  'overrides.severity': async () => {
    expect(await after('overrides: [{ match: { tag: noisy }, severity: High }]\n', 'severity')).toBe('High');
  },
  parameters: async () => {
    expect(await after('parameters: { rare: { tool: rarer.exe } }\n', 'query')).toContain('"rarer.exe"');
  },
  'promotion.from': async () => {
    expect(await promoted('from: dev, require: [smoke]')).toMatchObject({ action: 'create' });
    expect(await promoted('from: other, require: [smoke]')).toMatchObject({ status: 'no-evidence' });
  },
  'promotion.maxAge': () => {
    const promotion = 'promotion: { from: dev, require: [smoke], maxAge: 1h }\n';
    const environments = {
      'environments/dev.yaml': `${embedded}smoke: { maxAlertsPerDay: 24 }\n`,
      'environments/prod.yaml': embedded + promotion,
    };
    return inProject({ ...files, ...environments }, async (project) => {
      const at = (hour: number) => ({ clock: () => new Date(Date.UTC(2026, 0, 15, hour, 30)) });
      for (const command of smoke) expect(await project.run(command, at(10))).toMatchObject({ code: 0 });
      const prodAt = async (hour: number) =>
        changeIn(
          (await project.run('plan -e prod --evidence .sentinel-sync/evidence.jsonl --format json', at(hour)))
            .stdout,
        );
      expect(await prodAt(11)).toMatchObject({ action: 'create' });
      expect(await prodAt(12)).toMatchObject({ status: 'no-evidence' });
    });
  },
  'promotion.require': async () => {
    expect(await promoted('from: dev, require: [smoke]')).toMatchObject({ action: 'create' });
    expect(await promoted('from: dev, require: [smoke, tests]')).toMatchObject({ status: 'no-evidence' });
  },
  'smoke.maxAlertsPerDay': async () => {
    expect((await run(`${embedded}smoke: { maxAlertsPerDay: 24 }\n`, smoke)).code).toBe(0);
    expect((await run(`${embedded}smoke: { maxAlertsPerDay: 23 }\n`, smoke)).code).toBe(1);
  },
  ...chosenBy('smoke.overrides.match', async (match, isChosen) => {
    const limits = `{ maxAlertsPerDay: 24, overrides: [{ match: ${match}, maxAlertsPerDay: 1 }] }`;
    expect((await run(`${embedded}smoke: ${limits}\n`, smoke)).code).toBe(isChosen ? 1 : 0);
  }),
  'smoke.overrides.maxAlertsPerDay': async () => {
    const limits = '{ maxAlertsPerDay: 1, overrides: [{ match: { tag: noisy }, maxAlertsPerDay: 24 }] }';
    expect((await run(`${embedded}smoke: ${limits}\n`, smoke)).code).toBe(0);
  },
  'workspace.azure.cloud': () => reads({ cloud: 'AzureUSGovernment' }),
  'workspace.azure.resourceGroup': () => reads({ resourceGroup: 'rg-soc' }),
  'workspace.azure.subscriptionId': () => reads({ subscriptionId: otherId }),
  'workspace.azure.workspaceName': () => reads({ workspaceName: 'law-soc' }),
  'workspace.embedded.dataFolder': async () => {
    const quiet = { 'analytics-rules/rare.yaml': ruleText({ id }) };
    const minute = new Date(Date.now() - 30 * 60_000).toISOString();
    const data = {
      'mine/DeviceProcessEvents.jsonl': `{"TimeGenerated":"${minute}","FileName":"rare.exe"}\n`,
    };
    const found = (folder: string) =>
      run(
        `workspace: { embedded: { tables: [DeviceProcessEvents]${folder} } }\nsmoke: { maxAlertsPerDay: 1 }\n`,
        smoke,
        { ...quiet, ...data },
      );
    expect((await found(', dataFolder: mine')).code).toBe(1);
    expect((await found('')).code).toBe(0);
  },
  'workspace.embedded.name': async () => {
    const { stdout } = await run('workspace: { embedded: { name: mine } }\n', ['plan -e dev --format json']);
    expect(JSON.parse(stdout).workspace).toMatch(/\/workspaces\/mine$/);
  },
  'workspace.embedded.state': () => {
    const environment = { 'environments/dev.yaml': 'workspace: { embedded: { state: here/it } }\n' };
    return inProject({ ...files, ...environment }, async (project) => {
      expect(await project.run('apply -e dev --auto-approve')).toMatchObject({ code: 0 });
      expect(existsSync(project.path('here/it'))).toBe(true);
    });
  },
  'workspace.embedded.tables': async () => {
    const other = 'workspace: { embedded: { tables: [SigninLogs] } }\n';
    expect((await planned(''))?.status).toBeUndefined();
    const { stdout } = await run(other, ['plan -e dev --format json']);
    expect(changeIn(stdout)).toMatchObject({ status: 'missing-tables' });
  },
};

describe('an environment', () => {
  test('no option is without a test', () => {
    expect(Object.keys(behaviours).sort()).toEqual(optionsOf('environment.schema.json'));
  });
  test.each(Object.entries(behaviours))('%s', async (_, behaves) => {
    await behaves();
  });
});
