// Data collection rules for direct ingestion, as Microsoft.Insights serves them.

import type { DeclaredColumn } from '../column-types.ts';
import { type Answer, armError, notEmbedded } from '../http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, objectBody, param } from '../http/request.ts';
import { type WorkspaceIdentity, workspaceResourceId } from '../identity.ts';
import { declaredColumns, storedTable } from '../queries/arm-tables.ts';
import {
  type DataCollectionRuleWrite,
  type DataFlow,
  dataCollectionRuleRefusals,
  tableOfFlow,
} from '../refusals/data-collection-rule.ts';
import { type Fields, shapeOf } from '../shape.ts';
import { freshEtag, securityEtag } from '../state/etags.ts';
import type { StoredResource } from '../state/store.ts';

const ruleType = 'Microsoft.Insights/dataCollectionRules';
const string = { type: 'string' } as const;
const required = { type: 'string', required: true } as const;

/** https://learn.microsoft.com/rest/api/monitor/data-collection-rules/create */
const fields: Fields = {
  description: string,
  dataCollectionEndpointId: string,
  streamDeclarations: { type: 'any', required: true },
  dataSources: { type: 'any' },
  destinations: {
    type: 'object',
    required: true,
    fields: {
      logAnalytics: {
        type: 'objects',
        required: true,
        fields: { name: required, workspaceResourceId: required },
      },
    },
  },
  dataFlows: {
    type: 'objects',
    required: true,
    fields: {
      streams: { type: 'strings', required: true },
      destinations: { type: 'strings', required: true },
      transformKql: string,
      outputStream: string,
    },
  },
};
const streamFields: Fields = {
  columns: { type: 'objects', required: true, fields: { name: required, type: required } },
};

/** What of a stored rule the ingestion asks for. */
export interface StoredRule {
  readonly immutableId: string;
  readonly streamDeclarations: Readonly<Record<string, { readonly columns: readonly DeclaredColumn[] }>>;
  readonly dataFlows: readonly DataFlow[];
}

export function storedRule(resource: StoredResource): StoredRule {
  return resource.properties as unknown as StoredRule;
}

const locationOf = (identity: WorkspaceIdentity) => identity.location ?? 'westeurope';

function ruleId({ subscription, resourceGroup }: WorkspaceIdentity, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/${ruleType}/${name}`;
}

/** The endpoint is this server, as the client addressed it. */
function toBody(rule: StoredResource, { url }: ArmRequest, { identity }: EmulatedWorkspace): unknown {
  const { name, kind, etag, properties } = rule;
  return {
    id: ruleId(identity, name),
    name,
    type: ruleType,
    location: locationOf(identity),
    ...(kind !== undefined && { kind }),
    etag,
    properties: {
      ...properties,
      ...(kind === 'Direct' && { endpoints: { logsIngestion: url.origin } }),
      provisioningState: 'Succeeded',
    },
  };
}

function notFound(name: string, { identity }: EmulatedWorkspace): Answer {
  const message = `The Resource '${ruleType}/${name}' under resource group '${identity.resourceGroup}' was not found.`;
  return armError(404, 'ResourceNotFound', message);
}

export function listDataCollectionRules(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const rules = workspace.store.list('dataCollectionRules');
  return { status: 200, body: { value: rules.map((rule) => toBody(rule, request, workspace)) } };
}

export function getDataCollectionRule(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const name = param(request, 'dataCollectionRule');
  const rule = workspace.store.get('dataCollectionRules', name);
  if (rule === undefined) return notFound(name, workspace);
  return { status: 200, body: toBody(rule, request, workspace) };
}

/** A full replace: 201 when it is new, 200 when it was there. The immutable id stays. */
export function putDataCollectionRule(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    const { store, token } = workspace;
    const name = param(request, 'dataCollectionRule');
    const { kind, location, properties } = objectBody(request);
    if (typeof location !== 'string' || location === '') {
      return armError(400, 'LocationRequired', 'The location property is required for this definition.');
    }
    const model = readModel(properties, request);
    if (!model.ok) return armError(400, 'InvalidPayload', model.problem);
    const unsupported = notServed(kind, properties, model);
    if (unsupported !== undefined) return unsupported;
    const refused = refusal({ ...model, location }, workspace);
    if (refused !== undefined) return refused;
    const existing = store.get('dataCollectionRules', name);
    const immutableId = existing?.properties['immutableId'] ?? `dcr-${token()}${token()}`;
    const rule: StoredResource = {
      name: existing?.name ?? name,
      etag: freshEtag(existing?.etag, () => securityEtag(token())),
      kind: typeof kind === 'string' ? 'Direct' : undefined,
      properties: { immutableId, ...model.value, ...withCustomerId(model, workspace) },
    };
    store.put('dataCollectionRules', rule);
    return { status: existing === undefined ? 201 : 200, body: toBody(rule, request, workspace) };
  });
}

type Model = Pick<DataCollectionRuleWrite, 'streams' | 'destinations' | 'flows'> & {
  readonly value: Readonly<Record<string, unknown>>;
};

function readModel(
  properties: unknown,
  { preview }: ArmRequest,
): ({ readonly ok: true } & Model) | { readonly ok: false; readonly problem: string } {
  const options = { preview, unknown: 'dropped', readOnly: 'ignored' } as const;
  const shaped = shapeOf(fields, properties, 'properties', options);
  if (!shaped.ok) return shaped;
  const { value } = shaped;
  const declarations = value['streamDeclarations'];
  if (typeof declarations !== 'object' || Array.isArray(declarations)) {
    return { ok: false, problem: "'properties.streamDeclarations' must be an object" };
  }
  const streams = new Map<string, readonly DeclaredColumn[]>();
  for (const [name, stream] of Object.entries(declarations ?? {})) {
    const read = shapeOf(streamFields, stream, `properties.streamDeclarations['${name}']`, options);
    if (!read.ok) return read;
    streams.set(name, read.value['columns'] as DeclaredColumn[]);
  }
  const { logAnalytics } = value['destinations'] as { logAnalytics: Model['destinations'] };
  const flows = value['dataFlows'] as DataFlow[];
  return { ok: true, value, streams: Object.fromEntries(streams), destinations: logAnalytics, flows };
}

/** What Azure would do and the embedded workspace cannot. */
function notServed(kind: unknown, properties: unknown, { value, flows }: Model): Answer | undefined {
  const isDirect = kind === undefined || kind === null || String(kind).toLowerCase() === 'direct';
  if (!isDirect) return notEmbedded(`data collection rules of the kind ${String(kind)}`);
  const { dataSources } = value;
  if (typeof dataSources === 'object' && Object.keys(dataSources ?? {}).length > 0) {
    return notEmbedded('data sources of data collection rules');
  }
  if (value['dataCollectionEndpointId'] !== undefined) return notEmbedded('data collection endpoints');
  const destinations = Object.keys(Reflect.get(Object(properties), 'destinations'));
  const other = destinations.find((name) => name !== 'logAnalytics');
  if (other !== undefined) return notEmbedded(`destinations of the kind ${other}`);
  const transformed = flows.find(({ transformKql = 'source' }) => transformKql.trim() !== 'source');
  if (transformed !== undefined) return notEmbedded(`the transformation '${transformed.transformKql}'`);
  const output = flows.find(({ outputStream }) => /^Microsoft-/i.test(outputStream ?? ''));
  return output && notEmbedded(`sending rows to the tables of Azure (${output.outputStream})`);
}

/** Every problem is named, as the service does. */
function refusal(
  model: Model & { readonly location: string },
  workspace: EmulatedWorkspace,
): Answer | undefined {
  const { identity, variants } = workspace;
  const write: DataCollectionRuleWrite = {
    ...model,
    workspaceId: workspaceResourceId(identity),
    workspaceLocation: locationOf(identity),
    columnsOf: (name) => {
      const table = storedTable(name, workspace);
      return table && declaredColumns(table);
    },
    variants,
  };
  const details = dataCollectionRuleRefusals.flatMap(({ code, finds }) =>
    finds(write).map((problem) => ({ code, ...problem })),
  );
  if (details.length === 0) return undefined;
  const message = 'Data collection rule is invalid';
  return { status: 400, body: { error: { code: 'InvalidPayload', message, details } } };
}

function withCustomerId({ destinations }: Model, { identity }: EmulatedWorkspace) {
  const workspaceId = identity.customerId;
  return { destinations: { logAnalytics: destinations.map((one) => ({ ...one, workspaceId })) } };
}

/** 200, or 204 when there was none. The rows that came through it stay. */
export function deleteDataCollectionRule(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(() => {
    const name = param(request, 'dataCollectionRule');
    if (workspace.store.get('dataCollectionRules', name) === undefined) return { status: 204 };
    workspace.store.delete('dataCollectionRules', name);
    return { status: 200 };
  });
}

/** The tables into which a rule sends the rows of a stream. */
export function tablesOfStream(rule: StoredRule, stream: string): readonly string[] {
  return rule.dataFlows.filter(({ streams }) => streams.includes(stream)).map(tableOfFlow);
}
