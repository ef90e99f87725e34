// A list is read whole or not at all, and a reply cannot send the token to another address.
import { afterEach, describe, expect, it, test } from 'vitest';
import { clouds } from '../../src/environments/environment.ts';
import { cloudEndpoints } from '../../src/workspace/requests/clouds.ts';
import { listLimits } from '../../src/workspace/requests/list-pages.ts';
import { reachOf } from '../../src/workspace/requests/reach.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { openRecorded, type Recorded, type RecordingServer, type Reply, record } from './recording-server.ts';

const servers: RecordingServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: (request: Recorded, port: number) => Reply) {
  const server: RecordingServer = await record((request) => answer(request, server.port));
  servers.push(server);
  return { server, workspace: openRecorded(server.port) };
}

const rule = (name: string) => ({ name, properties: {} });

/** Every list that the workspace is asked for. */
const lists: readonly [string, (workspace: Workspace) => Promise<unknown>][] = [
  ['alertRules', (workspace) => workspace.list('alertRules')],
  ['savedSearches', (workspace) => workspace.list('savedSearches')],
  ['metadata', (workspace) => workspace.list('metadata')],
  ['tables', (workspace) => workspace.tables()],
  ['test tables', (workspace) => workspace.seeding.testTables()],
  ['watchlists', (workspace) => workspace.watchlists()],
  ['data connectors', (workspace) => workspace.connectors()],
  ['templates', (workspace) => workspace.ruleTemplates()],
  ['solutions', (workspace) => workspace.installedSolutions()],
  ['the catalogue', (workspace) => workspace.offeredSolutions()],
  ['permissions', (workspace) => workspace.permissions()],
];

describe.each(lists)('the list of %s', (_, list) => {
  it('is followed to the last page', async () => {
    const { server, workspace } = await serve((request, port) => {
      const isLast = request.url.includes('page=2');
      const nextLink = isLast ? undefined : `https://127.0.0.1:${port}${request.url}&page=2`;
      return { body: { value: [rule(isLast ? 'b' : 'a')], nextLink } };
    });
    await list(workspace);
    expect(server.requests).toHaveLength(2);
  });

  it('fails where the next page is elsewhere, and nothing is sent there', async () => {
    const other = await record(() => ({ body: { value: [] } }));
    servers.push(other);
    const { workspace } = await serve(() => ({
      body: { value: [], nextLink: `https://127.0.0.1:${other.port}/steal` },
    }));
    await expect(list(workspace)).rejects.toMatchObject({
      diagnostic: { code: 'workspace/foreign-address' },
    });
    expect(other.requests).toEqual([]);
  });

  it.each([
    ['no list', { value: {} }, 'no Azure Resource Manager reply'],
    ['nothing', undefined, 'no Azure Resource Manager reply'],
    ['an item that is null', { value: [rule('a'), null] }, 'Item 2 of GET'],
    ['an item that is a text', { value: ['a'] }, 'Item 1 of GET'],
    ['a next page that is a number', { value: [], nextLink: 7 }, 'a next page that is no address'],
    ['a next page without a host', { value: [], nextLink: 'data:text/plain,x' }, 'a next page at data:'],
  ])('fails over %s', async (_what, body, message) => {
    const { workspace } = await serve(() => ({ body: body ?? '' }));
    await expect(list(workspace)).rejects.toThrow(message);
  });

  it('fails over values that are nested without end', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { workspace } = await serve(() => ({
      body: `{"value":[{"name":"a","properties":{"deep":${deep}}}]}`,
    }));
    await expect(list(workspace)).rejects.toThrow('nested over 60 levels deep');
  });
});

test('a list that has no end fails, after so many pages', async () => {
  let page = 0;
  const { server, workspace } = await serve((request, port) => ({
    body: {
      value: [],
      nextLink: `https://127.0.0.1:${port}${request.url.replace(/&page=.*/, '')}&page=${++page}`,
    },
  }));
  await expect(workspace.list('alertRules')).rejects.toMatchObject({
    diagnostic: { code: 'workspace/endless-list' },
  });
  expect(server.requests).toHaveLength(listLimits.pages);
}, 60_000);

describe('the next page', () => {
  it.each([
    ['relative', (path: string) => path],
    ['in capitals', (path: string, port: number) => `HTTPS://127.0.0.1:${port}${path}`],
  ])('may be %s', async (_, linkTo) => {
    const { workspace } = await serve((request, port) => {
      const isLast = request.url.includes('page=2');
      return {
        body: {
          value: [rule(isLast ? 'b' : 'a')],
          ...(isLast ? {} : { nextLink: linkTo(`${request.url}&page=2`, port) }),
        },
      };
    });
    expect((await workspace.list('alertRules')).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it.each([null, ''])('is none where the link is %j', async (nextLink) => {
    const { workspace } = await serve(() => ({ body: { value: [rule('a')], nextLink } }));
    expect(await workspace.list('alertRules')).toHaveLength(1);
  });
});

describe('names', () => {
  it('an item that comes twice, the same each time, is one item', async () => {
    const { workspace } = await serve(() => ({ body: { value: [rule('a'), rule('a')] } }));
    expect(await workspace.list('alertRules')).toHaveLength(1);
  });

  it('two different items of one name are no list of a workspace', async () => {
    const other = { name: 'A', properties: { enabled: false } };
    const { workspace } = await serve(() => ({ body: { value: [rule('a'), other] } }));
    await expect(workspace.list('alertRules')).rejects.toThrow('two different items of the name A');
  });

  it.each([[{}], [{ name: {}, id: 1 }], [{ name: null, id: null }]])('%j has no name', async (item) => {
    const { workspace } = await serve(() => ({ body: { value: [item] } }));
    await expect(workspace.list('alertRules')).rejects.toThrow('an item without a name');
  });

  it('an id that is no address in percent signs is taken as it is', async () => {
    const { workspace } = await serve(() => ({ body: { value: [{ id: '/x/savedSearches/100%' }] } }));
    expect((await workspace.list('savedSearches'))[0]?.name).toBe('100%');
  });
});

test('a redirect to another address is not followed', async () => {
  const other = await record(() => ({ body: { value: [] } }));
  servers.push(other);
  const { workspace } = await serve(() => ({
    status: 302,
    headers: { location: `http://127.0.0.1:${other.port}/steal` },
    body: {},
  }));
  await expect(workspace.list('alertRules')).rejects.toThrow();
  await expect(workspace.query('print 1', { timespan: 'P1D' })).rejects.toThrow();
  expect(other.requests).toEqual([]);
});

test('rows go to no endpoint that a rule names outside the service', async () => {
  const other = await record(() => ({ status: 204 }));
  servers.push(other);
  const { workspace } = await serve(() => ({ body: {} }));
  const named = {
    name: 'seed-1',
    kind: 'Direct',
    streams: [],
    otherStreams: [],
    workspaces: [],
    immutableId: 'dcr-1',
    endpoint: `https://127.0.0.1:${other.port}`,
  };
  const { left, error } = await workspace.seeding.upload(named, 'Test_A_CL', [{ A: 1 }]);
  expect({ left, code: error?.diagnostic.code }).toEqual({
    left: [{ A: 1 }],
    code: 'workspace/foreign-address',
  });
  expect(other.requests).toEqual([]);
});

describe.each(clouds)('in %s', (cloud) => {
  const endpoints = cloudEndpoints[cloud];
  const isReached = (address: string) => reachOf(endpoints)(new URL(address));
  const { host } = new URL(endpoints.resourceManager);
  const { ingestionDomain } = endpoints;

  it.each([
    `https://${host}:443/subscriptions`,
    `https://${host.toUpperCase()}/subscriptions`,
    `${endpoints.logs}/workspaces`,
    `https://rule-x1.westeurope-1.${ingestionDomain}/dataCollectionRules`,
  ])('%s is reached', (address) => {
    expect(isReached(address)).toBe(true);
  });

  it.each([
    `http://${host}/subscriptions`,
    `https://${host}:8443/subscriptions`,
    `https://${host}.example.com/subscriptions`,
    `https://${host}@example.com/subscriptions`,
    `https://x-${ingestionDomain}/`,
    `https://${ingestionDomain}.example.com/`,
    `http://rule-x1.westeurope-1.${ingestionDomain}/`,
    `https://rule-x1.westeurope-1.${ingestionDomain}:8443/`,
  ])('%s is not', (address) => {
    expect(isReached(address)).toBe(false);
  });
});
