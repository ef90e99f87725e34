// The commands in the order of the help.
import { adoptCommand } from './adopt.ts';
import { applyCommand } from './apply.ts';
import type { Command } from './command.ts';
import { planCommand } from './plan.ts';
import { serveCommand } from './serve.ts';
import { smokeCommand } from './smoke.ts';
import { testCommand } from './test.ts';
import { validateCommand } from './validate.ts';

export const commands: readonly Command[] = [
  testCommand,
  validateCommand,
  smokeCommand,
  planCommand,
  applyCommand,
  adoptCommand,
  serveCommand,
];
