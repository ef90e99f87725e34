// What a rule on the workspace bears beyond the known keys is found at every depth, and an update sends it back.
import { expect, test } from 'vitest';
import { analyticsRule } from '../../src/content/kinds/analytics-rule.ts';
import { huntingQuery } from '../../src/content/kinds/hunting-query.ts';
import { pathText } from '../../src/plan/diff.ts';

const unknown = (kind: string, properties: Readonly<Record<string, unknown>>) =>
  analyticsRule.unknown({ kind, properties }).map(pathText);
const account = (columnName: string, more = {}, inner = {}) => ({
  entityType: 'Account',
  ...more,
  fieldMappings: [{ identifier: 'Name', columnName, ...inner }],
});

test('found in maps and in items of lists; the service’s own, nulls and empty values are none', () => {
  const properties = {
    displayName: 'R',
    lastModifiedUtc: '2026-01-01T00:00:00Z',
    techniques: ['T1204'],
    newProperty: false,
    newNull: null,
    newEmpty: { list: [] },
    customDetails: { AnyName: 'Column' },
    incidentConfiguration: { createIncident: true, groupingConfiguration: { enabled: false, newThing: 1 } },
    entityMappings: [account('A'), account('B', { newKey: 'x' }, { deeper: 1 })],
    alertDetailsOverride: { alertDynamicProperties: [{ alertProperty: 'AlertLink', value: 'V', hint: 'h' }] },
  };
  expect(unknown('Scheduled', properties)).toEqual([
    'newProperty',
    'incidentConfiguration.groupingConfiguration.newThing',
    'entityMappings[1].newKey',
    'entityMappings[1].fieldMappings[0].deeper',
    'alertDetailsOverride.alertDynamicProperties[0].hint',
  ]);
});

test('a property of another kind of rule is known', () => {
  expect(unknown('NRT', { queryPeriod: 'PT1H', productFilter: 'x' })).toEqual([]);
});

test('of a saved search: properties in either spelling; tags are free', () => {
  const properties = {
    Category: 'Hunting Queries',
    FunctionAlias: 'f',
    newProperty: 1,
    Tags: [{ Name: 'team' }],
  };
  expect(huntingQuery.unknown({ properties }).map(pathText)).toEqual(['newProperty']);
});

const overlaid = (desired: readonly unknown[], deployed: readonly unknown[]) =>
  analyticsRule.overlay(
    { kind: 'Scheduled', properties: { entityMappings: desired } },
    { kind: 'Scheduled', properties: { entityMappings: deployed } },
  ).properties['entityMappings'];

test('an item keeps what it bears, whatever the order and the spelling', () => {
  const deployed = [account('A', { newKey: 'a' }), account('B', { newKey: 'b', entityType: 'account' })];
  expect(overlaid([account('B'), account('A')], deployed)).toEqual([
    account('B', { newKey: 'b' }),
    account('A', { newKey: 'a' }),
  ]);
});

test('an item that changes keeps it where it can be told from the others', () => {
  const deployed = [account('A', { newKey: 'a' }, { deeper: 1 })];
  expect(overlaid([account('C')], deployed)).toEqual([account('C', { newKey: 'a' }, { deeper: 1 })]);
});

test('an item that cannot be told from another takes nothing over', () => {
  const deployed = [account('A', { newKey: 'a' }), account('B', { newKey: 'b' })];
  expect(overlaid([account('C'), account('B')], deployed)).toEqual([
    account('C'),
    account('B', { newKey: 'b' }),
  ]);
});

test('what an item bears nothing beside is sent as the file states it', () => {
  const desired = [account('A')];
  expect(overlaid(desired, [{ ...account('A'), newNull: null }])).toBe(desired);
});
