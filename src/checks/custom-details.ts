// Reports custom details the service does not take: too many, or badly named.
import type { ContentItem } from '../content/content-item.ts';
import { type Check, detectionKinds, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { entriesOf } from './reading/item-values.ts';
import { isColumnName } from './reading/result-columns.ts';

export const customDetails: Check = {
  code: 'content/custom-details',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary:
    'There are more than 20 custom details, or a name or column of one has a form the service refuses.',
  why: 'The service refuses the rule.',
  fix: 'Name a detail with at most 20 letters, digits and underscores, a letter first; its value is the name of a column.',
  see: pages.customDetails,
  run(item) {
    const entries = entriesOf(item, ['customDetails']);
    return [
      ...(entries.length > 20 ? [tooMany(item, entries.length)] : []),
      ...entries.flatMap(({ key, value, path }) => [
        ...(key.length <= 20 && /^[A-Za-z]\w*$/.test(key)
          ? []
          : [{ message: `\`${key}\` is not a name a custom detail takes`, at: item.source.keyAt(path) }]),
        ...(typeof value !== 'string' || isColumnName(value)
          ? []
          : [
              {
                message: `The custom detail ${key} takes \`${value}\`, which is no column name`,
                at: item.source.valueAt(path),
              },
            ]),
      ]),
    ];
  },
};

function tooMany(item: ContentItem, count: number): Finding {
  return {
    message: `There are ${count} custom details; at most 20 are allowed`,
    at: item.source.keyAt(['customDetails']),
    hint: 'Keep the details an analyst needs in the alert.',
  };
}
