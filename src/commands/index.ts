// The commands in the order of the help.
import { adoptCommand } from './adopt.ts';
import { applyCommand } from './apply.ts';
import type { Command } from './command.ts';
import { explainCommand } from './explain.ts';
import { lintCommand } from './lint.ts';
import { planCommand } from './plan.ts';
import { queryCommand } from './query.ts';
import { serveCommand } from './serve.ts';
import { smokeCommand } from './smoke.ts';
import { testCommand } from './test.ts';
import { validateCommand } from './validate.ts';

export const commands: readonly Command[] = [
  lintCommand,
  testCommand,
  validateCommand,
  smokeCommand,
  planCommand,
  applyCommand,
  adoptCommand,
  queryCommand,
  serveCommand,
  explainCommand,
];
