// Reports a name that ends with a period.
import { namePath } from '../content/kinds/kinds.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';

export const namePeriod: Check = {
  code: 'style/name-period',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'The name ends with a period.',
  why: 'A name is a title, not a sentence.',
  fix: 'Remove the period.',
  see: pages.publishRule,
  run(item) {
    if (!item.name.endsWith('.')) return [];
    return [{ message: 'The name ends with a period', at: item.source.valueAt(namePath(item)) }];
  },
};
