// The form in which an alert rule of a file and one of a workspace are compared.
import { type JsonMap, mapOf, withoutEmpty } from '../../json/json.ts';
import { ruleArmFields } from '../model/analytics-rule.ts';
import { comparedForm, comparedList } from '../model/arm-form.ts';
import { changeFields, withoutServerOwned } from '../model/change-fields.ts';
import { ruleKindOf } from '../model/rule-kinds.ts';
import type { ResourceBody } from './content-kind.ts';

/** See `ContentKindDefinition.canonical`. */
export function canonicalRule(body: ResourceBody): JsonMap {
  const properties = changeFields(
    withoutServerOwned(body.properties, ruleArmFields),
    ruleArmFields,
    comparedForm,
  );
  const rest = mapOf(withoutEmpty({ kind: ruleKindOf(body.kind) ?? body.kind, ...properties }));
  // Sorted last: what is dropped must not decide the order.
  return changeFields(rest, ruleArmFields, comparedList);
}
