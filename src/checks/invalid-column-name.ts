// Reports a mapped column whose name the service does not take.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { isColumnName } from './reading/result-columns.ts';

export const invalidColumnName: Check = {
  code: 'content/invalid-column-name',
  severity: 'error',
  kinds: everyKind,
  summary:
    'A mapped column name is missing, longer than 500 characters, or not letters, digits and underscores.',
  why: 'The service refuses the rule.',
  fix: 'Rename the column in the query, and name it here.',
  see: pages.templateValidation,
  run(item) {
    return entityMappingsOf(item).flatMap(({ fields }) =>
      fields.flatMap(({ path, columnName }) => {
        if (columnName === undefined) {
          return [{ message: 'The field mapping has no `columnName`', at: item.source.keyAt(path) }];
        }
        if (isColumnName(columnName)) return [];
        const message = `\`${columnName}\` is not a column name an entity mapping takes`;
        return [{ message, at: item.source.valueAt([...path, 'columnName']) }];
      }),
    );
  },
};
