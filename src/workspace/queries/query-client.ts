// Runs KQL through the Log Analytics query API; the only file that knows the query SDK.
import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import { LogsQueryClient, type LogsQueryClientOptions } from '@azure/monitor-query-logs';
import type { QueryResult } from '../../rows/query-result.ts';
import { toRequestError } from '../requests/request-error.ts';
import { type RetryPolicy, withRetries } from '../requests/retry.ts';
import { readQueryResult } from './query-result.ts';

export interface QueryClientOptions {
  readonly credential: TokenCredential;
  /** With the version: `https://api.loganalytics.io/v1`. */
  readonly endpoint: string;
  readonly scope: string;
  readonly httpClient: HttpClient;
  readonly retryOptions: NonNullable<LogsQueryClientOptions['retryOptions']>;
  readonly retry: RetryPolicy;
}

/** Runs one query in the workspace with this customer id; `timespan` is ISO 8601 and is ANDed with the query's own filter. */
export type RunQuery = (customerId: string, kql: string, timespan: string) => Promise<QueryResult>;

const requestId = 'x-ms-client-request-id';

export function queryClient(options: QueryClientOptions): RunQuery {
  // The SDK's result and its errors both drop detail; what counts is the response as it came, found again by request id.
  const responses = new Map<string, { readonly status: number; readonly text: string }>();
  const keepBody: PipelinePolicy = {
    name: 'keepBodyPolicy',
    async sendRequest(request, next) {
      const response = await next(request);
      const id = request.headers.get(requestId);
      if (id !== undefined) responses.set(id, { status: response.status, text: response.bodyAsText ?? '' });
      return response;
    },
  };
  const client = new LogsQueryClient(options.credential, {
    endpoint: options.endpoint,
    httpClient: options.httpClient,
    credentials: { scopes: [options.scope] },
    retryOptions: options.retryOptions,
    additionalPolicies: [{ policy: keepBody, position: 'perRetry' }],
  });
  return (customerId, kql, timespan) =>
    withRetries(options.retry, async () => {
      const id = randomUUID();
      const requestOptions = { headers: { [requestId]: id } };
      const failed = await client
        .queryWorkspace(customerId, kql, { duration: timespan }, { requestOptions })
        .then(() => undefined, toError);
      const response = responses.get(id);
      responses.delete(id);
      if (response?.status === 200) return readQueryResult(response.text);
      const request = { method: 'POST', resource: 'query', endpoint: options.endpoint };
      throw toRequestError(failed, request, response?.text);
    });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
