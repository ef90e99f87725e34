// What the service sets in a rule below its lists: read, never written, and nothing a file could state.
import { isJsonMap, type JsonMap } from '../json.ts';

/**
 * By dotted path. The SDK's model marks them read-only.
 * https://learn.microsoft.com/javascript/api/@azure/arm-securityinsight/fusionsourcesubtypesetting
 */
const serverOwned: ReadonlySet<string> = new Set([
  'sourceSettings.sourceSubTypes.sourceSubTypeDisplayName',
  'sourceSettings.sourceSubTypes.severityFilters.isSupported',
]);

/** The properties of a rule without what only the service sets in the sources of a Fusion rule. */
export function withoutServerOwned(properties: JsonMap): JsonMap {
  if (!Object.hasOwn(properties, 'sourceSettings')) return properties;
  return { ...properties, sourceSettings: stripped(properties['sourceSettings'], 'sourceSettings') };
}

function stripped(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => stripped(item, path));
  if (!isJsonMap(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !serverOwned.has(`${path}.${key}`));
  return Object.fromEntries(kept.map(([key, inner]) => [key, stripped(inner, `${path}.${key}`)]));
}
