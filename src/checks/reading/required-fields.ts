// The fields without which an item cannot be deployed, or does not pass the validation that Microsoft runs on templates.
import type { ContentItem } from '../../content/content-item.ts';
import { definitionOf } from '../../content/kinds/kinds.ts';
import { fileKeys, isRequiredOf } from '../../content/model/fields.ts';
import { kindOfRule } from './item-values.ts';

/** Until the kind of a rule is known, only what every rule needs is asked of it. */
export function requiredFields(item: ContentItem): readonly string[] {
  const { fields } = definitionOf(item);
  return fileKeys(fields).filter((key) => isRequiredOf(fields[key]!, kindOfRule(item)));
}
