// Refusals that look at when a scheduled rule runs, how far it looks back, when it fires and how long it is silent.
import { durationMs } from '../shape.ts';
import type { Refusal, RuleWrite } from './refusal.ts';

const validator = 'Azure/Azure-Sentinel, template validator';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const durationIn = ({ properties }: RuleWrite, name: string) => durationMs(properties[name]);

function outside(write: RuleWrite, name: string): string | undefined {
  const value = durationIn(write, name);
  if (value === undefined || (value >= 5 * minute && value <= 14 * day)) return undefined;
  return `Invalid Properties for Scheduled alert rule: '${name}' should be between 5 minutes and 14 days`;
}

export const scheduleRefusals: readonly Refusal[] = [
  {
    id: 'schedule-range',
    says: 'queryFrequency and queryPeriod are each 5 minutes to 14 days.',
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: (write) => outside(write, 'queryFrequency') ?? outside(write, 'queryPeriod'),
  },
  {
    id: 'period-not-below-frequency',
    says: 'queryPeriod is not shorter than queryFrequency.',
    evidence: 'S',
    source: validator,
    words: 'known',
    refuses: (write) => {
      const [frequency, period] = [durationIn(write, 'queryFrequency'), durationIn(write, 'queryPeriod')];
      if (frequency === undefined || period === undefined || period >= frequency) return undefined;
      return "Invalid Properties for Scheduled alert rule: 'queryPeriod' should be greater than or equal to 'queryFrequency'";
    },
  },
  {
    id: 'long-period-hourly',
    says: 'A queryPeriod of 2 days or more needs a queryFrequency of 1 hour or more.',
    evidence: 'S',
    source: validator,
    words: 'known',
    refuses: (write) => {
      const [frequency, period] = [durationIn(write, 'queryFrequency'), durationIn(write, 'queryPeriod')];
      if (frequency === undefined || period === undefined || period < 2 * day || frequency >= hour) {
        return undefined;
      }
      return "Invalid Properties for Scheduled alert rule: When 'queryPeriod' greater than or equal to 2 days, the 'queryFrequency' should be greater than or equal to 1 hour.";
    },
  },
  {
    id: 'suppression-length',
    says: 'suppressionDuration is at most 24 hours.',
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/create-analytics-rules',
    words: 'ours',
    refuses: (write) =>
      (durationIn(write, 'suppressionDuration') ?? 0) <= day
        ? undefined
        : "Invalid Properties for alert rule: 'suppressionDuration' should be at most 24 hours",
  },
  {
    id: 'suppression-shorter-than-frequency',
    says: 'suppressionDuration, when suppression is on, is not shorter than queryFrequency (see the behaviour of that name).',
    evidence: 'P',
    source: 'public module AZSentinel',
    words: 'known',
    refuses: (write) => {
      if (write.variants['suppression-shorter-than-frequency'] === 'accepted') return undefined;
      const [frequency, silence] = [
        durationIn(write, 'queryFrequency'),
        durationIn(write, 'suppressionDuration'),
      ];
      if (!write.properties['suppressionEnabled'] || frequency === undefined || silence === undefined) {
        return undefined;
      }
      if (silence >= frequency) return undefined;
      return "Invalid Properties for Scheduled alert rule: 'suppressionDuration' should be greater than or equal to 'queryFrequency'";
    },
  },
  {
    id: 'trigger-threshold',
    says: 'triggerThreshold is 0 to 10,000.',
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: ({ properties }) => {
      const threshold = properties['triggerThreshold'];
      if (typeof threshold !== 'number' || (threshold >= 0 && threshold <= 10_000)) return undefined;
      return "Invalid Properties for Scheduled alert rule: 'triggerThreshold' should be between 0 and 10000";
    },
  },
];
