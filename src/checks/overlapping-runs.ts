// Reports a rule that looks back further than it runs and does not keep events from alerting again.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { ingestionWindows } from './reading/ingestion-window.ts';
import { type AgoCall, agoCalls, spanText } from './reading/query-time.ts';
import { calledName, type QueryView } from './reading/query-view.ts';
import { soundSchedule } from './reading/schedule.ts';

export const overlappingRuns: Check = {
  code: 'content/overlapping-runs',
  severity: 'warning',
  kinds: alertingKinds,
  summary: 'queryFrequency is shorter than queryPeriod and nothing in the query keeps an event to one run.',
  why: 'One event sits in the windows of several runs and alerts in each.',
  fix: 'Keep what is new since the last run: `| where ingestion_time() > ago(<queryFrequency>)`.',
  see: pages.ingestionDelay,
  run(item, context) {
    const query = context.query(item);
    const schedule = soundSchedule(item);
    if (query?.isSound !== true || schedule === undefined) return [];
    const { frequencyMs, periodMs } = schedule;
    if (frequencyMs >= periodMs || keepsToNew(query, frequencyMs)) return [];
    const message = `The rule runs every ${spanText(frequencyMs)} over the last ${spanText(periodMs)}, so one event alerts in up to ${Math.ceil(periodMs / frequencyMs)} runs`;
    return [{ message, at: item.source.valueAt(['queryFrequency']) }];
  },
};

/** Whether some filter keeps only what came since the last run; where the text alone does not say, it is believed. */
function keepsToNew(query: QueryView, frequencyMs: number): boolean {
  const calls = agoCalls(query);
  if (knowsRunBefore(calls, frequencyMs)) return true;
  // A stretch shorter than that is what `kql/ingestion-window` reports.
  const windows = ingestionWindows(query);
  if (windows.length > 0) return windows.some(({ widthMs }) => widthMs <= frequencyMs);
  const isRecent = calls.some(
    ({ ms, comparedWith, bound }) =>
      (comparedWith === 'nothing' || (comparedWith !== 'other' && bound !== undefined)) &&
      (ms === undefined || ms <= frequencyMs),
  );
  const asksIngestion = query
    .ofKind('FunctionCallExpression')
    .some((call) => calledName(call) === 'ingestion_time');
  return isRecent || (asksIngestion && !calls.some((call) => call.comparedWith === 'ingestion-time'));
}

/**
 * Whether two moments lie a run apart, such as `IngestedAt <= ago(20m)` and `IngestedAt <= ago(5m)` in a rule that runs every quarter of
 * an hour: the query tells what the run before knew from what is new, by a column that a function may give.
 */
function knowsRunBefore(calls: readonly AgoCall[], frequencyMs: number): boolean {
  const moments = calls.flatMap(({ ms, comparedWith }) =>
    ms === undefined || comparedWith === 'event-time' ? [] : [ms],
  );
  return moments.some((ms) => moments.includes(ms + frequencyMs));
}
