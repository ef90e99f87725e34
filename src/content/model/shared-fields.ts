// The fields that several content kinds have; a model takes them one by one, and may say more of them.
import { sentinelTactics } from '../../tables/attack.ts';
import { entityTypes } from '../../tables/entity-types.ts';
import type { Fields } from './field.ts';

export const entityTypeNames: readonly string[] = Object.keys(entityTypes);

/** Nothing of it is sent. */
const inFileOnly: readonly string[] = [];

const author = {
  name: { type: 'text', anyType: true, meaning: 'The name.' },
  email: { type: 'text', anyType: true, meaning: 'The mail address.' },
  link: { type: 'text', anyType: true, meaning: 'The address of a page.' },
} as const satisfies Fields;

/** https://github.com/Azure/Azure-Sentinel/wiki/Query-Style-Guide */
export const sharedFields = {
  id: {
    type: 'text',
    arm: inFileOnly,
    required: 'tool',
    meaning:
      'The name of the resource in the workspace, a GUID for a new item; it never changes, since it is all that ties the file to the item.',
  },
  name: {
    type: 'text',
    aliases: ['displayName'],
    arm: 'displayName',
    required: 'service',
    longest: 256,
    compare: 'text',
    meaning: 'The display name, unique within the content kind.',
  },
  description: {
    type: 'text',
    longest: 5000,
    compare: 'text',
    block: 'new',
    meaning: 'What the query finds and why that matters.',
  },
  requiredDataConnectors: {
    type: 'maps',
    arm: inFileOnly,
    meaning:
      'The data connectors that bring the tables of the query; for readers and the solution, not sent.',
    fields: {
      connectorId: { type: 'text', required: 'templates', meaning: 'The id of the data connector.' },
      dataTypes: { type: 'list', required: 'templates', meaning: 'The tables that the query reads of it.' },
    },
  },
  tactics: {
    type: 'words',
    words: sentinelTactics,
    formerWords: ['PreAttack'],
    recommended: true,
    compare: 'set',
    meaning: 'The ATT&CK tactics, without blanks.',
  },
  relevantTechniques: {
    type: 'techniques',
    arm: ['techniques', 'subTechniques'],
    recommended: true,
    compare: 'set',
    meaning: 'The ATT&CK techniques and sub-techniques; ARM keeps the two in lists of their own.',
  },
  techniques: {
    type: 'techniques',
    arm: inFileOnly,
    meaning: 'As `relevantTechniques`, in the form of portal exports.',
  },
  subTechniques: {
    type: 'techniques',
    arm: inFileOnly,
    meaning: 'As `relevantTechniques`, in the form of portal exports.',
  },
  query: {
    type: 'text',
    required: 'service',
    longest: 10_000,
    compare: 'text',
    block: 'always',
    meaning: 'The KQL query.',
  },
  entityMappings: {
    type: 'maps',
    compare: 'set',
    meaning: 'Which columns of the result name which entities.',
    fields: {
      entityType: {
        type: 'text',
        words: entityTypeNames,
        required: 'service',
        identifies: true,
        meaning: 'The type of the entity.',
      },
      fieldMappings: {
        type: 'maps',
        required: 'service',
        compare: 'set',
        meaning: 'Which columns hold its identifiers.',
        fields: {
          identifier: {
            type: 'text',
            required: 'service',
            identifies: true,
            meaning: 'An identifier of the entity type, such as `FullName`.',
          },
          columnName: {
            type: 'text',
            required: 'service',
            meaning: 'The column of the result that holds it.',
          },
        },
      },
    },
  },
  customDetails: {
    type: 'named texts',
    compare: 'whole',
    meaning: 'Details of an alert under names of your own, each from a column of the result.',
  },
  version: {
    type: 'text',
    arm: inFileOnly,
    recommended: true,
    longest: 20,
    meaning: 'Three numbers, kept in the metadata resource beside the item.',
  },
  status: {
    type: 'text',
    arm: inFileOnly,
    anyType: true,
    meaning: 'Whether a published template is `Available`; not sent.',
  },
  tags: {
    type: 'list',
    arm: inFileOnly,
    anyType: true,
    meaning:
      'Words by which an environment selects items, or pairs such as `Schema` and `SchemaVersion`; not sent.',
  },
  metadata: {
    type: 'map',
    arm: inFileOnly,
    anyType: true,
    meaning: 'Where a published item comes from; not sent.',
    fields: {
      source: {
        type: 'map',
        anyType: true,
        meaning: 'What it is published with.',
        fields: {
          kind: { type: 'text', anyType: true, meaning: 'Such as `Community` or `Solution`.' },
          name: author.name,
          sourceId: { type: 'text', anyType: true, meaning: 'The id of the solution.' },
        },
      },
      author: { type: 'map', anyType: true, meaning: 'Who wrote it.', fields: author },
      support: {
        type: 'map',
        anyType: true,
        meaning: 'Who answers for it.',
        fields: { ...author, tier: { type: 'text', anyType: true, meaning: 'The tier of support.' } },
      },
      categories: {
        type: 'map',
        anyType: true,
        meaning: 'Where a catalogue lists it.',
        fields: {
          domains: { type: 'words', anyType: true, meaning: 'The security domains.' },
          verticals: { type: 'words', anyType: true, meaning: 'The industries.' },
        },
      },
    },
  },
} as const satisfies Fields;
