// What every Workspace must do for the tool to work on it: the same tests for the embedded workspace and for one in Azure.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecord } from '../../src/plan/ownership.ts';
import { missingActions } from '../../src/promotion/roles.ts';
import { assertLetShadowsTable } from '../../src/workspace/queries/let-shadow-probe.ts';
import type { Collection, Workspace } from '../../src/workspace/workspace.ts';
import { grouping, nrtBody, ruleBody } from '../content/a-rule.ts';
import { thrown } from '../diagnostics/thrown.ts';
import { newName, newNameIn, newRuleId, newTitle, sweep } from '../live/names.ts';

const collections = ['alertRules', 'savedSearches', 'metadata'] as const satisfies readonly Collection[];

/** How long a live workspace may take to show what was written. */
const settling = { timeout: 30_000, interval: 1000 };

/** Every property that content can state. */
const everything = (isPreview: boolean) => ({
  displayName: newTitle(),
  description: 'Written by a test, and deleted by it.',
  enabled: false,
  severity: 'Low',
  query: "Usage\n| extend Ip = '10.0.0.1', Machine = 'm', Link = 'https://example.com'",
  tactics: ['Persistence'],
  techniques: ['T1098'],
  ...(isPreview ? { subTechniques: ['T1098.003'] } : {}),
  customDetails: { Machine: 'Machine' },
  entityMappings: [
    { entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'Ip' }] },
    { entityType: 'Host', fieldMappings: [{ identifier: 'HostName', columnName: 'Machine' }] },
  ],
  alertDetailsOverride: {
    alertDisplayNameFormat: 'On {{Machine}}',
    alertDynamicProperties: [{ alertProperty: 'AlertLink', value: 'Link' }],
  },
  eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
  ...grouping({
    groupByEntities: ['IP'],
    groupByAlertDetails: ['Severity'],
    groupByCustomDetails: ['Machine'],
  }),
});
const scheduledRule = (isPreview: boolean) => ruleBody({ ...everything(isPreview), queryPeriod: 'PT2H' });
const nrt = () => nrtBody(everything(true));

const hunting = () => ({
  properties: {
    category: 'Hunting Queries',
    displayName: newTitle(),
    query: 'Usage\n| take 1',
    version: 2,
    tags: [
      { name: 'description', value: 'Written by a test.' },
      { name: 'tactics', value: 'Reconnaissance,Collection' },
      { name: 'techniques', value: 'T1593' },
    ],
  },
});

const record = (parentId: string) => ({
  properties: {
    parentId,
    contentId: parentId.slice(parentId.lastIndexOf('/') + 1),
    kind: 'AnalyticsRule',
    version: '1.2.3',
    source: { kind: 'SourceRepository', name: 'sentinel-sync/live-check' },
    customVersion: 'a'.repeat(64),
  },
});

export interface ContractSubject {
  /** Called once, before the first test. */
  connect(): Promise<Workspace>;
  /** NRT rules and sub-techniques are in preview versions of the API only. */
  readonly apiVersion: string;
  /** How many rows the table Usage holds of the last day; undefined where nobody knows. */
  readonly usageRows?: number | undefined;
}

/** Registers the tests; what they write is deleted afterwards, also where one of them fails. */
export function contract({ connect, apiVersion, usageRows }: ContractSubject): void {
  const isPreview = apiVersion.endsWith('-preview');
  const scheduled = () => scheduledRule(isPreview);
  let workspace: Workspace;
  let opened: Workspace | undefined;
  /** A rule for records to be about. */
  let parentId: string;
  beforeAll(async () => {
    opened = await connect();
    workspace = opened;
    await sweep(workspace);
    ({ id: parentId } = await workspace.put('alertRules', newRuleId(), scheduled()));
  });
  afterAll(async () => {
    if (opened === undefined) return;
    try {
      await sweep(opened);
    } finally {
      await opened.close();
    }
  });

  const shown = (collection: Collection, name: string) =>
    expect.poll(() => workspace.get(collection, name), settling);
  const bodyFor = (collection: Collection) =>
    ({
      alertRules: scheduled,
      savedSearches: hunting,
      metadata: () => record(parentId),
    })[collection]();

  describe('what the tool writes', () => {
    it.each([
      ['a scheduled rule', scheduled],
      ...(isPreview ? [['an NRT rule', nrt] as const] : []),
    ] as const)('%s comes back with every property, and is gone after a delete', async (_, make) => {
      const [id, rule] = [newRuleId(), make()];
      const created = await workspace.put('alertRules', id, rule);
      expect(created).toMatchObject({ name: id, ...rule });
      await shown('alertRules', id).toMatchObject({ etag: created.etag, ...rule });
      await workspace.delete('alertRules', id);
      await workspace.delete('alertRules', id);
      await shown('alertRules', id).toBeUndefined();
    });

    it('a hunting query comes back with its tags, and its id can be used again at once', async () => {
      const [name, search] = [newName(), hunting()];
      expect(await workspace.put('savedSearches', name, search, { etag: '*' })).toMatchObject({
        name,
        ...search,
      });
      await shown('savedSearches', name).toMatchObject(search);
      await workspace.delete('savedSearches', name);
      await shown('savedSearches', name).toBeUndefined();
      await workspace.put('savedSearches', name, search, { etag: '*' });
      await workspace.delete('savedSearches', name);
    });

    it('an ownership record says afterwards whose the rule is', async () => {
      const id = newRuleId();
      const { id: parentId } = await workspace.put('alertRules', id, scheduled());
      const name = newName();
      await workspace.put('metadata', name, record(parentId));
      const found = () => workspace.get('metadata', name);
      await expect.poll(found, settling).toBeDefined();
      expect(readRecord((await found())!)).toMatchObject({
        itemName: id,
        kind: 'AnalyticsRule',
        owner: 'sentinel-sync/live-check',
        hash: 'a'.repeat(64),
        isOfSolution: false,
      });
      await workspace.delete('metadata', name);
      await workspace.delete('alertRules', id);
      await shown('metadata', name).toBeUndefined();
    });

    it.each(collections)(
      '%s: a body that was read can be sent back as it is, one property changed',
      async (collection) => {
        const name = newNameIn(collection);
        const { raw, etag, properties } = await workspace.put(collection, name, bodyFor(collection));
        const changed = { metadata: 'version', alertRules: 'description', savedSearches: 'query' }[
          collection
        ];
        const body = { ...raw, properties: { ...properties, [changed]: '2.0.0' } };
        const updated = await workspace.put(collection, name, body, { etag });
        const { lastModifiedUtc: _, ...rest } = properties;
        expect(updated.properties).toMatchObject({ ...rest, [changed]: '2.0.0' });
        await workspace.delete(collection, name);
      },
    );

    it.each(collections)(
      '%s: a write against an old etag is refused, and changes nothing',
      async (collection) => {
        const [name, body] = [newNameIn(collection), bodyFor(collection)];
        const first = await workspace.put(collection, name, body);
        const second = await workspace.put(collection, name, body, { etag: first.etag });
        expect(second.etag).not.toBe(first.etag);
        await expect(workspace.put(collection, name, body, { etag: first.etag })).rejects.toMatchObject({
          reason: 'etag-mismatch',
        });
        await shown(collection, name).toMatchObject({ etag: second.etag });
        await workspace.delete(collection, name);
      },
    );

    it('an enabled rule whose table is not there is refused, and nothing is stored', async () => {
      const { kind, properties } = scheduled();
      const id = newRuleId();
      const query = 'SentinelSyncNoSuchTable_CL\n| take 1';
      const rule = {
        kind,
        properties: {
          ...properties,
          enabled: true,
          query,
          entityMappings: [],
          customDetails: {},
          alertDetailsOverride: {},
          incidentConfiguration: undefined,
        },
      };
      await expect(workspace.put('alertRules', id, rule)).rejects.toMatchObject({
        reason: 'refused',
        status: 400,
        message: expect.stringContaining('Failed to run the analytics rule query'),
      });
      expect(await workspace.get('alertRules', id)).toBeUndefined();
    });
  });

  describe('lists', () => {
    it.each(collections)(
      '%s: each resource once, whatever the pages, and with its properties',
      async (collection) => {
        const names = [newNameIn(collection), newNameIn(collection), newNameIn(collection)].sort();
        for (const name of names) await workspace.put(collection, name, bodyFor(collection));
        const listed = async () =>
          (await workspace.list(collection)).filter(({ name }) => names.includes(name));
        await expect
          .poll(async () => (await listed()).map(({ name }) => name).sort(), settling)
          .toEqual(names);
        for (const { name, properties, etag } of await listed()) {
          expect({ properties, etag }).toEqual({
            properties: (await workspace.get(collection, name))?.properties,
            etag: (await workspace.get(collection, name))?.etag,
          });
        }
        for (const name of names) await workspace.delete(collection, name);
      },
    );
  });

  describe('what is not there', () => {
    it.each(collections)('%s: is undefined, and deleting it is fine', async (collection) => {
      const name = newNameIn(collection);
      expect(await workspace.get(collection, name)).toBeUndefined();
      await workspace.delete(collection, name);
    });
  });

  describe('what doctor asks', () => {
    it('Microsoft Sentinel is on, and this identity may deploy', async () => {
      expect(await workspace.isOnboarded()).toBe(true);
      expect(missingActions(await workspace.permissions())).toEqual([]);
    });

    it('tables come with columns, in the words of KQL', async () => {
      const usage = (await workspace.tables()).find(({ name }) => name === 'Usage');
      expect(usage?.columns).toEqual(
        expect.arrayContaining([
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'DataType', type: 'string' },
          { name: 'Quantity', type: 'real' },
        ]),
      );
    });

    it('what the content hub installed and offers can be listed', async () => {
      for (const { id } of await workspace.ruleTemplates()) expect(id).not.toBe('');
      const listed = [await workspace.installedSolutions(), await workspace.offeredSolutions()].flat();
      for (const { id, name } of listed) expect([id, name]).not.toContain('');
    });

    it('watchlists and data connectors can be listed', async () => {
      const aliases = await workspace.watchlists();
      expect(aliases).toEqual([...aliases].sort());
      for (const { kind, name } of await workspace.connectors()) {
        expect([kind, name]).not.toContain('');
      }
    });
  });

  describe('queries', () => {
    const run = (kql: string, timespan = 'P1D') => workspace.query(kql, { timespan });

    it('every type arrives as it is, at full precision', async () => {
      const kql = `print b = true, i = int(-1), l = 9007199254740993, r = 0.5, d = decimal(0.1), s = "a'b",
  t = datetime(2026-01-02T03:04:05.1234567Z), span = 1d + 2h, g = guid(74BE27DE-1E4E-49D9-B579-FE0B331D3642),
  bag = dynamic({"a": [1, "x", null]}), none = long(null), empty = ""`;
      const { columns, rows } = await run(kql);
      expect(Object.fromEntries(columns.map(({ name, type }, at) => [name, [type, rows[0]?.[at]]]))).toEqual({
        b: ['bool', true],
        i: ['int', -1],
        l: ['long', '9007199254740993'],
        r: ['real', 0.5],
        d: ['decimal', '0.1'],
        s: ['string', "a'b"],
        t: ['datetime', '2026-01-02T03:04:05.1234567Z'],
        span: ['timespan', '1.02:00:00'],
        g: ['guid', '74be27de-1e4e-49d9-b579-fe0b331d3642'],
        bag: ['dynamic', { a: [1, 'x', null] }],
        none: ['long', null],
        empty: ['string', ''],
      });
    });

    it('a query without rows still has its columns', async () => {
      const { columns, rows } = await run('Usage | where false | project TimeGenerated, Quantity');
      expect([columns.map(({ name }) => name), rows]).toEqual([['TimeGenerated', 'Quantity'], []]);
    });

    it('a table that is not there is named, with its place in the query', async () => {
      await expect(run('let a = 1;\nSentinelSyncNoSuchTable_CL\n| take 1')).rejects.toMatchObject({
        reason: 'refused',
        service: { message: expect.stringContaining('SentinelSyncNoSuchTable_CL') },
      });
    });

    it('a query that does not parse says on which line', async () => {
      const error = await thrown(run('print 1\n| where ('));
      expect(error).toMatchObject({ reason: 'refused', status: 400 });
      const { line, message } = (error as { service: { line?: number; message: string } }).service;
      expect(line ?? Number(/line \[(\d+),/.exec(message)?.[1])).toBe(2);
    });

    it('the time span of the request is a filter', async () => {
      const count = async (timespan: string) => (await run('Usage | count', timespan)).rows[0]?.[0];
      expect(await count('1999-01-01T00:00:00Z/1999-01-02T00:00:00Z')).toBe(0);
      const recent = await count('P1D');
      if (usageRows === undefined) expect(recent).toBeGreaterThanOrEqual(0);
      else expect(recent).toBe(usageRows);
    });

    it('a result that was cut off is an error, never a shorter result', async () => {
      await expect(run('range x from 1 to 500001 step 1')).rejects.toMatchObject({
        diagnostic: { code: 'workspace/partial-result' },
      });
    });

    it('whether a let hides a table is told, one way or the other', async () => {
      const answer = await assertLetShadowsTable(workspace).then(
        () => 'it does',
        (error: { diagnostic?: { code: string } }) => error.diagnostic?.code,
      );
      expect(['it does', 'workspace/let-does-not-shadow']).toContain(answer);
    });
  });
}
