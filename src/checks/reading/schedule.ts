// The schedule of a rule, where it is one the service takes: other findings about time follow from it.
import type { ContentItem } from '../../content/content-item.ts';
import { dayMs, hourMs, minuteMs } from '../../content/duration.ts';
import { durationOf, kindOfRule } from './item-values.ts';

export interface Schedule {
  readonly frequencyMs: number;
  readonly periodMs: number;
}

export const shortestMs = 5 * minuteMs;
export const longestMs = 14 * dayMs;

/** A look-back this long asks for a frequency of an hour or more. */
export const longPeriodMs = 2 * dayMs;

/** What the file says of a scheduled rule's frequency and period; undefined where one is missing or unreadable. */
export function scheduleOf(item: ContentItem): Schedule | undefined {
  if (kindOfRule(item) !== 'Scheduled') return undefined;
  const frequencyMs = durationOf(item, ['queryFrequency'])?.ms;
  const periodMs = durationOf(item, ['queryPeriod'])?.ms;
  return frequencyMs === undefined || periodMs === undefined ? undefined : { frequencyMs, periodMs };
}

/** The schedule, unless it is itself wrong: what follows from a wrong schedule is no finding of its own. */
export function soundSchedule(item: ContentItem): Schedule | undefined {
  const schedule = scheduleOf(item);
  if (schedule === undefined) return undefined;
  const { frequencyMs, periodMs } = schedule;
  const isInRange = [frequencyMs, periodMs].every((ms) => ms >= shortestMs && ms <= longestMs);
  const isTooOften = periodMs >= longPeriodMs && frequencyMs < hourMs;
  return isInRange && periodMs >= frequencyMs && !isTooOften ? schedule : undefined;
}
