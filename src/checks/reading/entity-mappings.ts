// The entity mappings of an item as typed rows with their paths.
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import { wordOf } from '../../content/model/words.ts';
import { type EntityType, entityTypes } from '../../tables/entity-types.ts';
import { listOf, textOf } from './item-values.ts';

interface FieldMapping {
  readonly path: ValuePath;
  readonly identifier: string | undefined;
  readonly columnName: string | undefined;
}

export interface EntityMapping {
  readonly path: ValuePath;
  /** In ARM's spelling where there is such a type. */
  readonly entityType: string | undefined;
  /** Undefined when there is no such entity type. */
  readonly definition: EntityType | undefined;
  readonly fields: readonly FieldMapping[];
}

export function entityMappingsOf(item: ContentItem): EntityMapping[] {
  return listOf(item, ['entityMappings']).map(({ path }) => {
    const entityType = textOf(item, [...path, 'entityType']);
    const known = entityType === undefined ? undefined : wordOf(entityType, Object.keys(entityTypes));
    return {
      path,
      entityType: known ?? entityType,
      definition: known === undefined ? undefined : entityTypes[known],
      fields: listOf(item, [...path, 'fieldMappings']).map((field) => ({
        path: field.path,
        identifier: textOf(item, [...field.path, 'identifier']),
        columnName: textOf(item, [...field.path, 'columnName']),
      })),
    };
  });
}

/** The identifiers a mapping names, each once. */
export function identifiersOf(mapping: EntityMapping): Set<string> {
  return new Set(mapping.fields.map((field) => field.identifier).filter((name) => name !== undefined));
}
