// doctor: says whether the workspace of an environment is ready for the content, and what to do where it is not.
import { assertUsable } from '../diagnostics/assert-usable.ts';
import { exitCodes, type UserError } from '../diagnostics/user-error.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { missingContent } from '../project/assert-content.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { contentNeeds } from '../promotion/content-needs.ts';
import { type Readiness, readiness } from '../promotion/readiness.ts';
import type { Command } from './command.ts';
import { allowEmptyOption, environmentOption } from './options.ts';

export const doctorCommand: Command = {
  report: 'doctor',
  examples: [{ does: 'before the first plan', line: 'doctor --environment dev' }],
  define: (program) =>
    program
      .command('doctor')
      .description('check that the workspace of an environment is ready for the content (read-only)')
      .addOption(environmentOption())
      .addOption(allowEmptyOption()),

  async run(_args, flags, context) {
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    const { items, diagnostics } = effectiveItems(opened.items, environment);
    assertUsable(diagnostics);
    const needs = contentNeeds(items, opened.tables);
    const ofWorkspace = await withWorkspace({ ...context, opened, environment }, (workspace) =>
      readiness(workspace, needs, environment.apiVersion),
    );
    // Whoever begins with a workspace and has no content yet wants to know how it stands.
    const missing = missingContent(opened, flags, context);
    const checks = missing === undefined ? ofWorkspace : [...ofWorkspace, noContent(missing)];
    const count = (status: Readiness['status']) => checks.filter((one) => one.status === status).length;
    const summary = {
      ok: count('ok'),
      warning: count('warning'),
      failed: count('failed'),
      unknown: count('unknown'),
    };
    const isReady = ofWorkspace.every(({ status }) => status !== 'failed');
    const isMissing = missing !== undefined;
    return {
      report: { kind: 'doctor', environment: environment.name, summary, checks },
      exitCode: !isReady ? exitCodes.findings : isMissing ? exitCodes.usage : exitCodes.fine,
    };
  },
};

function noContent({ message, diagnostic: { hint } }: UserError): Readiness {
  const check = { check: 'content', status: 'failed', detail: message } as const;
  return hint === undefined ? check : { ...check, hint };
}
