// Plugins that the service runs and the list of Microsoft's package lacks: added where the package is loaded.
import type { DatabaseMember } from './database-member.ts';

export const addedPlugins: readonly DatabaseMember[] = [
  // Known from recorded answers of the engine; https://learn.microsoft.com/kusto/query/schema-merge-plugin
  {
    kind: 'function',
    name: 'schema_merge',
    parameters: '(PreserveOrder:bool=true)',
    result: {
      columns: [
        { name: 'ColumnName', type: 'string' },
        { name: 'ColumnOrdinal', type: 'long' },
        { name: 'DataType', type: 'string' },
        { name: 'ColumnType', type: 'string' },
      ],
      open: false,
    },
  },
];
