// Words of closed lists in ARM's own spelling: a service that answers in another case has not changed anything.
import { sentinelTactics } from '../../tables/attack.ts';
import { entityTypes } from '../../tables/entity-types.ts';
import {
  aggregationKinds,
  alertProperties,
  groupedAlertDetails,
  matchingMethods,
  severities,
  triggerOperators,
} from '../../tables/rule-words.ts';
import { isJsonMap } from '../json.ts';

const entities = Object.keys(entityTypes);
const grouping = 'incidentConfiguration.groupingConfiguration';

/** Dotted path -> the words there. https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update */
const wordsAt: Readonly<Record<string, readonly string[]>> = {
  severity: severities,
  triggerOperator: triggerOperators,
  tactics: [...sentinelTactics, 'PreAttack'],
  'entityMappings.entityType': entities,
  'eventGroupingSettings.aggregationKind': aggregationKinds,
  [`${grouping}.matchingMethod`]: matchingMethods,
  [`${grouping}.groupByEntities`]: entities,
  [`${grouping}.groupByAlertDetails`]: groupedAlertDetails,
  'alertDetailsOverride.alertDynamicProperties.alertProperty': alertProperties,
};

const techniques: ReadonlySet<string> = new Set(['techniques', 'subTechniques']);

/** Of each path, lower case -> official. */
const spellings = new Map(
  Object.entries(wordsAt).map(([path, words]) => [
    path,
    new Map(words.map((word) => [word.toLowerCase(), word])),
  ]),
);

/** The official spelling of a text at a dotted path; the text itself where it is in no list. */
export function officialSpelling(path: string, text: string): string {
  if (techniques.has(path)) return text.replace(/^t(?=\d{4}(\.\d{3})?$)/, 'T');
  return spellings.get(path)?.get(text.toLowerCase()) ?? text;
}

/** The value with every such word spelled officially; a word that is in no list stays as it is. */
export function withOfficialSpelling(value: unknown, path = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withOfficialSpelling(item, path));
  if (isJsonMap(value)) {
    const below = (key: string) => (path === '' ? key : `${path}.${key}`);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, withOfficialSpelling(inner, below(key))]),
    );
  }
  if (typeof value !== 'string') return value;
  return officialSpelling(path, value);
}
