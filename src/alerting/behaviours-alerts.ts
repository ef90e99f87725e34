// What is known of how result rows become alerts, each with its value and its evidence.
import { maxDescriptionBytes, maxTitleBytes } from './alert-details.ts';
import { maxAlertsPerRun } from './alerts.ts';
import type { AlertingBehaviour } from './behaviour.ts';
import { maxCustomDetailBytes, maxCustomDetailValues } from './custom-details.ts';
import { maxCollectionValues, maxPropertyBytes } from './dynamic-properties.ts';
import { maxEntitiesPerAlert, maxEntityBytes } from './entities.ts';

const limits = 'https://learn.microsoft.com/azure/sentinel/sentinel-service-limits';
const overview = 'https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview';
const mapping = 'https://learn.microsoft.com/azure/sentinel/map-data-fields-to-entities';
const custom = 'https://learn.microsoft.com/azure/sentinel/surface-custom-details-in-alerts';
const details = 'https://learn.microsoft.com/azure/sentinel/customize-alert-details';
const schema = 'https://learn.microsoft.com/azure/sentinel/security-alert-schema';

export const alertBehaviours = {
  trigger: {
    says: 'When a run raises alerts.',
    value: 'When its rows compare with the threshold as the operator says, each run for itself',
    evidence: 'S',
    source: `${overview}#alert-threshold`,
  },
  'event-grouping-single': {
    says: 'How many alerts a run of a SingleAlert rule raises.',
    value: '1, of all rows',
    evidence: 'S',
    source: `${overview}#event-grouping`,
  },
  'event-grouping-per-result': {
    says: 'How many alerts a run of an AlertPerResult rule raises.',
    value: perResult(maxAlertsPerRun.Scheduled),
    evidence: 'S',
    source: `${overview}#event-grouping`,
  },
  'event-grouping-nrt': {
    says: 'How many alerts a run of an NRT rule raises under AlertPerResult.',
    value: perResult(maxAlertsPerRun.NRT),
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/near-real-time-rules#considerations',
  },
  'entity-count': {
    says: 'How many entities an alert holds.',
    value: `${maxEntitiesPerAlert}, shared equally over the mappings of the rule; what is beyond the share of a mapping is lost`,
    evidence: 'S',
    source: mapping,
  },
  'entity-order': {
    says: 'Which entities are taken first.',
    value: 'Row by row, and in a row mapping by mapping',
    evidence: 'U',
    source: 'the page says "as entities are identified"',
  },
  'entity-size': {
    says: 'How large the entities of an alert may be together.',
    value: `${kb(maxEntityBytes)}; the rest is dropped`,
    evidence: 'S',
    source: `${mapping}; counted here as JSON of type and identifiers, the service's own form is larger`,
  },
  'entity-identifiers': {
    says: 'What becomes of an entity without the identifiers that its type needs.',
    value: 'It is left out; empty identifiers are not there',
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/entities-reference',
  },
  'entity-generic': {
    says: 'Which accounts are no entities.',
    value: 'Those with a generic name, such as root, SYSTEM or Administrator, in any letter case',
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/entities-reference',
  },
  'mapping-count': {
    says: 'How many entity mappings a rule has.',
    value: '10, each with up to 3 identifiers; more are refused when the rule is written',
    evidence: 'S',
    source: mapping,
  },
  'custom-detail-count': {
    says: 'How many custom details a rule has, and how many values each.',
    value: `20; ${maxCustomDetailValues} values in an alert, the rest is dropped`,
    evidence: 'S',
    source: custom,
  },
  'custom-detail-size': {
    says: 'How large the custom details of an alert may be together.',
    value: `${kb(maxCustomDetailBytes)} of names and values; what exceeds it is dropped`,
    evidence: 'S',
    source: `${custom}; that the details are filled in the order of the file, and that nothing is taken after the first value that does not fit, is unverified. A former page said 64 KB`,
  },
  'detail-row': {
    says: 'Which row gives the details of an alert of several rows.',
    value: 'The first',
    evidence: 'U',
    source: 'nothing is published',
  },
  'detail-fallback': {
    says: 'What an alert shows whose column is empty, or has no value of the right type.',
    value: 'What the rule itself says; a format with one empty placeholder is not used at all',
    evidence: 'S',
    source: details,
  },
  'detail-size': {
    says: 'How long name and description of an alert may be.',
    value: `${maxTitleBytes} bytes and ${kb(maxDescriptionBytes)}; the rest is cut off`,
    evidence: 'S',
    source: `${limits}; that it is cut off is unverified`,
  },
  'dynamic-properties': {
    says: 'Which further properties an alert takes from columns.',
    value:
      'AlertLink, ConfidenceLevel, ConfidenceScore (0 to 1), ExtendedLinks, ProductComponentName, ProductName, ProviderName, RemediationSteps, Techniques',
    evidence: 'S',
    source: details,
  },
  'dynamic-property-size': {
    says: 'How much a property from a column holds.',
    value: `${maxCollectionValues} values of a collection, ${kb(maxPropertyBytes)}`,
    evidence: 'S',
    source: limits,
  },
  'alert-times': {
    says: 'What StartTime, EndTime and TimeGenerated of an alert are.',
    value:
      'TimeGenerated of the first and of the last of its rows; when it was made, that is when the run started',
    evidence: 'S',
    source: `${schema}; a result without TimeGenerated has no times here, public records show the window then`,
  },
} as const satisfies Readonly<Record<string, AlertingBehaviour>>;

function perResult(limit: number): string {
  return `One a row, at most ${limit}; beyond that ${limit - 1} and one more that stands for all rows`;
}

function kb(bytes: number): string {
  return `${bytes / 1024} KB`;
}
