// Reports a grouping of alerts into incidents that the service does not take.
import type { ContentItem } from '../content/content-item.ts';
import { entityTypes } from '../tables/entity-types.ts';
import { groupedAlertDetails, matchingMethods } from '../tables/rule-words.ts';
import { analyticsRules, type Check, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { dayMs, minuteMs } from './reading/duration-fields.ts';
import { durationOf, entriesOf, listOf, oneOf, textOf, textsOf } from './reading/item-values.ts';
import { spanText } from './reading/query-time.ts';

const grouping = ['incidentConfiguration', 'groupingConfiguration'] as const;
const methods: readonly string[] = matchingMethods;
const alertDetails: readonly string[] = groupedAlertDetails;
const groupLists = ['groupByEntities', 'groupByAlertDetails', 'groupByCustomDetails'] as const;

export const incidentGrouping: Check = {
  code: 'content/incident-grouping',
  severity: 'error',
  kinds: analyticsRules,
  summary:
    'The grouping of alerts into incidents has a method, a key or a look-back that the service refuses.',
  why: 'The service refuses the rule.',
  fix: 'Correct the grouping.',
  see: pages.createRule,
  run: (item) => [...methodFindings(item), ...keyFindings(item), ...lookBackFindings(item)],
};

function methodFindings(item: ContentItem): Finding[] {
  const path = [...grouping, 'matchingMethod'];
  const method = textOf(item, path);
  if (method === undefined) return [];
  const at = item.source.valueAt(path);
  if (!methods.includes(method)) {
    return [{ message: `There is no matching method \`${method}\``, at, hint: `Write ${oneOf(methods)}.` }];
  }
  const isEmpty = groupLists.every((list) => listOf(item, [...grouping, list]).length === 0);
  if (method !== 'Selected' || !isEmpty) return [];
  const message = 'The matching method Selected selects nothing to group by';
  return [{ message, at, hint: `Fill ${oneOf(groupLists)}, or use AllEntities.` }];
}

function keyFindings(item: ContentItem): Finding[] {
  const details = entriesOf(item, ['customDetails']).map(({ key }) => key);
  const allowed = {
    groupByEntities: { names: Object.keys(entityTypes), what: 'entity type' },
    groupByAlertDetails: { names: alertDetails, what: 'alert detail' },
    groupByCustomDetails: { names: details, what: 'custom detail' },
  };
  return groupLists.flatMap((list) =>
    textsOf(item, [...grouping, list])
      .filter(({ value }) => !allowed[list].names.includes(value))
      .map(({ value, path }) => ({
        message: `\`${list}\` names \`${value}\`, and there is no such ${allowed[list].what}`,
        at: item.source.valueAt(path),
        hint: list === 'groupByCustomDetails' ? 'Name a key of customDetails.' : undefined,
      })),
  );
}

function lookBackFindings(item: ContentItem): Finding[] {
  const path = [...grouping, 'lookbackDuration'];
  const ms = durationOf(item, path)?.ms;
  if (ms === undefined || (ms >= 5 * minuteMs && ms <= 7 * dayMs)) return [];
  const message = `Alerts are grouped over ${spanText(ms)}; the look-back must be from 5 min to 7 d`;
  return [{ message, at: item.source.valueAt(path), hint: 'Choose a look-back from 5m to 7d.' }];
}
