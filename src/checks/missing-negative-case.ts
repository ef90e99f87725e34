// Reports a rule without a detection test case in which it stays silent.
import { queryPath } from '../content/kinds/kinds.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { runsQuery } from './reading/item-values.ts';

export const missingNegativeCase: Check = {
  code: 'test/missing-negative-case',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'No detection test case shows the item leaving harmless events alone.',
  why: 'A query that matches everything passes every test in which it must fire.',
  fix: 'Add a case with seed rows that the item must not find.',
  see: pages.scheduledRules,
  run(item, context) {
    if (!runsQuery(item) || (context.casesOf(item)?.negative ?? 1) > 0) return [];
    return [
      {
        message: 'No detection test case shows this item staying silent',
        at: item.source.keyAt(queryPath(item)),
      },
    ];
  },
};
