// Every error the embedded workspace answers with that is not about the content of a rule: status, code and words.

/** An HTTP answer. `body` undefined sends none; `text` is sent as it stands. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** ARM's error shape: https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#handling-errors */
export function armError(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** Errors of the request as a whole. The function makes the message. */
export const requestErrors = {
  missingApiVersion: () =>
    armError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    ),
  invalidApiVersion: (version: string) =>
    armError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. An api-version has the form YYYY-MM-DD, with -preview for a preview.`,
    ),
  invalidJson: (why: string) =>
    armError(
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: '${why}'.`,
    ),
  tooLarge: (limit: number) =>
    armError(413, 'RequestContentTooLarge', `The request content is larger than ${limit} bytes.`),
  notGzip: (why: string) =>
    armError(400, 'InvalidContentEncoding', `The request content cannot be unpacked as gzip: ${why}.`),
  invalidPath: () => armError(400, 'BadRequest', 'The request path holds an invalid percent-encoding.'),
  methodNotAllowed: (method: string) =>
    armError(405, 'MethodNotAllowed', `The requested resource does not support http method '${method}'.`),
  unknownType: (namespace: string, version: string) =>
    armError(
      404,
      'InvalidResourceType',
      `The resource type could not be found in the namespace '${namespace}' for api version '${version}'.`,
    ),
  unknownQueryPath: () => armError(404, 'PathNotFoundError', 'The requested path does not exist'),
  subscriptionNotFound: (subscription: string) =>
    armError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`),
  resourceGroupNotFound: (resourceGroup: string) =>
    armError(404, 'ResourceGroupNotFound', `Resource group '${resourceGroup}' could not be found.`),
  workspaceNotFound: (workspace: string, resourceGroup: string) =>
    armError(
      404,
      'ResourceNotFound',
      `The Resource 'Microsoft.OperationalInsights/workspaces/${workspace}' under resource group '${resourceGroup}' was not found.`,
    ),
  unauthorized: () =>
    armError(
      401,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing or is not a bearer token.",
    ),
  notLoopback: (host: string) =>
    armError(
      403,
      'Forbidden',
      `The embedded workspace answers only to loopback host names, not to '${host}'.`,
    ),
  internal: (message: string) => armError(500, 'InternalServerError', message),
} satisfies Record<string, (...args: never[]) => Answer>;

/** Loud: a request that Azure would serve and the embedded workspace does not. 501, which no client retries. */
export function notEmbedded(what: string): Answer {
  return armError(501, 'EmbeddedWorkspaceUnsupported', `The embedded workspace does not support ${what}.`);
}

/** The words of section "not found" differ by report; see behaviour `unknown-rule-code`. */
export function resourceNotFound(code: string, type: string, name: string): Answer {
  return armError(404, code, `Resource '${name}' of type '${type}' was not found.`);
}
