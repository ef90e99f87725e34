// promote: takes content from one environment to the next in one go, through the same steps and gates as by hand.
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { assertContent } from '../project/assert-content.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { openProject } from '../project/open-project.ts';
import type { PromotionReport, PromotionStep } from '../reporters/report.ts';
import { applyCommand } from './apply.ts';
import { commandError } from './codes.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';
import { allowEmptyOption, auditOption, evidenceOption, seedOption, waitOption } from './options.ts';
import { smokeCommand } from './smoke.ts';
import { testCommand } from './test.ts';
import { validateCommand } from './validate.ts';

interface Step {
  /** As a user would type it. */
  readonly command: string;
  run(): Promise<Outcome>;
}

export const promoteCommand: Command = {
  report: 'promotion',
  examples: [{ does: 'dev first, then what its evidence allows in prod', line: 'promote dev prod' }],
  define: (program) =>
    program
      .command('promote')
      .argument('<from>', 'the environment in which the content proves itself')
      .argument('<to>', 'the environment behind the gate')
      .description('apply, validate and smoke in one environment, then apply in the next')
      .addOption(evidenceOption())
      .addOption(auditOption())
      .addOption(seedOption())
      .addOption(waitOption())
      .addOption(allowEmptyOption())
      .option('--auto-approve', 'do not ask before either apply'),

  async run(args, flags, context) {
    const [from, to] = args as [string, string];
    const opened = openProject(context);
    assertContent(opened, flags, context);
    openEnvironment(opened, { environment: from }, context);
    assertGate(openEnvironment(opened, { environment: to }, context), from);
    if (flags['autoApprove'] !== true && context.confirm === undefined) {
      throw commandError(
        'cli/not-approved',
        'promote has nobody to ask: this is not a terminal. Nothing was written.',
        { hint: 'Pass --auto-approve.' },
      );
    }
    return runSteps(stepsOf({ from, to }, flags, context), context);
  },
};

function assertGate({ name, promotion }: Environment, from: string): void {
  if (promotion?.from === from) return;
  const says =
    promotion === undefined ? 'has no `promotion`' : `takes its content from ${promotion.from}, not ${from}`;
  throw commandError('promotion/no-gate', `${name} ${says}.`, {
    hint:
      promotion === undefined
        ? `Write \`promotion: { from: ${from} }\` into its file, or use apply.`
        : `Run promote ${promotion.from} ${name}.`,
  });
}

/** Names of the two environments. */
interface Route {
  readonly from: string;
  readonly to: string;
}

/** All steps, also those the gate does not ask for: what is known about content costs less than what is not. */
function stepsOf({ from, to }: Route, flags: Flags, context: CommandContext): Step[] {
  const apply = (environment: string): Step => ({
    command: `apply --environment ${environment}`,
    run: () => applyCommand.run([], { ...flags, environment }, context),
  });
  const proof = { ...flags, environment: from, as: to };
  return [
    { command: `test --as ${to}`, run: () => testCommand.run([[]], { ...flags, as: to }, context) },
    apply(from),
    {
      command: `validate --environment ${from} --as ${to}`,
      run: () => validateCommand.run([[]], proof, context),
    },
    {
      command: `smoke --environment ${from} --as ${to}`,
      run: () => smokeCommand.run([], proof, context),
    },
    apply(to),
  ];
}

async function runSteps(steps: readonly Step[], context: CommandContext): Promise<Outcome> {
  const done: PromotionStep[] = [];
  const reportOf = (stopped?: PromotionReport['stopped']): PromotionReport => ({
    kind: 'promotion',
    steps: done,
    total: steps.length,
    ...(stopped === undefined ? {} : { stopped }),
  });
  for (const [index, { command, run }] of steps.entries()) {
    context.progress(`[${index + 1}/${steps.length}] ${command}`);
    const { report, exitCode, notRecorded } = await run().catch((error: unknown) => {
      throw error instanceof UserError ? stoppedBy(error, command) : error;
    });
    done.push({ command, exitCode, report });
    if (notRecorded !== undefined) return { report: reportOf('is not on record'), exitCode, notRecorded };
    if (exitCode !== exitCodes.fine) return { report: reportOf('did not pass'), exitCode };
  }
  return { report: reportOf(), exitCode: exitCodes.fine };
}

/** The same error, with the step it stopped. */
function stoppedBy(error: UserError, command: string): UserError {
  const options = { ...error.diagnostic, exitCode: error.exitCode, cause: error };
  return new UserError(`Promotion stopped at ${command}: ${error.message}`, options);
}
