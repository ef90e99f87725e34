// Reports an entity mapping that cannot identify its entity.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf, identifiersOf } from './reading/entity-mappings.ts';
import { oneOf } from './reading/item-values.ts';

export const missingIdentifier: Check = {
  code: 'content/missing-identifier',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'An entity mapping holds none of the identifiers its entity type requires.',
  why: 'The service refuses the rule: the entity could not be told from others.',
  fix: 'Add one of the required identifiers.',
  see: pages.entities,
  run(item) {
    return entityMappingsOf(item).flatMap((mapping) => {
      const { definition, entityType, fields, path } = mapping;
      const has = identifiersOf(mapping);
      const isUnknown = [...has].some((identifier) => !definition?.identifiers.includes(identifier));
      if (definition === undefined || fields.length === 0 || isUnknown) return [];
      if (fields.some((field) => field.identifier === undefined)) return [];
      if (definition.needs.some((set) => set.every((identifier) => has.has(identifier)))) return [];
      const needs = oneOf(definition.needs.map((set) => set.join(' with ')));
      return [
        {
          message: `The ${entityType} mapping has none of the identifiers it needs: ${needs}`,
          at: item.source.keyAt(path),
          hint: `Map ${needs}.`,
        },
      ];
    });
  },
};
