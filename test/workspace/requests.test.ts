// What the workspace sends and reads, seen from the other end of the wire.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { openRecorded, type Recorded, type RecordingServer, type Reply, record } from './recording-server.ts';

const base =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/detections/providers/Microsoft.OperationalInsights/workspaces/soc';
const rules = `${base}/providers/Microsoft.SecurityInsights/alertRules`;

let server: RecordingServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(answer: (request: Recorded) => Reply, apiVersion?: string): Promise<Workspace> {
  server = await record(answer);
  return openRecorded(server.port, apiVersion === undefined ? {} : { apiVersion });
}

describe('alert rules', () => {
  it('sends every property of a body, those the typed SDK model does not know too', async () => {
    const body = {
      kind: 'NRT',
      properties: {
        displayName: 'Clone of many repositories',
        subTechniques: ['T1593.003'],
        sentinelEntitiesMappings: [{ columnName: 'Entities' }],
        alertDetailsOverride: { alertDynamicProperties: [{ alertProperty: 'AlertLink', value: 'Link' }] },
        aPropertyOfNextYear: { nested: [1, null, 'x'] },
      },
    };
    const workspace = await serve(() => ({ status: 201, body: { ...body, name: 'r1', etag: '"2"' } }));
    const answered = await workspace.put('alertRules', 'r1', body, { etag: '"1"' });
    expect(server?.requests[0]?.body).toEqual({ ...body, etag: '"1"' });
    expect(answered.etag).toBe('"2"');
    expect(answered.properties).toEqual(body.properties);
  });

  it('keeps every property it reads', async () => {
    const raw = {
      id: `${rules}/r1`,
      name: 'r1',
      kind: 'SomethingNew',
      etag: '"7"',
      systemData: { createdBy: 'someone' },
      properties: { query: 'T', lastModifiedUtc: '2026-01-02T03:04:05.1234567Z', unknown: { deep: null } },
    };
    const workspace = await serve(() => ({ body: { value: [raw] } }));
    const [rule] = await workspace.list('alertRules');
    expect(rule?.raw).toEqual(raw);
    expect(rule).toMatchObject({ id: raw.id, name: 'r1', kind: 'SomethingNew', etag: '"7"' });
    expect(rule?.properties).toEqual(raw.properties);
  });

  it('follows nextLink to the last page', async () => {
    const workspace = await serve((request) => {
      const page = Number(new URL(request.url, 'http://x').searchParams.get('$skipToken') ?? '1');
      const nextLink = `https://127.0.0.1:${server?.port}${rules}?api-version=2025-07-01-preview&$skipToken=${page + 1}`;
      return {
        body: { value: [{ id: `${rules}/r${page}`, properties: {} }], ...(page < 3 ? { nextLink } : {}) },
      };
    });
    expect((await workspace.list('alertRules')).map((rule) => rule.name)).toEqual(['r1', 'r2', 'r3']);
  });

  it('asks for the preview version unless the environment names another', async () => {
    const workspace = await serve(() => ({ body: { value: [] } }));
    await workspace.list('alertRules');
    expect(server?.requests[0]?.url).toBe(`${rules}?api-version=2025-07-01-preview`);
    await openRecorded(server?.port ?? 0, { apiVersion: '2025-09-01' }).list('metadata');
    expect(server?.requests[1]?.url).toContain('metadata?api-version=2025-09-01');
  });

  it('encodes the resource name', async () => {
    const workspace = await serve(() => ({ status: 204 }));
    await workspace.delete('alertRules', 'a b/c');
    expect(server?.requests[0]?.url).toContain('/alertRules/a%20b%2Fc?');
  });

  it.each([200, 204, 404])('a delete answered with %i is done', async (status) => {
    const workspace = await serve(() => ({ status, ...(status === 404 ? { body: { error: {} } } : {}) }));
    for (const collection of ['alertRules', 'savedSearches', 'metadata'] as const) {
      await expect(workspace.delete(collection, 'x')).resolves.toBeUndefined();
    }
  });

  it('get answers undefined for what is not there', async () => {
    const workspace = await serve(() => ({
      status: 404,
      body: { error: { code: 'NotFound', message: 'no' } },
    }));
    expect(await workspace.get('alertRules', 'x')).toBeUndefined();
  });
});

describe('saved searches', () => {
  it('reads PascalCase and camelCase alike, and an id without the leading slash', async () => {
    const pascal = {
      id: `${base.slice(1)}/savedSearches/q1`,
      etag: 'W/"datetime\'2026\'"',
      properties: {
        Category: 'Hunting Queries',
        DisplayName: 'Q',
        Query: 'T',
        Tags: [{ Name: 'tactics', Value: 'Impact' }],
        Version: 2,
      },
    };
    const camel = {
      id: `${base}/savedSearches/q1`,
      etag: pascal.etag,
      properties: {
        category: 'Hunting Queries',
        displayName: 'Q',
        query: 'T',
        tags: [{ name: 'tactics', value: 'Impact' }],
        version: 2,
      },
    };
    const answers = [pascal, camel];
    const workspace = await serve(() => ({ body: { value: [answers.shift()] } }));
    const [first] = await workspace.list('savedSearches');
    const [second] = await workspace.list('savedSearches');
    expect(first?.properties).toEqual(second?.properties);
    expect(first?.id).toBe(second?.id);
    expect(first).toMatchObject({ name: 'q1', etag: pascal.etag });
  });

  it('uses the version the SDK was made for and accepts 201', async () => {
    const workspace = await serve(() => ({ status: 201, body: { name: 'q1', properties: {} } }));
    await workspace.put('savedSearches', 'q1', { properties: {} }, { etag: '*' });
    expect(server?.requests[0]?.url).toBe(`${base}/savedSearches/q1?api-version=2020-08-01`);
    expect(server?.requests[0]?.body).toEqual({ properties: {}, etag: '*' });
  });
});

describe('the way to the server', () => {
  it('sends the token and keeps it out of the trace', async () => {
    server = await record(() => ({ body: { value: [] } }));
    const lines: string[] = [];
    await openRecorded(server.port, { trace: (line) => lines.push(line) }).list('alertRules');
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-token');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^GET http:\/\/127\.0\.0\.1:\d+\/subscriptions\/.*alertRules\?api-version=\S+ 200 \d+ ms$/,
    );
    expect(lines.join()).not.toContain('secret-token');
  });

  it('does not ask the proxy of the machine for its own address', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('NO_PROXY', '');
    try {
      const workspace = await serve(() => ({ body: { value: [] } }));
      expect(await workspace.list('alertRules')).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('never follows a loopback workspace to another host', async () => {
    const workspace = await serve(() => ({ body: { value: [], nextLink: 'https://example.com/next' } }));
    await expect(workspace.list('alertRules')).rejects.toThrow('a next page at https://example.com');
  });

  it('does not follow a list that runs in a circle', async () => {
    const workspace = await serve(() => ({
      body: {
        value: [],
        nextLink: `https://127.0.0.1:${server?.port}${rules}?api-version=2025-07-01-preview`,
      },
    }));
    await expect(workspace.list('alertRules')).rejects.toThrow('a page that it has already sent');
  });

  it('takes an answer that is no list for an error, never for an empty workspace', async () => {
    const workspace = await serve(() => ({
      body: '<html>sign in</html>',
      headers: { 'content-type': 'text/html' },
    }));
    await expect(workspace.list('alertRules')).rejects.toThrow('no Azure Resource Manager reply');
  });
});

describe('tables', () => {
  it('reads standard and own columns', async () => {
    const schema = {
      name: 'SecurityEvent',
      standardColumns: [{ name: 'TimeGenerated', type: 'dateTime' }],
      columns: [
        { name: 'EventID', type: 'int' },
        { name: 'Flag', type: 'boolean' },
      ],
    };
    const workspace = await serve(() => ({
      body: { value: [{ name: 'SecurityEvent', properties: { schema } }] },
    }));
    expect(await workspace.tables()).toEqual([
      {
        name: 'SecurityEvent',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'EventID', type: 'int' },
          { name: 'Flag', type: 'bool' },
        ],
      },
    ]);
    expect(server?.requests[0]?.url).toBe(`${base}/tables?api-version=2022-10-01`);
  });
});
