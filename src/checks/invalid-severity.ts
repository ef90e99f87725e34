// Reports a severity that does not exist.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { severities } from '../tables/rule-words.ts';
import { analyticsRules, type Check } from './check.ts';
import { pages } from './pages.ts';
import { oneOf, textOf } from './reading/item-values.ts';
import { wordOf } from './reading/words.ts';

export const invalidSeverity: Check = {
  code: 'content/invalid-severity',
  severity: 'error',
  refused: 'always',
  kinds: analyticsRules,
  summary: 'The severity is none of Informational, Low, Medium and High.',
  why: 'The service refuses the rule.',
  fix: `Write ${oneOf(severities)}.`,
  see: pages.restApi,
  run(item) {
    const severity = textOf(item, ['severity']);
    if (severity === undefined || severity.trim() === '') return [];
    if (wordOf(severity, severities) !== undefined) return [];
    const near = didYouMean(severity, severities);
    return [
      {
        message: `There is no severity \`${severity}\``,
        at: item.source.valueAt(['severity']),
        hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
      },
    ];
  },
};
