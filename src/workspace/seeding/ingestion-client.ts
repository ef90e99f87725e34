// Sends rows through the Logs Ingestion API; the only file that knows the ingestion SDK.
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { isAggregateLogsUploadError, LogsIngestionClient } from '@azure/monitor-ingestion';
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import { RequestError, toRequestError } from '../requests/request-error.ts';
import { type RetryPolicy, withRetries } from '../requests/retry.ts';
import type { UploadResult, UploadRow } from './seeding.ts';

export interface IngestionOptions {
  readonly credential: TokenCredential;
  /** Token audience: `https://monitor.azure.com/.default`. */
  readonly scope: string;
  readonly httpClient: HttpClient;
  readonly retryOptions: { readonly maxRetries?: number; readonly retryDelayInMs?: number };
  readonly retry: RetryPolicy;
}

interface UploadTarget {
  readonly endpoint: string;
  readonly immutableId: string;
  /** For messages. */
  readonly ruleName: string;
  readonly stream: string;
}

export type Upload = (target: UploadTarget, rows: readonly UploadRow[]) => Promise<UploadResult>;

/**
 * The SDK cuts the rows into requests of 1 MB; each is accepted or refused as a whole.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 */
export function ingestionClient(options: IngestionOptions): Upload {
  const clients = new Map<string, LogsIngestionClient>();
  const clientOf = (endpoint: string) => {
    const client = clients.get(endpoint) ?? createClient(endpoint, options);
    clients.set(endpoint, client);
    return client;
  };
  return async (target, rows) => {
    const client = clientOf(target.endpoint);
    let left = rows;
    try {
      await withRetries(options.retry, async () => {
        const failed = await send(client, target, left);
        left = failed.left;
        if (failed.error !== undefined) throw failed.error;
      });
      return { left: [] };
    } catch (error) {
      if (error instanceof UserError) return { left, error: explained(error, target) };
      throw error;
    }
  };
}

function createClient(endpoint: string, options: IngestionOptions): LogsIngestionClient {
  const { credential, scope, httpClient, retryOptions } = options;
  // The SDK sends no token to an http:// address; the HTTP client under it knows the way to the embedded workspace.
  return new LogsIngestionClient(endpoint.replace(/^http:/, 'https:'), credential, {
    audience: scope.replace(/\/\.default$/, ''),
    httpClient,
    retryOptions,
  });
}

interface Failed {
  readonly left: readonly UploadRow[];
  readonly error?: unknown;
}

async function send(
  client: LogsIngestionClient,
  { immutableId, stream, endpoint }: UploadTarget,
  rows: readonly UploadRow[],
): Promise<Failed> {
  try {
    await client.upload(immutableId, stream, [...rows]);
    return { left: [] };
  } catch (error) {
    const failures = isAggregateLogsUploadError(error) ? error.errors : [{ failedLogs: rows, cause: error }];
    const request = { method: 'POST', resource: `stream ${stream}`, endpoint };
    const [first] = failures.map(({ cause }) => toRequestError(cause, request));
    return { left: failures.flatMap(({ failedLogs }) => failedLogs), error: first };
  }
}

/** The role is another one than content needs, and it is the rule that asks for it. */
function explained(error: UserError, { ruleName }: UploadTarget): UserError {
  if (!(error instanceof RequestError) || error.reason !== 'authentication') return error;
  return new UserError(error.message, {
    code: error.diagnostic.code,
    hint: `Give the identity the role Monitoring Metrics Publisher on the data collection rule ${ruleName}, as infra/test-tables.bicep does; a new assignment takes up to 30 minutes.`,
    exitCode: exitCodes.authentication,
    cause: error,
  });
}
