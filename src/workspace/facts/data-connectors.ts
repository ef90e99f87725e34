// Reads the data connectors of a workspace, as far as Microsoft Sentinel lists them.
import { compareText } from '../../diagnostics/compare-text.ts';
import { isJsonMap, mapOf } from '../../json/json.ts';
import { armCollection } from '../resources/arm-collection.ts';
import type { Services } from '../resources/collection.ts';
import type { DataConnector, RawResource } from '../workspace.ts';

const path = 'providers/Microsoft.SecurityInsights/dataConnectors';

/**
 * Sorted by name. Connectors that run through diagnostic settings or data collection rules are not among them: those are resources
 * of other providers. https://learn.microsoft.com/rest/api/securityinsights/data-connectors/list
 */
export async function dataConnectors({
  securityInsights: client,
  scope,
  apiVersion,
}: Services): Promise<readonly DataConnector[]> {
  const list = await armCollection({ client, scope, apiVersion, path }).list();
  return list.map(readConnector).sort((a, b) => compareText(a.name, b.name));
}

function readConnector({ name, kind = '', properties }: RawResource): DataConnector {
  return { name, kind, connectorId: idOf(properties), isConnected: stateOf(properties) };
}

/** A connection names the definition of its page; an older custom connector holds the page itself. */
function idOf(properties: RawResource['properties']): string | undefined {
  const page = objectIn(properties, 'connectorUiConfig')['id'];
  const definition = properties['connectorDefinitionName'];
  const id = typeof page === 'string' ? page : definition;
  return typeof id === 'string' && id !== '' ? id.split('/').at(-1) : undefined;
}

/** Each kind says it in its own way; a page alone (GenericUI) does not say it at all. */
function stateOf(properties: RawResource['properties']): boolean | undefined {
  for (const holder of [properties, objectIn(properties, 'pollingConfig')]) {
    if (typeof holder['isActive'] === 'boolean') return holder['isActive'];
  }
  const states = Object.values(objectIn(properties, 'dataTypes'))
    .filter(isJsonMap)
    .map(({ state }) => state)
    .filter((state) => typeof state === 'string');
  if (states.length > 0) return states.some((state) => /^enabled$/i.test(state));
  return typeof properties['connectorDefinitionName'] === 'string' ? true : undefined;
}

function objectIn(
  properties: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> {
  return mapOf(properties[key]);
}
