// Reports an item whose detection tests do not show both what it finds and what it leaves alone.
import { definitionOf, queryPath } from '../content/kinds/kinds.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { runsQuery } from './reading/item-values.ts';

export const missingCase: Check = {
  code: 'test/missing-case',
  severity: 'warning',
  kinds: everyKind,
  summary:
    'No detection test case shows the item finding what it is for, or none shows a detection leaving harmless events alone.',
  why: 'A query that never matches anything binds, deploys and stays silent; one that matches everything passes every test in which it must fire.',
  fix: 'Add a case with seed rows that the item must find, and of a detection one with rows that it must not.',
  see: pages.scheduledRules,
  run(item, context) {
    const cases = context.casesOf(item);
    if (!runsQuery(item) || cases === undefined) return [];
    const { isDetection } = definitionOf(item);
    const missing = [
      ...(cases.positive === 0 ? [isDetection ? 'firing' : 'giving rows'] : []),
      ...(cases.negative === 0 && isDetection ? ['staying silent'] : []),
    ];
    if (missing.length === 0) return [];
    const message = `No detection test case shows this item ${missing.join(', and none shows it ')}`;
    return [{ message, at: item.source.keyAt(queryPath(item)) }];
  },
};
