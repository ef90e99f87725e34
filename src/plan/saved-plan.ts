// Saves a plan to a file and loads it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { planError } from './codes.ts';
import type { Plan } from './plan.ts';
import { formatPlanFile, parsePlanFile } from './plan-file.ts';

/** Throws a UserError where the file cannot be written. */
export function savePlan(plan: Plan, file: string): void {
  try {
    writeFileSync(file, formatPlanFile(plan));
  } catch (error) {
    throw planError('plan/unwritable', `The plan cannot be saved: ${(error as Error).message}.`, {
      file,
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
    throw planError('plan/unreadable', `The plan cannot be read: ${(error as Error).message}.`, {
      file,
      cause: error,
    });
  }
  return parsePlanFile(text, file);
}
