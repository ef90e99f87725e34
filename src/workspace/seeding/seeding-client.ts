// Creates test tables and data collection rules through Resource Manager, and sends rows through the ingestion client.

import { exitCodes, type UserError } from '../../diagnostics/user-error.ts';
import { isJsonMap } from '../../json/json.ts';
import { isTestTable } from '../../kql/rewrite/test-table.ts';
import { workspaceError } from '../codes.ts';
import { type ArmResponse, type ArmScope, isFailure, sendArm } from '../requests/arm-request.ts';
import { listPages } from '../requests/list-pages.ts';
import type { Upload } from './ingestion-client.ts';
import type { DeclaredTable, Seeding } from './seeding.ts';
import {
  readColumns,
  readRule,
  ruleBody,
  rulesApiVersion,
  settingsOf,
  streamOf,
  tableBody,
  tablesApiVersion,
} from './seeding-bodies.ts';

export interface SeedingOptions {
  readonly client: Parameters<typeof sendArm>[0];
  readonly scope: ArmScope;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** The region of the workspace: a rule must be in the same. */
  readonly location: () => Promise<string>;
  readonly upload: Upload;
}

const ruleRequest = {
  under: 'resource-group',
  path: 'providers/Microsoft.Insights/dataCollectionRules/{name}',
  apiVersion: rulesApiVersion,
} as const;
const tableRequest = { path: 'tables/{name}', apiVersion: tablesApiVersion } as const;

export function seedingClient({ client, scope, workspaceId, location, upload }: SeedingOptions): Seeding {
  const send = (request: Parameters<typeof sendArm>[2]) => sendArm(client, scope, request);
  return {
    location,
    testTables: async () => {
      return readTestTables(await listPages(client, scope, { path: 'tables', apiVersion: tablesApiVersion }));
    },
    putTestTable: async (table) => {
      assertTestTable(table.name);
      const request = { ...tableRequest, name: table.name };
      const answer = await send({ ...request, method: 'PUT', body: tableBody(table), accept: [201, 202] });
      await provisioned(table, { answer, retry: scope.retry }, () => send({ ...request, method: 'GET' }));
    },
    rule: async (name) => {
      try {
        return readRule(name, (await send({ ...ruleRequest, method: 'GET', name })).body);
      } catch (error) {
        if (isFailure(error, 'not-found')) return undefined;
        throw error;
      }
    },
    putRule: async (rule) => {
      for (const { table } of rule.streams) assertTestTable(table);
      const body = ruleBody(rule, { location: await location(), workspaceId });
      const request = { ...ruleRequest, name: rule.name };
      const answer = await send({ ...request, method: 'PUT', body, accept: [201] });
      return readRule(rule.name, answer.body);
    },
    upload: async (rule, table, rows) => {
      const { immutableId, endpoint, name } = rule;
      if (immutableId === undefined || endpoint === undefined) throw noEndpoint(name);
      return upload({ endpoint, immutableId, ruleName: name, stream: streamOf(table) }, rows);
    },
  };
}

/** Only columns that were declared: the service adds some of its own to every table. */
function readTestTables(list: readonly Readonly<Record<string, unknown>>[]): readonly DeclaredTable[] {
  return list.flatMap(({ name, properties }) => {
    const schema = isJsonMap(properties) ? properties['schema'] : undefined;
    if (typeof name !== 'string' || !isTestTable(name) || !isJsonMap(properties) || !isJsonMap(schema))
      return [];
    return [{ name, columns: readColumns(schema['columns']), settings: settingsOf(properties) }];
  });
}

const provisioningPolls = 60;
const provisioningDelayMs = 5000;

/**
 * A table is made in the background; rows that come before it is there would be lost. A change that fails there leaves the table as
 * it was, in good state: so its columns are looked at as well.
 */
async function provisioned(
  table: DeclaredTable,
  { answer, retry }: { readonly answer: ArmResponse } & Pick<ArmScope, 'retry'>,
  ask: () => Promise<ArmResponse>,
): Promise<void> {
  let state = answer.status === 202 ? 'Updating' : stateOf(answer.body, table);
  for (let polls = 0; state !== 'Succeeded'; polls++) {
    if (polls >= provisioningPolls || state === 'Failed') {
      const message = `The table ${table.name} was accepted, but is not there yet: its state is ${state}.`;
      throw workspaceError('workspace/table-not-provisioned', message, { exitCode: exitCodes.findings });
    }
    if (polls > 0) await retry.sleep(provisioningDelayMs);
    state = await stateNow(table, ask);
  }
}

/** A table being made may not be there to be asked for. */
async function stateNow(table: DeclaredTable, ask: () => Promise<ArmResponse>): Promise<string> {
  try {
    return stateOf((await ask()).body, table);
  } catch (error) {
    if (isFailure(error, 'not-found')) return 'Updating';
    throw error;
  }
}

/** A body without a state is that of a table that is there. */
function stateOf(body: unknown, { columns }: DeclaredTable): string {
  const properties = isJsonMap(body) ? body['properties'] : undefined;
  if (!isJsonMap(properties)) return 'Succeeded';
  const state = properties['provisioningState'] ?? 'Succeeded';
  const schema = properties['schema'];
  if (state !== 'Succeeded' || !isJsonMap(schema)) return String(state);
  const there = new Set(readColumns(schema['columns']).map(({ name }) => name));
  const missing = columns.filter(({ name }) => !there.has(name)).map(({ name }) => name);
  return missing.length === 0 ? 'Succeeded' : `Succeeded without ${missing.join(', ')}`;
}

/** The last line of defence: a slip above must not replace the schema of a table that holds real data. */
function assertTestTable(name: string): void {
  if (!isTestTable(name)) throw new Error(`${name} is no test table`);
}

function noEndpoint(name: string): UserError {
  return workspaceError(
    'workspace/rule-without-endpoint',
    `The data collection rule ${name} has no ingestion endpoint of its own.`,
    {
      hint: 'Delete the rule and run seed again: an endpoint cannot be added to a rule made without kind Direct.',
      exitCode: exitCodes.findings,
    },
  );
}
