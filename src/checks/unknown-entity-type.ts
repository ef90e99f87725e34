// Reports an entity type that Sentinel does not have.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { entityTypes } from '../tables/entity-types.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { isGivenOtherwise } from './reading/intended-keys.ts';

export const unknownEntityType: Check = {
  code: 'content/unknown-entity-type',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'An entity type is none Sentinel knows.',
  why: 'The service refuses the rule.',
  fix: 'Use an entity type of the reference, such as Account, Host or IP.',
  see: pages.entities,
  run(item) {
    return entityMappingsOf(item).flatMap(({ path, entityType, definition }) => {
      if (definition !== undefined) return [];
      if (entityType === undefined) {
        if (isGivenOtherwise(item, path, 'entityType')) return [];
        return [{ message: 'The entity mapping has no `entityType`', at: item.source.keyAt(path) }];
      }
      const near = didYouMean(entityType, Object.keys(entityTypes));
      return [
        {
          message: `There is no entity type \`${entityType}\``,
          at: item.source.valueAt([...path, 'entityType']),
          hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
        },
      ];
    });
  },
};
