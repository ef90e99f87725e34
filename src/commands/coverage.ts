// coverage: which ATT&CK techniques the detections name, and which of them are proven by detection tests.
import { coverageOf } from '../coverage/coverage.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { openSelection } from '../project/selection.ts';
import { loadTests } from '../testing/run-selection.ts';
import type { Command } from './command.ts';
import { allowEmptyOption } from './options.ts';

export const coverageCommand: Command = {
  report: 'coverage',
  examples: [{ does: 'a layer for the ATT&CK Navigator', line: 'coverage --report navigator=layer.json' }],
  define: (program) =>
    program
      .command('coverage')
      .argument('[path...]', 'content files or folders (default: all content)')
      .description('show which ATT&CK techniques the detections name, and which are proven by tests')
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    const selection = openSelection(context, args[0] as string[], flags);
    const { items } = selection.chosen;
    const { casesOf } = loadTests(selection, items);
    return { report: { kind: 'coverage', coverage: coverageOf(items, casesOf) }, exitCode: exitCodes.fine };
  },
};
