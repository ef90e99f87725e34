// What a refusal of an analytics rule is: one table entry with its evidence, its words and the test that finds it.
import { mapOf } from '../../json/json.ts';
import type { Variants } from '../behaviours.ts';
import type { WorkspaceIdentity } from '../identity.ts';
import type { RuleLimits } from '../options.ts';
import type { RuleKind } from '../rule-fields.ts';
import type { StoredResource } from '../state/store.ts';
import type { Listed } from './listed.ts';

/** A rule about to be written, with everything a refusal may look at. */
export interface RuleWrite {
  readonly name: string;
  readonly kind: RuleKind;
  /** Read by the model: types are right, what is required is there. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly etag: string | undefined;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly existing: StoredResource | undefined;
  /** The other rules of the workspace. */
  readonly others: readonly StoredResource[];
  /** When a rule of this id was deleted. */
  readonly deleted: Date | undefined;
  readonly now: Date;
  readonly identity: WorkspaceIdentity;
  readonly variants: Variants;
  readonly limits: RuleLimits;
  readonly tacticsOf: (technique: string) => readonly string[] | undefined;
}

export interface Refusal extends Listed {
  /** 400 where absent. */
  readonly status?: number | ((write: RuleWrite) => number);
  /** BadRequest where absent. */
  readonly code?: string | ((write: RuleWrite) => string);
  /** The message, or undefined when the rule is fine. */
  readonly refuses: (write: RuleWrite) => string | undefined;
}

/** A list of strings under `name`; absent is empty. */
export function stringsIn(properties: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const value = properties[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A string under `name`, or undefined. */
export function stringIn(properties: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}

/** A list of objects under `name`; absent is empty. */
export function objectsIn(
  properties: Readonly<Record<string, unknown>>,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const value = properties[name];
  return Array.isArray(value) ? value : [];
}

/** An object under `name`; absent is empty. */
export function objectIn(
  properties: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  return mapOf(properties[name]);
}
