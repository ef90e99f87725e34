// Reports an identifier that one entity mapping sets twice.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';

export const duplicateIdentifier: Check = {
  code: 'content/duplicate-identifier',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'An entity mapping sets the same identifier twice.',
  why: 'An entity has one value per identifier; the service refuses the rule.',
  fix: 'Keep one of the two, or map a second entity.',
  see: pages.mapEntities,
  run(item) {
    return entityMappingsOf(item).flatMap(({ entityType, fields }) =>
      fields
        .filter(
          ({ identifier }, i) =>
            identifier !== undefined && fields.findIndex((field) => field.identifier === identifier) < i,
        )
        .map(({ path, identifier }) => ({
          message: `The ${entityType ?? 'entity'} mapping sets \`${identifier}\` twice`,
          at: item.source.valueAt([...path, 'identifier']),
        })),
    );
  },
};
