// Saved searches and metadata over raw HTTP: statuses, etags, pages, filters.
import { expect, test } from 'vitest';
import { preview, search, send, siPath, start, wsPath } from './start.ts';

const hunting = (displayName: string) => ({
  properties: {
    category: 'Hunting Queries',
    displayName,
    query: 'SecurityEvent',
    tags: [{ name: 'tactics', value: 'Reconnaissance,Collection' }],
  },
});
const path = (name: string) => `${wsPath}/savedSearches/${name}?${search}`;

test('a saved search is 200 whether new or replaced, and the etag has its published form', async () => {
  const emulator = await start();
  const created = await send(emulator, 'PUT', path('q1'), hunting('one'));
  expect(created.status).toBe(200);
  expect(created.body).toEqual({
    id: `${wsPath.slice(1)}/savedSearches/q1`,
    etag: expect.stringMatching(/^W\/"datetime'2026-03-01T12%3A00%3A00\.000\d{4}Z'"$/),
    properties: { ...hunting('one').properties, version: 2 },
  });
  const replaced = await send(emulator, 'PUT', path('q1'), { ...hunting('two'), etag: created.body.etag });
  expect([replaced.status, replaced.body.properties.displayName]).toEqual([200, 'two']);
  expect(replaced.body.etag).not.toBe(created.body.etag);
});

test('replacing needs the etag or *', async () => {
  const emulator = await start();
  await send(emulator, 'PUT', path('q1'), hunting('one'));
  const missing = await send(emulator, 'PUT', path('q1'), hunting('two'));
  expect([missing.status, missing.code]).toEqual([409, 'Conflict']);
  expect(missing.message).toContain('Newer data exists in the Customer Configuration Store');
  expect((await send(emulator, 'PUT', path('q1'), { ...hunting('two'), etag: 'W/"old"' })).status).toBe(409);
  expect((await send(emulator, 'PUT', path('q1'), { ...hunting('two'), etag: '*' })).status).toBe(200);
});

test('category, displayName and query are required', async () => {
  const emulator = await start();
  for (const name of ['category', 'displayName', 'query']) {
    const properties = { ...hunting('one').properties, [name]: undefined };
    const { status, message } = await send(emulator, 'PUT', path('q1'), { properties });
    expect([status, message]).toEqual([400, `Required property '${name}' not found`]);
  }
});

test('the list has no pages, get and delete are 200 and 404', async () => {
  const emulator = await start({ pageSize: 1 });
  for (const name of ['b', 'a']) await send(emulator, 'PUT', path(name), hunting(name));
  const { body } = await send(emulator, 'GET', `${wsPath}/savedSearches?${search}`);
  expect(
    body.value.map((item: { properties: { displayName: string } }) => item.properties.displayName),
  ).toEqual(['a', 'b']);
  expect(Object.keys(body)).toEqual(['value']);
  expect((await send(emulator, 'GET', path('A'))).status).toBe(200);
  expect((await send(emulator, 'DELETE', path('a'))).status).toBe(200);
  expect((await send(emulator, 'GET', path('a'))).status).toBe(404);
  expect((await send(emulator, 'PUT', path('a'), hunting('again'))).status).toBe(200);
});

const metadata = (name: string) => `${siPath}/metadata/${name}?${preview}`;
const owned = (contentId: string) => ({
  properties: {
    parentId: `${siPath}/alertRules/${contentId}`,
    kind: 'AnalyticsRule',
    contentId,
    version: '1.0.0',
    customVersion: 'sha256:00',
    source: { kind: 'SourceRepository', name: 'contoso/detections' },
  },
});

test('metadata: 201, 200, list, get, delete 200 and 204', async () => {
  const emulator = await start();
  const created = await send(emulator, 'PUT', metadata('analyticsrule-1'), owned('1'));
  expect([created.status, created.body.type, created.body.properties]).toEqual([
    201,
    'Microsoft.SecurityInsights/metadata',
    owned('1').properties,
  ]);
  expect((await send(emulator, 'PUT', metadata('analyticsrule-1'), owned('1'))).status).toBe(200);
  expect((await send(emulator, 'GET', metadata('analyticsrule-1'))).status).toBe(200);
  expect((await send(emulator, 'DELETE', metadata('analyticsrule-1'))).status).toBe(200);
  expect((await send(emulator, 'DELETE', metadata('analyticsrule-1'))).status).toBe(204);
  expect((await send(emulator, 'GET', metadata('analyticsrule-1'))).status).toBe(404);
});

test('metadata needs parentId and kind, and a stale etag is a conflict', async () => {
  const emulator = await start();
  const { message } = await send(emulator, 'PUT', metadata('m'), { properties: { kind: 'Parser' } });
  expect(message).toBe("Required property 'parentId' not found");
  await send(emulator, 'PUT', metadata('m'), owned('1'));
  expect((await send(emulator, 'PUT', metadata('m'), { ...owned('1'), etag: '"stale"' })).status).toBe(409);
});

test('metadata lists have pages, an equality filter, $top and $skip; what is not understood is refused', async () => {
  const emulator = await start({ pageSize: 2 });
  for (const id of ['1', '2', '3']) await send(emulator, 'PUT', metadata(`m${id}`), owned(id));
  const list = async (query: string) => {
    const { status, body, code } = await send(emulator, 'GET', `${siPath}/metadata?${preview}${query}`);
    return code ?? [status, body.value.map(({ name }: { name: string }) => name), 'nextLink' in body];
  };
  expect(await list('')).toEqual([200, ['m1', 'm2'], true]);
  const filter = encodeURIComponent(
    "properties/contentId eq '3' and properties/source/kind eq 'SourceRepository'",
  );
  expect(await list(`&$filter=${filter}`)).toEqual([200, ['m3'], false]);
  expect(await list('&$skip=1&$top=1')).toEqual([200, ['m2'], false]);
  expect(await list(`&$filter=${encodeURIComponent("contains(properties/kind,'x')")}`)).toBe(
    'EmbeddedWorkspaceUnsupported',
  );
  expect(await list('&$orderby=name')).toBe('EmbeddedWorkspaceUnsupported');
});
