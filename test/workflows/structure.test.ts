// What every workflow promises: no secrets, no write token where code of a pull request runs, nothing untrusted inside a script.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../stories/command-line.ts';
import { type Job, readAction, readWorkflow, type Step, workflowNames } from './workflow-file.ts';

const jobs = workflowNames.flatMap((name) =>
  Object.entries(readWorkflow(name).jobs).map(([job, value]) => ({ name, job, value })),
);
const allSteps: readonly Step[] = [...jobs.flatMap(({ value }) => value.steps), ...readAction().runs.steps];
const where = ({ name, job }: { name: string; job: string }) => `${name}/${job}`;
const writes = ({ permissions = {} }: Job) =>
  Object.entries(permissions)
    .filter(([, access]) => access === 'write')
    .map(([scope]) => scope)
    .sort();

test('the workflows are these', () => {
  expect(workflowNames.sort()).toEqual(['ci', 'deploy', 'drift', 'kusto', 'release', 'validate']);
});

describe('permissions', () => {
  test.each(workflowNames)('%s grants nothing by default beyond reading the code', (name) => {
    expect([{}, { contents: 'read' }]).toContainEqual(readWorkflow(name).permissions);
  });

  test('only these jobs may write, and only this', () => {
    const granted = Object.fromEntries(
      jobs.filter(({ value }) => writes(value).length > 0).map((one) => [where(one), writes(one.value)]),
    );
    expect(granted).toEqual({
      'deploy/code-scanning': ['security-events'],
      'deploy/dev': ['id-token'],
      'deploy/plan-prod': ['id-token'],
      'deploy/prod': ['id-token'],
      'drift/plan': ['id-token'],
      'drift/report': ['issues'],
      'release/publish': ['id-token'],
      'release/release': ['contents'],
      'validate/plan-dev': ['id-token'],
      'validate/publish': ['pull-requests', 'security-events'],
    });
  });

  test('a job of a pull request that may write is for branches of this repository only', () => {
    for (const [job, value] of Object.entries(readWorkflow('validate').jobs)) {
      if (writes(value).length === 0) continue;
      expect(value.if, job).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    }
  });

  test('a job that may write to GitHub runs no code of the repository', () => {
    const writers = jobs.filter(({ value }) => writes(value).some((scope) => scope !== 'id-token'));
    for (const one of writers) {
      const uses = one.value.steps.flatMap(({ uses = '' }) => uses);
      expect(
        uses.filter((action) => /checkout|^[.$]\//.test(action)),
        where(one),
      ).toEqual([]);
      expect(
        one.value.steps.filter(({ run = '' }) => /^\s*(npm|npx|node|sentinel-sync)\b/m.test(run)),
      ).toEqual([]);
    }
  });

  test('the token does not stay in the working copy', () => {
    const kept = jobs.filter(({ value }) =>
      value.steps.some(
        ({ uses, with: input }) =>
          uses?.startsWith('actions/checkout@') && input?.['persist-credentials'] !== false,
      ),
    );
    expect(kept.map(where)).toEqual([]);
  });
});

describe('scripts', () => {
  test('hold no expression: values reach them through env', () => {
    expect(allSteps.filter(({ run }) => run?.includes('${{')).map(({ run }) => run)).toEqual([]);
  });

  test('no workflow reads a secret, nor runs on pull_request_target', () => {
    for (const name of workflowNames) {
      const text = readFileSync(join(repository, `.github/workflows/${name}.yml`), 'utf8');
      expect(text).not.toMatch(/secrets\.[A-Z_]+|toJSON\(|pull_request_target|workflow_run/);
    }
  });

  test('nothing of a pull request that its author words gets into a step', () => {
    const untrusted =
      /github\.(head_ref|event\.(pull_request\.(title|body|head\.ref)|issue|comment|commits|head_commit))/;
    const env = allSteps.flatMap((step) => Object.values(step.env ?? {}));
    expect(env.filter((value) => untrusted.test(value))).toEqual([]);
  });

  test('every script of an action names its shell', () => {
    for (const step of readAction().runs.steps) if (step.run !== undefined) expect(step.shell).toBe('bash');
  });

  test('each is run by a story', () => {
    const stories = ['action', 'deploy', 'drift', 'kusto', 'release', 'validate']
      .map((name) => readFileSync(new URL(`${name}.test.ts`, import.meta.url), 'utf8'))
      .join('\n');
    const run = new Set(
      Array.from(stories.matchAll(/runJob\([^,]+, '([\w-]+)', '([\w-]+)'/g), ([, a, b]) => `${a}/${b}`),
    );
    const withScripts = jobs.filter(({ value }) => value.steps.some((step) => step.run !== undefined));
    // ci runs this very test suite.
    const named = readAction().runs.steps.filter((step) => step.run !== undefined);
    expect(named.filter(({ name }) => !stories.includes(`'${name}'`))).toEqual([]);
    expect(withScripts.map(where).filter((one) => one !== 'ci/test' && !run.has(one))).toEqual([]);
  });
});

describe('jobs', () => {
  test('actions are pinned to a commit, with its version beside it, or stand in this repository', () => {
    const files = [
      ...workflowNames.map((name) => `.github/workflows/${name}.yml`),
      '.github/actions/sentinel-sync/action.yml',
    ];
    const lines = files.flatMap((file) =>
      Array.from(
        readFileSync(join(repository, file), 'utf8').matchAll(/^\s*(?:- )?uses: (.*)$/gm),
        ([, one]) => one!,
      ),
    );
    const pinned = /^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(lines.filter((one) => !one.startsWith('$/.github/actions/') && !pinned.test(one))).toEqual([]);
    expect(lines.length).toBe(allSteps.filter(({ uses }) => uses !== undefined).length);
    // One version of each everywhere.
    const versions = new Map(lines.map((one) => [one.replace(/@.*/, ''), one]));
    expect(lines.filter((one) => versions.get(one.replace(/@.*/, '')) !== one)).toEqual([]);
  });

  test('new versions of them are proposed, for workflows and actions alike', () => {
    const { updates } = parse(readFileSync(join(repository, '.github/dependabot.yml'), 'utf8'));
    expect(updates).toMatchObject([
      { 'package-ecosystem': 'github-actions', directories: ['/', '/.github/actions/*'] },
    ]);
  });

  test('what is uploaded may be uploaded again: a run that is run again has the same artifacts', () => {
    const uploads = allSteps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(uploads.length).toBeGreaterThan(0);
    expect(uploads.filter(({ with: input }) => input?.['overwrite'] !== true)).toEqual([]);
  });

  test('what is downloaded was uploaded by a job before', () => {
    const named = (job: Job, action: string) =>
      job.steps
        .filter(({ uses }) => uses?.startsWith(`actions/${action}-artifact@`))
        .map(({ with: input = {} }) => String(input['name'] ?? input['pattern']));
    for (const name of workflowNames) {
      const { jobs: all } = readWorkflow(name);
      const earlier = (job: string): readonly string[] =>
        [all[job]!.needs ?? []].flat().flatMap((one) => [...named(all[one]!, 'upload'), ...earlier(one)]);
      for (const [job, value] of Object.entries(all)) {
        const held = earlier(job);
        const isHeld = (wanted: string) => held.some((one) => one.startsWith(wanted.replace('*', '')));
        expect(
          named(value, 'download').filter((wanted) => !isHeld(wanted)),
          `${name}/${job}`,
        ).toEqual([]);
      }
    }
  });

  test('each ends by itself', () => {
    expect(jobs.filter(({ value }) => value['timeout-minutes'] === undefined).map(where)).toEqual([]);
  });

  test('each runs alone in its group, or its workflow does', () => {
    const loose = jobs.filter(
      ({ name, value }) => (value.concurrency ?? readWorkflow(name).concurrency) === undefined,
    );
    expect(loose.map(where)).toEqual([]);
  });

  test('each that signs in to Azure is skipped where no workspace is named', () => {
    const needsOf = (name: string, job: string): readonly Job[] => {
      const value = readWorkflow(name).jobs[job]!;
      return [value, ...[value.needs ?? []].flat().flatMap((one) => needsOf(name, one))];
    };
    for (const { name, job, value } of jobs) {
      if (!value.steps.some(({ uses }) => uses?.startsWith('azure/login@'))) continue;
      expect(
        needsOf(name, job).some((one) => /vars\.SENTINEL_SYNC_\w+_WORKSPACE != ''/.test(one.if ?? '')),
        `${name}/${job}`,
      ).toBe(true);
    }
  });
});

describe('deployment', () => {
  const { jobs: deploy } = readWorkflow('deploy');
  const commands = (job: string) =>
    deploy[job]!.steps.flatMap(({ run = '' }) => run.match(/sentinel-sync [^|\n]+/g) ?? []).map((one) =>
      one.replace(' --detailed-exitcode', '').trim(),
    );

  test('the rehearsal runs the commands of the real one', () => {
    expect(commands('rehearse')).toEqual(['dev', 'plan-prod', 'prod'].flatMap(commands));
  });

  test('evidence of dev reaches the plan for prod and its apply, and the very plan that was approved is applied', () => {
    const downloads = (job: string) =>
      deploy[job]!.steps.filter(({ uses }) => uses?.startsWith('actions/download-artifact@')).map(
        ({ with: input = {} }) => [input['name'] ?? input['pattern'], input['path']],
      );
    const evidence = ['${{ env.NAME }}-evidence-dev', '${{ env.FOLDER }}/.sentinel-sync'];
    expect(downloads('plan-prod')).toEqual([evidence]);
    expect(downloads('prod')).toEqual([evidence, ['${{ env.NAME }}-plan-prod', '${{ env.FOLDER }}']]);
    expect(commands('prod')).toEqual([
      'sentinel-sync apply prod-plan.json --folder "$FOLDER" --environment "$PROD" --evidence-run "$GITHUB_RUN_ID"',
    ]);
    expect(commands('plan-prod').join()).toContain('--out prod-plan.json');
  });

  test('approval stands between the plan and its apply, and nobody is asked to approve nothing', () => {
    expect(deploy['prod']).toMatchObject({
      needs: 'plan-prod',
      environment: "${{ inputs.prod || 'prod' }}",
      if: "needs.plan-prod.outputs.exit-code == '2'",
    });
    expect(deploy['plan-prod']!.environment).toBe("${{ inputs.prod || 'prod' }}-plan");
  });
});
