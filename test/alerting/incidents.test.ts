// What Sentinel makes of alerts: which become incidents, which share one, and what the Defender portal merges.
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../src/alerting/alerts.ts';
import { alertsOf } from '../../src/alerting/alerts.ts';
import type { Entity } from '../../src/alerting/entities.ts';
import type { RaisedAlert } from '../../src/alerting/incident.ts';
import { type IncidentOptions, incidentsOf } from '../../src/alerting/incidents.ts';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { rule } from '../testing/fixture.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-01-15T12:00:00Z');
const [plain] = alertsOf(ruleSettings(rule())!, { columns: [], rows: [[]] });

const host = (name: string): Entity => ({ type: 'Host', identifiers: { FullName: name } });
const account = (name: string): Entity => ({ type: 'Account', identifiers: { Name: name } });
const ip = (address: string): Entity => ({ type: 'IP', identifiers: { Address: address } });

interface Given extends Partial<Alert> {
  readonly at?: number;
  readonly rule?: string;
}

/** How many alerts each incident has, in the order of creation. */
function counts(
  incidentConfiguration: Readonly<Record<string, unknown>>,
  given: readonly Given[],
  options: IncidentOptions = {},
) {
  return made(incidentConfiguration, given, options).map(({ alerts }) => alerts.length);
}

function made(
  incidentConfiguration: Readonly<Record<string, unknown>>,
  given: readonly Given[],
  options: IncidentOptions = {},
) {
  const { incident } = ruleSettings(rule({ incidentConfiguration }))!;
  const raised = given.map(
    ({ at = 0, rule: name = 'a', ...more }): RaisedAlert => ({
      rule: name,
      incident,
      at: new Date(start + at),
      alert: { ...plain!, ...more },
    }),
  );
  return incidentsOf(raised, options);
}

const grouping = (more: Readonly<Record<string, unknown>> = {}) => ({
  createIncident: true,
  groupingConfiguration: { enabled: true, ...more },
});

describe('creation', () => {
  test.each([
    ['nothing is said', {}, [1, 1]],
    ['createIncident', { createIncident: true }, [1, 1]],
    ['no incidents', { createIncident: false }, []],
    ['grouping that is off', grouping({ enabled: false, matchingMethod: 'AnyAlert' }), [1, 1]],
    ['any alert', grouping({ matchingMethod: 'AnyAlert' }), [2]],
  ])('%s', (_, configuration, expected) => {
    expect(counts(configuration, [{}, {}])).toEqual(expected);
  });

  test('rules never share an incident', () => {
    expect(counts(grouping({ matchingMethod: 'AnyAlert' }), [{ rule: 'a' }, { rule: 'b' }])).toEqual([1, 1]);
  });

  test('title and time are those of the first alert, the severity is the highest', () => {
    const [incident] = made(grouping({ matchingMethod: 'AnyAlert' }), [
      { at: minute, title: 'Second', severity: 'High' },
      { at: 0, title: 'First', severity: 'Low', entities: [host('a')] },
      { at: 2 * minute, severity: 'Medium', entities: [host('a'), host('b')] },
    ]);
    expect(incident).toMatchObject({ title: 'First', severity: 'High', createdAt: new Date(start) });
    expect(incident?.entities).toEqual([host('a'), host('b')]);
  });
});

describe('what grouped alerts share', () => {
  const pairs: [string, Readonly<Record<string, unknown>>, Given, Given, boolean][] = [
    [
      'all entities, in any order',
      {},
      { entities: [host('a'), account('b')] },
      { entities: [account('b'), host('a')] },
      true,
    ],
    ['all entities but one', {}, { entities: [host('a'), account('b')] }, { entities: [host('a')] }, false],
    ['no entities at all', {}, {}, {}, false],
    [
      'another identifier',
      {},
      { entities: [host('a')] },
      { entities: [{ type: 'Host', identifiers: { HostName: 'a' } }] },
      false,
    ],
    ['any alert', { matchingMethod: 'AnyAlert' }, { entities: [host('a')] }, { entities: [host('b')] }, true],
    [
      'the selected type',
      { matchingMethod: 'Selected', groupByEntities: ['Host'] },
      { entities: [host('a'), ip('1')] },
      { entities: [host('a'), ip('2')] },
      true,
    ],
    [
      'not the selected type',
      { matchingMethod: 'Selected', groupByEntities: ['IP'] },
      { entities: [host('a'), ip('1')] },
      { entities: [host('a'), ip('2')] },
      false,
    ],
    [
      'none of the selected type',
      { matchingMethod: 'Selected', groupByEntities: ['IP'] },
      { entities: [host('a')] },
      { entities: [host('a')] },
      false,
    ],
    [
      'the severity',
      { matchingMethod: 'Selected', groupByAlertDetails: ['Severity'] },
      { title: 'a' },
      { title: 'b' },
      true,
    ],
    [
      'not the severity',
      { matchingMethod: 'Selected', groupByAlertDetails: ['Severity'] },
      { severity: 'Low' },
      { severity: 'High' },
      false,
    ],
    [
      'the name',
      { matchingMethod: 'Selected', groupByAlertDetails: ['DisplayName'] },
      { severity: 'Low' },
      { severity: 'High' },
      true,
    ],
    [
      'not the name',
      { matchingMethod: 'Selected', groupByAlertDetails: ['DisplayName'] },
      { title: 'a' },
      { title: 'b' },
      false,
    ],
    [
      'a custom detail',
      { matchingMethod: 'Selected', groupByCustomDetails: ['Owner'] },
      { customDetails: { Owner: ['x', 'y'] } },
      { customDetails: { Owner: ['y', 'x'], More: ['z'] } },
      true,
    ],
    [
      'not a custom detail',
      { matchingMethod: 'Selected', groupByCustomDetails: ['Owner'] },
      { customDetails: { Owner: ['x'] } },
      { customDetails: { Owner: ['y'] } },
      false,
    ],
    [
      'entity and severity, of which one differs',
      { matchingMethod: 'Selected', groupByEntities: ['Host'], groupByAlertDetails: ['Severity'] },
      { entities: [host('a')], severity: 'Low' },
      { entities: [host('a')], severity: 'High' },
      false,
    ],
  ];
  test.each(pairs)('%s', (_, configuration, one, other, together) => {
    expect(counts(grouping(configuration), [one, other])).toEqual(together ? [2] : [1, 1]);
  });
});

describe('look-back', () => {
  test.each([
    ['5 hours unless the rule says otherwise', {}, 5 * hour, [2]],
    ['a second more', {}, 5 * hour + 1000, [1, 1]],
    ['5 minutes', { lookbackDuration: '5m' }, 5 * minute, [2]],
    ['5 minutes and a second', { lookbackDuration: 'PT5M' }, 5 * minute + 1000, [1, 1]],
  ])('%s', (_, more, at, expected) => {
    expect(counts(grouping({ matchingMethod: 'AnyAlert', ...more }), [{}, { at }])).toEqual(expected);
  });

  test('it counts from the first alert, not from the last', () => {
    const alerts = [0, 4, 6, 8].map((hours) => ({ at: hours * hour }));
    expect(counts(grouping({ matchingMethod: 'AnyAlert' }), alerts)).toEqual([2, 2]);
  });
});

test.each([
  [150, [150]],
  [151, [150, 1]],
  [301, [150, 150, 1]],
])('%i alerts of one group: incidents of %j', (count, expected) => {
  const alerts = Array.from({ length: count }, (_, n) => ({ at: n }));
  expect(counts(grouping({ matchingMethod: 'AnyAlert' }), alerts)).toEqual(expected);
});

describe('a closed incident', () => {
  const closing = { closedAfterMs: hour };
  test.each([
    ['is still open at its last moment', false, hour, [2], 0],
    ['stays closed, the alert is a new incident', false, hour + 1, [1, 1], 0],
    ['is opened again where the rule says so', true, hour + 1, [2], 1],
    ['is not opened again after the look-back', true, 6 * hour, [1, 1], 0],
  ])('%s', (_, reopenClosedIncident, at, expected, reopened) => {
    const configuration = grouping({ matchingMethod: 'AnyAlert', reopenClosedIncident });
    const incidents = made(configuration, [{}, { at }], closing);
    expect(incidents.map(({ alerts }) => alerts.length)).toEqual(expected);
    expect(incidents[0]?.reopened).toBe(reopened);
  });
});

describe('the Defender portal', () => {
  const defender = { correlation: 'defender-portal' } as const;
  const two = (one: Entity, other: Entity, at = 0) => [
    { rule: 'a', entities: [one] },
    { rule: 'b', entities: [other], at },
  ];
  test.each<[string, readonly Given[], readonly number[]]>([
    ['merges what shares a host, over rules', two(host('a'), host('a')), [2]],
    ['merges what shares an account', two(account('a'), account('a')), [2]],
    ['does not merge what shares an address alone', two(ip('1'), ip('1')), [1, 1]],
    ['does not merge different hosts', two(host('a'), host('b')), [1, 1]],
    ['merges within a day', two(host('a'), host('a'), 24 * hour), [2]],
    ['does not merge after a day', two(host('a'), host('a'), 24 * hour + 1), [1, 1]],
  ])('%s', (_, alerts, expected) => {
    expect(counts({}, alerts, defender)).toEqual(expected);
    expect(counts({}, alerts)).toEqual([1, 1]);
  });

  test('does not open closed incidents again', () => {
    const configuration = grouping({ matchingMethod: 'AnyAlert', reopenClosedIncident: true });
    const alerts = [{ entities: [host('a')] }, { entities: [host('a')], at: hour + 1 }];
    expect(counts(configuration, alerts, { ...defender, closedAfterMs: hour })).toEqual([1, 1]);
  });

  test('asks for createIncident as well', () => {
    expect(counts({ createIncident: false }, two(host('a'), host('a')), defender)).toEqual([]);
  });
});
