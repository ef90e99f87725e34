// A connector is told by what the service lists of it; where that says nothing, by its tables, and then with doubt.
import { describe, expect, test } from 'vitest';
import { judgeConnectors } from '../../src/promotion/connectors.ts';
import type { ConnectorNeed } from '../../src/promotion/content-needs.ts';
import type { DataConnector } from '../../src/workspace/workspace.ts';

const need = (name: string, tables: readonly string[] = ['T'], items = ['Rule']): ConnectorNeed => ({
  name,
  tables,
  items,
});
const listed = (connector: Partial<DataConnector>): DataConnector => ({
  name: 'some-guid',
  kind: 'GenericUI',
  isConnected: true,
  ...connector,
});
const stateOf = (one: ConnectorNeed, connector: Partial<DataConnector>, tables: readonly string[] = []) =>
  judgeConnectors([one], [listed(connector)], tables)[0]?.state;

test.each<[string, Partial<DataConnector>, string]>([
  ['Office365', { kind: 'Office365' }, 'connected'],
  ['Office365', { kind: 'OfficeATP' }, 'missing'],
  ['AwsS3', { kind: 'AmazonWebServicesS3' }, 'connected'],
  ['GitHubAuditDefinitionV2', { kind: 'RestApiPoller', connectorId: 'githubauditdefinitionv2' }, 'connected'],
  ['GitHubAuditDefinitionV2', { kind: 'RestApiPoller', connectorId: 'Another' }, 'missing'],
  ['RestApiPoller', { kind: 'RestApiPoller', connectorId: 'Another' }, 'missing'],
  ['OurPage', { kind: 'APIPolling', name: 'OurPage' }, 'connected'],
  ['AzureActiveDirectoryIdentityProtection', { kind: 'AzureActiveDirectory' }, 'connected'],
  // The kind of that name is another connector: sign-in logs come through diagnostic settings, which are not listed.
  ['AzureActiveDirectory', { kind: 'AzureActiveDirectory' }, 'missing'],
  ['Office365', { kind: 'Office365', isConnected: false }, 'missing'],
  ['OurPage', { connectorId: 'OurPage', isConnected: undefined }, 'missing'],
])('%s with %j listed: %s', (id, connector, state) => {
  expect(stateOf(need(id), connector)).toBe(state);
});

describe('where the list says nothing', () => {
  test('one table of it that is there is enough for doubt', () => {
    expect(stateOf(need('Syslog', ['Syslog', 'Other_CL']), {}, ['Other_CL'])).toBe('tables');
  });

  test('without a table to look for nothing is claimed', () => {
    expect(stateOf(need('ApacheHTTPServer', []), {})).toBe('unknown');
  });

  test('a switched-off connector whose table is there may have left it', () => {
    const off = { kind: 'Office365', isConnected: false } as const;
    expect(stateOf(need('Office365', ['OfficeActivity']), off, ['OfficeActivity'])).toBe('tables');
  });
});

test('a connector is covered only where every item that names it names another that is there', () => {
  const needs = [need('Here', ['H'], ['A']), need('Gone', ['G'], ['A', 'B'])];
  const states = (all: readonly ConnectorNeed[]) => judgeConnectors(all, [], ['H']).map(({ state }) => state);
  expect(states(needs)).toEqual(['tables', 'missing']);
  expect(states([need('Here', ['H'], ['A', 'B']), need('Gone', ['G'], ['A', 'B'])])).toEqual([
    'tables',
    'covered',
  ]);
});
