// Reports an entity whose value is a list or a bag of values.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { textOf } from './reading/item-values.ts';
import { closedColumns } from './reading/query-columns.ts';

export const dynamicEntityColumn: Check = {
  code: 'content/dynamic-entity-column',
  severity: 'warning',
  kinds: alertingKinds,
  summary: 'An entity mapping takes a column of type dynamic, such as the list that make_set() gives.',
  why: 'The entity becomes the text of the whole list, `["203.0.113.9","203.0.113.10"]`, and matches nothing else.',
  fix: 'Expand the list with mv-expand, or take one of its values with tostring().',
  see: pages.mapEntities,
  run(item, context) {
    const mappings = entityMappingsOf(item);
    const types =
      mappings.length === 0 ? undefined : closedColumns(context.query(item), context.tables)?.types;
    if (types === undefined) return [];
    return mappings.flatMap(({ entityType, fields }) =>
      fields.flatMap(({ path }) => {
        const columnPath = [...path, 'columnName'];
        const column = textOf(item, columnPath);
        if (column === undefined || types.get(column) !== 'dynamic') return [];
        const message = `The column \`${column}\` of the ${entityType ?? 'entity'} mapping is dynamic, a list or a bag of values`;
        return [{ message, at: item.source.valueAt(columnPath) }];
      }),
    );
  },
};
