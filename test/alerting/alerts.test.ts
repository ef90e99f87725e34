// What Sentinel makes of result rows: threshold, grouping, entities, details.
import { describe, expect, test } from 'vitest';
import { alertsOf } from '../../src/alerting/alerts.ts';
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

  test('one alert holds 500 at most', () => {
    const rows = Array.from({ length: 501 }, (_, n) => ({ User: `u${n}` }));
    expect(entities(...rows)).toHaveLength(500);
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

test('what makes no alerts of its own has no settings', () => {
  expect(ruleSettings(rule({ kind: 'Fusion' }))).toBeUndefined();
  expect(ruleSettings({ ...rule(), kind: 'hunting-query' })).toBeUndefined();
});
