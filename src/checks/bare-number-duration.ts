// Reports a length of time written as a bare number.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { durationFields } from './reading/duration-fields.ts';
import { durationOf, rawValue } from './reading/item-values.ts';

export const bareNumberDuration: Check = {
  code: 'content/bare-number-duration',
  severity: 'warning',
  kinds: alertingKinds,
  summary: 'A length of time is a bare number, which is read as days.',
  why: 'Whoever writes 5 for five minutes gets five days.',
  fix: 'Write the unit: 5m, 5h or 5d.',
  see: pages.timeSpan,
  run(item) {
    return durationFields(item)
      .filter(({ path }) => durationOf(item, path)?.form === 'bare-days')
      .map(({ path }) => ({
        message: `\`${path.at(-1)}\` is \`${rawValue(item, path)}\` without a unit, which means days`,
        at: item.source.valueAt(path),
      }));
  },
};
