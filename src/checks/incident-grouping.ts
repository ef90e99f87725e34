// Reports a grouping of alerts into incidents that the service does not take.
import type { ContentItem } from '../content/content-item.ts';
import { dayMs, minuteMs } from '../content/duration.ts';
import { wordOf } from '../content/model/words.ts';
import { alertingKinds, type Check, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { durationOf, entriesOf, listOf, oneOf, textOf, textsOf } from './reading/item-values.ts';
import { spanText } from './reading/query-time.ts';
import { intendedWord, ruleWords } from './reading/words.ts';

const grouping = ['incidentConfiguration', 'groupingConfiguration'] as const;
const methods = ruleWords(...grouping, 'matchingMethod');
const entities = ruleWords(...grouping, 'groupByEntities');
const alertDetails = ruleWords(...grouping, 'groupByAlertDetails');
const groupLists = ['groupByEntities', 'groupByAlertDetails', 'groupByCustomDetails'] as const;

export const incidentGrouping: Check = {
  code: 'content/incident-grouping',
  severity: 'error',
  refused: 'always',
  kinds: alertingKinds,
  summary:
    'The grouping of alerts into incidents has a method, a key or a look-back that the service refuses, or groups by an entity that is not mapped.',
  why: 'The service refuses the rule.',
  fix: 'Correct the grouping.',
  see: pages.createRule,
  run: (item) => [
    ...methodFindings(item),
    ...keyFindings(item),
    ...unmappedFindings(item),
    ...lookBackFindings(item),
  ],
};

function methodFindings(item: ContentItem): Finding[] {
  const path = [...grouping, 'matchingMethod'];
  const method = textOf(item, path);
  if (method === undefined) return [];
  const at = item.source.valueAt(path);
  const known = wordOf(method, methods);
  if (known === undefined) {
    return [{ message: `There is no matching method \`${method}\``, at, hint: `Write ${oneOf(methods)}.` }];
  }
  const intended = intendedKeys(item, grouping);
  const isEmpty = groupLists.every(
    (list) => listOf(item, [...grouping, list]).length === 0 && !intended.has(list),
  );
  if (known !== 'Selected' || !isEmpty) return [];
  const message = 'The matching method Selected selects nothing to group by';
  return [{ message, at, hint: `Fill ${oneOf(groupLists)}, or use AllEntities.` }];
}

function keyFindings(item: ContentItem): Finding[] {
  const details = entriesOf(item, ['customDetails']).map(({ key }) => key);
  const isDetail = (name: string) => details.includes(name) || intendedKeys(item, []).has('customDetails');
  const allowed = {
    groupByEntities: { isKnown: (name: string) => wordOf(name, entities), what: 'entity type' },
    groupByAlertDetails: {
      isKnown: (name: string) => wordOf(name, alertDetails),
      what: 'alert detail',
    },
    groupByCustomDetails: { isKnown: isDetail, what: 'custom detail' },
  };
  return groupLists.flatMap((list) =>
    textsOf(item, [...grouping, list])
      .filter(({ value }) => !allowed[list].isKnown(value))
      .map(({ value, path }) => ({
        message: `\`${list}\` names \`${value}\`, and there is no such ${allowed[list].what}`,
        at: item.source.valueAt(path),
        hint: list === 'groupByCustomDetails' ? 'Name a key of customDetails.' : undefined,
      })),
  );
}

/** A rule without mappings may name its entities by legacy columns such as HostCustomEntity. */
function unmappedFindings(item: ContentItem): Finding[] {
  const mapped = new Set(
    entityMappingsOf(item).map(({ entityType = '' }) => intendedWord(entityType, entities) ?? entityType),
  );
  if (mapped.size === 0) return [];
  return textsOf(item, [...grouping, 'groupByEntities']).flatMap(({ value, path }) => {
    const type = wordOf(value, entities);
    if (type === undefined || mapped.has(type)) return [];
    const message = `\`groupByEntities\` names \`${value}\`, which no entity mapping gives`;
    return [
      {
        message,
        at: item.source.valueAt(path),
        hint: `Map ${type} in entityMappings, or group by what is mapped.`,
      },
    ];
  });
}

function lookBackFindings(item: ContentItem): Finding[] {
  const path = [...grouping, 'lookbackDuration'];
  const ms = durationOf(item, path)?.ms;
  if (ms === undefined || (ms >= 5 * minuteMs && ms <= 7 * dayMs)) return [];
  const message = `Alerts are grouped over ${spanText(ms)}; the look-back must be from 5 min to 7 d`;
  const at = item.source.valueAt(path);
  // Nobody has seen a look-back refused.
  return [{ message, at, hint: 'Choose a look-back from 5m to 7d.', refused: 'never' }];
}
