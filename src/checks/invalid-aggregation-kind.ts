// Reports event grouping that names no way of grouping, or one that does not exist.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { aggregationKinds } from '../tables/rule-words.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { intendedKeys } from './reading/intended-keys.ts';
import { has, textOf } from './reading/item-values.ts';
import { wordOf } from './reading/words.ts';

export const invalidAggregationKind: Check = {
  code: 'content/invalid-aggregation-kind',
  severity: 'error',
  refused: 'always',
  kinds: analyticsRules,
  summary: 'eventGroupingSettings has no aggregationKind, or one that does not exist.',
  why: 'The service refuses the rule.',
  fix: 'Write SingleAlert or AlertPerResult.',
  see: pages.restApi,
  run(item) {
    if (!has(item, ['eventGroupingSettings'])) return [];
    const path = ['eventGroupingSettings', 'aggregationKind'];
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
    const kind = textOf(item, path);
    if (kind === undefined || wordOf(kind, aggregationKinds) !== undefined) return [];
    const near = didYouMean(kind, aggregationKinds);
    return [
      {
        message: `There is no aggregation kind \`${kind}\``,
        at: item.source.valueAt(path),
        hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
      },
    ];
  },
};
