// Runs the shell steps of one job, in order, as far as they succeed or are to run regardless.
import type { Shell, StepResult } from './shell.ts';
import { readWorkflow } from './workflow-file.ts';

export interface JobResult {
  readonly failed: boolean;
  readonly steps: readonly StepResult[];
  /** Outputs of all steps. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** `expressions` are the values of what `env` of the workflow and its steps asks for. Actions (`uses`) are not run: their work is the test's. */
export async function runJob(
  shell: Shell,
  workflow: string,
  job: string,
  expressions: Readonly<Record<string, string>> = {},
): Promise<JobResult> {
  const steps: StepResult[] = [];
  let failed = false;
  const { env, jobs } = readWorkflow(workflow);
  for (const step of jobs[job]!.steps) {
    if (step.run === undefined || (failed && !step.if?.includes('!cancelled()'))) continue;
    const result = await shell.run({ ...step, env: { ...env, ...step.env } }, expressions);
    steps.push(result);
    failed ||= result.code !== 0;
  }
  return { failed, steps, outputs: Object.assign({}, ...steps.map(({ outputs }) => outputs)) };
}
