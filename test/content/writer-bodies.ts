// Generated ARM bodies that a content file can hold, with texts that are hard on YAML.
import fc from 'fast-check';
import { analyticsRuleFields } from '../../src/content/model/analytics-rule.ts';
import { fileKeys } from '../../src/content/model/fields.ts';

/** Words that YAML reads as something else, quotes, marks of comments, lines with blanks at their ends, tabs, emoji. */
const nasty = fc.oneof(
  fc.constantFrom(
    'on',
    'null',
    '~',
    '1.0',
    '0x1f',
    '2026-01-01',
    '1:30',
    '- a',
    'a: b',
    '# a',
    '{a',
    '[a',
    '*a',
    '&a',
    '!a',
    '%a',
  ),
  fc.constantFrom(
    "it's",
    '"q"',
    '|',
    '>-',
    '---',
    '...',
    '<<',
    '\ta',
    'a\\b',
    ' a',
    '  a\nb',
    '\n\na',
    'a\n\n\nb',
    'a \nb',
    '日本語',
    '🛡️ x',
    '\u0000',
    '\u0085',
    '\ud800',
    '\ufeff',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 40 }),
  fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }).map((lines) => lines.join('\n')),
);

/** Names that every object of JavaScript has. */
export const objectWords = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'prototype',
  'toJSON',
  'toString',
  'valueOf',
] as const;

const text = nasty.filter((value) => value.trim() !== '');
const word = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,9}$/) },
  fc.constantFrom(...objectWords),
);

/** Keys that their author chooses may be those of a rule, and anything else that is not empty. */
const freeKey = fc
  .oneof(word, fc.constantFrom(...fileKeys(analyticsRuleFields), 'displayName', '10', '1e3', '<<'), nasty)
  .filter((key) => key !== '');
const duration = fc.constantFrom('PT5M', 'PT1H', 'PT90M', 'P1D', 'P14D', 'PT24H', 'PT1H30M', 'PT30S', 'PT0S');
const technique = fc.integer({ min: 1000, max: 1010 }).map((number) => `T${number}`);

const techniques = fc
  .uniqueArray(fc.tuple(technique, fc.uniqueArray(fc.constantFrom('001', '002', '003'), { maxLength: 2 })), {
    selector: ([name]) => name,
    maxLength: 4,
  })
  .map((chosen) => ({
    techniques: chosen.map(([name]) => name),
    subTechniques: chosen.flatMap(([name, below]) => below.map((number) => `${name}.${number}`)),
  }));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const words = fc.uniqueArray(word, { maxLength: 3 });

const entityMappings = fc.array(
  fc.record({
    entityType: fc.constantFrom('Account', 'Host', 'IP'),
    fieldMappings: fc.array(fc.record({ identifier: word, columnName: text }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { maxLength: 3 },
);

const incidentConfiguration = fc.record(
  {
    createIncident: fc.boolean(),
    groupingConfiguration: fc.record(
      {
        enabled: fc.boolean(),
        reopenClosedIncident: fc.boolean(),
        lookbackDuration: duration,
        matchingMethod: fc.constantFrom('AllEntities', 'AnyAlert', 'Selected'),
        groupByEntities: words,
        groupByAlertDetails: words,
        groupByCustomDetails: orNull(words),
      },
      { requiredKeys: ['enabled'] },
    ),
  },
  { requiredKeys: ['createIncident'] },
);

const alerting = {
  displayName: text,
  description: text,
  severity: fc.constantFrom('High', 'Medium', 'Low', 'Informational'),
  enabled: fc.boolean(),
  query: text,
  tactics: words,
  suppressionEnabled: fc.boolean(),
  suppressionDuration: duration,
  customDetails: fc.dictionary(freeKey, fc.oneof(text, freeKey), { maxKeys: 5, noNullPrototype: true }),
  entityMappings,
  sentinelEntitiesMappings: fc.array(fc.record({ columnName: word }), { maxLength: 2 }),
  alertDetailsOverride: orNull(
    fc.record({
      alertDisplayNameFormat: orNull(text),
      alertDescriptionFormat: orNull(text),
      alertTacticsColumnName: fc.constant(null),
      alertDynamicProperties: fc.array(fc.record({ alertProperty: word, value: text }), { maxLength: 2 }),
    }),
  ),
  eventGroupingSettings: orNull(
    fc.record({ aggregationKind: fc.constantFrom('SingleAlert', 'AlertPerResult') }),
  ),
  incidentConfiguration,
  template: orNull(
    fc.record({ alertRuleTemplateName: word, templateVersion: fc.constantFrom('1.0.0', '1.10') }),
  ),
};

const schedule = {
  queryFrequency: duration,
  queryPeriod: duration,
  triggerOperator: fc.constantFrom('GreaterThan', 'LessThan', 'Equal', 'NotEqual'),
  triggerThreshold: fc.nat(10_000),
};

/** A rule body as ARM returns it, all of which a file can say. */
export const ruleBody = fc
  .tuple(
    fc.constantFrom('Scheduled', 'NRT'),
    fc.record(alerting, { requiredKeys: ['displayName', 'query'] }),
    fc.record(schedule),
    maybe(techniques),
  )
  .map(([kind, { template, ...stated }, times, split]) => ({
    kind,
    properties: { ...stated, ...template, ...(kind === 'Scheduled' ? times : {}), ...split },
  }));

/** A hunting query's saved search. */
export const huntingBody = fc
  .record({ name: text, query: text, description: maybe(text), tactics: words, split: techniques })
  .map(({ name, query, description, tactics, split }) => ({
    properties: {
      category: 'Hunting Queries',
      displayName: name,
      query,
      version: 2,
      tags: [
        ...(description === undefined ? [] : [{ name: 'description', value: description }]),
        { name: 'tactics', value: tactics.join(',') },
        { name: 'techniques', value: split.techniques.join(',') },
        { name: 'subTechniques', value: split.subTechniques.join(',') },
        { name: 'createdBy', value: 'SOC' },
      ],
    },
  }));
