// The bodies by which Resource Manager knows test tables and data collection rules; infra/test-tables.bicep declares the same.
import { filledText, isJsonMap, mapOf, mapsOf, own } from '../../json/json.ts';
import { isTestTable } from '../../kql/rewrite/test-table.ts';
import { kqlType } from '../facts/tables.ts';
import type { CollectionRule, DeclaredTable, HeldRule, RuleStream, SeedingColumns } from './seeding.ts';

type Body = Readonly<Record<string, unknown>>;

export const tablesApiVersion = '2022-10-01';
export const rulesApiVersion = '2023-03-11';

/** `kind` of a rule that has an ingestion endpoint of its own: no data collection endpoint is needed. */
export const ruleKind = 'Direct';
/** A rule's name for the one workspace it leads to. */
const destination = 'workspace';

/** Resource Manager's words for KQL types, where they differ. */
const armTypes: Readonly<Record<string, string>> = { bool: 'boolean', datetime: 'dateTime' };

/** https://learn.microsoft.com/rest/api/loganalytics/tables/create-or-update */
export function tableBody({ name, columns, settings }: DeclaredTable): Body {
  return { properties: { ...settings, schema: { name, columns: armColumns(columns) } } };
}

/** What of a table's properties a PUT must repeat; a retention that follows the workspace's is none of its own. */
export function settingsOf(properties: Body): Body {
  const settings = ['plan', 'retentionInDays', 'totalRetentionInDays'].filter(
    (key) => properties[key] !== undefined && properties[`${key}AsDefault`] !== true,
  );
  return Object.fromEntries(settings.map((key) => [key, properties[key]]));
}

/** The columns as a table and the parameters of the template declare them. */
export function armColumns(columns: SeedingColumns): SeedingColumns {
  return columns.map(({ name, type }) => ({ name, type: own(armTypes, type) ?? type }));
}

/** The name of the stream that leads to a table; it begins with `Custom-`. */
export function streamOf(table: string): string {
  return `Custom-${table}`;
}

/**
 * One stream and one data flow a table, rows passed on as they come.
 * https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-rule-structure
 */
export function ruleBody(
  { streams }: CollectionRule,
  { location, workspaceId }: { readonly location: string; readonly workspaceId: string },
): Body {
  return {
    location,
    kind: ruleKind,
    properties: {
      description: 'Leads the seed rows of detection tests to their test tables.',
      streamDeclarations: Object.fromEntries(
        // A rule spells its types in lower case.
        streams.map(({ table, columns }) => [
          streamOf(table),
          { columns: armColumns(columns).map(({ name, type }) => ({ name, type: type.toLowerCase() })) },
        ]),
      ),
      destinations: { logAnalytics: [{ name: destination, workspaceResourceId: workspaceId }] },
      dataFlows: streams.map(({ table }) => ({
        streams: [streamOf(table)],
        destinations: [destination],
        transformKql: 'source',
        outputStream: streamOf(table),
      })),
    },
  };
}

/** https://learn.microsoft.com/rest/api/monitor/data-collection-rules/get */
export function readRule(name: string, body: unknown): HeldRule {
  const rule = mapOf(body);
  const properties = mapOf(rule['properties']);
  const endpoints = mapOf(properties['endpoints']);
  const streams = mapsOf(properties['dataFlows']).flatMap((flow) => streamsOf(flow, properties));
  const ours = new Set(streams.map(({ table }) => streamOf(table)));
  const places = mapsOf(mapOf(properties['destinations'])['logAnalytics']);
  return {
    name,
    kind: filledText(rule['kind']),
    workspaces: places.map((place) => filledText(place['workspaceResourceId']) ?? ''),
    immutableId: filledText(properties['immutableId']),
    endpoint: filledText(endpoints['logsIngestion']),
    streams,
    otherStreams: Object.keys(mapOf(properties['streamDeclarations'])).filter((one) => !ours.has(one)),
  };
}

/** The streams of a flow that are declared; others are no business of ours. */
function streamsOf(flow: Body, properties: Body): readonly RuleStream[] {
  const declarations = mapOf(properties['streamDeclarations']);
  const table = filledText(flow['outputStream'])?.replace(/^Custom-/, '');
  const names = Array.isArray(flow['streams']) ? flow['streams'].map(String) : [];
  return names.flatMap((name) => {
    const declared = own(declarations, name);
    if (table === undefined || !isTestTable(table) || name !== streamOf(table) || !isJsonMap(declared))
      return [];
    return [{ table, columns: readColumns(declared['columns']) }];
  });
}

/** Columns of a body, their types in KQL's spelling. */
export function readColumns(value: unknown): SeedingColumns {
  return mapsOf(value).map(({ name, type }) => ({ name: String(name), type: kqlType(String(type)) }));
}
