// Compares what came out of a case with what it expects, and says in words where they differ.

import type { Alert } from '../alerting/alerts.ts';
import type { Entity } from '../alerting/entities.ts';
import type { Incident } from '../alerting/incident.ts';
import type { ResultRow } from '../alerting/result-row.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { plural } from '../diagnostics/plural.ts';
import { own } from '../json/json.ts';
import type {
  Expectation,
  ExpectedAlert,
  ExpectedEntity,
  ExpectedIncident,
  ExpectedValues,
} from './detection-case.ts';
import { assign, mismatches } from './match.ts';

/** What came out: the result rows, and the alerts they raise (a hunting query raises none). */
export interface Outcome {
  readonly columns: readonly string[];
  readonly rows: readonly ResultRow[];
  readonly alerts: readonly Alert[];
  /** What the alerts become by the settings of the rule. */
  readonly incidents: readonly Incident[];
  readonly raisesAlerts: boolean;
  /** Why there are so many alerts. */
  readonly alertCountReason?: string | undefined;
}

const maxValueLength = 120;

/** The differences, one sentence each; none when the case holds. */
export function differences(expect: Expectation, outcome: Outcome, now: Date): readonly string[] {
  if (expect.none) return nothingFired(outcome);
  return [
    ...alertDifferences(expect, outcome, now),
    ...incidentDifferences(expect, outcome, now),
    ...countDifference('result row', expect.rowCount, outcome.rows.length),
    ...rowDifferences(expect.rows ?? [], outcome, now),
    ...entityDifferences(expect.entities ?? [], outcome, now),
  ];
}

function nothingFired({ raisesAlerts, alerts, rows }: Outcome): readonly string[] {
  const fired = raisesAlerts ? alerts.length : rows.length;
  if (fired === 0) return [];
  const what = plural(fired, raisesAlerts ? 'alert' : 'result row');
  return [`Nothing should come out, but there is ${what}: ${describe(rows[0] ?? {})}`];
}

function countDifference(what: string, expected: number | undefined, actual: number): readonly string[] {
  if (expected === undefined || expected === actual) return [];
  return [`Expected ${plural(expected, what)}, got ${actual}`];
}

function alertDifferences(
  expect: Expectation,
  { alerts, alertCountReason: why }: Outcome,
  now: Date,
): readonly string[] {
  const counts = countDifference('alert', expect.alertCount, alerts.length);
  return [
    ...counts.map((difference) => (why === undefined ? difference : `${difference}: ${why}`)),
    ...missing(expect.alerts ?? [], alerts, {
      mismatchesOf: (one, alert) => alertMismatches(one, alert, now),
      wanted: (one) => `No alert is ${describeAlert(one)}`,
    }),
  ];
}

function incidentDifferences(expect: Expectation, { incidents }: Outcome, now: Date): readonly string[] {
  return [
    ...countDifference('incident', expect.incidentCount, incidents.length),
    ...missing(expect.incidents ?? [], incidents, {
      mismatchesOf: (one, incident) => incidentMismatches(one, incident, now),
      wanted: (one) => `No incident is ${describeIncident(one)}`,
    }),
  ];
}

/** A sentence for each expected one that none is. */
function missing<T, U>(
  expected: readonly T[],
  actual: readonly U[],
  words: {
    readonly mismatchesOf: (expected: T, actual: U) => readonly string[];
    readonly wanted: (expected: T) => string;
  },
): readonly string[] {
  const { mismatchesOf, wanted } = words;
  return assign(expected, actual, (one, other) => mismatchesOf(one, other).length).map((without) => {
    const one = expected[without.expected]!;
    const nearest = without.nearest === undefined ? undefined : actual[without.nearest];
    return nearest === undefined
      ? wanted(one)
      : `${wanted(one)}; the nearest differs in ${mismatchesOf(one, nearest).join(', ')}`;
  });
}

function incidentMismatches(expected: ExpectedIncident, incident: Incident, now: Date): readonly string[] {
  const { alertCount } = expected;
  const count = incident.alerts.length;
  return [
    ...detailMismatches(['title', 'severity'], expected, incident),
    ...(alertCount === undefined || alertCount === count ? [] : [`alerts (${count})`]),
    ...lackingEntities(expected.entities, incident.entities, now),
  ];
}

function alertMismatches(expected: ExpectedAlert, alert: Alert, now: Date): readonly string[] {
  const details = detailMismatches(['title', 'description', 'severity'], expected, alert);
  const entities = lackingEntities(expected.entities, alert.entities, now);
  // A detail of one value may be written without its list.
  const wanted = Object.fromEntries(
    Object.entries(expected.customDetails).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(String) : [String(value)],
    ]),
  );
  const custom = mismatches(wanted, alert.customDetails, now).map(
    (key) => `custom detail ${key} (${show(own(alert.customDetails, key))})`,
  );
  return [...details, ...entities, ...custom];
}

function detailMismatches<Key extends string>(
  keys: readonly Key[],
  expected: Readonly<Partial<Record<Key, string | undefined>>>,
  actual: Readonly<Record<Key, string>>,
): readonly string[] {
  return keys
    .filter((key) => expected[key] !== undefined && expected[key] !== actual[key])
    .map((key) => `${key} (${show(actual[key])})`);
}

function lackingEntities(
  expected: readonly ExpectedEntity[],
  entities: readonly Entity[],
  now: Date,
): readonly string[] {
  const has = entities.map(describeEntity).join('; ') || 'none';
  return expected
    .filter((entity) => !entities.some((actual) => entityMatches(entity, actual, now)))
    .map((entity) => `entity ${describeEntity(entity)} (has ${has})`);
}

function rowDifferences(expected: readonly ExpectedValues[], outcome: Outcome, now: Date): readonly string[] {
  const unknown = unknownColumns(expected, outcome.columns);
  if (unknown.length > 0) return unknown;
  const missing = assign(expected, outcome.rows, (row, actual) => mismatches(row, actual, now).length);
  return missing.map(({ expected: index, nearest }) => {
    const row = expected[index]!;
    const actual = nearest === undefined ? undefined : outcome.rows[nearest];
    const wanted = `No ${outcome.rows.length > 1 ? 'further ' : ''}result row has ${describe(row)}`;
    if (actual === undefined)
      return `${wanted}; there ${outcome.rows.length === 0 ? 'are no rows' : 'is none left'}`;
    const wrong = mismatches(row, actual, now).map((key) => `${key} = ${show(own(actual, key))}`);
    return `${wanted}; the nearest has ${wrong.join(', ')}`;
  });
}

function unknownColumns(expected: readonly ExpectedValues[], columns: readonly string[]): readonly string[] {
  const expectedColumns = new Set(expected.flatMap((row) => Object.keys(row)));
  return [...expectedColumns]
    .filter((name) => !columns.includes(name))
    .map((name) => {
      const near = didYouMean(name, columns);
      const hint = near === undefined ? `it has ${columns.join(', ')}` : `did you mean ${near}?`;
      return `The result has no column ${name}; ${hint}`;
    });
}

function entityDifferences(
  expected: readonly ExpectedEntity[],
  { alerts }: Outcome,
  now: Date,
): readonly string[] {
  const entities = alerts.flatMap((alert) => alert.entities);
  return expected
    .filter((entity) => !entities.some((actual) => entityMatches(entity, actual, now)))
    .map(
      (entity) =>
        `No alert has the entity ${describeEntity(entity)}; there is ${entities.map(describeEntity).join('; ') || 'none'}`,
    );
}

function entityMatches(expected: ExpectedEntity, actual: Entity, now: Date): boolean {
  return (
    expected.type === actual.type && mismatches(expected.identifiers, actual.identifiers, now).length === 0
  );
}

function describeAlert({ title, severity, entities, customDetails }: ExpectedAlert): string {
  const parts = [
    ...(severity === undefined ? [] : [severity]),
    ...(title === undefined ? [] : [show(title)]),
    ...entities.map((entity) => `with ${describeEntity(entity)}`),
    ...Object.entries(customDetails).map(([key, value]) => `with ${key} ${show(value)}`),
  ];
  return parts.join(' ') || 'like the expected one';
}

function describeIncident({ title, severity, alertCount, entities }: ExpectedIncident): string {
  const parts = [
    ...(severity === undefined ? [] : [severity]),
    ...(title === undefined ? [] : [show(title)]),
    ...(alertCount === undefined ? [] : [`of ${plural(alertCount, 'alert')}`]),
    ...entities.map((entity) => `with ${describeEntity(entity)}`),
  ];
  return parts.join(' ') || 'like the expected one';
}

/** `Host FullName "wks-042.contoso.com"`. */
export function describeEntity({ type, identifiers }: ExpectedEntity): string {
  return `${type} ${Object.entries(identifiers)
    .map(([key, value]) => `${key} ${show(value)}`)
    .join(', ')}`;
}

/** `RepoHost = "github.com", Owner = "evil"`, without what is empty. */
export function describe(row: ResultRow): string {
  const filled = Object.entries(row).filter(([, value]) => value !== null && value !== '');
  return filled.map(([key, value]) => `${key} = ${show(value)}`).join(', ');
}

function show(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength)}...`;
}
