// Plugins that the service runs and the list of Microsoft's package lacks: added where the package is loaded.
import type { Column } from '../tables/schema.ts';

export interface AddedPlugin {
  readonly name: string;
  /** As a function declares them. */
  readonly parameters: string;
  /** The columns it gives. */
  readonly columns: readonly Column[];
  /** Where it is known from. */
  readonly reason: string;
}

export const addedPlugins: readonly AddedPlugin[] = [
  {
    name: 'schema_merge',
    parameters: '(PreserveOrder:bool=true)',
    columns: [
      { name: 'ColumnName', type: 'string' },
      { name: 'ColumnOrdinal', type: 'long' },
      { name: 'DataType', type: 'string' },
      { name: 'ColumnType', type: 'string' },
    ],
    reason: 'Recorded answers of the engine; https://learn.microsoft.com/kusto/query/schema-merge-plugin',
  },
];
