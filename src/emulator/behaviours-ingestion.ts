// The unchecked behaviours of making tables and data collection rules, and of sending rows to them.
import type { Behaviour } from './behaviour.ts';

export const ingestionBehaviours = {
  'guid-column-in-queries': {
    says: 'Which type a column has in queries that was declared as guid.',
    evidence: 'S',
    source: 'Learn, logs-table-overview: a guid is stored and queried as a string',
    default: 'string',
    variants: { string: 'string.', guid: 'guid.' },
  },
  'ingested-rows-visible': {
    says: 'When queries see rows that were sent to the Logs Ingestion API.',
    evidence: 'U',
    source: 'Learn says minutes; how long it takes is not the question here, that it takes is',
    default: 'at-once',
    variants: {
      'at-once': 'The next query sees them.',
      'after-two-queries': 'The third query after an upload is the first to see its rows.',
      'one-upload-a-query': 'Each query sees the rows of one more upload.',
    },
  },
  'ingested-value-of-another-type': {
    says: 'What becomes of a value that has not the type of its column (the text "5" in an int column).',
    evidence: 'U',
    source:
      'no page says it; an object in a string column is JSON text in either case, as in the Learn tutorial',
    default: 'null',
    variants: {
      null: 'null, or the empty string in a string column.',
      converted: 'What its text can be read as in the type of the column, else null.',
    },
  },
  'old-time-generated': {
    says: 'What becomes of a TimeGenerated of more than 2 days before arrival, or more than a day after it.',
    evidence: 'S',
    source: 'Learn, log-standard-columns#timegenerated',
    default: 'replaced',
    variants: { replaced: 'It becomes the time of arrival.', kept: 'It stays.' },
  },
  'reserved-column-names': {
    says: 'Which column names a custom table may not declare.',
    evidence: 'S',
    source:
      'Learn, create-custom-table, for the list; not whether case counts; MicrosoftDocs/azure-docs#113825 reports that only TenantId is refused',
    default: 'any-case',
    variants: {
      'any-case': 'Those of the list, however they are spelled.',
      'as-spelled': 'Those of the list, as they are spelled there.',
      'tenant-id-only': 'TenantId.',
    },
  },
  'stream-column-not-in-table': {
    says: 'What happens to a column of a stream that its table does not have.',
    evidence: 'U',
    source: 'no page says it',
    default: 'dropped',
    variants: { dropped: 'Its values are dropped.', refused: '400 InvalidPayload: InvalidTransformOutput.' },
  },
  'stream-without-time-generated': {
    says: 'Whether a stream may lack TimeGenerated.',
    evidence: 'S',
    source: 'Learn, create-custom-table: Azure Monitor adds the missing column to the transformation',
    default: 'accepted',
    variants: {
      accepted: 'Its rows get the time of arrival.',
      refused: '400 InvalidPayload: InvalidTransformOutput.',
    },
  },
  'table-provisioning': {
    says: 'What the PUT of a custom table answers.',
    evidence: 'S',
    source: 'the REST reference has 200 and 202, not when which of them comes',
    default: 'accepted',
    variants: {
      accepted: '202, InProgress; the next look finds it Succeeded.',
      'accepted-slowly': '202; two more looks at the table or at the operation find it InProgress.',
      'at-once': '200, Succeeded.',
    },
  },
  'table-schema-refusal': {
    says: 'Where a schema is refused that the service can read but not use.',
    evidence: 'P',
    source: 'hashicorp/terraform-provider-azurerm#21897: in the status of the operation',
    default: 'in-operation',
    variants: {
      'in-operation': 'The PUT is 202, the operation ends as Failed with SchemaUpdateFatalError.',
      'at-once': 'The PUT is 400 SchemaUpdateFatalError.',
    },
  },
} as const satisfies Record<string, Behaviour>;
