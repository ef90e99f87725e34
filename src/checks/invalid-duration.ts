// Reports a length of time that cannot be read.
import { parseDuration } from '../content/duration.ts';
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { durationFields } from './reading/duration-fields.ts';
import { refusedOf } from './reading/field-types.ts';
import { rawValue } from './reading/item-values.ts';

export const invalidDuration: Check = {
  code: 'content/invalid-duration',
  severity: 'error',
  refused: 'of-scheduled',
  kinds: alertingKinds,
  summary: 'A length of time is in none of the forms 5m, 1h, 14d, d.hh:mm:ss and PT5M.',
  why: 'It cannot be deployed.',
  fix: 'Write a number with m, h or d behind it, such as 5m, 1h or 14d.',
  see: pages.timeSpan,
  run(item) {
    return durationFields(item).flatMap(({ path, field }) => {
      const value = rawValue(item, path);
      const isScalar = typeof value === 'string' || typeof value === 'number';
      if (!isScalar || String(value).trim() === '' || parseDuration(value) !== undefined) return [];
      const message = `\`${path.at(-1)}\` is \`${value}\`, which is no length of time`;
      return [{ message, at: item.source.valueAt(path), refused: refusedOf(field) }];
    });
  },
};
