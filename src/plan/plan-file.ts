// A saved plan: what a reviewer approved, bound to the workspace, the commit, the content and every etag it was made from.

import type { UserError } from '../diagnostics/user-error.ts';
import { isJsonMap, isListOfMaps, isSameJson } from '../json/json.ts';
import { planError } from './codes.ts';
import { type Plan, planSchemaVersion } from './plan.ts';

/** The text of a plan file, one trailing newline. Saving what was loaded gives the same text. */
export function formatPlanFile(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

/**
 * Reads a plan file.
 * @throws UserError when it is no plan, or one of another version of the format.
 */
export function parsePlanFile(text: string, file: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notAPlan(file, 'it is no JSON', cause);
  }
  if (!isJsonMap(value)) throw notAPlan(file, 'it holds no object');
  if (value['schemaVersion'] !== planSchemaVersion) {
    throw notAPlan(
      file,
      `its schemaVersion is ${JSON.stringify(value['schemaVersion'])}, not ${planSchemaVersion}`,
    );
  }
  const missing = Object.entries(shape).find(([key, isRight]) => !isRight(value[key]));
  if (missing !== undefined) throw notAPlan(file, `its ${missing[0]} is missing or of the wrong type`);
  return value as unknown as Plan;
}

const isText = (value: unknown) => typeof value === 'string';

const shape: Readonly<Record<string, (value: unknown) => boolean>> = {
  workspace: isText,
  owner: isText,
  prune: (value) => typeof value === 'boolean',
  changes: isListOfMaps,
  safety: (value) => Array.isArray(value),
  content: (value) => isJsonMap(value) && Object.values(value).every(isText),
  etags: (value) => isJsonMap(value) && Object.values(value).every(isText),
};

function notAPlan(file: string, why: string, cause?: unknown): UserError {
  return planError('plan/not-a-plan', `${file} is not a plan this version can apply: ${why}.`, {
    file,
    cause,
  });
}

/**
 * Refuses a saved plan that no longer describes what apply would do. `fresh` is the plan made now, with the saved one's options.
 * @throws UserError that names everything that moved.
 */
export function assertPlanHolds(saved: Plan, fresh: Plan): void {
  if (saved.workspace.toLowerCase() !== fresh.workspace.toLowerCase()) {
    throw planError(
      'plan/other-workspace',
      `The plan is for ${saved.workspace}, not for ${fresh.workspace}.`,
      { hint: 'Apply it to the environment it was made for, or plan again.' },
    );
  }
  const moved = [
    ...(saved.owner === fresh.owner ? [] : [`owner ${saved.owner} is now ${fresh.owner}`]),
    ...(saved.commit === fresh.commit
      ? []
      : [`commit ${saved.commit ?? 'none'} is now ${fresh.commit ?? 'none'}`]),
    ...movedKeys(saved.content, fresh.content).map((key) => `content of ${describe(key, saved, fresh)}`),
    ...movedKeys(saved.etags, fresh.etags).map((key) => `${describe(key, saved, fresh)} in the workspace`),
  ];
  if (moved.length === 0 && !isSameJson(saved.changes, fresh.changes)) moved.push('what the changes say');
  if (moved.length === 0) return;
  throw planError('plan/stale', `The plan is stale; changed since it was made: ${moved.join('; ')}.`);
}

/** `Rare tool (alertrules/...)`: the key with the name of the item it belongs to, where a plan tells. */
function describe(key: string, ...plans: readonly Plan[]): string {
  const isOf = (name: string) => [`/${name}`, `-${name}`].some((end) => key.toLowerCase().endsWith(end));
  const change = plans
    .flatMap(({ changes }) => changes)
    .find(({ id, deployedAs = id }) => isOf(id.toLowerCase()) || isOf(deployedAs.toLowerCase()));
  return change === undefined ? key : `${change.name} (${key})`;
}

function movedKeys(
  saved: Readonly<Record<string, string>>,
  fresh: Readonly<Record<string, string>>,
): readonly string[] {
  const keys = new Set([...Object.keys(saved), ...Object.keys(fresh)]);
  return [...keys].filter((key) => saved[key] !== fresh[key]).sort();
}
