// Refusals that look at what a rule puts into its alerts: custom details, entities, formats, incident grouping.
import { own } from '../../json/json.ts';
import { entityTypes } from '../../tables/entity-types.ts';
import { objectIn, objectsIn, type Refusal, type RuleWrite, stringIn, stringsIn } from './refusal.ts';

const validator = 'Azure/Azure-Sentinel, template validator';
const columnForm = /^[a-zA-Z_]+\w*$/;

type Mapping = Readonly<Record<string, unknown>>;

const identifiersOf = (mapping: Mapping) =>
  objectsIn(mapping, 'fieldMappings').map((field) => stringIn(field, 'identifier') ?? '');

/** The first message `find` has for a mapping of the rule. */
function firstOf(write: RuleWrite, find: (mapping: Mapping, type: string) => string | undefined) {
  for (const mapping of objectsIn(write.properties, 'entityMappings')) {
    const message = find(mapping, stringIn(mapping, 'entityType') ?? '');
    if (message !== undefined) return message;
  }
  return undefined;
}

function formatRefusal(name: string, limit: number): Refusal {
  return {
    id: `${name}-form`,
    says: `${name} is 1 to ${limit} characters long and holds at most 3 {{columns}}.`,
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: ({ properties, variants }) => {
      const format = stringIn(objectIn(properties, 'alertDetailsOverride'), name);
      if (format === undefined) return undefined;
      if (format.length < 1 || format.length > limit) {
        return `Invalid Properties for alert rule: '${name}' length should be between 1 and ${limit} characters`;
      }
      const columns = format.match(/{{[^{}]*}}/g)?.length ?? 0;
      if (columns <= 3 || variants['alert-details-placeholders'] === 'unlimited') return undefined;
      return `Invalid Properties for alert rule: '${name}' should have at most 3 parameters, it has ${columns}`;
    },
  };
}

export const entityRefusals: readonly Refusal[] = [
  {
    id: 'custom-details',
    says: 'customDetails has at most 20 entries; keys are letters, digits and _, at most 20; values are column names.',
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: ({ properties }) => {
      const entries = Object.entries(objectIn(properties, 'customDetails'));
      if (entries.length > 20) {
        return `Invalid Properties for alert rule: 'customDetails' should have at most 20 entries, it has ${entries.length}`;
      }
      for (const [key, value] of entries) {
        const fine =
          /^[a-zA-Z]+\w*$/.test(key) &&
          key.length <= 20 &&
          typeof value === 'string' &&
          columnForm.test(value) &&
          value.length <= 500;
        if (!fine) return `Invalid Properties for alert rule: 'customDetails' has an invalid entry '${key}'`;
      }
      return undefined;
    },
  },
  {
    id: 'entity-mapping-count',
    says: 'A rule has at most 10 entity mappings (see the behaviour entity-mapping-limit), each with 1 to 3 identifiers.',
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/map-data-fields-to-entities',
    words: 'ours',
    refuses: (write) => {
      const five = write.variants['entity-mapping-limit'] === 'five';
      const count =
        objectsIn(write.properties, 'entityMappings').length +
        (five ? objectsIn(write.properties, 'sentinelEntitiesMappings').length : 0);
      const limit = five ? 5 : 10;
      if (count > limit) {
        return `Invalid Properties for alert rule: 'entityMappings' should have at most ${limit} mappings, it has ${count}`;
      }
      return firstOf(write, (mapping, type) => {
        const fields = identifiersOf(mapping).length;
        if (fields >= 1 && fields <= 3) return undefined;
        return `Invalid Properties for alert rule: an entity mapping of type '${type}' should have 1 to 3 identifiers, it has ${fields}`;
      });
    },
  },
  {
    id: 'entity-identifier',
    says: 'Every identifier belongs to its entity type.',
    evidence: 'S',
    source: validator,
    words: 'known',
    refuses: (write) =>
      firstOf(write, (mapping, type) => {
        const valid = own(entityTypes, type)?.identifiers ?? [];
        const wrong = identifiersOf(mapping).find((identifier) => !valid.includes(identifier));
        if (wrong === undefined) return undefined;
        return `Invalid identifier '${wrong}' for entity type '${type}' encountered. Valid identifiers are: [${valid.join(', ')}]`;
      }),
  },
  {
    id: 'entity-identifier-twice',
    says: 'An entity mapping names an identifier once.',
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: (write) =>
      firstOf(write, (mapping, type) => {
        const twice = identifiersOf(mapping).find((one, index, all) => all.indexOf(one) !== index);
        return (
          twice &&
          `Invalid Properties for alert rule: identifier '${twice}' of entity type '${type}' is mapped twice`
        );
      }),
  },
  {
    id: 'entity-required-identifiers',
    says: 'An entity mapping holds the identifiers its entity type needs.',
    evidence: 'S',
    source: validator,
    words: 'partly',
    refuses: (write) =>
      firstOf(write, (mapping, type) => {
        const identifiers = identifiersOf(mapping);
        const needs = own(entityTypes, type)?.needs ?? [];
        if (needs.some((set) => set.every((identifier) => identifiers.includes(identifier))))
          return undefined;
        const sets = needs.map((set) => set.join(' and ')).join(', ');
        return `Missing required identifiers in entity mapping of type '${type}'. One of these is required: [${sets}]`;
      }),
  },
  {
    id: 'entity-column',
    says: 'A mapped column is a column name of at most 500 characters.',
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: (write) =>
      firstOf(write, (mapping) => {
        const columns = objectsIn(mapping, 'fieldMappings').map(
          (field) => stringIn(field, 'columnName') ?? '',
        );
        const wrong = columns.find((column) => !columnForm.test(column) || column.length > 500);
        if (wrong === undefined) return undefined;
        return `Invalid Properties for alert rule: '${wrong}' is not a valid column name in 'entityMappings'`;
      }),
  },
  formatRefusal('alertDisplayNameFormat', 256),
  formatRefusal('alertDescriptionFormat', 5000),
  {
    id: 'incident-grouping',
    says: 'Grouping by Selected names something, and only entities and custom details that the rule defines.',
    evidence: 'S',
    source: 'https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update',
    words: 'ours',
    refuses: ({ properties }) => {
      const grouping = objectIn(objectIn(properties, 'incidentConfiguration'), 'groupingConfiguration');
      const keys = ['groupByEntities', 'groupByAlertDetails', 'groupByCustomDetails'];
      if (
        grouping['matchingMethod'] === 'Selected' &&
        keys.every((name) => !stringsIn(grouping, name).length)
      ) {
        return "Invalid Properties for alert rule: with 'matchingMethod' Selected at least one of groupByEntities, groupByAlertDetails, groupByCustomDetails should not be empty";
      }
      const details = Object.keys(objectIn(properties, 'customDetails'));
      const detail = stringsIn(grouping, 'groupByCustomDetails').find((name) => !details.includes(name));
      if (detail !== undefined) {
        return `Invalid Properties for alert rule: 'groupByCustomDetails' names '${detail}', which is not in 'customDetails'`;
      }
      // A rule without mappings may name its entities by legacy columns such as HostCustomEntity.
      const types = objectsIn(properties, 'entityMappings').map((mapping) => stringIn(mapping, 'entityType'));
      const entity = stringsIn(grouping, 'groupByEntities').find(
        (type) => types.length && !types.includes(type),
      );
      return (
        entity &&
        `Invalid Properties for alert rule: 'groupByEntities' names '${entity}', which is not in 'entityMappings'`
      );
    },
  },
];
