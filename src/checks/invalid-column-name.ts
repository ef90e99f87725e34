// Reports a mapped column whose name the service does not take.
import type { ContentItem, ValuePath } from '../content/content-item.ts';
import { type Check, detectionKinds, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { isGivenOtherwise } from './reading/intended-keys.ts';
import { listOf } from './reading/item-values.ts';
import { isColumnName } from './reading/result-columns.ts';

export const invalidColumnName: Check = {
  code: 'content/invalid-column-name',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary:
    'A mapped column name is missing, longer than 500 characters, or not letters, digits and underscores.',
  why: 'The service refuses the rule.',
  fix: 'Rename the column in the query, and name it here.',
  see: pages.templateValidation,
  run: (item) => [...mappedNames(item), ...wholeEntities(item)],
};

function mappedNames(item: ContentItem): Finding[] {
  return entityMappingsOf(item).flatMap(({ fields }) =>
    fields.flatMap(({ path, columnName }) => {
      if (columnName !== undefined && isColumnName(columnName)) return [];
      if (columnName === undefined)
        return isGivenOtherwise(item, path, 'columnName') ? [] : [missing(item, path)];
      const message = `\`${columnName}\` is not a column name an entity mapping takes`;
      return [{ message, at: item.source.valueAt([...path, 'columnName']) }];
    }),
  );
}

/** `sentinelEntitiesMappings` takes entities whole, from a column that holds them. */
function wholeEntities(item: ContentItem): Finding[] {
  return listOf(item, ['sentinelEntitiesMappings'])
    .filter(({ path }) => !isGivenOtherwise(item, path, 'columnName'))
    .map(({ path }) => missing(item, path));
}

const missing = (item: ContentItem, path: ValuePath): Finding => ({
  message: 'The field mapping has no `columnName`',
  at: item.source.keyAt(path),
});
