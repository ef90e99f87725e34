// Reports event grouping that names no way of grouping, or one that does not exist.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { has, oneOf } from './reading/item-values.ts';
import { ruleWords, unknownWord } from './reading/words.ts';

const path = ['eventGroupingSettings', 'aggregationKind'] as const;

export const invalidAggregationKind: Check = {
  code: 'content/invalid-aggregation-kind',
  severity: 'error',
  refused: 'always',
  kinds: alertingKinds,
  summary: 'eventGroupingSettings has no aggregationKind, or one that does not exist.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(ruleWords(...path))}.`,
  see: pages.restApi,
  run(item) {
    if (!has(item, ['eventGroupingSettings'])) return [];
    if (!has(item, path)) {
      if (intendedKeys(item, ['eventGroupingSettings']).has('aggregationKind')) return [];
      return [
        {
          refused: 'never',
          message: '`eventGroupingSettings` has no `aggregationKind`',
          at: item.source.keyAt(['eventGroupingSettings']),
        },
      ];
    }
    return unknownWord(item, path, 'aggregation kind');
  },
};
