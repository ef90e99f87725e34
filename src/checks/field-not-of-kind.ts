// Reports a field that the rule's kind does not have, such as a schedule on an NRT rule.
import { definitionOf } from '../content/kinds/kinds.ts';
import { fieldOf, isSentBy } from '../content/model/fields.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { has, kindOfRule } from './reading/item-values.ts';

export const fieldNotOfKind: Check = {
  code: 'content/field-not-of-kind',
  severity: 'error',
  kinds: alertingKinds,
  summary: 'A field belongs to another kind of analytics rule.',
  why: 'The service refuses it: an NRT rule runs every minute and takes no frequency, period or trigger.',
  fix: 'Remove the field, or change the kind.',
  see: pages.nrtRules,
  run(item) {
    const kind = kindOfRule(item);
    if (kind === undefined) return [];
    const { fields } = definitionOf(item);
    const isOfOther = (key: string) => {
      const field = fieldOf(fields, key);
      return field !== undefined && field.inEveryFile !== true && !isSentBy(field, kind);
    };
    return Object.keys(item.values)
      .filter((key) => isOfOther(key) && has(item, [key]))
      .map((key) => ({
        message: `A rule of kind ${kind} has no \`${key}\``,
        at: item.source.keyAt([key]),
      }));
  },
};
