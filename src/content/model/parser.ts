// The fields of a parser: Azure-Sentinel's YAML of solutions and of ASIM, and where a saved search keeps what it says.
import type { Fields } from './field.ts';
import { sharedFields } from './shared-fields.ts';

/** Nothing of it is sent. */
const inFileOnly: readonly string[] = [];

const { required: _, ...id } = sharedFields.id;

/**
 * Keys of ASIM's form are other names for those of solutions.
 * https://learn.microsoft.com/azure/sentinel/normalization-develop-parsers
 * https://github.com/Azure/Azure-Sentinel/tree/master/ASIM/dev/ASimYaml2ARM
 */
export const parserFields: Fields = {
  id: {
    ...id,
    meaning:
      'The name of the resource in the workspace, a GUID for a new item; without one it is the name of the function, as Microsoft’s templates have it.',
  },
  Function: {
    type: 'map',
    aliases: ['Parser'],
    arm: inFileOnly,
    required: 'templates',
    meaning: 'What the function is called and how old it is.',
    fields: {
      Title: {
        type: 'text',
        arm: 'displayName',
        compare: 'text',
        meaning: 'The display name; without one it is the name of the function.',
      },
      Version: {
        type: 'text',
        arm: inFileOnly,
        meaning: 'Three numbers in quotes, kept in the metadata resource beside the item.',
      },
      LastUpdated: {
        type: 'text',
        arm: inFileOnly,
        anyType: true,
        meaning: 'The day of the last change; for readers, not sent.',
      },
    },
  },
  Product: {
    type: 'map',
    arm: inFileOnly,
    anyType: true,
    meaning: 'What the rows come from; for readers, not sent.',
    fields: { Name: { type: 'text', anyType: true, meaning: 'The name of the product.' } },
  },
  Normalization: {
    type: 'map',
    arm: inFileOnly,
    anyType: true,
    meaning: 'The schema of ASIM that the rows fit; for readers, not sent.',
    fields: {
      Schema: { type: 'text', anyType: true, meaning: 'The name of the schema.' },
      Version: { type: 'text', anyType: true, meaning: 'Its version.' },
    },
  },
  References: {
    type: 'maps',
    arm: inFileOnly,
    anyType: true,
    meaning: 'Pages to read; not sent.',
    fields: {
      Title: { type: 'text', anyType: true, meaning: 'What the page is about.' },
      Link: { type: 'text', anyType: true, meaning: 'Its address.' },
    },
  },
  Category: {
    type: 'text',
    arm: 'category',
    meaning:
      'The group under which the portal lists the function. A new one without it gets `ASIM` where the file has `Normalization`, else `Microsoft Sentinel Parser`.',
  },
  Description: {
    type: 'text',
    arm: 'tags.description',
    compare: 'text',
    block: 'new',
    meaning: 'What rows the function gives.',
  },
  FunctionName: {
    type: 'text',
    aliases: ['ParserName'],
    arm: inFileOnly,
    required: 'tool',
    meaning: 'The name by which queries call the function.',
  },
  FunctionAlias: {
    type: 'text',
    arm: 'functionAlias',
    meaning: 'The same name once more, as Microsoft’s publishing guide asks for it.',
  },
  EquivalentBuiltInParser: {
    type: 'text',
    arm: inFileOnly,
    anyType: true,
    meaning: 'The function of Microsoft Sentinel that gives the same rows; not sent.',
  },
  Parsers: {
    type: 'list',
    arm: inFileOnly,
    anyType: true,
    meaning: 'The functions of Microsoft Sentinel that this one unites; not sent.',
  },
  FunctionParams: {
    type: 'maps',
    aliases: ['ParserParams'],
    arm: 'functionParameters',
    orText: true,
    meaning:
      'The parameters, or Azure’s text for them: `starttime:datetime=datetime(null), pack:bool=false`.',
    fields: {
      Name: { type: 'text', required: 'tool', meaning: 'The name of the parameter.' },
      Type: {
        type: 'text',
        required: 'tool',
        meaning: 'A type of KQL; `(*)` or `(column:type, ...)` for a table.',
      },
      Default: {
        type: 'text',
        anyType: true,
        asWritten: true,
        meaning: 'What it is where a call does not say it: a literal of KQL, a string without its quotes.',
      },
    },
  },
  FunctionQuery: {
    type: 'text',
    aliases: ['ParserQuery'],
    arm: 'query',
    required: 'service',
    compare: 'text',
    block: 'always',
    meaning: 'The KQL of the function, without braces.',
  },
  tags: sharedFields.tags,
};
