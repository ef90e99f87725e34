// What is known of how alerts become incidents, each with its value and its evidence.
import type { AlertingBehaviour } from './behaviour.ts';
import { maxAlertsPerIncident } from './incidents.ts';

const overview = 'https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview';
const merging = 'https://learn.microsoft.com/defender-xdr/alerts-incidents-correlation';

export const incidentBehaviours = {
  'incident-creation': {
    says: 'When alerts become incidents.',
    value: 'Always, one incident an alert, unless the rule has `createIncident: false` or groups',
    evidence: 'S',
    source: `${overview}#incident-settings`,
  },
  'incident-look-back': {
    says: 'How long alerts join an incident.',
    value: 'For lookbackDuration after its first alert, 5 hours by default',
    evidence: 'S',
    source: `${overview}#alert-grouping; that an alert at the very end still joins is unverified`,
  },
  'incident-all-entities': {
    says: 'Which alerts share an incident under AllEntities.',
    value: 'Those of one rule whose entities are the same',
    evidence: 'S',
    source: `${overview}#alert-grouping; that an alert without entities stands alone is unverified`,
  },
  'incident-any-alert': {
    says: 'Which alerts share an incident under AnyAlert.',
    value: 'All of one rule',
    evidence: 'S',
    source: `${overview}#alert-grouping`,
  },
  'incident-selected': {
    says: 'Which alerts share an incident under Selected.',
    value: 'Those of one rule whose selected entities, details and custom details are all the same',
    evidence: 'S',
    source: `${overview}#alert-grouping; that an alert with none of them stands alone is unverified`,
  },
  'incident-alerts': {
    says: 'How many alerts an incident holds.',
    value: `${maxAlertsPerIncident}; a further incident with the same details takes the rest`,
    evidence: 'S',
    source: `${overview}#alert-grouping`,
  },
  'incident-reopening': {
    says: 'What an alert does whose incident was closed.',
    value: 'It opens it again where the rule has `reopenClosedIncident: true`, else it makes a new one',
    evidence: 'S',
    source: `${overview}#alert-grouping; that the look-back holds for closed incidents too is unverified`,
  },
  'incident-details': {
    says: 'Which title and severity an incident has.',
    value: 'The title of its first alert, the highest severity of its alerts',
    evidence: 'U',
    source: 'the pages name no rule for an incident of several alerts',
  },
  'incident-correlation': {
    says: 'Who makes incidents of alerts.',
    value: 'Sentinel, by the settings of the rule',
    evidence: 'S',
    source: `${overview}#incident-settings, ${merging}`,
    default: 'sentinel',
    variants: {
      sentinel: 'The settings of each rule, for its own alerts.',
      'defender-portal':
        'Then the correlation engine of the Defender portal: incidents of any rule that share an account, host, mailbox or Azure resource within a day are merged, and closed ones are not opened again. That entities and time frames count is published; which, and how long, is not: the day and the four types are ours.',
    },
  },
} as const satisfies Readonly<Record<string, AlertingBehaviour>>;
