// A Kusto endpoint for tests that answers from a script, and our client of it.
import { onTestFinished } from 'vitest';
import type { KustoClient } from '../../../src/workspace/kusto/client.ts';
import { kustoClient } from '../../../src/workspace/kusto/client.ts';
import { kustoEndpoint } from '../../../src/workspace/kusto/endpoint.ts';
import { type Recorded, type RecordingServer, type Reply, record } from '../recording-server.ts';

export const now = new Date('2026-01-15T12:00:00Z');

/** No engine on this machine is sent a token. */
const noCredential = () => {
  throw new Error('asked for a token');
};

/** A client of the engine at this port; its waits do not last. */
export function clientAt(port: number): KustoClient {
  return kustoClient(kustoEndpoint(`http://127.0.0.1:${port}`, undefined), {
    credential: noCredential,
    maxRetries: 1,
    retry: { retries: 2, delayMs: 1, sleep: async () => {} },
  });
}

/** An endpoint that answers so, and a client of it; gone with the test. */
export async function answering(
  answer: (request: Recorded) => Reply,
): Promise<{ readonly client: KustoClient; readonly server: RecordingServer }> {
  const server = await record(answer);
  onTestFinished(() => server.close());
  return { client: clientAt(server.port), server };
}

export const header = { FrameType: 'DataSetHeader', IsProgressive: false, Version: 'v2.0' };
export const completion = { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: false };

export const table = (kind: string, columns: Readonly<Record<string, string>>, rows: readonly unknown[]) => ({
  FrameType: 'DataTable',
  TableId: 1,
  TableKind: kind,
  TableName: kind,
  Columns: Object.entries(columns).map(([name, type]) => ({ ColumnName: name, ColumnType: type })),
  Rows: rows,
});

/** One row of one column, as it should be. */
export const result = table('PrimaryResult', { n: 'long' }, [[1]]);
