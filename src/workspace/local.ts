// Connects to an embedded workspace: the server that already runs for its folder, or one started here and stopped on close.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { emulatorCode } from '../emulator/codes.ts';
import { type WorkspaceIdentity, workspaceResourceId } from '../emulator/identity.ts';
import { findRunning, type RunningServer } from '../emulator/lock.ts';
import type { Emulator, EmulatorOptions } from '../emulator/options.ts';
import { startEmulator } from '../emulator/server.ts';
import type { EmbeddedTarget } from '../environments/environment.ts';
import { tacticsInUse } from '../tables/attack.ts';
import { workspaceError } from './codes.ts';
import { type OpenOptions, openWorkspace } from './open.ts';
import { cloudEndpoints } from './requests/clouds.ts';
import { staticToken } from './requests/credential.ts';
import { RequestError } from './requests/request-error.ts';
import type { Workspace } from './workspace.ts';

export interface LocalOptions extends OpenOptions {
  readonly apiVersion: string;
  /**
   * What a server is started with, besides what the target says; the query service runs KQL for it. Asked for only where none
   * runs yet, because the engine takes time to load.
   */
  readonly emulator: () => Promise<Omit<EmulatorOptions, 'stateFolder' | 'identity' | 'dataFolder'>>;
}

interface Connection {
  readonly workspace: Workspace;
  readonly started: Emulator | undefined;
}

/** How the embedded workspace is known to ARM; its customer id follows from its name. */
export function identityOf(target: EmbeddedTarget): WorkspaceIdentity {
  const { subscriptionId, resourceGroup, workspaceName } = target;
  const digest = createHash('sha256')
    .update(`${subscriptionId}/${resourceGroup}/${workspaceName}`)
    .digest('hex');
  const [a, b, c, d] = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(13, 16), digest.slice(17, 20)];
  const customerId = `${a}-${b}-4${c}-8${d}-${digest.slice(20, 32)}`;
  return { subscription: subscriptionId, resourceGroup, workspace: workspaceName, customerId };
}

/**
 * A Workspace over the embedded one. Where the server belonged to another command that has just ended, the next request finds or
 * starts a new one: the state is in the folder, not in the server.
 * @throws UserError when the folder cannot be read or written, or holds a corrupt file.
 */
export async function connectLocal(target: EmbeddedTarget, options: LocalOptions): Promise<Workspace> {
  let current = await reach(target, options);
  const again = async <T>(request: (workspace: Workspace) => Promise<T>): Promise<T> => {
    const used = current;
    try {
      return await request(used.workspace);
    } catch (error) {
      const isGone = error instanceof RequestError && error.reason === 'unreachable';
      if (!isGone || used.started !== undefined) throw error;
      if (current === used) current = await reach(target, options);
      return request(current.workspace);
    }
  };
  const { description, resourceId } = current.workspace;
  return {
    description,
    resourceId,
    list: (collection) => again((workspace) => workspace.list(collection)),
    get: (collection, name) => again((workspace) => workspace.get(collection, name)),
    put: (collection, name, body, put) => again((workspace) => workspace.put(collection, name, body, put)),
    delete: (collection, name) => again((workspace) => workspace.delete(collection, name)),
    tables: () => again((workspace) => workspace.tables()),
    isOnboarded: () => again((workspace) => workspace.isOnboarded()),
    permissions: () => again((workspace) => workspace.permissions()),
    watchlists: () => again((workspace) => workspace.watchlists()),
    connectors: () => again((workspace) => workspace.connectors()),
    ruleTemplates: () => again((workspace) => workspace.ruleTemplates()),
    installedSolutions: () => again((workspace) => workspace.installedSolutions()),
    offeredSolutions: () => again((workspace) => workspace.offeredSolutions()),
    query: (kql, query) => again((workspace) => workspace.query(kql, query)),
    seeding: {
      location: () => again(({ seeding }) => seeding.location()),
      testTables: () => again(({ seeding }) => seeding.testTables()),
      putTestTable: (table) => again(({ seeding }) => seeding.putTestTable(table)),
      rule: (name) => again(({ seeding }) => seeding.rule(name)),
      putRule: (rule) => again(({ seeding }) => seeding.putRule(rule)),
      upload: (rule, table, rows) => again(({ seeding }) => seeding.upload(rule, table, rows)),
    },
    close: async () => current.started?.close(),
  };
}

async function reach(target: EmbeddedTarget, options: LocalOptions): Promise<Connection> {
  const running = await findRunning(target.stateFolder);
  if (running !== undefined) return { workspace: open(target, running, options), started: undefined };
  const { stateFolder, dataFolder } = target;
  const identity = identityOf(target);
  try {
    const started = await startEmulator({
      tacticsOf: tacticsInUse,
      ...(await options.emulator()),
      stateFolder,
      dataFolder,
      identity,
    });
    return {
      workspace: open(target, { ...started, workspace: workspaceResourceId(identity) }, options),
      started,
    };
  } catch (error) {
    // Another command was quicker: use its server.
    if (!(error instanceof UserError) || error.diagnostic.code !== emulatorCode('emulator/already-running'))
      throw error;
    const other = await findRunning(stateFolder);
    if (other === undefined) throw error;
    return { workspace: open(target, other, options), started: undefined };
  }
}

type Served = Pick<RunningServer, 'url' | 'workspace'>;

function open(target: EmbeddedTarget, { url, workspace }: Served, options: LocalOptions): Workspace {
  if (workspace !== workspaceResourceId(identityOf(target))) {
    throw workspaceError(
      'workspace/other-identity',
      `${target.stateFolder} is being served as another workspace, ${workspace}.`,
      { hint: 'Give each embedded environment a state folder of its own.' },
    );
  }
  const secure = url.replace(/^http:/, 'https:');
  const { resourceManagerScope, logsScope, ingestionScope } = cloudEndpoints.AzureCloud;
  const { subscriptionId, resourceGroup, workspaceName } = target;
  const authority = join(target.stateFolder, 'ca.pem');
  const isTls = url === secure;
  return openWorkspace(
    {
      subscriptionId,
      resourceGroup,
      workspaceName,
      apiVersion: options.apiVersion,
      credential: staticToken('embedded'),
      loopback: !isTls,
      certificateAuthority: isTls && existsSync(authority) ? readFileSync(authority, 'utf8') : undefined,
      endpoints: {
        resourceManager: secure,
        logs: `${secure}/v1`,
        resourceManagerScope,
        logsScope,
        ingestionScope,
      },
    },
    options,
  );
}
