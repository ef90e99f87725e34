// Reads what must come out of a case.

import type { ValuePath } from '../content/content-item.ts';
import { type ContentKindDefinition, caseKeys } from '../content/kinds/content-kind.ts';
import { type JsonMap, own } from '../json/json.ts';
import { entityTypes } from '../tables/entity-types.ts';
import { severities } from '../tables/rule-words.ts';
import { alertKeys, expectationKeys, incidentKeys } from './case-keys.ts';
import type { CaseReader } from './case-reader.ts';
import type {
  Expectation,
  ExpectedAlert,
  ExpectedEntity,
  ExpectedIncident,
  ExpectedValues,
} from './detection-case.ts';

/** The expectation of one case; a known gap expects that nothing fires. */
export function readExpectation(values: JsonMap, path: ValuePath, reader: CaseReader): Expectation {
  const keys = expectationKeys.filter((key) => values[key] !== undefined);
  const gap = values['gap'] !== undefined;
  const none = gap || readNone(values['none'], [...path, 'none'], reader);
  if (keys.length === 0 && !gap) {
    const message = 'The case does not say what must come out';
    reader.report('test/bad-expectation', message, { at: reader.keyAt(path) });
  } else if (none && keys.some((key) => key !== 'none')) {
    const other = keys.find((key) => key !== 'none')!;
    const message = `Nothing may fire, and yet \`${other}\` must come out`;
    reader.report('test/bad-expectation', message, {
      at: reader.keyAt([...path, other]),
      hint: 'Keep one of the two.',
    });
  }
  return {
    none,
    ...readAlerts(values['alerts'], [...path, 'alerts'], reader),
    ...readIncidents(values['incidents'], [...path, 'incidents'], reader),
    rows: readRows(values['rows'], [...path, 'rows'], reader),
    rowCount: reader.count(values['rowCount'], [...path, 'rowCount']),
    entities: readEntities(values['entities'], [...path, 'entities'], reader),
  };
}

/** Reports the keys of a case that only cases of other content kinds have. */
export function refuseForeignKeys(
  values: JsonMap,
  path: ValuePath,
  { reader, kind }: { readonly reader: CaseReader; readonly kind: ContentKindDefinition },
): void {
  const { one, many } = kind.words;
  for (const key of caseKeys) {
    if (values[key] === undefined || kind.caseKeys.includes(key)) continue;
    const at = reader.keyAt([...path, key]);
    if (key === 'alerts' || key === 'incidents') {
      const message = `A ${one} raises no ${key}`;
      reader.report('test/bad-expectation', message, { at, hint: 'Expect `rows` or `rowCount`.' });
    } else {
      const hint = `Use one of ${kind.caseKeys.join(', ')}.`;
      reader.report('test/unknown-key', `Cases of ${many} have no \`${key}\``, { at, hint });
    }
  }
}

function readNone(value: unknown, path: ValuePath, reader: CaseReader): boolean {
  if (value !== undefined && value !== true) {
    reader.reportValue(path, '`none` can only be true', 'Remove it, or write `none: true`.');
  }
  return value === true;
}

function readAlerts(
  value: unknown,
  path: ValuePath,
  reader: CaseReader,
): { alertCount?: number | undefined; alerts?: readonly ExpectedAlert[] } {
  if (value === undefined) return {};
  if (!Array.isArray(value)) return { alertCount: reader.count(value, path) };
  const alerts = value.map((item, index) => readAlert(item, [...path, index], reader));
  return { alertCount: alerts.length, alerts };
}

function readAlert(value: unknown, path: ValuePath, reader: CaseReader): ExpectedAlert {
  const map = reader.map(value, path);
  reader.onlyKeys(map, path, Object.keys(alertKeys));
  return {
    title: reader.text(map['title'], [...path, 'title']),
    description: reader.text(map['description'], [...path, 'description']),
    severity: readSeverity(map['severity'], [...path, 'severity'], reader),
    entities: readEntities(map['entities'], [...path, 'entities'], reader) ?? [],
    customDetails: reader.map(map['customDetails'], [...path, 'customDetails']),
  };
}

function readSeverity(value: unknown, path: ValuePath, reader: CaseReader): string | undefined {
  const severity = reader.text(value, path);
  if (severity !== undefined && !(severities as readonly string[]).includes(severity)) {
    reader.reportValue(path, `\`${severity}\` is no severity`, `Use ${severities.join(', ')}.`);
  }
  return severity;
}

function readIncidents(
  value: unknown,
  path: ValuePath,
  reader: CaseReader,
): { incidentCount?: number | undefined; incidents?: readonly ExpectedIncident[] } {
  if (value === undefined) return {};
  if (!Array.isArray(value)) return { incidentCount: reader.count(value, path) };
  const incidents = value.map((item, index) => readIncident(item, [...path, index], reader));
  return { incidentCount: incidents.length, incidents };
}

/** `{ title: Git push, severity: High, alerts: 2, entities: [...] }`: what is not named may be anything. */
function readIncident(value: unknown, path: ValuePath, reader: CaseReader): ExpectedIncident {
  const map = reader.map(value, path);
  reader.onlyKeys(map, path, Object.keys(incidentKeys));
  return {
    title: reader.text(map['title'], [...path, 'title']),
    severity: readSeverity(map['severity'], [...path, 'severity'], reader),
    alertCount: reader.count(map['alerts'], [...path, 'alerts']),
    entities: readEntities(map['entities'], [...path, 'entities'], reader) ?? [],
  };
}

function readRows(
  value: unknown,
  path: ValuePath,
  reader: CaseReader,
): readonly ExpectedValues[] | undefined {
  if (value === undefined) return undefined;
  return reader.list(value, path).map((row, index) => reader.map(row, [...path, index]));
}

/** `{ type: Host, FullName: wks-042.contoso.com }`. */
function readEntities(
  value: unknown,
  path: ValuePath,
  reader: CaseReader,
): readonly ExpectedEntity[] | undefined {
  if (value === undefined) return undefined;
  return reader.list(value, path).map((item, index) => readEntity(item, [...path, index], reader));
}

function readEntity(value: unknown, path: ValuePath, reader: CaseReader): ExpectedEntity {
  const { type, ...identifiers } = reader.map(value, path);
  const name = reader.text(type, [...path, 'type']) ?? '';
  const known = own(entityTypes, name);
  if (known === undefined) {
    const hint = `Use one of ${Object.keys(entityTypes).join(', ')}.`;
    reader.reportValue(
      [...path, 'type'],
      name === '' ? 'An entity has no type' : `There is no entity type \`${name}\``,
      hint,
    );
  } else {
    reader.onlyKeys(identifiers, path, known.identifiers);
  }
  return { type: name, identifiers };
}
