// Sends one Resource Manager request through an Azure SDK client with the body untouched in both directions.
import type { OperationSpec, Serializer, ServiceClient } from '@azure/core-client';
import type { Pace } from './pace.ts';
import { type Request, type RequestError, serviceHeader, toRequestError } from './request-error.ts';
import { type RetryPolicy, withRetries } from './retry.ts';

/** What every request to one workspace shares. */
export interface ArmScope {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
  readonly endpoint: string;
  readonly retry: RetryPolicy;
  /** Keep requests below the rates of Resource Manager; absent: they are sent at once. */
  readonly paces?: ArmPaces | undefined;
}

export type ArmPaces = Readonly<Record<ArmRequest['method'], Pace>>;

export interface ArmRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Below the workspace, or what `under` says; no leading slash; `{name}` stands for the resource name. */
  readonly path: string;
  readonly under?: 'resource-group';
  readonly apiVersion: string;
  readonly name?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Only where nothing is there yet: `If-None-Match: *`. A service that does not know the header does not look at it. */
  readonly onlyIfAbsent?: boolean | undefined;
  /** An absolute address to call instead: the next page of a list. */
  readonly nextLink?: string | undefined;
  /** Statuses besides 200 that are no error. */
  readonly accept?: readonly number[];
}

export interface ArmResponse {
  readonly status: number;
  /** The parsed body; undefined when there was none. */
  readonly body: unknown;
  /** Without a body, and with the id that Resource Manager gives every request. */
  readonly isBareAcknowledgement: boolean;
}

/** Resource Manager itself gives up after a minute; what takes longer is no answer any more. */
const longestWaitMs = 100_000;

type Sender = Pick<ServiceClient, 'sendOperationRequest'>;

const resourceGroupPath = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';
const workspacePath = `${resourceGroupPath}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}`;

/**
 * The typed models of the beta SDK drop properties they do not know, on reading and on writing, so bodies go raw: our own
 * operation, no mapper. Authentication, retries and addresses stay the client's.
 * @throws RequestError for every refusal and for a server that does not answer.
 */
export async function sendArm(client: Sender, scope: ArmScope, request: ArmRequest): Promise<ArmResponse> {
  // Only who sends a request waits for the client's code.
  const { createSerializer } = await import('@azure/core-client');
  const spec = operation(request, createSerializer({}, false));
  return withRetries(scope.retry, async () => {
    await scope.paces?.[request.method]();
    let answer: ArmResponse | undefined;
    const args = {
      subscriptionId: scope.subscriptionId,
      resourceGroupName: scope.resourceGroup,
      workspaceName: scope.workspaceName,
      name: request.name,
      nextLink: request.nextLink,
      apiVersion: request.apiVersion,
      body: request.body,
      options: {
        requestOptions: {
          timeout: longestWaitMs,
          ...(request.onlyIfAbsent ? { customHeaders: { 'if-none-match': '*' } } : {}),
        },
        onResponse: (response: { status: number; bodyAsText?: string | null; headers: HeadersRead }) => {
          const text = response.bodyAsText;
          answer = {
            status: response.status,
            body: text ? parseBody(text) : undefined,
            isBareAcknowledgement: !text && response.headers.has(serviceHeader),
          };
        },
      },
    };
    try {
      await client.sendOperationRequest(args, spec);
    } catch (error) {
      throw toRequestError(error, requestNamed(request, scope));
    }
    return answer ?? { status: 0, body: undefined, isBareAcknowledgement: false };
  });
}

interface HeadersRead {
  has(name: string): boolean;
}

/** The request as errors name it. */
export function requestNamed(request: Omit<ArmRequest, 'apiVersion'>, scope: ArmScope): Request {
  return { method: request.method, resource: describe(request, scope), endpoint: scope.endpoint };
}

function operation(request: ArmRequest, serializer: Serializer): OperationSpec {
  const responses = Object.fromEntries([200, ...(request.accept ?? [])].map((status) => [status, {}]));
  const spec = { httpMethod: request.method, responses, serializer };
  if (request.nextLink !== undefined) {
    return { ...spec, path: '{nextLink}', urlParameters: [{ ...parameter('nextLink'), skipEncoding: true }] };
  }
  const names = ['subscriptionId', 'resourceGroupName'];
  if (request.under === undefined) names.push('workspaceName');
  const base = request.under === undefined ? workspacePath : resourceGroupPath;
  if (request.name !== undefined) names.push('name');
  return {
    ...spec,
    path: request.path === '' ? base : `${base}/${request.path}`,
    urlParameters: names.map(parameter),
    queryParameters: [{ parameterPath: 'apiVersion', mapper: mapper('api-version', 'String') }],
    headerParameters: [
      {
        parameterPath: 'accept',
        mapper: { ...mapper('Accept', 'String'), isConstant: true, defaultValue: 'application/json' },
      },
    ],
    ...(request.body === undefined
      ? {}
      : {
          requestBody: { parameterPath: 'body', mapper: mapper('body', 'any') },
          contentType: 'application/json; charset=utf-8',
          mediaType: 'json',
        }),
  };
}

function parameter(name: string) {
  return { parameterPath: name, mapper: mapper(name, 'String') };
}

function mapper(serializedName: string, type: 'String' | 'any') {
  return { serializedName, required: true, type: { name: type } };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe(request: Omit<ArmRequest, 'apiVersion'>, scope: ArmScope): string {
  if (request.path === '') return `workspace ${scope.workspaceName}`;
  const collection = request.path
    .replace('/{name}', '')
    .replace(/^providers\/Microsoft\.(Security)?Insights\//, '');
  return request.name === undefined ? collection : `${collection}/${request.name}`;
}

/** Narrowing for callers that treat one failure as an answer. */
export function isFailure(error: unknown, reason: RequestError['reason']): boolean {
  return error instanceof Error && error.name === 'RequestError' && Reflect.get(error, 'reason') === reason;
}
