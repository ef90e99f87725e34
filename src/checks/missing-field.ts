// Reports fields without which an item cannot be deployed.
import { definitionOf } from '../content/kinds/kinds.ts';
import { type Check, everyKind, type Refused } from './check.ts';
import { pages } from './pages.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { rawValue } from './reading/item-values.ts';
import { requiredFields } from './reading/required-fields.ts';

export const missingField: Check = {
  code: 'content/missing-field',
  severity: 'error',
  refused: 'on-create',
  kinds: everyKind,
  summary:
    'A required field is absent or empty (a warning where only Microsoft’s validation of templates asks for it).',
  why: 'The service refuses the item, or Microsoft’s own validation of templates does.',
  fix: 'Add the field.',
  see: pages.templateValidation,
  run(item) {
    // A misspelt key is reported as such, and what it was to give is not missing.
    const intended = intendedKeys(item, []);
    const { fields } = definitionOf(item);
    return requiredFields(item)
      .filter((field) => isEmpty(rawValue(item, [field])) && !intended.has(field))
      .map((field) => {
        const required = fields[field]?.required;
        const isAbsent = !Object.hasOwn(item.values, field);
        return {
          message: `The required field \`${field}\` is ${isAbsent ? 'missing' : 'empty'}`,
          at: isAbsent ? item.source.keyAt([]) : item.source.keyAt([field]),
          hint: isAbsent ? `Add \`${field}\`.` : `Give \`${field}\` a value.`,
          refused: required === 'service' ? refusedWithout(field, rawValue(item, [field])) : 'never',
          severity: required === 'templates' ? 'warning' : undefined,
        };
      });
  },
};

/** An update sends what the workspace has where the file says nothing; an empty text it sends as it is. */
function refusedWithout(field: string, value: unknown): Refused {
  return typeof value === 'string' && field !== 'name' ? 'always' : 'on-create';
}

/** An empty list of connectors is an answer; an empty text is none. */
function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}
