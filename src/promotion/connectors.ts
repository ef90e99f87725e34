// Are the data connectors that content names connected? The list shows some; tables show that others may be.
import type { DataConnector } from '../workspace/workspace.ts';
import type { ConnectorNeed } from './content-needs.ts';

/**
 * connected: the service lists it so. tables: the service does not say, but its tables are there. unknown: its data types name no table to
 * look for. covered: neither it nor its tables are there, but each item that names it names another that is. missing: the rest.
 */
export type ConnectorState = 'connected' | 'tables' | 'unknown' | 'covered' | 'missing';

export interface JudgedConnector extends ConnectorNeed {
  readonly state: ConnectorState;
  /** Those of its tables that the workspace holds. */
  readonly present: readonly string[];
}

/**
 * The kind ARM gives a connector that content names by another id. Beware of `AzureActiveDirectory`: as a kind it is the alerts of
 * Identity Protection, as a connector id the sign-in logs, which come through diagnostic settings and are never listed.
 * https://learn.microsoft.com/rest/api/securityinsights/data-connectors/list, https://github.com/Azure/Azure-Sentinel/issues/2901
 */
const kindOfId: Readonly<Record<string, string | undefined>> = {
  AWS: 'AmazonWebServicesCloudTrail',
  AWSS3: 'AmazonWebServicesS3',
  AwsS3: 'AmazonWebServicesS3',
  AzureActiveDirectory: undefined,
  AzureActiveDirectoryIdentityProtection: 'AzureActiveDirectory',
  IoT: 'IOT',
  MicrosoftDefenderThreatIntelligence: 'MicrosoftThreatIntelligence',
};

/** Kinds that stand for many connectors and so for none. */
const generalKinds: ReadonlySet<string> = new Set(['APIPolling', 'GenericUI', 'RestApiPoller']);

/** Judges each need by the connectors that are listed and the tables of the workspace. */
export function judgeConnectors(
  needs: readonly ConnectorNeed[],
  listed: readonly DataConnector[],
  tables: readonly string[],
): readonly JudgedConnector[] {
  const there = new Set(tables);
  const judged = needs.map((need): JudgedConnector => {
    const present = need.tables.filter((table) => there.has(table));
    const isConnected = listed.some(
      (connector) => connector.isConnected === true && isOf(connector, need.name),
    );
    if (isConnected) return { ...need, present, state: 'connected' };
    if (need.tables.length === 0) return { ...need, present, state: 'unknown' };
    return { ...need, present, state: present.length > 0 ? 'tables' : 'missing' };
  });
  // Content names connectors that can stand in for each other; a query that needs all of them misses a table, which is checked apart.
  const served = new Set(judged.filter(({ state }) => state !== 'missing').flatMap(({ items }) => items));
  return judged.map((one) => {
    const isCovered = one.state === 'missing' && one.items.every((item) => served.has(item));
    return isCovered ? { ...one, state: 'covered' } : one;
  });
}

function isOf({ kind, name, connectorId }: DataConnector, id: string): boolean {
  const ownKind = Object.hasOwn(kindOfId, id) ? kindOfId[id] : id;
  if (ownKind !== undefined && kind === ownKind && !generalKinds.has(kind)) return true;
  return [connectorId, name].some((given) => given?.toLowerCase() === id.toLowerCase());
}
