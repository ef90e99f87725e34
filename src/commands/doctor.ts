// doctor: says whether the workspace of an environment is ready for the content, and what to do where it is not.
import { exitCodes } from '../diagnostics/user-error.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { assertContent } from '../project/assert-content.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { assertUsable, openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { contentNeeds } from '../promotion/content-needs.ts';
import { type Readiness, readiness } from '../promotion/readiness.ts';
import type { Command } from './command.ts';
import { allowEmptyOption, environmentOption } from './options.ts';

export const doctorCommand: Command = {
  report: 'doctor',
  define: (program) =>
    program
      .command('doctor')
      .description('check that the workspace of an environment is ready for the content; changes nothing')
      .addOption(environmentOption())
      .addOption(allowEmptyOption()),

  async run(_args, flags, context) {
    const opened = openProject(context);
    assertContent(opened, flags, context);
    const environment = openEnvironment(opened, flags, context);
    const effective = effectiveItems(opened.items, environment);
    assertUsable(effective.diagnostics);
    const needs = contentNeeds(effective.items, opened.tables);
    const checks = await withWorkspace({ ...context, opened, environment }, (workspace) =>
      readiness(workspace, needs, environment.apiVersion),
    );
    const count = (status: Readiness['status']) => checks.filter((one) => one.status === status).length;
    const summary = { ok: count('ok'), failed: count('failed'), unknown: count('unknown') };
    return {
      report: {
        kind: 'text',
        text: checks.map(line).join(''),
        json: { environment: environment.name, summary, checks },
      },
      exitCode: summary.failed > 0 ? exitCodes.findings : exitCodes.fine,
    };
  },
};

/** `failed   tables       2 of 5 are missing: ...`, and below it what to do. */
function line({ check, status, detail, hint }: Readiness): string {
  const advice = hint === undefined || status === 'ok' ? '' : `                      ${hint}\n`;
  return `${status.padEnd(8)} ${check.padEnd(12)} ${detail}\n${advice}`;
}
