// What a new file says beside what ARM takes, as published files do.
import type { JsonMap } from '../../json/json.ts';
import { isQueryRule, ruleKindOf } from '../model/rule-kinds.ts';
import type { ResourceBody } from './content-kind.ts';

/** Whoever reads the file fills this in. */
export const noConnectors: JsonMap = { requiredDataConnectors: [] };

/** A rule of a kind that Microsoft runs names what it is, for the reader alone. */
export function ruleFileExtras(name: string, { kind, properties }: ResourceBody): JsonMap {
  const ruleKind = ruleKindOf(kind);
  if (ruleKind === undefined || isQueryRule(ruleKind)) return noConnectors;
  const { description, severity, tactics } = properties;
  return Object.fromEntries(
    Object.entries({ name, description, severity, tactics }).filter(
      ([, value]) => typeof value === 'string' || (Array.isArray(value) && value.length > 0),
    ),
  );
}
