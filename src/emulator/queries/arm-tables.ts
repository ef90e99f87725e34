// The tables made through ARM as the query service and the lists of the workspace see them.

import type { ArmTable } from '../../rows/arm-table.ts';
import { standardColumns } from '../../tables/data/log-analytics.ts';
import { parseColumns } from '../../tables/schema.ts';
import { columnType, type DeclaredColumn } from '../column-types.ts';
import type { EmulatedWorkspace } from '../http/request.ts';
import type { StoredResource } from '../state/store.ts';

/** Columns that the service adds to every table. https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns */
export const columnsOfService = parseColumns(standardColumns).filter(({ name }) => name !== 'TimeGenerated');

type Source = Pick<EmulatedWorkspace, 'store' | 'rows' | 'operations' | 'variants' | 'identity'>;

/** The columns that were declared for a stored table. */
export function declaredColumns(table: StoredResource): readonly DeclaredColumn[] {
  return table.properties['columns'] as readonly DeclaredColumn[];
}

/** A stored table, undefined where there is none, or not yet. */
export function storedTable(name: string, { store, operations }: Source): StoredResource | undefined {
  return operations.isBeingMade(name) ? undefined : store.get('tables', name);
}

/** Makes the function that answers them, the same array as long as none of them changes: the engine keeps what it knows of it. */
export function createArmTables(): (source: Source) => readonly ArmTable[] {
  let key: string | undefined;
  let tables: readonly ArmTable[] = [];
  return (source) => {
    const stored = source.store.list('tables').filter(({ name }) => storedTable(name, source) !== undefined);
    const current = stored.map(({ name, etag }) => `${name} ${etag}`).join('\n');
    if (current !== key) tables = stored.map((table) => toArmTable(table, source));
    key = current;
    return tables;
  };
}

function toArmTable(table: StoredResource, { rows, variants, identity }: Source): ArmTable {
  const { name } = table;
  const declared = declaredColumns(table).map((column) => {
    const kql = columnType(column.type)!.kql;
    return { name: column.name, type: kql === 'guid' ? variants['guid-column-in-queries'] : kql };
  });
  return {
    name,
    columns: [...declared, ...columnsOfService],
    constants: { TenantId: identity.customerId, Type: name },
    batches: () => rows.batches(name),
  };
}
