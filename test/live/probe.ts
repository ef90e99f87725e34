// Sends plain HTTP requests to a workspace, so that a question sees the very status, code and body that came back.
import { newName, newRuleId, newTitle } from './names.ts';

export interface Reply {
  readonly status: number;
  /** ARM's error code and message, or those of the innermost error of the query API. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** Parsed JSON, or undefined. */
  // biome-ignore lint/suspicious/noExplicitAny: replies are looked into freely
  readonly body: any;
}

interface ArmOptions {
  readonly apiVersion?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

type Method = 'GET' | 'PUT' | 'DELETE';

export interface Probe {
  /** A request to Resource Manager; `path` is below the workspace: `savedSearches/x`. */
  arm(method: Method, path: string, options?: ArmOptions): Promise<Reply>;
  /** The same below the workspace's Microsoft.SecurityInsights. */
  sentinel(method: Method, path: string, options?: ArmOptions): Promise<Reply>;
  /** All items of a Sentinel list, its pages followed. */
  listed(path: string): Promise<readonly { readonly name: string }[]>;
  /** Runs a query over the last day; `contentType` other than JSON sends the query as it is. */
  query(kql: string, contentType?: string): Promise<Reply>;
  readonly workspaceId: string;
  /** Names that only the live checks give. */
  readonly newRuleId: () => string;
  readonly newName: () => string;
  readonly newTitle: () => string;
}

export interface ProbeTarget {
  /** `https://management.azure.com`, no trailing slash. */
  readonly resourceManager: string;
  /** `https://api.loganalytics.io/v1`. */
  readonly logs: string;
  readonly workspaceId: string;
  /** Of the SecurityInsights requests that name none. */
  readonly apiVersion: string;
  readonly token: (audience: 'resourceManager' | 'logs') => Promise<string>;
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
}

const workspaceVersion = '2022-10-01';
const savedSearchVersion = '2020-08-01';
const attempts = 5;

/** A probe of a workspace. A throttled request is sent again when the service says it may; everything else is an answer. */
export function createProbe(target: ProbeTarget): Probe {
  const { resourceManager, logs, workspaceId } = target;
  const sleep = target.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const send = async (
    audience: 'resourceManager' | 'logs',
    method: string,
    url: string,
    init: {
      readonly body?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    },
  ): Promise<Reply> => {
    for (let tried = 1; ; tried++) {
      const headers = { authorization: `Bearer ${await target.token(audience)}`, ...init.headers };
      const response = await fetch(url, {
        method,
        headers,
        ...(init.body === undefined ? {} : { body: init.body }),
      });
      const text = await response.text();
      if (response.status !== 429 || tried === attempts) return replyOf(response.status, text);
      await sleep(1000 * Math.min(60, Number(response.headers.get('retry-after') ?? 5) || 5));
    }
  };
  const arm: Probe['arm'] = (method, path, { apiVersion, body, headers } = {}) => {
    const version = apiVersion ?? (path.startsWith('savedSearches') ? savedSearchVersion : workspaceVersion);
    const below = path === '' ? '' : `/${path}`;
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    return send(
      'resourceManager',
      method,
      `${resourceManager}${workspaceId}${below}?api-version=${version}`,
      {
        headers: { ...json, ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
  };
  const sentinel: Probe['sentinel'] = (method, path, options) =>
    arm(method, `providers/Microsoft.SecurityInsights/${path}`, {
      apiVersion: target.apiVersion,
      ...options,
    });
  let customerId: Promise<string> | undefined;
  return {
    arm,
    sentinel,
    async listed(path) {
      const found: { readonly name: string }[] = [];
      let reply = await sentinel('GET', path);
      for (;;) {
        found.push(...(reply.body?.value ?? []));
        const next: unknown = reply.body?.nextLink;
        if (typeof next !== 'string' || next === '') return found;
        reply = await send('resourceManager', 'GET', next, {});
      }
    },
    async query(kql, contentType = 'application/json') {
      customerId ??= arm('GET', '').then(({ body }) => String(body?.properties?.customerId));
      const body = contentType === 'application/json' ? JSON.stringify({ query: kql, timespan: 'P1D' }) : kql;
      const headers = { 'content-type': contentType };
      return send('logs', 'POST', `${logs}/workspaces/${await customerId}/query`, { body, headers });
    },
    workspaceId,
    newRuleId,
    newName,
    newTitle,
  };
}

function replyOf(status: number, text: string): Reply {
  const body = parsed(text);
  let error = body?.error;
  while (error?.innererror !== undefined || error?.innerError !== undefined) {
    error = error.innererror ?? error.innerError;
  }
  return {
    status,
    body,
    code: error?.code,
    message: error?.message ?? (body === undefined ? text : undefined),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: replies are looked into freely
function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
