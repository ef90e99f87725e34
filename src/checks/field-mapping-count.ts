// Reports an entity mapping with no field mapping, or with more than the service takes.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { intendedKeys } from './reading/intended-keys.ts';

export const fieldMappingCount: Check = {
  code: 'content/field-mapping-count',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'An entity mapping has no field mapping, or more than three.',
  why: 'The service refuses the rule.',
  fix: 'Keep one to three identifiers per entity.',
  see: pages.mapEntities,
  run(item) {
    return entityMappingsOf(item)
      .filter(({ fields }) => fields.length === 0 || fields.length > 3)
      .filter(({ path }) => !intendedKeys(item, path).has('fieldMappings'))
      .map(({ path, entityType, fields }) => ({
        message: `The ${entityType ?? 'entity'} mapping has ${fields.length} field mappings; one to three are allowed`,
        at: item.source.keyAt([...path, 'fieldMappings']),
      }));
  },
};
