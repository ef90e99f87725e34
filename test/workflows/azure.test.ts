// The stages for Azure Pipelines: one source for `init --azure-devops` and for the template that other repositories use, run from check to prod.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderAzureTemplate } from '../../scripts/pages/azure-template.ts';
import { azurePipeline } from '../../src/scaffold/azure-pipeline.ts';
import { githubWorkflow } from '../../src/scaffold/github-workflow.ts';
import { ruleText } from '../content/a-rule.ts';
import { repository } from '../stories/command-line.ts';
import { editRule, namesIn } from '../stories/portal.ts';
import { content, embeddedEnvironments, ruleId } from './content.ts';
import { openShell, type Shell } from './shell.ts';

type Values = Readonly<Record<string, string>>;

interface AzureStep {
  readonly bash?: string;
  readonly task?: string;
  readonly name?: string;
  readonly checkout?: string;
  readonly publish?: string;
  readonly download?: string;
  readonly artifact?: string;
  readonly condition?: string;
  readonly workingDirectory?: string;
  readonly inputs?: Values;
}

interface AzureJob {
  readonly job?: string;
  readonly deployment?: string;
  readonly environment?: string;
  readonly timeoutInMinutes: number;
  readonly steps?: readonly AzureStep[];
  readonly strategy?: { readonly runOnce: { readonly deploy: { readonly steps: readonly AzureStep[] } } };
}

interface Stage {
  readonly stage: string;
  readonly dependsOn?: string;
  readonly condition?: string;
  readonly variables?: readonly { readonly name: string; readonly value: string }[];
  readonly jobs: readonly [AzureJob];
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly default?: string;
}

const file = join(repository, 'azure-pipelines/stages.yml');

/** The template with these values for its parameters, as Azure Pipelines fills them in. */
function instantiate(given: Values): readonly Stage[] {
  const text = renderAzureTemplate();
  const { parameters } = parse(text) as { parameters: readonly Parameter[] };
  const filledIn = text.replaceAll(/\$\{\{ parameters\.(\w+) \}\}/g, (_, name: string) => {
    const value = given[name] ?? parameters.find((one) => one.name === name)?.default;
    if (value === undefined) throw new Error(`no value for ${name}`);
    return value;
  });
  return (parse(filledIn) as { stages: readonly Stage[] }).stages;
}

const stepsOf = ({ jobs: [job] }: Stage) => job.steps ?? job.strategy!.runOnce.deploy.steps;
const scriptOf = ({ bash, inputs }: AzureStep) => bash ?? inputs?.['inlineScript'];
const package_ = { package: 'sentinel-sync@0.1.0' };

test('the template is what the source makes', () => {
  const text = renderAzureTemplate();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('with its defaults it has the stages that init writes', () => {
  const template = instantiate(package_).map(({ variables: _, ...stage }) => stage);
  const { stages } = parse(azurePipeline().text) as { stages: readonly Stage[] };
  const short = JSON.stringify(template)
    .replaceAll('Directory)/./', 'Directory)/')
    .replaceAll('Directory)/."', 'Directory)"');
  expect(JSON.parse(short)).toEqual(stages);
});

test('what is proven in dev is what the workflow for GitHub proves there', () => {
  const dev = azurePipeline().text.replaceAll('"$DEV"', 'dev').replaceAll('"$PROD"', 'prod');
  const commands = Array.from(
    githubWorkflow().text.matchAll(/sentinel-sync@\S+ (.*(?:environment dev|--as prod).*)/g),
    ([, command]) => command!,
  );
  expect(commands).toHaveLength(4);
  expect(commands.filter((one) => !dev.includes(`sentinel-sync ${one}\n`))).toEqual([]);
});

describe('its form', () => {
  const stages = instantiate({ ...package_, folder: 'projects/cloud' });

  // https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/stages-stage, jobs-job, jobs-deployment and the pages of the steps.
  test('has no key that the schema does not know', () => {
    const keys = {
      stage: [
        'stage',
        'group',
        'displayName',
        'pool',
        'dependsOn',
        'condition',
        'variables',
        'jobs',
        'lockBehavior',
        'trigger',
        'isSkippable',
        'templateContext',
      ],
      job: [
        'job',
        'displayName',
        'dependsOn',
        'condition',
        'continueOnError',
        'timeoutInMinutes',
        'cancelTimeoutInMinutes',
        'variables',
        'strategy',
        'pool',
        'container',
        'services',
        'workspace',
        'uses',
        'steps',
        'templateContext',
      ],
      deployment: [
        'deployment',
        'displayName',
        'dependsOn',
        'condition',
        'continueOnError',
        'timeoutInMinutes',
        'cancelTimeoutInMinutes',
        'variables',
        'pool',
        'environment',
        'strategy',
        'workspace',
        'uses',
        'container',
        'services',
        'templateContext',
      ],
      step: [
        'bash',
        'task',
        'checkout',
        'publish',
        'download',
        'artifact',
        'inputs',
        'workingDirectory',
        'condition',
        'displayName',
        'name',
      ],
    };
    const unknown = (value: object, known: readonly string[]) =>
      Object.keys(value).filter((key) => !known.includes(key));
    for (const stage of stages) {
      const [job] = stage.jobs;
      expect(unknown(stage, keys.stage)).toEqual([]);
      expect(unknown(job, job.job === undefined ? keys.deployment : keys.job)).toEqual([]);
      for (const step of stepsOf(stage)) expect(unknown(step, keys.step)).toEqual([]);
    }
  });

  test('every script runs in the folder of the project, but the one that installs; every job ends by itself', () => {
    const folder = '$(System.DefaultWorkingDirectory)/projects/cloud';
    for (const stage of stages) {
      expect(stage.jobs[0].timeoutInMinutes).toBeGreaterThan(0);
      const scripts = stepsOf(stage).filter((step) => scriptOf(step) !== undefined);
      const places = scripts.map((step) => step.workingDirectory ?? step.inputs?.['workingDirectory']);
      expect(places).toEqual([undefined, ...places.slice(1).map(() => folder)]);
    }
  });

  test('no value is part of a script: it reaches it as a variable', () => {
    const scripts = (parse(renderAzureTemplate()) as { stages: readonly Stage[] }).stages
      .flatMap(stepsOf)
      .flatMap((step) => scriptOf(step) ?? []);
    expect(scripts.length).toBe(10);
    expect(scripts.filter((script) => /\$\{\{|\$\(|\$\[/.test(script))).toEqual([]);
  });

  test('only main deploys, only what is pending is asked for, and what is downloaded was published before', () => {
    expect(stages.map(({ stage, dependsOn, condition }) => [stage, dependsOn, condition])).toEqual([
      ['check', undefined, undefined],
      ['dev', 'check', "and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))"],
      ['plan', 'dev', undefined],
      ['prod', 'plan', "and(succeeded(), eq(dependencies.plan.outputs['plan.plan.exitCode'], '2'))"],
    ]);
    expect(stages.map(({ jobs: [job] }) => job.environment)).toEqual([undefined, 'dev', undefined, 'prod']);
    const published: (string | undefined)[] = [];
    for (const step of stages.flatMap(stepsOf)) {
      if (step.publish !== undefined) published.push(step.artifact);
      if (step.download !== undefined) expect(published).toContain(step.artifact);
    }
  });
});

describe('a run', () => {
  let shell: Shell;
  let artifacts: string;
  beforeEach(() => {
    artifacts = mkdtempSync(join(tmpdir(), 'sentinel-sync-artifacts-'));
  });
  afterEach(async () => {
    rmSync(artifacts, { recursive: true });
    await shell.dispose();
  });

  /** Not those of GitHub. */
  const runner = { GITHUB_RUN_ID: '', GITHUB_REPOSITORY: '', GITHUB_WORKSPACE: '', GITHUB_STEP_SUMMARY: '' };

  /** One stage, with artifacts in a folder beside the project; its output, whether it failed, and what it set. */
  async function runStage(stages: readonly Stage[], name: string) {
    const stage = stages.find((one) => one.stage === name)!;
    const start = shell.project.folder;
    const path = (text: string) =>
      text.replaceAll('$(System.DefaultWorkingDirectory)', start).replaceAll('$(System.JobAttempt)', '1');
    const variables = Object.fromEntries((stage.variables ?? []).map((one) => [one.name, one.value]));
    const env = { ...variables, AGENT_TEMPDIRECTORY: join(artifacts, 'temp'), PIPELINE_WORKSPACE: artifacts };
    let failed = false;
    let output = '';
    for (const step of stepsOf(stage)) {
      if (failed && step.condition !== 'succeededOrFailed()') continue;
      if (step.publish !== undefined && existsSync(path(step.publish))) {
        const target = join(artifacts, path(step.artifact!), basename(step.publish));
        mkdirSync(dirname(target), { recursive: true });
        cpSync(path(step.publish), target);
      }
      const script = scriptOf(step);
      if (script === undefined) continue;
      const place = step.workingDirectory ?? step.inputs?.['workingDirectory'] ?? '.';
      const { code, stdout, stderr } = await shell.run({ run: `cd "${path(place)}"\n${script}`, env });
      output += stdout + stderr;
      failed ||= code !== 0;
    }
    return { failed, output, exitCode: /variable=exitCode;isOutput=true\](\d)/.exec(output)?.[1] };
  }

  test('takes content through dev to prod, with the plan that was approved', async () => {
    shell = await openShell({ ...content, ...embeddedEnvironments }, { runner });
    const stages = instantiate(package_);
    const check = await runStage(stages, 'check');
    expect(check).toMatchObject({ failed: false });
    expect(check.output).toContain('npm install --prefix');
    expect(check.output).toContain('--no-audit --no-fund sentinel-sync@0.1.0\n##vso[task.prependpath]');
    expect(readFileSync(shell.project.path('reports/test.xml'), 'utf8')).toContain('tests="2" failures="0"');
    expect(await runStage(stages, 'dev')).toMatchObject({ failed: false });
    const plan = await runStage(stages, 'plan');
    expect(plan).toMatchObject({ failed: false, exitCode: '2' });
    expect(plan.output).toContain(`##vso[task.uploadsummary]${shell.project.path('reports/plan.md')}\n`);
    expect(await namesIn(shell.project, 'alertRules', 'prod')).toEqual([]);
    expect(await runStage(stages, 'prod')).toMatchObject({ failed: false });
    expect(await namesIn(shell.project, 'alertRules', 'prod')).toEqual([ruleId]);
    expect(readdirSync(artifacts).sort()).toEqual(['audit-dev-1', 'audit-prod-1', 'evidence', 'plan']);
    expect(await runStage(stages, 'plan')).toMatchObject({ failed: false, exitCode: '0' });
  });

  test('refuses a plan that was approved once prod has moved', async () => {
    shell = await openShell({ ...content, ...embeddedEnvironments }, { runner });
    const stages = instantiate(package_);
    for (const name of ['dev', 'plan', 'prod']) await runStage(stages, name);
    shell.project.write('analytics-rules/rare.yaml', ruleText({ severity: 'High' }));
    for (const name of ['dev', 'plan']) expect(await runStage(stages, name)).toMatchObject({ failed: false });
    await editRule(shell.project, ruleId, (properties) => ({ ...properties, severity: 'Low' }), 'prod');
    const { failed, output } = await runStage(stages, 'prod');
    expect(failed).toBe(true);
    expect(output).toContain('stale');
  });

  test('without evidence plans nothing that could be approved', async () => {
    shell = await openShell({ ...content, ...embeddedEnvironments }, { runner });
    mkdirSync(join(artifacts, 'evidence'), { recursive: true });
    writeFileSync(join(artifacts, 'evidence/evidence.jsonl'), '');
    expect(await runStage(instantiate(package_), 'plan')).toMatchObject({ failed: true, exitCode: '1' });
  });

  test('of a project in a subfolder, with environments of other names', async () => {
    const files = {
      ...content,
      'environments/test.yaml': embeddedEnvironments['environments/dev.yaml']!,
      'environments/live.yaml': embeddedEnvironments['environments/prod.yaml']!.replace(
        'from: dev',
        'from: test',
      ),
    };
    shell = await openShell(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`projects/cloud/${name}`, text])),
      { runner },
    );
    const stages = instantiate({ ...package_, folder: 'projects/cloud', dev: 'test', prod: 'live' });
    for (const { stage } of stages) {
      const { failed, output } = await runStage(stages, stage);
      expect(failed, output).toBe(false);
    }
    const { stdout } = await shell.project.run('plan --folder projects/cloud --environment live');
    expect(stdout).toContain('nothing to do');
  });
});
