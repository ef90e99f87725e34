// explain: what a code means, why it matters and what to do.
import { explain, explanationOf, nearestCode } from '../checks/lint/explain.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Command } from './command.ts';
import { otherCodes } from './explanation.ts';

export const explainCommand: Command = {
  define: (program) =>
    program
      .command('explain')
      .argument('<code>', 'a code as findings show it')
      .description('print what a code means'),

  async run(args) {
    const code = String(args[0]);
    const text = explain(code);
    if (text !== undefined) {
      return { report: { kind: 'text', text, json: { ...explanationOf(code) } }, exitCode: exitCodes.fine };
    }
    const other = Object.hasOwn(otherCodes, code) ? otherCodes[code] : undefined;
    if (other !== undefined) {
      const { summary, hint } = other;
      const lines = [code, '', summary, '', `What to do: ${hint}`, ''];
      return {
        report: { kind: 'text', text: lines.join('\n'), json: { code, summary, fix: hint } },
        exitCode: exitCodes.fine,
      };
    }
    const meant = nearestCode(code) ?? didYouMean(code, Object.keys(otherCodes));
    throw new UserError(`No finding has the code ${code}.`, {
      code: 'cli/unknown-code',
      hint:
        meant === undefined
          ? 'docs/reference/checks.md lists the codes of checks.'
          : `Did you mean ${meant}?`,
    });
  },
};
