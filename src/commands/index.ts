// The commands, in the groups and the order of the help.
import { adoptCommand } from './adopt.ts';
import { applyCommand } from './apply.ts';
import type { Command } from './command.ts';
import { completionCommand } from './completion.ts';
import { convertCommand } from './convert.ts';
import { costCommand } from './cost.ts';
import { coverageCommand } from './coverage.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { fmtCommand } from './fmt.ts';
import { initCommand } from './init.ts';
import { lintCommand } from './lint.ts';
import { newCommand } from './new.ts';
import { planCommand } from './plan.ts';
import { promoteCommand } from './promote.ts';
import { queryCommand } from './query.ts';
import { reportCommand } from './report.ts';
import { seedCommand } from './seed.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { smokeCommand } from './smoke.ts';
import { tablesCommand } from './tables.ts';
import { testCommand } from './test.ts';
import { validateCommand } from './validate.ts';

export interface CommandGroup {
  readonly heading: string;
  readonly commands: readonly Command[];
}

/** Every command stands in one of them. */
export const commandGroups: readonly CommandGroup[] = [
  { heading: 'Begin', commands: [initCommand, newCommand, convertCommand, exportCommand, tablesCommand] },
  {
    heading: 'Write and test, without a workspace',
    commands: [lintCommand, fmtCommand, testCommand, queryCommand, simulateCommand, serveCommand],
  },
  { heading: 'Show what there is', commands: [costCommand, coverageCommand, reportCommand] },
  {
    heading: 'Deploy to a workspace',
    commands: [doctorCommand, planCommand, applyCommand, promoteCommand, adoptCommand],
  },
  { heading: 'Prove on a workspace', commands: [seedCommand, validateCommand, smokeCommand] },
  { heading: 'Help', commands: [explainCommand, completionCommand] },
];

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands);
