// explain: what a code means, why it matters and what to do.
import { exitCodes } from '../diagnostics/user-error.ts';
import { explanationFor, nearestTo } from '../explanation.ts';
import { commandError } from './codes.ts';
import type { Command } from './command.ts';

export const explainCommand: Command = {
  report: 'explain',
  withoutProject: true,
  examples: [
    { does: 'a check', line: 'explain content/invalid-severity' },
    { does: 'a finding of the KQL parser', line: 'explain KS142' },
  ],
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
    throw commandError('cli/unknown-code', `No finding has the code ${code}.`, {
      hint:
        near === undefined ? 'docs/reference/checks.md lists the codes of checks.' : `Did you mean ${near}?`,
    });
  },
};
