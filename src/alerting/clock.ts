// When a run for a scheduled time starts, what `now()` answers in it, and which rows it can see.
import { hourMs, minuteMs } from '../content/duration.ts';
import type { Ingested } from '../rows/event-runner.ts';
import type { RuleSettings, Schedule } from './rule-settings.ts';

/**
 * What `now()` is in a run for the scheduled time T. Microsoft publishes that the run starts five minutes late, not which of the
 * two `now()` is then, so a rule has to be right under both; the evidence stands in `behaviours-schedule.ts` under `run-clock`.
 */
export const clockModels = ['scheduled-time', 'start-time', 'one-moment'] as const;
export type ClockModel = (typeof clockModels)[number];

/** https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview#query-scheduling-and-alert-threshold */
export const scheduledDelayMs = 5 * minuteMs;

/** An NRT rule runs every minute, over what was ingested in the minute before. https://learn.microsoft.com/azure/sentinel/near-real-time-rules */
export const nrtFrequencyMs = minuteMs;

/** https://learn.microsoft.com/azure/sentinel/near-real-time-rules */
export const nrtDelayMs = 2 * minuteMs;

/** https://learn.microsoft.com/azure/sentinel/near-real-time-rules#considerations */
export const nrtMaxLateMs = 12 * hourMs;

/** One run of a rule: when, and what it sees. */
export interface RunView {
  /** The time the schedule names. */
  readonly at: Date;
  readonly startsAt: Date;
  /** The clock of `now()` and `ago()`. */
  readonly now: Date;
  /** [start, end) of TimeGenerated; absent for NRT rules, which go by ingestion alone. */
  readonly window?: { readonly start: Date; readonly end: Date };
  readonly ingested: Ingested;
}

/** NRT rules have no schedule of their own. */
export function scheduleOf({ schedule }: Pick<RuleSettings, 'schedule'>): Schedule {
  return schedule ?? { frequencyMs: nrtFrequencyMs, periodMs: nrtFrequencyMs };
}

/** The run for the scheduled time `at`, under a clock model. */
export function viewOf(
  settings: Pick<RuleSettings, 'kind' | 'schedule'>,
  at: Date,
  clock: ClockModel,
): RunView {
  const time = at.getTime();
  const isNrt = settings.kind === 'NRT';
  const delayMs = clock === 'one-moment' ? 0 : isNrt ? nrtDelayMs : scheduledDelayMs;
  const startsAt = new Date(time + delayMs);
  const shared = { at, startsAt, now: clock === 'start-time' ? startsAt : at };
  if (isNrt) {
    const after = new Date(time - nrtFrequencyMs);
    return { ...shared, ingested: { after, until: at, maxLateMs: nrtMaxLateMs } };
  }
  const { periodMs } = scheduleOf(settings);
  // The window of a query run ends before its end; a row generated at the scheduled time itself is in sight.
  const window = { start: new Date(time - periodMs), end: new Date(time + 1) };
  return { ...shared, window, ingested: { until: startsAt } };
}

/** The scheduled times between two moments: every multiple of the frequency since 1970, shifted by the phase. */
export function* timesBetween(
  { frequencyMs }: Schedule,
  { from, to, phaseMs = 0 }: { readonly from: number; readonly to: number; readonly phaseMs?: number },
): Generator<Date> {
  const phase = phaseMs % frequencyMs;
  const first = Math.ceil((from - phase) / frequencyMs) * frequencyMs + phase;
  for (let at = first; at <= to; at += frequencyMs) yield new Date(at);
}
