// Something between the tool and the embedded workspace, such as a proxy or a service that lags: it may answer what it likes.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
}

export interface Replied {
  readonly status: number;
  readonly text: string;
  /** By default JSON of the service; a page of a proxy bears none of its headers. */
  readonly isOfProxy?: boolean;
}

/** Answers a request; `forward` makes it. `drop` ends the connection without a word. */
export type Play = (asked: Asked, forward: () => Promise<Replied>) => Promise<Replied | 'drop'>;

export interface Between {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on loopback and has `play` answer what comes for the workspace on port `target`. */
export async function startBetween(target: number, play: Play): Promise<Between> {
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url: path = '/' } = incoming;
    const body = await bodyOf(incoming);
    const forward = async (): Promise<Replied> => {
      const headers = headersToSend(incoming);
      const sent = method === 'GET' || method === 'DELETE' ? { method, headers } : { method, headers, body };
      const response = await fetch(`http://127.0.0.1:${target}${path}`, sent);
      // A link to the next page leads through here too.
      const text = (await response.text()).replaceAll(`127.0.0.1:${target}`, String(incoming.headers.host));
      return { status: response.status, text };
    };
    const reply = await play({ method, path }, forward);
    if (reply === 'drop') {
      incoming.socket.destroy();
      return;
    }
    const headers: Record<string, string> = reply.isOfProxy
      ? { 'content-type': 'text/html' }
      : { 'content-type': 'application/json', 'x-ms-request-id': 'between' };
    outgoing.writeHead(reply.status, headers).end(reply.status === 204 ? undefined : reply.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** `if-none-match` and the SDK's name decide about answers; connection headers are each hop's own. */
function headersToSend({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['content-type', 'authorization', 'user-agent', 'if-none-match'];
  return Object.fromEntries(
    kept.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}

/** A page such as a filtering proxy, or the network of a hotel, answers with. */
export const page: Replied = {
  status: 200,
  text: '<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>',
  isOfProxy: true,
};

/** The list without the resources that `isLeftOut` names, as if a page of it were missing. */
export function without(list: Replied, isLeftOut: (name: string) => boolean): Replied {
  const body = JSON.parse(list.text) as { readonly value: readonly { readonly id: string }[] };
  const value = body.value.filter(({ id }) => !isLeftOut(id.slice(id.lastIndexOf('/') + 1)));
  return { ...list, text: JSON.stringify({ ...body, value }) };
}

/** `alertRules`, `savedSearches` or `metadata` where the request is for that list. */
export function listAsked({ method, path }: Asked): string | undefined {
  return method === 'GET' ? /\/(alertRules|savedSearches|metadata)\?/.exec(path)?.[1] : undefined;
}
