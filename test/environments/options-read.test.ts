// Every option that the schema of sentinel-sync.yaml offers does something: an option nobody reads is a promise not kept.
import { describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { serving } from '../stories/embedded-server.ts';
import { content } from '../workflows/content.ts';
import { inProject, lastOf, optionsOf } from './option-runs.ts';

/** A command on a project whose rule has a case that fires, with one option in its file. */
const run = (command: string, projectFile: string, files: Readonly<Record<string, string>> = content) =>
  lastOf({ ...files, 'sentinel-sync.yaml': projectFile }, command);

const moved = (from: string, to: string) =>
  Object.fromEntries(Object.entries(content).map(([file, text]) => [file.replace(from, to), text]));
const custom = {
  'schemas/Mine_CL.json': '{ "Name": "Mine_CL", "Properties": [{ "Name": "Host_s", "Type": "String" }] }',
  'analytics-rules/mine.yaml': ruleText({ query: 'Mine_CL | project Host_s' }),
};
const costly = {
  'analytics-rules/costly.yaml': ruleText({
    query: 'SigninLogs | where UserPrincipalName matches regex "a"',
  }),
};
const expired = "code: '*', path: analytics-rules, reason: known";

/** What a command says because of an option, and would not say without it. */
const ofProject: Readonly<Record<string, () => Promise<void>>> = {
  checks: async () => {
    const { code } = await run('lint', "checks:\n  'content/missing-recommended-field': error\n");
    expect(code).toBe(1);
  },
  'defaults.concurrency': () => {
    const rules = [1, 2, 3].map((number) => {
      const id = `6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a0${number}`;
      return [`analytics-rules/${number}.yaml`, ruleText({ id, name: `Rule ${number}` })];
    });
    const one = 'defaults:\n  concurrency: 1\n';
    return inProject({ ...Object.fromEntries(rules), 'sentinel-sync.yaml': one }, async (project) => {
      const puts: string[] = [];
      const onRequest = ({ method, path }: { readonly method: string; readonly path: string }) => {
        if (method === 'PUT') puts.push(/SecurityInsights\/(\w+)/.exec(path)![1]!);
      };
      const applied = await serving(project, 'local', { onRequest }, () =>
        project.run('apply --auto-approve'),
      );
      expect(applied.code).toBe(0);
      expect(puts).toEqual(Array.from({ length: 3 }, () => ['alertRules', 'metadata']).flat());
    });
  },
  'defaults.environment': async () => {
    const { output } = await run('plan', 'defaults:\n  environment: mine\n');
    expect(output).toContain('no environment "mine"');
  },
  'folders.analyticsRules': async () => {
    const files = moved('analytics-rules/rare.yaml', 'rules/rare.yaml');
    const { output } = await run('plan', 'folders:\n  analyticsRules: rules\n', files);
    expect(output).toContain('rules/rare.yaml');
  },
  'folders.environments': async () => {
    const files = { ...content, 'envs/dev.yaml': 'workspace: embedded\n' };
    const { code } = await run('plan -e dev', 'folders:\n  environments: envs\n', files);
    expect(code).toBe(0);
  },
  'folders.huntingQueries': async () => {
    const hunt =
      'id: 6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a02\nname: Hunt\ndescription: Identifies x.\nquery: print 1\n';
    const { output } = await run('plan', 'folders:\n  huntingQueries: hunts\n', { 'hunts/a.yaml': hunt });
    expect(output).toContain('hunting-query Hunt hunts/a.yaml');
  },
  'folders.parsers': async () => {
    const parser = 'FunctionName: MySignIns\nFunctionQuery: SigninLogs\n';
    const { output } = await run('plan', 'folders:\n  parsers: functions\n', { 'functions/a.yaml': parser });
    expect(output).toContain('parser MySignIns functions/a.yaml');
  },
  'folders.fixtures': async () => {
    const files = { 'given/VendorEvents.csv': 'Host\nh1\n' };
    const asked = async (projectFile: string) =>
      inProject({ ...files, 'sentinel-sync.yaml': projectFile }, (project) =>
        project.runWords(['query', 'VendorEvents | project Host']),
      );
    expect((await asked('folders:\n  fixtures: given\n')).stdout).toContain('h1');
    expect((await asked('owner: contoso/mine\n')).code).toBe(1);
  },
  'folders.tables': async () => {
    const undeclared = 'No custom log `Mine_CL` is known here';
    expect((await run('lint', 'folders:\n  tables: schemas\n', custom)).output).not.toContain(undeclared);
    expect((await run('lint', '', custom)).output).toContain(undeclared);
  },
  'folders.tests': async () => {
    const files = moved('test/', 'detection tests/');
    for (const folder of ['detection tests', './detection tests/']) {
      const projectFile = `folders:\n  tests: ${folder}\n`;
      expect((await run('test', projectFile, files)).output).toContain('Tests: 2 passed, 0 failed');
      expect((await run('validate', projectFile, files)).output).toContain('Tests: 2 passed, 0 failed');
      expect((await run('lint', projectFile, files)).output).not.toContain('test/missing-case');
      expect((await run('seed --dry-run', projectFile, files)).output).toContain('2 rows of 2 cases');
    }
    expect((await run('test', '', files)).code).toBe(3);
  },
  'folders.watchlists': async () => {
    const query = "_GetWatchlist('Mine') | project SearchKey";
    const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a04';
    const reading = {
      'analytics-rules/reads.yaml': ruleText({ id, name: 'Reads', query }),
      'lists/Mine.csv': 'SearchKey\nx\n',
    };
    const missing = 'kql/missing-watchlist';
    expect((await run('lint', 'folders:\n  watchlists: lists\n', reading)).output).not.toContain(missing);
    expect((await run('lint', '', reading)).output).toContain(missing);
  },
  maxDeletes: async () => {
    const planOf = (projectFile: string) =>
      inProject({ ...content, 'sentinel-sync.yaml': projectFile }, async (project) => {
        await project.run('apply --auto-approve');
        project.remove('analytics-rules/rare.yaml');
        return (await project.run('plan --prune --allow-empty --format json')).stdout;
      });
    expect(await planOf('owner: contoso/mine\nmaxDeletes: 0\n')).toContain('plan/too-many-deletes');
    expect(await planOf('owner: contoso/mine\n')).not.toContain('plan/too-many-deletes');
  },
  maxQueryCost: async () => {
    const cost = async (projectFile: string) => (await run('lint', projectFile, costly)).output;
    expect(await cost('maxQueryCost: 14\n')).toContain('kql/query-cost');
    expect(await cost('maxQueryCost: 15\n')).not.toContain('kql/query-cost');
    expect(await cost('')).not.toContain('kql/query-cost');
  },
  owner: async () => {
    expect((await run('plan --format json', 'owner: contoso/mine\n')).output).toContain('"contoso/mine"');
  },
  'paths.checks': async () => {
    const projectFile =
      "paths:\n  - path: analytics-rules\n    checks:\n      'content/missing-recommended-field': error\n";
    expect((await run('lint', projectFile)).code).toBe(1);
  },
  'paths.path': async () => {
    const projectFile =
      "paths:\n  - path: elsewhere\n    checks:\n      'content/missing-recommended-field': error\n";
    expect((await run('lint', projectFile)).code).toBe(0);
  },
  'suppressions.code': async () => {
    const one = 'suppressions:\n  - { code: content/missing-recommended-field, path: "**", reason: known }\n';
    const { output } = await run('lint', one);
    expect(output).not.toContain('content/missing-recommended-field');
  },
  'suppressions.expires': async () => {
    const { output } = await run('lint', `suppressions:\n  - { ${expired}, expires: '2020-01-01' }\n`);
    expect(output).toContain('content/missing-recommended-field');
  },
  'suppressions.path': async () => {
    expect((await run('lint', `suppressions:\n  - { ${expired} }\n`)).output).toMatch(/^no findings/);
  },
  // It is for the reader of the file; that it is asked for is what it does.
  'suppressions.reason': async () => {
    const { output } = await run('lint', "suppressions:\n  - { code: '*', path: '**' }\n");
    expect(output).toContain('`suppressions.0.reason` is missing');
  },
};

describe('sentinel-sync.yaml', () => {
  test('no option is without a test', () => {
    expect(Object.keys(ofProject).sort()).toEqual(optionsOf('project.schema.json'));
  });
  test.each(Object.entries(ofProject))('%s', async (_, behaves) => {
    await behaves();
  });
});
