// What is known of when rules run and what a run sees, each with its value and its evidence.
import { hourMs, minuteMs } from '../content/duration.ts';
import type { AlertingBehaviour } from './behaviour.ts';
import { nrtDelayMs, nrtMaxLateMs, scheduledDelayMs } from './clock.ts';

export const scheduleBehaviours = {
  'look-back': {
    says: 'Which rows a run of a scheduled rule reads.',
    value: 'Those with a TimeGenerated in the queryPeriod before the scheduled time, whatever the query says',
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#query-scheduling',
  },
  'look-back-end': {
    says: 'Whether a row is in the window whose TimeGenerated is the scheduled time itself.',
    value: 'It is',
    evidence: 'U',
    source: 'nothing is published; a row has this very time seldom',
  },
  'scheduled-delay': {
    says: 'How long after its scheduled time a run of a scheduled rule starts.',
    value: `${scheduledDelayMs / minuteMs} minutes; it sees what was ingested until then`,
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#query-scheduling',
  },
  'run-clock': {
    says: 'What now() answers in a run.',
    value: 'The scheduled time, where the window ends',
    evidence: 'P',
    source:
      'public alert records: the query carries `set query_now`, equal to its Query End Time UTC, and the alert was made five minutes later',
    default: 'scheduled-time',
    variants: {
      'scheduled-time': 'The scheduled time.',
      'start-time': 'When the run starts, five minutes later (two for an NRT rule).',
      'one-moment':
        'No delay: clock, end of the window and newest row are one moment, as a detection case has but one clock.',
    },
  },
  'nrt-frequency': {
    says: 'When an NRT rule runs, and what a run reads.',
    value: 'Every minute, what was ingested in one minute, whatever its TimeGenerated',
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/near-real-time-rules#how-do-they-work',
  },
  'nrt-delay': {
    says: 'How late a run of an NRT rule is.',
    value: `${nrtDelayMs / minuteMs} minutes`,
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/near-real-time-rules#how-do-they-work',
  },
  'nrt-late-rows': {
    says: 'How late a row may be ingested after its TimeGenerated for an NRT rule to see it.',
    value: `${nrtMaxLateMs / hourMs} hours`,
    evidence: 'S',
    source:
      'https://learn.microsoft.com/azure/sentinel/near-real-time-rules#considerations says that NRT rules "only work properly" below it; that later rows are not seen at all, and that twelve hours themselves are, is unverified',
  },
  suppression: {
    says: 'How long a rule stays silent after a run that raised alerts.',
    value: 'suppressionDuration from the start of that run, up to 24 hours; a run at its very end happens',
    evidence: 'S',
    source:
      'https://learn.microsoft.com/azure/sentinel/create-analytics-rules says that the query stops running; from which moment on is unverified',
  },
} as const satisfies Readonly<Record<string, AlertingBehaviour>>;
