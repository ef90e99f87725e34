// What lint says Azure refuses and what the embedded workspace refuses are two tables, written apart: here they are held together.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCheckContext } from '../../src/checks/context.ts';
import { refusedFindings } from '../../src/checks/refused.ts';
import { createBody } from '../../src/content/compare.ts';
import type { ContentItem } from '../../src/content/content-item.ts';
import { contentKindDefinitions } from '../../src/content/kinds/kinds.ts';
import { analyticsRuleFields } from '../../src/content/model/analytics-rule.ts';
import { fileKeys } from '../../src/content/model/fields.ts';
import { contentRefusals } from '../../src/emulator/refusals/index.ts';
import { ruleFields } from '../../src/emulator/rule-fields.ts';
import type { Field, Fields } from '../../src/emulator/shape.ts';
import { tacticsInUse } from '../../src/tables/attack.ts';
import { itemFrom, now, tables } from '../checks/fixtures.ts';
import { grouping, ruleBody } from '../content/a-rule.ts';
import { contentCases } from '../emulator/refusal-cases.ts';
import { type Embedded, startEmbedded } from './embedded.ts';

let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded({ tacticsOf: tacticsInUse });
});
afterAll(() => embedded.close());

type Values = Readonly<Record<string, unknown>>;

/** Every property of a rule, with a value the service takes. */
const good = ruleBody({
  displayName: 'Agreed',
  description: 'Identifies something.',
  severity: 'Low',
  query: 'SigninLogs | project TimeGenerated, Column = UserPrincipalName',
  tactics: ['Execution'],
  techniques: ['T1204'],
  customDetails: { Detail: 'Column' },
  entityMappings: [
    { entityType: 'Account', fieldMappings: [{ identifier: 'FullName', columnName: 'Column' }] },
  ],
  sentinelEntitiesMappings: [{ columnName: 'Column' }],
  alertDetailsOverride: {
    alertDisplayNameFormat: 'By {{Column}}',
    alertDescriptionFormat: 'By {{Column}}',
    alertTacticsColumnName: 'Column',
    alertSeverityColumnName: 'Column',
    alertDynamicProperties: [{ alertProperty: 'AlertLink', value: 'Column' }],
  },
  eventGroupingSettings: { aggregationKind: 'SingleAlert' },
  ...grouping({
    groupByEntities: ['Account'],
    groupByAlertDetails: ['Severity'],
    groupByCustomDetails: ['Detail'],
  }),
}).properties;

/** The file that a rule of these properties is: JSON is YAML. */
function fileOf(properties: Values): ContentItem {
  const renamed = fileKeys(analyticsRuleFields).map((key) => [analyticsRuleFields[key]?.arm, key] as const);
  const keys = Object.fromEntries(renamed.filter(([arm]) => typeof arm === 'string'));
  const values = Object.entries(properties).map(([name, value]) => [keys[name] ?? name, value]);
  const head = { id: '7c0f2f6e-13b5-4b41-9c25-1f7f5f9a0001', kind: 'Scheduled', requiredDataConnectors: [] };
  return itemFrom(
    JSON.stringify({ ...head, ...Object.fromEntries(values) }, null, 1),
    'analytics-rules/agreed.yaml',
  );
}

/** What lint says Azure refuses when the item is created. */
function saidOf(item: ContentItem): string[] {
  const context = createCheckContext({ items: [item], tables, now });
  return refusedFindings(item, context).map(({ check, finding }) => `${check.code}: ${finding.message}`);
}

async function answerTo(item: ContentItem): Promise<string | undefined> {
  const kind = contentKindDefinitions['analytics-rule'];
  const body = { ...createBody(kind, kind.toBody(item)) };
  const answer = await embedded.workspace
    .put(kind.collection, 'agreed', body)
    .catch((error: { readonly message: string }) => error);
  return 'message' in answer ? answer.message : undefined;
}

/** Both are silent, or both refuse. */
async function agree(
  properties: Values,
): Promise<{ readonly said: string[]; readonly answer: string | undefined }> {
  const item = fileOf(properties);
  const [said, answer] = [saidOf(item), await answerTo(item)];
  expect({ answer, refused: said.length > 0, said }).toEqual({ answer, refused: answer !== undefined, said });
  return { said, answer };
}

/** Bodies that no file can make: what stands in the wrong one of the two lists of techniques is sent in the right one. */
const madeRight: ReadonlySet<string> = new Set(['technique-form', 'sub-technique-form']);

it('a whole rule is taken, and lint has nothing against it', async () => {
  expect(await agree(good)).toEqual({ said: [], answer: undefined });
});

describe('every refusal of a rule in itself', () => {
  const all = Object.entries(contentCases).flatMap(([id, cases]) =>
    cases.map(([changes, reason]) => ({ id, changes, reason })),
  );

  it('is walked', () => {
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set(contentRefusals.map(({ id }) => id)));
  });

  it.each(all)('$id is said by lint: $reason', async ({ id, changes, reason }) => {
    // Tactics and groups of the whole rule are there for their own cases.
    const base = { ...good, incidentConfiguration: { createIncident: true }, techniques: [] };
    const { answer } = await agree({ ...base, ...changes });
    // The parent of a sub-technique is sent beside it, and refused first.
    if (!madeRight.has(id)) expect(answer).toContain(reason.replace(/\.\d{3}\b/, ''));
  });
});

/** Paths to every field of the model, through the first item of a list. */
function pathsOf(
  fields: Fields,
  above: readonly (string | number)[] = [],
): { path: readonly (string | number)[]; field: Field }[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = [...above, name];
    const below = !('fields' in field) ? [] : field.type === 'object' ? path : [...path, 0];
    return [{ path, field }, ...('fields' in field ? pathsOf(field.fields, below) : [])];
  });
}

function put(value: unknown, path: readonly (string | number)[], change: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change;
  if (Array.isArray(value)) return value.map((inner, i) => (i === step ? put(inner, rest, change) : inner));
  const map = value as Readonly<Record<string, unknown>>;
  return { ...map, [step]: put(map[step], rest, change) };
}

/** Server-owned, or not a property of files. */
const notInFiles: ReadonlySet<string> = new Set([
  'lastModifiedUtc',
  'alertRuleTemplateName',
  'templateVersion',
]);

const walked = pathsOf(ruleFields.Scheduled).filter(({ path }) => !notInFiles.has(String(path[0])));

const wrongValues: Readonly<Record<Field['type'], readonly unknown[]>> = {
  any: [],
  boolean: ['yes', 1],
  integer: ['1', 1.5, true],
  duration: ['soon', true, ['PT1H']],
  map: ['text', ['a'], { Detail: 1 }],
  object: ['text', ['a']],
  objects: ['text', { a: 1 }, ['a']],
  string: [true, ['a'], { a: 'b' }],
  strings: ['text', [true], { a: 'b' }],
};

describe('every field of the model', () => {
  it.each(
    walked.flatMap(({ path, field }) =>
      wrongValues[field.type].map((value) => ({ at: path.join('.'), value: JSON.stringify(value), path })),
    ),
  )('$at given as $value', async ({ path, value }) => {
    await agree(put(good, path, JSON.parse(value)) as Values);
  });

  it.each(
    walked.flatMap(({ path, field }) =>
      'oneOf' in field && field.oneOf ? [{ at: path.join('.'), path, field }] : [],
    ),
  )('$at with a word of no list, and with one in another letter case', async ({ path, field }) => {
    const as = (word: string) => put(good, path, field.type === 'strings' ? [word] : word) as Values;
    expect((await agree(as('Nonesuch'))).answer).toBeDefined();
  });

  it.each(walked.map(({ path }) => ({ at: path.join('.'), path })))('without $at', async ({ path }) => {
    await agree(put(good, path, null) as Values);
  });
});
