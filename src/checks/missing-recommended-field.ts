// Reports fields that a deployment does without and a published or well-kept item does not.
import { definitionOf } from '../content/kinds/kinds.ts';
import type { Fields } from '../content/model/field.ts';
import { fileKeys } from '../content/model/fields.ts';
import { techniqueKeys } from '../content/model/techniques.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { rawValue, runsQuery } from './reading/item-values.ts';
import { techniquesOf } from './reading/techniques.ts';

export const missingRecommendedField: Check = {
  code: 'content/missing-recommended-field',
  severity: 'warning',
  kinds: everyKind,
  summary: 'A field is absent that Microsoft’s publishing guide makes mandatory.',
  why: 'Without tactics, techniques and entities an incident has no place in ATT&CK and nothing to pivot on; without a version nobody knows what is deployed.',
  fix: 'Add the field.',
  see: pages.publishRule,
  run(item) {
    if (!runsQuery(item)) return [];
    const intended = intendedKeys(item, []);
    const { fields } = definitionOf(item);
    return (
      fileKeys(fields)
        .filter((key) => fields[key]?.recommended === true)
        .filter((field) => !intended.has(field))
        // Techniques without any tactic are an error of their own.
        .filter(
          (field) => field !== 'tactics' || techniquesOf(item).every(({ tactics }) => tactics === undefined),
        )
        .filter((field) => keysLike(field, fields).every((key) => isEmpty(rawValue(item, [key]))))
        .map((field) => ({
          message: `\`${field}\` is missing`,
          at: Object.hasOwn(item.values, field) ? item.source.keyAt([field]) : item.source.keyAt([]),
          hint: `Add \`${field}\`.`,
        }))
    );
  },
};

/** Techniques may stand under any of three keys. */
function keysLike(field: string, fields: Fields): readonly string[] {
  return fields[field]?.type === 'techniques' ? techniqueKeys : [field];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
