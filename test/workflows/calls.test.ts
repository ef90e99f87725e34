// Another repository calls the workflows that run here: what it writes, what it may set, and a project in a subfolder under a name of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ruleText } from '../content/a-rule.ts';
import { repository, smallWorkspace } from '../stories/command-line.ts';
import { content, embeddedEnvironments } from './content.ts';
import { runJob } from './run-job.ts';
import { openShell, type Shell } from './shell.ts';
import { readWorkflow, type Workflow } from './workflow-file.ts';

interface Input {
  readonly description: string;
  readonly type: string;
  readonly default: string;
}

interface Call {
  readonly uses: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

const called = ['validate', 'deploy', 'drift'] as const;
const textOf = (name: string) => readFileSync(join(repository, `.github/workflows/${name}.yml`), 'utf8');
const inputsOf = (name: string) =>
  (readWorkflow(name).on['workflow_call'] as { inputs: Record<string, Input> }).inputs;

/** A caller has to give what any job asks for, also one that is skipped; GitHub refuses the run otherwise. */
function permissionsOf({ jobs }: Workflow): Record<string, string> {
  const all: Record<string, string> = {};
  for (const { permissions = {} } of Object.values(jobs)) {
    for (const [scope, access] of Object.entries(permissions)) {
      if (all[scope] !== 'write') all[scope] = access;
    }
  }
  return all;
}

/** Callers of a guide: blocks of YAML whose jobs call a workflow. */
function callersIn(
  guide: string,
): { readonly lines: number; readonly on: unknown; readonly calls: readonly Call[] }[] {
  const text = readFileSync(join(repository, `docs/guides/${guide}.md`), 'utf8');
  return Array.from(
    text.matchAll(
      /^```yaml\n((?:(?!^```)[\s\S])*?uses: OWNER\/sentinel-sync\/\.github\/workflows[\s\S]*?)^```$/gm,
    ),
  )
    .map(([, block]) => ({ lines: block!.trimEnd().split('\n').length, value: parse(block!) as Workflow }))
    .map(({ lines, value }) => ({
      lines,
      on: value.on,
      calls: Object.values(value.jobs) as unknown as Call[],
    }));
}

describe('what may be set', () => {
  test.each(called)('%s: what a run without a call takes is what a call takes by default', (name) => {
    const inputs = inputsOf(name);
    const used = Array.from(textOf(name).matchAll(/inputs\.([\w-]+)(?: \|\| '([^']*)')?/g));
    expect(used.map(([, input]) => input)).toEqual(expect.arrayContaining(Object.keys(inputs)));
    expect(used.filter(([, input, otherwise]) => inputs[input!]?.default !== otherwise)).toEqual([]);
  });

  test('the same input means the same everywhere', () => {
    const all = called.flatMap((name) => Object.entries(inputsOf(name)));
    expect(new Set(all.map(([input, { type, default: value }]) => `${input} ${type} ${value}`)).size).toBe(
      new Set(all.map(([input]) => input)).size,
    );
  });

  test.each(called)('%s runs the tool of its own repository and commit, not of the caller', (name) => {
    expect(textOf(name)).not.toMatch(/uses: \.\//);
    expect(textOf(name)).toMatch(/uses: \$\/\.github\/actions\/sentinel-sync\n/);
  });
});

describe('the callers of the guides', () => {
  const all = ['deploy-with-github-actions', 'monorepo', 'upgrade'].flatMap((guide) =>
    callersIn(guide).flatMap(({ on, lines, calls }) => calls.map((call) => ({ ...call, on, lines, guide }))),
  );

  test('call each workflow, the first one in five lines', () => {
    const first = all.filter(({ guide }) => guide === 'deploy-with-github-actions');
    expect(first.map(({ uses }) => /(\w+)\.yml@/.exec(uses)![1])).toEqual([...called]);
    expect(first[0]!.lines).toBe(5);
  });

  test.each(all)(
    '$guide: $uses is given what its jobs ask for, and no more',
    ({ uses, permissions, with: given = {} }) => {
      const [, name] = /^OWNER\/sentinel-sync\/\.github\/workflows\/(\w+)\.yml@\w+$/.exec(uses)!;
      expect(permissions).toEqual(permissionsOf(readWorkflow(name!)));
      expect(Object.keys(inputsOf(name!))).toEqual(expect.arrayContaining(Object.keys(given)));
    },
  );
});

describe('a project in a subfolder', () => {
  let shell: Shell;
  afterEach(() => shell.dispose());

  const inputs = {
    'inputs.name': 'cloud',
    'inputs.folder': 'projects/cloud',
    'inputs.dev': 'test',
    'inputs.prod': 'live',
  };
  const run = {
    ...inputs,
    'github.token': 'token',
    'github.repository': 'contoso/detections',
    'github.event.pull_request.number': '7',
    'github.server_url': 'https://github.com',
    'github.run_id': '1',
  };
  const below = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`projects/cloud/${file}`, text]));
  const environments = {
    'environments/test.yaml': embeddedEnvironments['environments/dev.yaml']!,
    'environments/live.yaml': embeddedEnvironments['environments/prod.yaml']!.replace(
      'from: dev',
      'from: test',
    ),
  };

  test('is validated: findings stand at their place in the repository, and the comment is its own', async () => {
    shell = await openShell(
      below({
        ...content,
        ...environments,
        'analytics-rules/odd.yaml': ruleText({ name: 'Odd', severity: 'Hihg' }),
      }),
    );
    const checks = await runJob(shell, 'validate', 'validate', run);
    expect(checks.steps[0]!.stdout).toMatch(
      /^::error file=projects\/cloud\/analytics-rules\/odd\.yaml,line=6/m,
    );
    expect(readFileSync(shell.project.path('projects/cloud/reports/lint.sarif'), 'utf8')).toContain(
      'projects/cloud/analytics-rules/odd.yaml',
    );
    const publish = (name: string) =>
      runJob(shell, 'validate', 'publish', {
        ...run,
        'inputs.name': name,
        'needs.validate.outputs.lint': 'failure',
        'needs.validate.outputs.test': 'success',
        'needs.plan-dev.result': 'skipped',
      });
    for (const name of ['cloud', 'endpoint', 'cloud'])
      expect(await publish(name)).toMatchObject({ failed: false });
    expect(shell.github().comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '<!-- sentinel-sync validate cloud -->',
      '<!-- sentinel-sync validate endpoint -->',
    ]);
  });

  test('reaches the environments it names, with the plan that was approved', async () => {
    shell = await openShell(below({ ...content, ...environments }));
    for (const job of ['check', 'dev', 'plan-prod', 'prod']) {
      const { failed, steps } = await runJob(shell, 'deploy', job, run);
      expect(failed, `${job}: ${steps.map(({ stderr }) => stderr).join('')}`).toBe(false);
    }
    const { stdout } = await shell.project.run('plan --folder projects/cloud --environment live');
    expect(stdout).toContain('nothing to do');
  });

  test('has an issue of its own for what moved', async () => {
    shell = await openShell(below({ ...content, 'environments/live.yaml': smallWorkspace }));
    const night = async () => {
      const { outputs } = await runJob(shell, 'drift', 'plan', run);
      const found = { ...run, 'needs.plan.outputs.exit-code': outputs['exit-code']! };
      // The artifact of the plan is downloaded into reports/ of the job.
      shell.project.write(
        'reports/drift.md',
        readFileSync(shell.project.path('projects/cloud/reports/drift.md'), 'utf8'),
      );
      await runJob(shell, 'drift', 'report', found);
      await runJob(shell, 'drift', 'report', { ...found, 'inputs.name': 'endpoint' });
    };
    await night();
    await night();
    expect(shell.github().issues.map(({ title }) => title)).toEqual([
      'The workspace differs from main (cloud)',
      'The workspace differs from main (endpoint)',
    ]);
    expect(shell.github().issues[0]!.body).toContain('1 to create');
  });
});
