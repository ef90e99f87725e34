// Reports an identifier that the entity type does not have.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { isGivenOtherwise } from './reading/intended-keys.ts';

export const unknownIdentifier: Check = {
  code: 'content/unknown-identifier',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'An identifier is none of its entity type; its case counts.',
  why: 'The service refuses the rule.',
  fix: 'Use an identifier the reference lists for the entity type.',
  see: pages.entities,
  run(item) {
    return entityMappingsOf(item).flatMap(({ entityType, definition, fields }) => {
      if (definition === undefined) return [];
      const { identifiers } = definition;
      return fields
        .filter(({ identifier }) => identifier === undefined || !identifiers.includes(identifier))
        .filter(
          ({ path, identifier }) => identifier !== undefined || !isGivenOtherwise(item, path, 'identifier'),
        )
        .map(({ path, identifier }) => {
          if (identifier === undefined) {
            return { message: 'The field mapping has no `identifier`', at: item.source.keyAt(path) };
          }
          const near = didYouMean(identifier, identifiers);
          return {
            message: `The entity type ${entityType} has no identifier \`${identifier}\``,
            at: item.source.valueAt([...path, 'identifier']),
            hint: near === undefined ? `Use one of ${identifiers.join(', ')}.` : `Did you mean \`${near}\`?`,
          };
        });
    });
  },
};
