// The tables of the workspace, and custom tables being made, changed and deleted through ARM.

import { own } from '../../json/json.ts';
import { columnType, type DeclaredColumn } from '../column-types.ts';
import { type Answer, armError, notEmbedded, resourceNotFound } from '../http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, param } from '../http/request.ts';
import { workspaceResourceId } from '../identity.ts';
import { columnsOfService, declaredColumns, storedTable } from '../queries/arm-tables.ts';
import { firstTableRefusal, tableRequestRefusals, tableSchemaRefusals } from '../refusals/table-schema.ts';
import type { Fields } from '../shape.ts';
import { freshEtag, securityEtag } from '../state/etags.ts';
import type { OperationError } from '../state/operations.ts';
import type { StoredResource } from '../state/store.ts';
import { bodyProperties } from './body-properties.ts';
import { operationHeaders } from './operation-statuses.ts';

const tableType = 'Microsoft.OperationalInsights/workspaces/tables';
const string = { type: 'string' } as const;

/** https://learn.microsoft.com/rest/api/loganalytics/tables/create-or-update */
const fields: Fields = {
  plan: { type: 'string', oneOf: ['Analytics', 'Basic', 'Auxiliary'] },
  retentionInDays: { type: 'integer' },
  totalRetentionInDays: { type: 'integer' },
  schema: {
    type: 'object',
    fields: {
      name: string,
      displayName: string,
      description: string,
      columns: {
        type: 'objects',
        fields: {
          name: { type: 'string', required: true },
          type: { type: 'string', required: true },
          displayName: string,
          description: string,
        },
      },
    },
  },
};

interface TableShown {
  readonly name: string;
  readonly columns: readonly DeclaredColumn[];
  readonly standardColumns: readonly DeclaredColumn[];
  readonly plan?: unknown;
  readonly retentionInDays?: unknown;
  readonly totalRetentionInDays?: unknown;
  readonly provisioningState: 'InProgress' | 'Succeeded';
}

function toBody({ name, columns, standardColumns, ...table }: TableShown, { identity }: EmulatedWorkspace) {
  const custom = name.endsWith('_CL');
  return {
    id: `${workspaceResourceId(identity)}/tables/${name}`,
    name,
    type: tableType,
    properties: {
      schema: {
        name,
        tableType: custom ? 'CustomLog' : 'Microsoft',
        tableSubType: custom ? 'DataCollectionRuleBased' : 'Any',
        columns,
        standardColumns,
      },
      plan: 'Analytics',
      retentionInDays: 90,
      totalRetentionInDays: 90,
      ...table,
    },
  };
}

interface KnownTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** KQL columns in ARM's words. */
function inArmWords(columns: KnownTable['columns']): readonly DeclaredColumn[] {
  const words: Readonly<Record<string, string>> = { bool: 'boolean', datetime: 'dateTime' };
  return columns.map(({ name, type }) => ({ name, type: own(words, type) ?? type }));
}

function knownBody({ name, columns }: KnownTable, workspace: EmulatedWorkspace): unknown {
  const armColumns = inArmWords(columns);
  const custom = name.endsWith('_CL');
  return toBody(
    {
      name,
      columns: custom ? armColumns : [],
      standardColumns: custom ? [] : armColumns,
      provisioningState: 'Succeeded',
    },
    workspace,
  );
}

function storedBody(table: StoredResource, isRunning: boolean, workspace: EmulatedWorkspace): unknown {
  const { columns: _, ...settings } = table.properties;
  return toBody(
    {
      name: table.name,
      columns: declaredColumns(table),
      standardColumns: inArmWords(columnsOfService),
      ...settings,
      provisioningState: isRunning ? 'InProgress' : 'Succeeded',
    },
    workspace,
  );
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

async function knownTable(name: string, { queries }: EmulatedWorkspace): Promise<KnownTable | undefined> {
  return (await queries.tables()).find((one) => same(one.name, name));
}

/** Every table that queries can name, those made through ARM over those otherwise known. */
export async function allTables(workspace: EmulatedWorkspace): Promise<readonly KnownTable[]> {
  const { tables: made } = workspace.made();
  const names = new Set(made.map(({ name }) => name.toLowerCase()));
  const known = await workspace.queries.tables();
  return [...known.filter(({ name }) => !names.has(name.toLowerCase())), ...made];
}

export async function listTables(_request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const value = (await allTables(workspace)).map((table) => {
    const stored = workspace.store.get('tables', table.name);
    return stored === undefined ? knownBody(table, workspace) : storedBody(stored, false, workspace);
  });
  return { status: 200, body: { value } };
}

export async function getTable(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  const name = param(request, 'table');
  const stored = workspace.store.get('tables', name);
  if (stored !== undefined) {
    return { status: 200, body: storedBody(stored, workspace.operations.lookAtTable(name), workspace) };
  }
  const table = await knownTable(name, workspace);
  if (table === undefined) return resourceNotFound('ResourceNotFound', tableType, name);
  return { status: 200, body: knownBody(table, workspace) };
}

/** Makes a custom table, or changes its columns and settings; see the behaviours `table-*`. */
export function putTable(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(async () => {
    const { store, variants, operations } = workspace;
    const name = param(request, 'table');
    const known = await knownTable(name, workspace);
    const shaped = bodyProperties(request, fields);
    if (!shaped.ok) return armError(400, 'BadRequest', shaped.problem);
    const { schema, ...settings } = shaped.value;
    const unsupported = notServed({ name, settings, known }, workspace);
    if (unsupported !== undefined) return unsupported;
    const existing = storedTable(name, workspace);
    const before = existing ? declaredColumns(existing) : known && inArmWords(known.columns);
    const { name: schemaName, columns = before ?? [] } = (schema ?? {}) as DeclaredSchema;
    const write = { name, schemaName, columns, existing: before, variants };
    const unreadable = firstTableRefusal(tableRequestRefusals, write);
    if (unreadable !== undefined) return armError(400, 'InvalidParameter', unreadable);
    const reason = firstTableRefusal(tableSchemaRefusals, write);
    if (reason !== undefined) return refused(request, workspace, reason);
    const table: StoredResource = {
      name: existing?.name ?? name,
      etag: freshEtag(existing?.etag, () => securityEtag(workspace.token())),
      properties: { ...existing?.properties, ...settings, columns: columns.map(inServiceWords) },
    };
    if (existing === undefined) workspace.rows.drop(name);
    store.put('tables', table);
    if (!operations.isAsynchronous) return { status: 200, body: storedBody(table, false, workspace) };
    const headers = startOperation(request, workspace, { table: table.name, makes: existing === undefined });
    return { status: 202, body: storedBody(table, true, workspace), headers };
  });
}

interface DeclaredSchema {
  readonly name?: string;
  readonly columns?: readonly DeclaredColumn[];
}

function inServiceWords(column: DeclaredColumn): DeclaredColumn {
  return { ...column, type: columnType(column.type)!.table };
}

interface AskedTable {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly known: KnownTable | undefined;
}

/** What Azure would do and the embedded workspace cannot. */
function notServed(
  { name, settings, known }: AskedTable,
  { queries }: EmulatedWorkspace,
): Answer | undefined {
  const plan = settings['plan'] ?? 'Analytics';
  if (plan !== 'Analytics') return notEmbedded(`tables with the plan ${String(plan)}`);
  if (known !== undefined && !known.name.endsWith('_CL'))
    return notEmbedded(`changes of the table ${known.name}`);
  const hasFile = queries.tablesWithFiles?.some((one) => same(one, name)) ?? false;
  return hasFile ? notEmbedded(`changes of ${name}, whose rows are a file of the data folder`) : undefined;
}

function refused(request: ArmRequest, workspace: EmulatedWorkspace, reason: string): Answer {
  const code = 'SchemaUpdateFatalError';
  const message = `Table validation failed with following errors: [${reason}].`;
  const { operations, variants } = workspace;
  if (variants['table-schema-refusal'] === 'at-once' || !operations.isAsynchronous) {
    return armError(400, code, message);
  }
  const [table, error] = [param(request, 'table'), { code, message }];
  return { status: 202, headers: startOperation(request, workspace, { table, makes: false, error }) };
}

interface Started {
  readonly table: string;
  /** Whether the table is new. */
  readonly makes: boolean;
  readonly error?: OperationError;
}

function startOperation(
  request: ArmRequest,
  { operations, now, token }: EmulatedWorkspace,
  { table, makes, error }: Started,
): Readonly<Record<string, string>> {
  const operation = { id: `${token()}${token()}`, table, started: now(), error };
  operations.start(operation, makes);
  return operationHeaders(operation, request);
}

/** 200, or 204 when there was none. Its rows go with it; the tables of Azure stay. */
export function deleteTable(request: ArmRequest, workspace: EmulatedWorkspace): Promise<Answer> {
  return workspace.inTurn(async () => {
    const name = param(request, 'table');
    const table = workspace.store.get('tables', name);
    if (table !== undefined) {
      workspace.rows.drop(table.name);
      workspace.store.delete('tables', table.name);
      return { status: 200 };
    }
    const known = await knownTable(name, workspace);
    if (known === undefined) return { status: 204 };
    return known.name.endsWith('_CL')
      ? notEmbedded(`deleting ${known.name}, which was not made through it`)
      : armError(400, 'BadRequest', `The table '${known.name}' is a table of Azure and cannot be deleted.`);
  });
}
