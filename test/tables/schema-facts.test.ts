// The compact schema data says what its sources say: compared entry by entry where the sources are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { attackTechnique } from '../../src/tables/attack.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { knownConnectorIds } from '../../src/tables/connectors.ts';
import { logAnalyticsTables } from '../../src/tables/data/log-analytics.ts';
import { moreColumns } from '../../src/tables/data/more-columns.ts';
import { knownFunction, knownFunctionNames, takesAnyArguments } from '../../src/tables/known-functions.ts';
import { lineOf, namesOf } from '../../src/tables/lines.ts';
import { hasUnknownColumns } from '../../src/tables/open-columns.ts';
import { kqlTypes, parseColumns } from '../../src/tables/schema.ts';

const folder = new URL('../../../shared/schemas/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const tables = createTableCatalogue();

describe('the table catalogue', () => {
  test('knows columns in their order and with their types', () => {
    const columns = tables.table('DeviceProcessEvents')?.columns ?? [];
    expect(columns[0]).toEqual({ name: 'TimeGenerated', type: 'datetime' });
    expect(columns).toContainEqual({ name: 'ProcessId', type: 'long' });
    expect(columns).toContainEqual({ name: 'AccountName', type: 'string' });
  });

  test('adds the standard columns that a schema leaves out', () => {
    expect(tables.table('GitHubAuditLogsV3_CL')?.columns).toContainEqual({
      name: '_TimeReceived',
      type: 'datetime',
    });
  });

  test('adds the columns and tables that the tabulation leaves out', () => {
    expect(tables.table('AgentsInfo')?.source).toBe('docs');
    expect(tables.table('AgentsInfo')?.columns).toContainEqual({ name: 'Name', type: 'string' });
    expect(tables.table('AgentsInfo')?.columns).toContainEqual({ name: 'Owners', type: 'dynamic' });
    expect(tables.table('AwsBucketAPILogs_CL')?.source).toBe('content');
    expect(
      tables.names().filter((name) => name === 'AgentsInfo' || name === 'AwsBucketAPILogs_CL'),
    ).toHaveLength(2);
  });

  test('answers case-sensitively and knows nothing of unknown names', () => {
    expect(tables.table('deviceprocessevents')).toBeUndefined();
    expect(tables.table('NoSuchTable_CL')).toBeUndefined();
    expect(tables.table('source')).toBeUndefined();
  });

  test("puts a user's own table over the built-in one", () => {
    const own = { name: 'Usage', columns: [], source: 'custom', advancedHuntingOnly: false };
    expect(createTableCatalogue([own]).table('Usage')).toBe(own);
  });
});

test('functions have parameters with defaults that hold parentheses', () => {
  const watchlist = knownFunction('_GetWatchlist', tables);
  expect(watchlist?.parameters).toBe('(watchlistAlias:string, keys:dynamic=dynamic([]))');
  expect(watchlist?.columns).toEqual([{ name: 'SearchKey', type: 'string' }]);
  expect(watchlist?.open).toBe(true);
});

test('a parser of a version and the empty one of a schema are known by their names, others are not', () => {
  expect(knownFunction('_Im_NetworkSession_CiscoASAV10', tables)).toEqual({
    ...knownFunction('_Im_NetworkSession_CiscoASA', tables),
    name: '_Im_NetworkSession_CiscoASAV10',
  });
  expect(knownFunction('_Im_Dns_EmptyV02', tables)?.columns?.map(({ name }) => name)).toContain('DnsQuery');
  expect(knownFunction('vimDnsEmpty', tables)?.kind).toBe('tabular');
  for (const name of ['_Im_NetworkSession_NobodyV10', '_Im_Nothing_Empty', 'CiscoMerakiV2', '_Im_DnsV01'])
    expect(knownFunction(name, tables), name).toBeUndefined();
});

test('a function takes any arguments where its parameters are not known', () => {
  expect(['CiscoMeraki', '_Im_Dns_Empty', 'GitHubAuditData', 'strlen'].filter(takesAnyArguments)).toEqual([
    'CiscoMeraki',
    '_Im_Dns_Empty',
  ]);
});

test('a table that is known by its name has the columns of every table, and any other', () => {
  const table = tables.table('CyeraIssues_CL');
  expect(table?.columns.map(({ name }) => name)).toContain('TimeGenerated');
  expect([table, tables.table('Okta_CL')].map((one) => hasUnknownColumns(one!))).toEqual([true, false]);
  expect(tables.names().filter((name) => /^CyeraIssues/.test(name))).toEqual(['CyeraIssues_CL']);
  expect(tables.table('CyeraNothing_CL')).toBeUndefined();
});

test('the three techniques of the shipped detections have their tactics', () => {
  expect(attackTechnique('T1593.003')?.tactics).toEqual(['Reconnaissance']);
  expect(attackTechnique('T1567.001')?.tactics).toEqual(['Exfiltration']);
  expect(attackTechnique('T1213.003')?.tactics).toEqual(['Collection']);
});

describe('every entry of the compact data is readable', () => {
  test('tables: columns of known types, each once', () => {
    const names = [...namesOf(logAnalyticsTables), ...namesOf(moreColumns)].filter((name) =>
      tables.table(name),
    );
    expect(names.length).toBeGreaterThan(800);
    for (const name of names) {
      const columns = tables.table(name)?.columns ?? [];
      expect(columns.length, name).toBeGreaterThan(0);
      expect(new Set(columns.map((column) => column.name)).size, name).toBe(columns.length);
      expect(
        columns.filter(({ type }) => !kqlTypes.includes(type)),
        name,
      ).toEqual([]);
    }
  });

  test('functions: where and what they are, and parameters in brackets', () => {
    expect(knownFunctionNames().length).toBeGreaterThan(100);
    for (const name of knownFunctionNames()) {
      const { parameters = '()', ...known } = knownFunction(name, tables) ?? {};
      expect(known, name).toMatchObject({
        name,
        scope: expect.stringMatching(/^\S+$/),
        kind: expect.stringMatching(/^\S+$/),
      });
      expect(parameters, name).toMatch(/^\(.*\)$/s);
    }
  });

  test('techniques: a name and at least one tactic, those of a sub-technique too; connectors: each once', () => {
    for (const id of ['T1593', 'T1593.003', 'T1567', 'T1567.001', 'T1213', 'T1213.003', 'T1078']) {
      expect(attackTechnique(id), id).toMatchObject({ id, name: expect.stringMatching(/./) });
      expect(attackTechnique(id)?.tactics.length, id).toBeGreaterThan(0);
    }
    const connectors = [...knownConnectorIds()];
    expect(connectors.length).toBeGreaterThan(300);
    expect(connectors).toContain('MicrosoftThreatProtection');
    expect(connectors.filter((id) => id.trim() !== id || id === '')).toEqual([]);
  });
});

describe.skipIf(!existsSync(folder))(
  'against the sources (skipped where ../shared/schemas is absent)',
  () => {
    test('every table has the same columns', () => {
      const source = read('log-analytics-tables.json').tables as Record<
        string,
        { columns: [string, string][] }
      >;
      // Named by other sources: the tables of Defender EASM, and the spelling that the service itself gives a table.
      const added = (name: string) => name === 'GraphAPIAuditEvents' || tables.table(name)?.source === 'easm';
      const names = namesOf(logAnalyticsTables).filter((name) => tables.table(name) && !added(name));
      expect(names).toHaveLength(Object.keys(source).length);
      for (const [name, { columns }] of Object.entries(source)) {
        const line = lineOf(logAnalyticsTables, name) ?? '';
        expect([name, parseColumns(line.slice(line.indexOf(' ') + 1)).map((c) => [c.name, c.type])]).toEqual([
          name,
          columns,
        ]);
      }
    });

    test('every function is readable', () => {
      const source = read('workspace-functions.json').functions as Record<
        string,
        { scope: string; kind: string }
      >;
      expect(knownFunctionNames().filter((name) => name in source)).toHaveLength(Object.keys(source).length);
      // The tabulation takes every parser for a table; the parser's own YAML gives a text for a number.
      const scalars = ['DragosSeverityToSentinelSeverity'];
      for (const [name, { scope, kind }] of Object.entries(source)) {
        const known = { name, scope, kind: scalars.includes(name) ? 'scalar' : kind };
        expect(knownFunction(name, tables)).toMatchObject(known);
      }
    });

    test('every technique and connector is there', () => {
      const techniques = read('attack-techniques.json').techniques as Record<
        string,
        { name: string; tactics: string[] }
      >;
      for (const [id, technique] of Object.entries(techniques))
        expect(attackTechnique(id)).toEqual({ id, ...technique });
      expect([...knownConnectorIds()]).toEqual(read('connectors.json').connectorIds);
    });
  },
);
