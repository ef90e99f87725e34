// What Sentinel makes of result rows: threshold, grouping, entities, details.
import { describe, expect, test } from 'vitest';
import { alertCountReason, alertsOf } from '../../src/alerting/alerts.ts';
import { type RuleSettings, ruleSettings } from '../../src/alerting/rule-settings.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { rule } from '../testing/fixture.ts';

function settings(more: Readonly<Record<string, unknown>> = {}): RuleSettings {
  return ruleSettings(rule(more))!;
}

function result(...rows: readonly Readonly<Record<string, unknown>>[]): QueryResult {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns: names.map((name) => ({ name, type: 'string' })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}

const many = (count: number) => result(...Array.from({ length: count }, (_, n) => ({ N: n })));

const perResult = { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } };

test.each<[string, Readonly<Record<string, unknown>>, number, string | undefined]>([
  ['no rows, no alert', {}, 0, undefined],
  [
    'an alert for no rows',
    { triggerOperator: 'lt', triggerThreshold: 1 },
    0,
    '0 result rows meet the trigger (LessThan 1)',
  ],
  [
    'no alert of no rows',
    { ...perResult, triggerOperator: 'lt', triggerThreshold: 1 },
    0,
    'each row is an alert of its own under AlertPerResult',
  ],
  ['a threshold', { triggerThreshold: 1 }, 1, '1 result row does not meet the trigger (GreaterThan 1)'],
  ['rows of an alert', {}, 2, 'all rows of a run are one alert under SingleAlert'],
  ['alerts of rows', perResult, 150, 'each row is an alert of its own under AlertPerResult'],
  [
    'more rows than alerts',
    perResult,
    151,
    'a run raises at most 150 alerts under AlertPerResult, the last for all rows',
  ],
  [
    'more rows than alerts of an NRT rule',
    { ...perResult, kind: 'NRT' },
    31,
    'a run raises at most 30 alerts under AlertPerResult, the last for all rows',
  ],
])('why so many alerts: %s', (_, more, rows, reason) => {
  expect(alertCountReason(settings(more), rows)).toBe(reason);
});

describe('trigger', () => {
  test.each([
    ['gt', 2, [0, 0, 0, 1]],
    ['lt', 2, [1, 1, 0, 0]],
    ['eq', 2, [0, 0, 1, 0]],
    ['ne', 2, [1, 1, 0, 1]],
    ['GreaterThan', 0, [0, 1, 1, 1]],
  ])('%s %i', (triggerOperator, triggerThreshold, expected) => {
    const rules = settings({ triggerOperator, triggerThreshold });
    expect([0, 1, 2, 3].map((count) => alertsOf(rules, many(count)).length)).toEqual(expected);
  });

  test('an NRT rule fires on any row, whatever stands in its file', () => {
    const nrt = settings({ kind: 'NRT', triggerThreshold: 5 });
    expect(nrt.schedule).toBeUndefined();
    expect(alertsOf(nrt, many(1))).toHaveLength(1);
  });
});

describe('event grouping', () => {
  const perResult = { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } };

  test('all rows are one alert unless the rule says otherwise', () => {
    expect(alertsOf(settings(), many(7)).map(({ rows }) => rows.length)).toEqual([7]);
    expect(alertsOf(settings(perResult), many(3)).map(({ rows }) => rows.length)).toEqual([1, 1, 1]);
  });

  test.each([
    ['Scheduled', 150],
    ['NRT', 30],
  ])('%s: the last of %i alerts stands for all rows', (kind, limit) => {
    const rules = settings({ ...perResult, kind });
    expect(alertsOf(rules, many(limit)).map(({ rows }) => rows.length)).toEqual(Array(limit).fill(1));
    const over = alertsOf(rules, many(limit + 1));
    expect(over).toHaveLength(limit);
    expect(over.at(-1)?.rows).toHaveLength(limit + 1);
  });
});

describe('entities', () => {
  const mapped = settings({
    entityMappings: [
      {
        entityType: 'Account',
        fieldMappings: [
          { identifier: 'Name', columnName: 'User' },
          { identifier: 'NTDomain', columnName: 'Domain' },
        ],
      },
      {
        entityType: 'FileHash',
        fieldMappings: [
          { identifier: 'Algorithm', columnName: 'Algorithm' },
          { identifier: 'Value', columnName: 'Hash' },
        ],
      },
    ],
  });
  const entities = (...rows: readonly Record<string, unknown>[]) =>
    alertsOf(mapped, result(...rows)).flatMap((alert) => alert.entities);

  test('columns become identifiers; what is empty is left out', () => {
    expect(entities({ User: 'jdoe', Domain: 'CONTOSO' }, { User: 'ana', Domain: '' })).toEqual([
      { type: 'Account', identifiers: { Name: 'jdoe', NTDomain: 'CONTOSO' } },
      { type: 'Account', identifiers: { Name: 'ana' } },
    ]);
  });

  test('the same entity of two rows is one', () => {
    expect(entities({ User: 'jdoe', N: 1 }, { User: 'jdoe', N: 2 })).toHaveLength(1);
  });

  test('an entity without what identifies it is dropped', () => {
    expect(entities({ Domain: 'CONTOSO', Algorithm: 'SHA256', Hash: null })).toEqual([]);
  });

  test.each(['SYSTEM', 'root', 'Network Service', 'administrator'])('%s is nobody', (User) => {
    expect(entities({ User, Domain: 'NT AUTHORITY' })).toEqual([]);
  });

  const ip = (columnName: string) => ({
    entityType: 'IP',
    fieldMappings: [{ identifier: 'Address', columnName }],
  });
  const addresses = (count: number) => Array.from({ length: count }, (_, n) => ({ A: `a${n}`, B: `b${n}` }));

  test.each([
    [1, 500, 500, 0],
    [1, 501, 500, 1],
    [2, 250, 500, 0],
    [2, 251, 500, 2],
  ])('%i mappings of %i values each: %i entities, %i dropped', (count, values, kept, dropped) => {
    const entityMappings = [ip('A'), ip('B')].slice(0, count);
    const [alert] = alertsOf(settings({ entityMappings }), result(...addresses(values)));
    expect(alert?.entities).toHaveLength(kept);
    expect(alert?.dropped.entities).toBe(dropped);
  });

  test.each([
    ['what fits 64 KB', 0, 64],
    ['a byte more', 1, 63],
  ])('%s', (_, more, kept) => {
    // {"type":"IP","identifiers":{"Address":"..."}} has 42 characters beside the address.
    const size = 1024 - 42;
    const rows = Array.from({ length: 64 }, (_, n) => ({ A: String(n).padStart(size, '0') }));
    const last = { A: 'x'.repeat(size + more) };
    const [alert] = alertsOf(settings({ entityMappings: [ip('A')] }), result(...rows.slice(1), last));
    expect(alert?.entities).toHaveLength(kept);
    expect(alert?.dropped.entities).toBe(64 - kept);
  });
});

describe('details', () => {
  const override = (alertDetailsOverride: Readonly<Record<string, string>>) =>
    settings({ alertDetailsOverride });

  test('placeholders take the values of the row', () => {
    const rules = override({ alertDisplayNameFormat: 'Push to {{Host}} by {{User}}' });
    expect(alertsOf(rules, result({ Host: 'github.com', User: 'jdoe' }))[0]?.title).toBe(
      'Push to github.com by jdoe',
    );
  });

  test('a placeholder without a value leaves the name of the rule', () => {
    const rules = override({ alertDisplayNameFormat: 'Push to {{Host}}' });
    expect(alertsOf(rules, result({ Host: '', User: 'jdoe' }))[0]?.title).toBe('Sign-in from a place');
  });

  test.each([
    ['High', 'High'],
    ['low', 'Low'],
    ['Critical', 'Medium'],
    [null, 'Medium'],
  ])('severity from a column: %s gives %s', (value, expected) => {
    const rules = override({ alertSeverityColumnName: 'Level' });
    expect(alertsOf(rules, result({ Level: value, N: 1 }))[0]?.severity).toBe(expected);
  });

  test('tactics from a column', () => {
    const rules = override({ alertTacticsColumnName: 'Tactics' });
    expect(alertsOf(rules, result({ Tactics: 'Collection, Exfiltration' }))[0]?.tactics).toEqual([
      'Collection',
      'Exfiltration',
    ]);
    expect(alertsOf(rules, result({ Tactics: null, N: 1 }))[0]?.tactics).toEqual(['InitialAccess']);
  });

  test('custom details list the distinct values of the rows', () => {
    const rules = settings({ customDetails: { Hosts: 'Host', Nothing: 'Gone' } });
    const rows = result({ Host: 'a' }, { Host: 'b' }, { Host: 'a' });
    expect(alertsOf(rules, rows)[0]?.customDetails).toEqual({ Hosts: ['a', 'b'] });
  });
});

describe('custom details within 2 KB in all', () => {
  const customDetails = { First: 'A', Second: 'B' };
  const alertOf = (...rows: readonly Record<string, unknown>[]) =>
    alertsOf(settings({ customDetails }), result(...rows))[0];

  test.each([
    ['all fit', 2048 - 'FirstSecond'.length - 1, { First: 1, Second: 1 }, 0],
    ['a byte too many', 2048 - 'FirstSecond'.length, { First: 1 }, 1],
    ['the first is too large: nothing after it is taken', 2048, {}, 2],
    ['a byte is not a character', 1024, {}, 2],
  ])('%s', (name, length, expected, dropped) => {
    const character = name.includes('character') ? 'é' : 'x';
    const alert = alertOf({ A: character.repeat(length), B: 'y' });
    const counts = Object.entries(alert!.customDetails).map(([key, values]) => [key, values.length]);
    expect(Object.fromEntries(counts)).toEqual(expected);
    expect(alert?.dropped.customDetailValues).toBe(dropped);
  });

  test.each([
    [50, 50, 0],
    [51, 50, 1],
  ])('%i values of a detail: %i', (count, kept, dropped) => {
    const alert = alertOf(...Array.from({ length: count }, (_, n) => ({ A: `v${n}` })));
    expect(alert?.customDetails['First']).toHaveLength(kept);
    expect(alert?.dropped.customDetailValues).toBe(dropped);
  });
});

describe('limits of names and descriptions', () => {
  const named = settings({
    alertDetailsOverride: { alertDisplayNameFormat: '{{A}}', alertDescriptionFormat: '{{B}}' },
  });
  const alertOf = (row: Record<string, unknown>) => alertsOf(named, result(row))[0]!;

  test.each([
    ['x', 256, 256],
    ['x', 257, 256],
    ['é', 128, 128],
    ['é', 129, 128],
  ])('a name of %s, %i times', (character, length, kept) => {
    expect(alertOf({ A: character.repeat(length), B: 'b' }).title).toBe(character.repeat(kept));
  });

  test.each([
    [5120, 5120],
    [5121, 5120],
  ])('a description of %i bytes', (length, kept) => {
    expect(alertOf({ A: 'a', B: 'x'.repeat(length) }).description).toHaveLength(kept);
  });
});

describe('dynamic properties', () => {
  const property = (alertProperty: string, value: unknown) => {
    const alertDynamicProperties = [{ alertProperty, value: 'Column' }];
    const rules = settings({ alertDetailsOverride: { alertDynamicProperties } });
    return alertsOf(rules, result({ Column: value, N: 1 }))[0]?.properties;
  };

  test.each<[string, unknown, unknown]>([
    ['RemediationSteps', 'Revoke the token', ['Revoke the token']],
    ['RemediationSteps', ['Revoke the token', 'Ask jdoe'], ['Revoke the token', 'Ask jdoe']],
    ['RemediationSteps', '["Revoke the token","Ask jdoe"]', ['Revoke the token', 'Ask jdoe']],
    ['RemediationSteps', '[broken', ['[broken']],
    ['RemediationSteps', '', undefined],
    ['Techniques', '["T1567.001","t1593"]', ['T1567.001', 'T1593']],
    ['Techniques', 'T1567, T1213.003', ['T1567', 'T1213.003']],
    ['Techniques', 'Exfiltration', undefined],
    ['ConfidenceLevel', 'high', 'High'],
    ['ConfidenceLevel', 'certain', undefined],
    ['ConfidenceScore', 0.75, '0.75'],
    ['ConfidenceScore', 0, '0'],
    ['ConfidenceScore', 1, '1'],
    ['ConfidenceScore', 1.01, undefined],
    ['ConfidenceScore', 'much', undefined],
    ['ProductName', 'GitHub', 'GitHub'],
    ['ProviderName', 'contoso', 'contoso'],
    ['ProductComponentName', 'Audit log', 'Audit log'],
    ['AlertLink', 'https://github.com/contoso', 'https://github.com/contoso'],
    ['ExtendedLinks', '[{"Href":"https://github.com/contoso"}]', ['{"Href":"https://github.com/contoso"}']],
  ])('%s from %j', (name, value, expected) => {
    expect(property(name, value)).toEqual(expected === undefined ? {} : { [name]: expected });
  });

  test.each([
    [50, 50],
    [51, 50],
  ])('%i steps', (count, kept) => {
    const steps = JSON.stringify(Array.from({ length: count }, (_, n) => `${n}`));
    expect(property('RemediationSteps', steps)?.RemediationSteps).toHaveLength(kept);
  });

  test.each([
    [5120 - 1, 2],
    [5120, 1],
  ])('two steps, the first of %i bytes', (length, kept) => {
    const steps = JSON.stringify(['x'.repeat(length), 'y']);
    expect(property('RemediationSteps', steps)?.RemediationSteps).toHaveLength(kept);
  });
});

test('an alert is of the time of its rows', () => {
  const [alert] = alertsOf(
    settings(),
    result(
      { TimeGenerated: '2026-01-15T11:50:00.0000000Z' },
      { TimeGenerated: '2026-01-15T11:45:00.0000000Z' },
      { TimeGenerated: null },
    ),
  );
  expect(alert?.startTime).toBe('2026-01-15T11:45:00.0000000Z');
  expect(alert?.endTime).toBe('2026-01-15T11:50:00.0000000Z');
  expect(alertsOf(settings(), result({ N: 1 }))[0]?.startTime).toBeUndefined();
});

test('what makes no alerts of its own has no settings', () => {
  expect(ruleSettings(rule({ kind: 'Fusion' }))).toBeUndefined();
  expect(ruleSettings({ ...rule(), kind: 'hunting-query' })).toBeUndefined();
});
