// Starts the embedded workspace: an HTTP server on loopback that answers as ARM and Log Analytics do.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { variantsInForce } from './behaviours.ts';
import { emulatorError } from './codes.ts';
import type { EmulatedWorkspace } from './http/request.ts';
import { handle } from './http/request-handling.ts';
import { workspaceResourceId } from './identity.ts';
import { acquireLock, instanceHeader, type Lock } from './lock.ts';
import type { Emulator, EmulatorOptions, RecordedRequest } from './options.ts';
import { createArmTables } from './queries/arm-tables.ts';
import { createWorkspaceFunctions } from './queries/workspace-functions.ts';
import { createOperations } from './state/operations.ts';
import { openRowStore } from './state/row-store.ts';
import { openStore, prepareStateFolder } from './state/store.ts';
import { publishAuthority } from './tls-authority.ts';

const mostRecorded = 10_000;
/** How long closing waits for requests under way, such as a long query. */
const longestGoodbyeMs = 5000;

type Server = ReturnType<typeof createServer>;

/**
 * Starts the server and takes the state folder. UserError: the folder is in use (`emulator/already-running`), cannot
 * be written or holds a corrupt file; the port is taken. Nothing is left running then.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  prepareStateFolder(options.stateFolder);
  const requests: RecordedRequest[] = [];
  const record = (request: RecordedRequest) => {
    requests.push(request);
    if (requests.length > mostRecorded) requests.shift();
    options.onRequest?.(request);
  };
  const opened = deferred<{ lock: Lock; workspace: EmulatedWorkspace }>();
  const active = new Set<Promise<void>>();
  const server = await listen(options, async (request, response) => {
    const { lock, workspace } = await opened.promise;
    if (request.method === 'HEAD' && request.url === '/') {
      response.writeHead(200, { [instanceHeader]: lock.mark }).end();
      return;
    }
    const handling = handle(request, response, { workspace, record, faults: options.faults });
    active.add(handling);
    await handling.finally(() => active.delete(handling));
  });
  const { port } = server.address() as AddressInfo;
  const scheme = options.tls ? 'https' : 'http';
  let lock: Lock | undefined;
  try {
    const workspaceId = workspaceResourceId(options.identity);
    lock = await acquireLock(options.stateFolder, { port, scheme, workspace: workspaceId });
    const { ca, caFile } = options.tls ?? {};
    if (ca !== undefined && caFile !== undefined) publishAuthority({ ca, caFile });
    const workspace = openWorkspace(options);
    opened.resolve({ lock, workspace });
    return {
      port,
      url: `${scheme}://127.0.0.1:${port}`,
      requests,
      dataFolder: options.dataFolder,
      close: async () => {
        await Promise.race([Promise.allSettled(active), delay(longestGoodbyeMs, undefined, { ref: false })]);
        try {
          await stop(server, lock);
        } finally {
          options.queries.close?.();
        }
      },
    };
  } catch (error) {
    opened.reject(error);
    await stop(server, lock);
    throw error;
  }
}

function openWorkspace(options: EmulatorOptions): EmulatedWorkspace {
  const { identity } = options;
  const variants = variantsInForce(options.variants);
  const state = {
    store: openStore(options.stateFolder, options),
    rows: openRowStore(options.stateFolder, { ...options, visible: variants['ingested-rows-visible'] }),
    operations: createOperations(variants['table-provisioning']),
  };
  const tables = createArmTables();
  const functions = createWorkspaceFunctions();
  return {
    ...state,
    made: () => ({ tables: tables({ ...state, identity, variants }), functions: functions(state.store) }),
    identity,
    variants,
    onboarded: options.onboarded ?? true,
    limits: options.limits ?? { scheduled: 512, nrt: 50 },
    catalogue: options.catalogue ?? [],
    pageSize: options.pageSize ?? 100,
    queries: options.queries,
    now: options.now ?? (() => new Date()),
    token: options.token ?? (() => randomBytes(8).toString('hex')),
    tacticsOf: options.tacticsOf ?? (() => undefined),
    inTurn: turns(),
  };
}

/** Each call waits for the one before it, whether that succeeded or not. */
function turns(): EmulatedWorkspace['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(write: () => Promise<T> | T): Promise<T> => {
    const mine = last.then(write);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/**
 * The lock goes before the port does, so that nobody finds a lock whose port is silent while the owner lives. The port goes in any
 * case: a lock that cannot be removed is taken from its dead owner, but a server that still listens keeps its process alive.
 */
async function stop(server: Server, lock: Lock | undefined): Promise<void> {
  try {
    lock?.release();
  } finally {
    if (server.listening) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    }
  }
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  // A start that fails before any request came is reported by startEmulator itself.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

function listen(
  { tls, port = 0 }: EmulatorOptions,
  onRequest: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Server> {
  const safely = (request: IncomingMessage, response: ServerResponse) => {
    onRequest(request, response).catch(() => response.destroy());
  };
  const server: Server = tls
    ? createTlsServer({ key: tls.key, cert: tls.cert }, safely)
    : createServer(safely);
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        emulatorError(
          'emulator/port-not-available',
          `The embedded workspace cannot listen on 127.0.0.1:${port}: ${error.message}.`,
          { hint: 'Choose another port, or none to take any that is free.', cause: error },
        ),
      );
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
