// Reports a column of the old entity convention that no mapping takes.
import { queryOf } from '../content/kinds/kinds.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { inQuery } from './reading/query-view.ts';

const legacyColumns = [
  'AccountCustomEntity',
  'FileHashCustomEntity',
  'HostCustomEntity',
  'IPCustomEntity',
  'ProcessCustomEntity',
  'URLCustomEntity',
] as const;

export const legacyEntity: Check = {
  code: 'content/legacy-entity',
  severity: 'error',
  kinds: alertingKinds,
  summary: 'The query makes a column such as AccountCustomEntity that no entity mapping takes.',
  why: 'The service once read these columns by itself and no longer does: the entity is lost.',
  fix: 'Map the column in entityMappings, or take it out of the query.',
  see: pages.mapEntities,
  run(item) {
    const query = queryOf(item) ?? '';
    const mapped = new Set(
      entityMappingsOf(item).flatMap(({ fields }) => fields.map((field) => field.columnName)),
    );
    return legacyColumns
      .filter((column) => query.includes(column) && !mapped.has(column))
      .map((column) => ({
        message: `The query makes \`${column}\` and no entity mapping takes it`,
        at: inQuery(item, query.indexOf(column), query.indexOf(column) + column.length),
      }));
  },
};
