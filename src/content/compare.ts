// Compares what a file states with what a workspace holds: only stated properties, in canonical form.

import { isSameJson, valueAtPath } from '../json/json.ts';
import type { ValuePath } from './content-item.ts';
import type { ContentKindDefinition, ResourceBody } from './kinds/content-kind.ts';

export interface FieldDifference {
  readonly path: ValuePath;
  /** Canonical value in the workspace; undefined when absent, null or empty. */
  readonly deployed: unknown;
  /** Canonical value in the file; undefined when the file states it as empty. */
  readonly desired: unknown;
}

/** The stated paths at which the two differ, in the order of the desired body; empty means an update would change nothing. */
export function differences(
  definition: ContentKindDefinition,
  desired: ResourceBody,
  deployed: ResourceBody,
): FieldDifference[] {
  const wanted = definition.canonical(desired);
  const deployedForm = definition.canonical(deployed);
  return definition
    .statedPaths(desired)
    .map((path) => ({ path, desired: valueAtPath(wanted, path), deployed: valueAtPath(deployedForm, path) }))
    .filter((field) => !isSameJson(field.desired, field.deployed));
}

/** The whole body of a create: what the file states over the defaults of what ARM requires. */
export function createBody(definition: ContentKindDefinition, desired: ResourceBody): ResourceBody {
  return definition.overlay(desired, { properties: definition.createDefaults(desired) });
}
