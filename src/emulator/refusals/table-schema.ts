// Refusals of a custom table: first what is read when the request is, then what its schema is looked at for.
import type { Variants } from '../behaviours.ts';
import { columnType, type DeclaredColumn, tableTypes } from '../column-types.ts';
import type { Listed } from './listed.ts';

/** A table about to be made or changed. */
export interface TableWrite {
  readonly name: string;
  /** `schema.name`, where it is given. */
  readonly schemaName: string | undefined;
  readonly columns: readonly DeclaredColumn[];
  /** The columns that the table has; undefined when it is new. */
  readonly existing: readonly DeclaredColumn[] | undefined;
  readonly variants: Variants;
}

export interface TableRefusal extends Listed {
  /** The message, or undefined when the table is fine. */
  readonly refuses: (write: TableWrite) => string | undefined;
}

const makeTable = 'https://learn.microsoft.com/azure/azure-monitor/logs/create-custom-table';
const limits =
  'https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#log-analytics-workspaces';
const restReference = 'https://learn.microsoft.com/rest/api/loganalytics/tables/create-or-update';

/** The list of create-custom-table; names that begin with an underscore are no column names at all. */
const reserved = [
  'id',
  'BilledSize',
  'IsBillable',
  'InvalidTimeGenerated',
  'TenantId',
  'Title',
  'Type',
  'UniqueId',
];
const mostColumns = 500;

function isReserved(name: string, variant: Variants['reserved-column-names']): boolean {
  if (variant === 'tenant-id-only') return name === 'TenantId';
  if (variant === 'as-spelled') return reserved.includes(name);
  return reserved.some((one) => one.toLowerCase() === name.toLowerCase());
}

/** 400 InvalidParameter, at once. */
export const tableRequestRefusals: readonly TableRefusal[] = [
  {
    id: 'table-name',
    says: 'A table name is 4 to 63 letters, digits, hyphens and underscores.',
    evidence: 'S',
    source: restReference,
    words: 'ours',
    refuses: ({ name }) =>
      /^[A-Za-z0-9-_]{4,63}$/.test(name)
        ? undefined
        : `The table name '${name}' is invalid: it must be 4 to 63 letters, digits, '-' and '_'.`,
  },
  {
    id: 'table-suffix',
    says: 'The name of a custom table ends in _CL.',
    evidence: 'S',
    source: makeTable,
    words: 'ours',
    refuses: ({ name }) =>
      name.endsWith('_CL') ? undefined : `The name of the custom table '${name}' must end with '_CL'.`,
  },
  {
    id: 'table-schema-name',
    says: 'schema.name, where given, is the name of the table.',
    evidence: 'U',
    source: 'from memory',
    words: 'ours',
    refuses: ({ name, schemaName }) =>
      schemaName === undefined || schemaName.toLowerCase() === name.toLowerCase()
        ? undefined
        : `The schema is named '${schemaName}', the table '${name}'.`,
  },
  {
    id: 'table-column-type',
    says: 'A column has one of the types of the REST reference.',
    evidence: 'S',
    source: restReference,
    words: 'ours',
    refuses: ({ columns }) => {
      const wrong = columns.find(({ type }) => columnType(type) === undefined);
      return (
        wrong && `The type '${wrong.type}' of column '${wrong.name}' is not one of ${tableTypes.join(', ')}.`
      );
    },
  },
];

/** See the behaviour `table-schema-refusal`. */
export const tableSchemaRefusals: readonly TableRefusal[] = [
  {
    id: 'table-time-generated',
    says: 'A table has a column TimeGenerated of the type dateTime.',
    evidence: 'P',
    source: 'Azure/azure-cli#23368',
    words: 'partly',
    refuses: ({ columns }) =>
      columns.some(({ name, type }) => name === 'TimeGenerated' && columnType(type)?.kql === 'datetime')
        ? undefined
        : "MSG 1005: Table missing mandatory 'TimeGenerated' column",
  },
  {
    id: 'table-column-count',
    says: `A table has at most ${mostColumns} columns.`,
    evidence: 'S',
    source: limits,
    words: 'ours',
    refuses: ({ columns }) =>
      columns.length <= mostColumns
        ? undefined
        : `Table has ${columns.length} columns, at most ${mostColumns} are allowed`,
  },
  {
    id: 'table-column-name',
    says: 'A column name is 2 to 45 letters, digits and underscores, a letter first.',
    evidence: 'S',
    source: makeTable,
    words: 'ours',
    refuses: ({ columns }) => {
      const wrong = columns.find(({ name }) => !/^[A-Za-z][A-Za-z0-9_]{1,44}$/.test(name));
      return (
        wrong &&
        `Column name '${wrong.name}' is invalid: it must be 2 to 45 letters, digits and '_', a letter first`
      );
    },
  },
  {
    id: 'table-column-reserved',
    says: "Some column names are the service's own (see the behaviour reserved-column-names).",
    evidence: 'S',
    source: makeTable,
    words: 'ours',
    refuses: ({ columns, variants }) => {
      const wrong = columns.find(({ name }) => isReserved(name, variants['reserved-column-names']));
      return wrong && `Column name '${wrong.name}' is reserved`;
    },
  },
  {
    id: 'table-column-twice',
    says: 'No column is declared twice.',
    evidence: 'U',
    source: 'from memory',
    words: 'ours',
    refuses: ({ columns }) => {
      const names = columns.map(({ name }) => name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      return twice && `Column '${twice}' is declared more than once`;
    },
  },
  {
    id: 'table-column-type-change',
    says: 'The type of a column cannot be changed.',
    evidence: 'U',
    source: 'the portal offers to add and to delete a column only',
    words: 'ours',
    refuses: ({ columns, existing = [] }) => {
      const kinds = new Map(existing.map(({ name, type }) => [name, columnType(type)]));
      const changed = columns.find(
        ({ name, type }) => kinds.has(name) && kinds.get(name) !== columnType(type),
      );
      return changed && `The type of column '${changed.name}' cannot be changed to '${changed.type}'`;
    },
  },
];

/** The message of the first refusal that applies. */
export function firstTableRefusal(refusals: readonly TableRefusal[], write: TableWrite): string | undefined {
  for (const { refuses } of refusals) {
    const message = refuses(write);
    if (message !== undefined) return message;
  }
  return undefined;
}
