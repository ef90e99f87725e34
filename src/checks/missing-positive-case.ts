// Reports an item without a detection test case in which its query finds something.
import { definitionOf, queryPath } from '../content/kinds/kinds.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { runsQuery } from './reading/item-values.ts';

export const missingPositiveCase: Check = {
  code: 'test/missing-positive-case',
  severity: 'warning',
  kinds: everyKind,
  summary: 'No detection test case shows the item finding what it is for.',
  why: 'A query that never matches anything binds, deploys and stays silent.',
  fix: 'Add a case with seed rows that the item must find.',
  see: pages.scheduledRules,
  run(item, context) {
    if (!runsQuery(item) || (context.casesOf(item)?.positive ?? 1) > 0) return [];
    const what = definitionOf(item).isDetection ? 'firing' : 'giving rows';
    return [
      {
        message: `No detection test case shows this item ${what}`,
        at: item.source.keyAt(queryPath(item)),
      },
    ];
  },
};
