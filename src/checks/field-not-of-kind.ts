// Reports a field that the rule's kind does not have, such as a schedule on an NRT rule.
import { type RuleKind, ruleProperties } from '../content/model/rule-properties.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { has, kindOfRule } from './reading/item-values.ts';

/** Said of every rule in Git, whatever its kind sends to the service. */
const ofEveryKind: ReadonlySet<string> = new Set(['name', 'description', 'severity', 'tactics', 'enabled']);

const fieldsOf = (kind: RuleKind): ReadonlySet<string> =>
  new Set<string>(Object.values(ruleProperties[kind]));
const anyKind = new Set(Object.keys(ruleProperties).flatMap((kind) => [...fieldsOf(kind as RuleKind)]));

export const fieldNotOfKind: Check = {
  code: 'content/field-not-of-kind',
  severity: 'error',
  kinds: analyticsRules,
  summary: 'A field belongs to another kind of analytics rule.',
  why: 'The service refuses it: an NRT rule runs every minute and takes no frequency, period or trigger.',
  fix: 'Remove the field, or change the kind.',
  see: pages.nrtRules,
  run(item) {
    const kind = kindOfRule(item);
    if (kind === undefined) return [];
    const own = fieldsOf(kind);
    return Object.keys(item.values)
      .filter((key) => anyKind.has(key) && !own.has(key) && !ofEveryKind.has(key) && has(item, [key]))
      .map((key) => ({
        message: `A rule of kind ${kind} has no \`${key}\``,
        at: item.source.keyAt([key]),
      }));
  },
};
