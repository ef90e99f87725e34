// Reports a start time that cannot be read, or that the service would refuse today.
import { dayMs, minuteMs } from '../content/duration.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

const utcDateTime = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|\+00:00)?)?$/;

export const startTime: Check = {
  code: 'content/start-time',
  severity: 'error',
  kinds: alertingKinds,
  readsClock: true,
  summary:
    'startTimeUtc is not a UTC date and time, or more than 30 days ahead (a warning when less than 10 minutes ahead or past).',
  why: 'The service takes a start from 10 minutes to 30 days after the rule is created or enabled.',
  fix: 'Write a start such as 2026-01-31T06:00:00Z that lies 10 minutes to 30 days ahead, or remove the field.',
  see: pages.createRule,
  run(item, context) {
    const text = textOf(item, ['startTimeUtc']);
    if (text === undefined || text.trim() === '') return [];
    const at = item.source.valueAt(['startTimeUtc']);
    const start = utcDateTime.test(text) ? Date.parse(asUtc(text)) : Number.NaN;
    if (Number.isNaN(start)) return [{ message: `\`${text}\` is not a UTC date and time`, at }];
    const aheadMs = start - context.now.getTime();
    if (aheadMs > 30 * dayMs) return [{ message: 'The start lies more than 30 days ahead', at }];
    if (aheadMs >= 10 * minuteMs) return [];
    const message = 'The start is past or less than 10 minutes ahead: a rule created now would be refused';
    return [{ message, at, severity: 'warning' }];
  },
};

function asUtc(text: string): string {
  if (!text.includes(':')) return text;
  return /(Z|\+00:00)$/.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`;
}
