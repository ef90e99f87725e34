// cost: what each query costs by its form, and which parts of it.
import { createCheckContext } from '../checks/context.ts';
import { costsOf } from '../checks/cost/costs.ts';
import { exitCodes } from '../diagnostics/user-error.ts';
import { openSelection } from '../project/selection.ts';
import type { Command } from './command.ts';
import { allowEmptyOption } from './options.ts';

export const costCommand: Command = {
  report: 'cost',
  examples: [
    { does: 'all content, the most expensive query first', line: 'cost' },
    { does: 'one rule', line: 'cost analytics-rules/rare-tool.yaml' },
  ],
  define: (program) =>
    program
      .command('cost')
      .argument('[path...]', 'content files or folders (default: all content)')
      .description('show what queries cost by their form, the most expensive first, offline')
      .addOption(allowEmptyOption()),

  async run(args, flags, context) {
    const { all, chosen } = openSelection(context, args[0] as string[], flags);
    const { items, tables, project } = all;
    const checking = createCheckContext({ items, tables, now: context.clock() });
    const onItem = (done: number, total: number) => context.doing('Looking', done, total);
    const costs = costsOf(chosen.items, checking, onItem);
    return {
      report: { kind: 'cost', maxQueryCost: project.maxQueryCost, ...costs },
      exitCode: exitCodes.fine,
    };
  },
};
