// A team of the story: one repository, two embedded workspaces, pull requests, merges, nights, and a clock that a test moves.
import { expect } from 'vitest';
import { type JobResult, runJob } from '../workflows/run-job.ts';
import { openShell, type Shell } from '../workflows/shell.ts';
import type { Result, TestProject } from './command-line.ts';

export interface Team {
  readonly shell: Shell;
  readonly project: TestProject;
  /** Sets the clock of every command, `2026-01-12T09:00:00Z`. */
  at(time: string): void;
  /** A command as somebody of the team types it. */
  run(args: string): Promise<Result>;
  /** Writes files and commits them on a branch of this name. */
  branch(name: string, files: Files): void;
  /** The workflow of a pull request for the branch that is checked out. */
  pullRequest(): Promise<{ readonly checks: JobResult; readonly comment: string }>;
  /** Merges the branch into main; the commit. */
  merge(): string;
  /** Writes and removes (`undefined`) files on main, without a pull request; the commit. */
  commit(files: Files): string;
  /** Gives the branch up. */
  close(): void;
  /** Takes what was merged last out of main again. */
  revert(): void;
  /** The jobs of the deployment up to this one, as far as they succeed; the last one that ran. */
  deploy(upTo: 'plan-prod' | 'prod'): Promise<{ readonly job: string } & JobResult>;
  /** One job of the deployment. */
  job(name: string): Promise<JobResult>;
  /** The nightly workflow; the issues. */
  night(): Promise<ReturnType<Shell['github']>['issues']>;
  dispose(): Promise<void>;
}

type Files = Readonly<Record<string, string | undefined>>;

const ignored = '.sentinel-sync/\nreports/\n*plan.json\ncomment.md\nissue.md\n';
const expressions = {
  'github.token': 'token',
  'github.repository': 'contoso/detections',
  'github.event.pull_request.number': '7',
  'github.server_url': 'https://github.com',
  'github.run_id': '1',
  // There is no Azure here, so that job does not run.
  'needs.plan-dev.result': 'skipped',
};

/** Starts with these files as the first commit of main. */
export async function startTeam(files: Readonly<Record<string, string>>): Promise<Team> {
  let now = new Date(0);
  const clock = () => now;
  const shell = await openShell({ '.gitignore': ignored, ...files }, { clock });
  const { project } = shell;
  const { git } = project;
  const save = (message: string, changes: Files) => {
    for (const [file, text] of Object.entries(changes)) {
      if (text === undefined) project.remove(file);
      else project.write(file, text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  save('The first commit', {});

  return {
    shell,
    project,
    at: (time) => {
      now = new Date(time);
    },
    run: (args) => project.run(args, { clock }),
    branch: (name, changes) => {
      git('switch', '--quiet', '--create', name);
      save(name, changes);
    },
    pullRequest: async () => {
      const checks = await runJob(shell, 'validate', 'validate');
      const outcomes = Object.fromEntries(
        ['lint', 'test'].map((id, index) => [
          `needs.validate.outputs.${id}`,
          checks.steps[index]?.code === 0 ? 'success' : 'failure',
        ]),
      );
      const published = await runJob(shell, 'validate', 'publish', { ...expressions, ...outcomes });
      expect(published.failed).toBe(false);
      const { comments } = shell.github();
      expect(comments).toHaveLength(1);
      return { checks, comment: comments[0]!.body };
    },
    merge: () => {
      const name = git('branch', '--show-current').trim();
      git('switch', '--quiet', 'main');
      git('merge', '--quiet', '--no-ff', '--no-edit', name);
      return git('rev-parse', 'HEAD');
    },
    commit: (changes) => save('Housekeeping', changes),
    close: () => git('switch', '--quiet', 'main'),
    revert: () => git('revert', '--no-edit', '--mainline', '1', 'HEAD'),
    deploy: async (upTo) => {
      let last: { readonly job: string } & JobResult;
      for (const job of ['check', 'dev', 'plan-prod', 'prod']) {
        last = { job, ...(await runJob(shell, 'deploy', job)) };
        if (last.failed || job === upTo) break;
      }
      return last!;
    },
    job: (name) => runJob(shell, 'deploy', name),
    night: async () => {
      const { failed, outputs } = await runJob(shell, 'drift', 'plan');
      expect(failed).toBe(false);
      const exitCode = { 'needs.plan.outputs.exit-code': outputs['exit-code']! };
      expect(await runJob(shell, 'drift', 'report', { ...expressions, ...exitCode })).toMatchObject({
        failed: false,
      });
      return shell.github().issues;
    },
    dispose: () => shell.dispose(),
  };
}

/** That a command or step ended with this code and said all of this. */
export function says({ code, stdout, stderr }: Result, expected: number, ...words: string[]): void {
  const said = `${stdout}${stderr}`;
  for (const one of words) expect(said).toContain(one);
  expect(code, said).toBe(expected);
}
