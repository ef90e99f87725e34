// The fields that hold a length of time.
import type { ContentItem } from '../../content/content-item.ts';
import { definitionOf } from '../../content/kinds/kinds.ts';
import { type PlacedField, placedFields } from '../../content/model/fields.ts';

export function durationFields(item: ContentItem): readonly PlacedField[] {
  return placedFields(definitionOf(item).fields).filter(({ field }) => field.type === 'duration');
}
