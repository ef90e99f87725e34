// A workspace that answers whatever a test wants, served where commands look for the embedded one of an environment.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceResourceId } from '../../src/emulator/identity.ts';
import { instanceHeader } from '../../src/emulator/lock.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { identityOf } from '../../src/workspace/local.ts';
import { record } from '../workspace/recording-server.ts';
import type { TestProject } from './command-line.ts';

/** The items of each list by its ARM name; a text is the whole answer. */
export type ForeignLists = Readonly<Record<string, readonly unknown[] | string>>;

const mark = 'a-foreign-workspace';

const usual: ForeignLists = {
  alertRules: [],
  savedSearches: [],
  metadata: [],
  tables: [{ name: 'DeviceProcessEvents', properties: {} }],
};

/** Runs `use` while `local` is served with these lists; everything else is not there. */
export async function servingLists<T>(
  project: TestProject,
  lists: ForeignLists,
  use: () => Promise<T>,
): Promise<T> {
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'local',
    variables: {},
  });
  if (target.type !== 'embedded') throw new Error('local is not embedded');
  const server = await record(({ method, url }) => {
    if (method === 'HEAD') return { headers: { [instanceHeader]: mark } };
    const name = /\/(\w+)\?/.exec(url)?.[1] ?? '';
    const list = lists[name] ?? usual[name];
    if (list === undefined) return { status: 404, body: { error: { code: 'NotFound', message: 'no' } } };
    return { body: typeof list === 'string' ? list : { value: list } };
  });
  mkdirSync(target.stateFolder, { recursive: true });
  const lock = {
    pid: process.pid,
    mark,
    port: server.port,
    scheme: 'http',
    workspace: workspaceResourceId(identityOf(target)),
  };
  writeFileSync(join(target.stateFolder, 'emulator.lock'), `${JSON.stringify(lock)}\n`);
  try {
    return await use();
  } finally {
    await server.close();
  }
}
