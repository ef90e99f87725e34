// Saves a plan to a file and loads it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '../diagnostics/user-error.ts';
import type { Plan } from './plan.ts';
import { formatPlanFile, parsePlanFile } from './plan-file.ts';

/** Throws a UserError where the file cannot be written. */
export function savePlan(plan: Plan, file: string): void {
  try {
    writeFileSync(file, formatPlanFile(plan));
  } catch (error) {
    throw new UserError(`The plan cannot be saved: ${(error as Error).message}.`, {
      code: 'plan/unwritable',
      file,
      hint: 'Name a file in a folder that exists and is writable.',
      cause: error,
    });
  }
}

/** Throws a UserError where the file cannot be read or is no plan; `file` is its name in the message. */
export function loadPlan(path: string, file: string): Plan {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`The plan cannot be read: ${(error as Error).message}.`, {
      code: 'plan/unreadable',
      file,
      hint: 'Make one with plan --out.',
      cause: error,
    });
  }
  return parsePlanFile(text, file);
}
