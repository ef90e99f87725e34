// What can be seen of each variant of the behaviours of tables, data collection rules and uploads.
import type { ingestionBehaviours } from '../../src/emulator/behaviours-ingestion.ts';
import type { Emulator } from '../../src/emulator/options.ts';
import type { QueryService } from '../../src/engine/query-service.ts';
import type { ArmTable, RowBatch } from '../../src/rows/arm-table.ts';
import {
  collectionRule,
  columns,
  makeTable,
  queryPath,
  rulePath,
  seen,
  tableBody,
  tablePath,
  upload,
} from './ingestion-start.ts';
import { fakeQueries, send } from './start.ts';

interface Scenario {
  readonly options: { readonly queries: QueryService };
  readonly see: (emulator: Emulator) => Promise<unknown>;
  readonly shows: Readonly<Record<string, unknown>>;
}

/** Answers what it was given of the tables made through ARM: one row, the columns and the batches as dynamic. */
const mirror: QueryService = {
  ...fakeQueries,
  tables: async () => [],
  runQuery: async ({ made }) => ({
    ok: true,
    result: {
      columns: [{ name: 'held', type: 'dynamic' }],
      rows: (made?.tables ?? []).map((table) => [{ columns: table.columns, batches: table.batches() }]),
    },
  }),
};
const options = { queries: mirror };

async function query(emulator: Emulator): Promise<ArmTable & { batches: readonly RowBatch[] }> {
  const { body } = await send(emulator, 'POST', queryPath, { query: 'T' });
  return JSON.parse(body.tables[0].rows[0][0]);
}

async function keptRow(emulator: Emulator, row: unknown, declared = columns): Promise<unknown> {
  await upload(emulator, await makeTable(emulator, { declared }), [row]);
  return (await query(emulator)).batches[0]!.rows[0];
}

const put = (emulator: Emulator, declared: Record<string, string>) =>
  send(emulator, 'PUT', tablePath('Test_CL'), tableBody('Test_CL', declared));
const stateOf = async (emulator: Emulator) => {
  const { body } = await send(emulator, 'GET', tablePath('Test_CL'));
  return body.properties?.provisioningState;
};

/** Which of the names are refused as those of a column. */
async function refusedNames(emulator: Emulator): Promise<readonly string[]> {
  const names = ['TenantId', 'Title', 'title', 'Name'];
  const refused: string[] = [];
  for (const name of names) {
    const { headers } = await put(emulator, { ...columns, [name]: 'string' });
    const operation = await send(
      emulator,
      'GET',
      headers.get('azure-asyncoperation')!.slice(emulator.url.length),
    );
    if (operation.body.status === 'Failed') refused.push(name);
  }
  return refused;
}

async function ruleOver(emulator: Emulator, stream: Record<string, string>): Promise<unknown> {
  await put(emulator, columns);
  const reply = await send(emulator, 'PUT', rulePath(), collectionRule({ Test_CL: stream }));
  return reply.status < 300 ? reply.status : reply.body.error.details[0].code;
}

export const ingestionScenarios = {
  'guid-column-in-queries': {
    options,
    see: async (emulator) => {
      await makeTable(emulator);
      await put(emulator, { ...columns, EventId: 'guid' });
      return (await query(emulator)).columns.find(({ name }) => name === 'EventId')?.type;
    },
    shows: { string: 'string', guid: 'guid' },
  },
  'ingested-rows-visible': {
    options,
    see: async (emulator) => {
      const id = await makeTable(emulator);
      await query(emulator);
      await upload(emulator, id, [{ Host: 'a' }]);
      await upload(emulator, id, [{ Host: 'b' }]);
      const counts: number[] = [];
      for (let count = 0; count < 3; count++) counts.push((await query(emulator)).batches.length);
      return counts;
    },
    shows: { 'at-once': [2, 2, 2], 'after-two-queries': [0, 0, 2], 'one-upload-a-query': [1, 2, 2] },
  },
  'ingested-value-of-another-type': {
    options,
    see: (emulator) => keptRow(emulator, { Host: 5, Count: '5' }),
    shows: {
      null: { TimeGenerated: '2026-03-01T12:00:00.0000000Z' },
      converted: { TimeGenerated: '2026-03-01T12:00:00.0000000Z', Host: '5', Count: 5 },
    },
  },
  'old-time-generated': {
    options,
    see: (emulator) => keptRow(emulator, { TimeGenerated: '2026-01-01' }),
    shows: {
      replaced: { TimeGenerated: '2026-03-01T12:00:00.0000000Z' },
      kept: { TimeGenerated: '2026-01-01T00:00:00.0000000Z' },
    },
  },
  'reserved-column-names': {
    options,
    see: refusedNames,
    shows: {
      'any-case': ['TenantId', 'Title', 'title'],
      'as-spelled': ['TenantId', 'Title'],
      'tenant-id-only': ['TenantId'],
    },
  },
  'stream-column-not-in-table': {
    options,
    see: (emulator) => ruleOver(emulator, { TimeGenerated: 'datetime', Extra: 'string' }),
    shows: { dropped: 201, refused: 'InvalidTransformOutput' },
  },
  'stream-without-time-generated': {
    options,
    see: (emulator) => ruleOver(emulator, { Host: 'string' }),
    shows: { accepted: 201, refused: 'InvalidTransformOutput' },
  },
  'table-provisioning': {
    options,
    see: async (emulator) => {
      const { status, body } = await put(emulator, columns);
      const early = seen(
        await send(emulator, 'PUT', rulePath(), collectionRule({ Test_CL: { Host: 'string' } })),
      );
      const states = [await stateOf(emulator), await stateOf(emulator), await stateOf(emulator)];
      return [status, body.properties.provisioningState, early, ...states];
    },
    shows: {
      accepted: [202, 'InProgress', 201, 'Succeeded', 'Succeeded', 'Succeeded'],
      'accepted-slowly': [202, 'InProgress', '400 InvalidPayload', 'InProgress', 'InProgress', 'Succeeded'],
      'at-once': [200, 'Succeeded', 201, 'Succeeded', 'Succeeded', 'Succeeded'],
    },
  },
  'table-schema-refusal': {
    options,
    see: async (emulator) => [seen(await put(emulator, { Host: 'string' })), await stateOf(emulator)],
    shows: { 'in-operation': [202, undefined], 'at-once': ['400 SchemaUpdateFatalError', undefined] },
  },
} satisfies Record<keyof typeof ingestionBehaviours, Scenario>;
