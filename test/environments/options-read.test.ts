// Every option that the schemas of the two configuration files offer does something: an option nobody reads is a promise not kept.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, repository } from '../stories/command-line.ts';
import { content } from '../workflows/content.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Paths of the options that have none below them, such as `promotion.maxAge`; list items are not told apart. */
function leaves(file: string): readonly string[] {
  const root = JSON.parse(readFileSync(join(repository, 'docs/schemas', file), 'utf8')) as Schema;
  const walk = (schema: unknown): string[] => {
    if (typeof schema !== 'object' || schema === null) return [];
    const { $ref, properties = {}, items, oneOf = [], anyOf = [] } = schema as Schema;
    if (typeof $ref === 'string') {
      const keys = $ref.slice(2).split('/');
      return walk(keys.reduce<unknown>((at, key) => (at as Schema)[key], root));
    }
    const own = Object.entries(properties as Schema).flatMap(([key, inner]) => {
      const below = walk(inner);
      return below.length === 0 ? [key] : below.map((one) => `${key}.${one}`);
    });
    return [...own, ...[items, ...(oneOf as unknown[]), ...(anyOf as unknown[])].flatMap(walk)];
  };
  return [...new Set(walk(root))].sort();
}

/** A project whose rule has a case that fires, in the folders that are given, with one option in its file. */
async function run(command: string, projectFile: string, files: Readonly<Record<string, string>> = content) {
  const project = createProject({ ...files, 'sentinel-sync.yaml': projectFile });
  try {
    const { code, stdout, stderr } = await project.run(command);
    return { code, output: stdout + stderr };
  } finally {
    project.dispose();
  }
}

const moved = (from: string, to: string) =>
  Object.fromEntries(Object.entries(content).map(([file, text]) => [file.replace(from, to), text]));
const custom = {
  'schemas/Mine_CL.json': '{ "Name": "Mine_CL", "Properties": [{ "Name": "Host_s", "Type": "String" }] }',
  'analytics-rules/mine.yaml': ruleText({ query: 'Mine_CL | project Host_s' }),
};
const expired = "code: '*', path: analytics-rules, reason: known";

/** What a command says because of an option, and would not say without it. */
const ofProject: Readonly<Record<string, () => Promise<void>>> = {
  checks: async () => {
    const { code } = await run('lint', "checks:\n  'content/missing-recommended-field': error\n");
    expect(code).toBe(1);
  },
  'defaults.concurrency': async () => expectTested('test/plan/failures.test.ts', 'concurrency'),
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
      expect((await run('lint', projectFile, files)).output).not.toContain('test/missing-positive-case');
      expect((await run('seed --dry-run', projectFile, files)).output).toContain('2 rows of 2 cases');
    }
    expect((await run('test', '', files)).code).toBe(3);
  },
  maxDeletes: async () => expectTested('test/plan/stories.test.ts', 'maxDeletes'),
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

/** The test that holds an option of an environment, and a word of it. */
const ofEnvironment: Readonly<Record<string, readonly [file: string, words: string]>> = {
  apiVersion: ['workspace/requests.test.ts', 'apiVersion'],
  'capacity.nrt': ['plan/environment-rules.test.ts', 'nrt'],
  'capacity.scheduled': ['plan/environment-rules.test.ts', 'scheduled'],
  content: ['commands/nothing-found.test.ts', 'content:'],
  onMissingTables: ['stories/promotion.test.ts', 'onMissingTables'],
  overrides: ['environments/overrides.test.ts', 'overrides'],
  parameters: ['stories/validation.test.ts', 'parameters'],
  promotion: ['stories/promotion.test.ts', 'promotion'],
  'promotion.maxAge': ['stories/rollback.test.ts', 'maxAge'],
  smoke: ['promotion/smoke.test.ts', 'maxAlertsPerDay'],
  'workspace.azure': ['workspace/clouds.test.ts', 'cloud'],
  'workspace.embedded.dataFolder': ['commands/nothing-found.test.ts', 'dataFolder'],
  'workspace.embedded.name': ['environments/environment.test.ts', 'name'],
  'workspace.embedded.state': ['stories/recently-deleted.test.ts', 'state:'],
  'workspace.embedded.tables': ['stories/doctor.test.ts', 'tables'],
};

function expectTested(file: string, words: string): void {
  expect(readFileSync(join(repository, file), 'utf8'), file).toContain(words);
}

describe('sentinel-sync.yaml', () => {
  test('no option is without a test', () => {
    expect(Object.keys(ofProject).sort()).toEqual(leaves('project.schema.json'));
  });
  test.each(Object.entries(ofProject))('%s', async (_, behaves) => {
    await behaves();
  });
});

describe('environments', () => {
  test('each option has a test that holds it', () => {
    const known = Object.keys(ofEnvironment);
    const isHeld = (option: string) => known.some((one) => option === one || option.startsWith(`${one}.`));
    expect(leaves('environment.schema.json').filter((option) => !isHeld(option))).toEqual([]);
    for (const [file, words] of Object.values(ofEnvironment)) expectTested(`test/${file}`, words);
  });
});
