// Reports a filter on ingestion_time() that keeps less than what came since the last run.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { ingestionWindows } from './reading/ingestion-window.ts';
import { spanText } from './reading/query-time.ts';
import { nodeInQuery } from './reading/query-view.ts';
import { soundSchedule } from './reading/schedule.ts';

export const ingestionWindow: Check = {
  code: 'kql/ingestion-window',
  severity: 'error',
  kinds: alertingKinds,
  summary: 'The filter on ingestion_time() keeps a shorter stretch than queryFrequency.',
  why: 'What arrives outside the stretch is never looked at by any run.',
  fix: 'Keep exactly one queryFrequency: `ingestion_time() > ago(<queryFrequency>)`, or both bounds moved by the same delay.',
  see: pages.ingestionDelay,
  run(item, context) {
    const schedule = soundSchedule(item);
    const query = schedule === undefined ? undefined : context.query(item);
    if (schedule === undefined || query?.isSound !== true) return [];
    const { frequencyMs } = schedule;
    return ingestionWindows(query).flatMap(({ node, widthMs }) => {
      if (widthMs >= frequencyMs) return [];
      const window = widthMs > 0 ? `what came in ${spanText(widthMs)}` : 'nothing';
      const lost = spanText(frequencyMs - Math.max(0, widthMs));
      const message = `The rule runs every ${spanText(frequencyMs)} and keeps ${window}, so ${lost} of every ${spanText(frequencyMs)} are never looked at`;
      return [{ message, at: nodeInQuery(item, node) }];
    });
  },
};
