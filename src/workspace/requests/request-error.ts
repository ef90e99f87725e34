// What a refused or failed request to a workspace becomes: one sentence a user can act on, with the service's own words inside.
import { type ExitCode, exitCodes, UserError } from '../../diagnostics/user-error.ts';
import { workspaceCode } from '../codes.ts';
import { clip, innermost, type ServiceError, unwrapNested, withoutTokens } from './service-error.ts';

/** What kind of failure it was; callers decide by this, never by text. */
export type RequestFailure =
  | 'authentication'
  | 'not-onboarded'
  | 'not-found'
  | 'etag-mismatch'
  | 'recently-deleted'
  | 'busy'
  | 'refused'
  | 'throttled'
  | 'unavailable'
  | 'unreachable'
  /** What came back is not the service's own answer, or only a part of it: what became of the request is not known. */
  | 'unreadable-reply';

export interface Request {
  readonly method: string;
  /** What the request was about, in words a user knows: `alertRules/11111111-...`. */
  readonly resource: string;
  /** Where it went, for a server that does not answer. */
  readonly endpoint: string;
  /** Who was asked, where it is not Azure Resource Manager. */
  readonly service?: AskedService;
}

/** A service beside the workspace, with what to do where it fails. */
export interface AskedService {
  readonly name: string;
  readonly hints: Readonly<Partial<Record<RequestFailure, string>>>;
}

export class RequestError extends UserError {
  readonly reason: RequestFailure;
  readonly status: number | undefined;
  /** The service's code and words, nested JSON unwrapped. */
  readonly service: ServiceError;
  /** The SDK has already waited and tried again. */
  readonly retriedBySdk: boolean;

  constructor(message: string, fields: RequestErrorFields) {
    super(withoutTokens(message), {
      code: workspaceCode(`workspace/${fields.reason}`),
      hint: (fields.hints ?? hints)[fields.reason],
      exitCode: exitCodeOf(fields.reason),
      cause: fields.cause,
    });
    this.name = 'RequestError';
    this.reason = fields.reason;
    this.status = fields.status;
    this.service = { ...fields.service, message: withoutTokens(fields.service.message) };
    this.retriedBySdk = fields.retriedBySdk ?? false;
  }
}

interface RequestErrorFields {
  readonly reason: RequestFailure;
  readonly status?: number | undefined;
  readonly service: ServiceError;
  readonly retriedBySdk?: boolean;
  readonly hints?: AskedService['hints'] | undefined;
  readonly cause?: unknown;
}

/** Every answer of Azure Resource Manager has it; one of something in between does not. */
export const serviceHeader = 'x-ms-request-id';

const hints: Partial<Record<RequestFailure, string>> = {
  authentication:
    'Sign in (`az login`, or azure/login in a workflow) with an identity that has Microsoft Sentinel Contributor on the workspace.',
  'not-onboarded':
    'Onboard the workspace to Microsoft Sentinel first, in the portal or through onboardingStates.',
  'etag-mismatch': 'Plan again: the resource was changed after the plan read it.',
  'recently-deleted':
    'Wait about a day, or give the content item a new id: a deleted id cannot be used again at once.',
  throttled: 'Try again later; the service asks for fewer requests.',
  unreachable: 'Check the endpoint in the environment file, the network and the proxy.',
  unavailable: 'Try again later; apply continues where it stopped.',
  'not-found': 'Check subscription, resource group and workspace name in the environment file.',
  'unreadable-reply':
    'Check the endpoint in the environment file and what stands between it and here, such as a proxy; then run again.',
};

const exitCodeOfReason: Partial<Record<RequestFailure, ExitCode>> = {
  authentication: exitCodes.authentication,
  'not-found': exitCodes.usage,
  'not-onboarded': exitCodes.usage,
  'unreadable-reply': exitCodes.usage,
  throttled: exitCodes.unavailable,
  unavailable: exitCodes.unavailable,
  unreachable: exitCodes.unavailable,
};

function exitCodeOf(reason: RequestFailure): ExitCode {
  return exitCodeOfReason[reason] ?? exitCodes.findings;
}

/** An answer that is not the service's own: a page of a proxy, half a body, another resource. */
export function unreadableReply(request: Request, status?: number, cause?: unknown): RequestError {
  const { endpoint, method, resource, service: asked } = request;
  const words = `${endpoint} answered ${method} ${resource} with something that is no ${asked?.name ?? 'Azure Resource Manager'} reply${status === undefined ? '' : ` (status ${status})`}.`;
  return new RequestError(words, {
    reason: 'unreadable-reply',
    status,
    service: { message: words },
    hints: asked?.hints,
    cause,
  });
}

/**
 * Turns whatever an Azure SDK client threw into a RequestError; a UserError passes through, a bug is thrown on as it is.
 * `body` is the response body where the client does not keep it.
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */
export function toRequestError(error: unknown, request: Request, body?: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  forgetToken(error);
  if (isCredentialError(error)) return noCredential(error, request);
  const status = numberField(error, 'statusCode');
  return status === undefined ? notReached(error, request) : refusal(error, request, { status, body });
}

/** The SDK's error holds the request, and whoever prints an error with its cause would print the token. */
function forgetToken(error: Error): void {
  const request = objectField(error, 'request');
  const headers = request === undefined ? undefined : objectField(request, 'headers');
  if (headers !== undefined && 'delete' in headers && typeof headers.delete === 'function') {
    headers.delete('authorization');
  }
}

function noCredential(error: Error, { endpoint, service: asked }: Request): RequestError {
  // As long as the chain of credentials is: each says why it gave no token.
  const service = { code: error.name, message: clip(error.message, 2000) };
  const message = `No credential for ${endpoint}: ${service.message}`;
  return new RequestError(message, { reason: 'authentication', service, hints: asked?.hints, cause: error });
}

/** No status means no answer; without a system code, or with one of Node's own, it is a bug of ours. */
function notReached(error: Error, request: Request): Error {
  const { endpoint, method, resource, service: asked } = request;
  const code = stringField(error, 'code');
  if (error.name === 'AbortError') return noAnswerInTime(error, request);
  // The connection broke off within the answer.
  if (code === parseError) return unreadableReply(request, undefined, error);
  if (code === undefined || code.startsWith('ERR_')) return error;
  const message = `${endpoint} cannot be reached (${method} ${resource}): ${clip(error.message)}`;
  const service = { code, message: error.message };
  return new RequestError(message, { reason: 'unreachable', service, hints: asked?.hints, cause: error });
}

/** What the SDK's errors say when a body cannot be read. */
const parseError = 'PARSE_ERROR';

function noAnswerInTime(error: Error, { endpoint, method, resource, service: asked }: Request): RequestError {
  const message = `${endpoint} did not answer ${method} ${resource} in time.`;
  const service = { message };
  return new RequestError(message, { reason: 'unavailable', service, hints: asked?.hints, cause: error });
}

interface Refused {
  readonly status: number;
  /** As it came, where the caller has it. */
  readonly body: string | undefined;
}

function refusal(error: Error, request: Request, { status, body }: Refused): RequestError {
  if (status < 300) return unreadableReply(request, status, error);
  const service = readServiceError(error, body);
  // Only the service itself can say that something is not there.
  const isItsOwn = (service.code ?? parseError) !== parseError || hasHeader(error, [serviceHeader]);
  if (status === 404 && !isItsOwn) return unreadableReply(request, status, error);
  const code = service.code === undefined ? String(status) : `${status} ${service.code}`;
  const message = `${request.method} ${request.resource} failed with ${code}: ${clip(service.message)}`;
  const retriedBySdk = hasRetryHeader(error) || status >= 500;
  return new RequestError(message, {
    reason: reasonOf(status, service),
    status,
    service,
    retriedBySdk,
    hints: request.service?.hints,
    cause: error,
  });
}

function reasonOf(status: number, service: ServiceError): RequestFailure {
  const text = service.message;
  if (/recently deleted/i.test(text)) return 'recently-deleted';
  if (/not onboarded/i.test(text)) return 'not-onboarded';
  if (status === 401 || status === 403) return 'authentication';
  if (status === 404) return 'not-found';
  if (status === 412 || (status === 409 && /etag|newer (instance|data)/i.test(text))) return 'etag-mismatch';
  if (status === 409) return /already (exist|installed)/i.test(text) ? 'refused' : 'busy';
  if (status === 429) return 'throttled';
  return status >= 500 || status === 408 ? 'unavailable' : 'refused';
}

function readServiceError(error: Error, body: string | undefined): ServiceError {
  const response = objectField(error, 'response');
  const text = body ?? (response === undefined ? undefined : stringField(response, 'bodyAsText'));
  const fromBody = text === undefined ? undefined : innermost(text);
  return fromBody ?? unwrapNested({ code: stringField(error, 'code'), message: error.message });
}

function isCredentialError(error: Error): boolean {
  return /^(CredentialUnavailableError|AuthenticationError|AggregateAuthenticationError|AuthenticationRequiredError)$/.test(
    error.name,
  );
}

function hasRetryHeader(error: Error): boolean {
  return hasHeader(error, ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms']);
}

function hasHeader(error: Error, names: readonly string[]): boolean {
  const response = objectField(error, 'response');
  const headers = response === undefined ? undefined : objectField(response, 'headers');
  if (headers === undefined || !('has' in headers) || typeof headers.has !== 'function') return false;
  const has = headers.has.bind(headers);
  return names.some((name) => has(name) === true);
}

function objectField(value: object, key: string): object | undefined {
  const field: unknown = Reflect.get(value, key);
  return typeof field === 'object' && field !== null ? field : undefined;
}

function stringField(value: object, key: string): string | undefined {
  const field: unknown = Reflect.get(value, key);
  return typeof field === 'string' ? field : undefined;
}

function numberField(value: object, key: string): number | undefined {
  const field: unknown = Reflect.get(value, key);
  return typeof field === 'number' ? field : undefined;
}
