// Reports fields that a deployment does without and a published or well-kept item does not.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { rawValue, runsQuery } from './reading/item-values.ts';
import { techniquesOf } from './reading/techniques.ts';

const recommended = {
  'analytics-rule': ['version', 'tactics', 'relevantTechniques', 'entityMappings'],
  'hunting-query': ['description', 'version', 'tactics', 'relevantTechniques'],
} as const;

/** Portal exports list techniques under these. */
const alsoAs: Readonly<Record<string, readonly string[]>> = {
  relevantTechniques: ['techniques', 'subTechniques'],
};

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
    return (
      recommended[item.kind]
        .filter((field) => !intended.has(field))
        // Techniques without any tactic are an error of their own.
        .filter(
          (field) => field !== 'tactics' || techniquesOf(item).every(({ tactics }) => tactics === undefined),
        )
        .filter((field) => [field, ...(alsoAs[field] ?? [])].every((key) => isEmpty(rawValue(item, [key]))))
        .map((field) => ({
          message: `\`${field}\` is missing`,
          at: Object.hasOwn(item.values, field) ? item.source.keyAt([field]) : item.source.keyAt([]),
          hint: `Add \`${field}\`.`,
        }))
    );
  },
};

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
