// explain: what a code means, why it matters and what to do.
import { explanationFor, nearestTo } from '../codes/explanation.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Command } from './command.ts';

export const explainCommand: Command = {
  report: 'explain',
  withoutProject: true,
  define: (program) =>
    program
      .command('explain')
      .argument('<code>', 'a code as shown in a finding')
      .description('print what a code means'),

  async run(args) {
    const code = String(args[0]);
    const explanation = explanationFor(code);
    if (explanation !== undefined) {
      return { report: { kind: 'explain', ...explanation }, exitCode: exitCodes.fine };
    }
    const near = nearestTo(code);
    throw new UserError(`No finding has the code ${code}.`, {
      code: 'cli/unknown-code',
      hint:
        near === undefined ? 'docs/reference/checks.md lists the codes of checks.' : `Did you mean ${near}?`,
    });
  },
};
