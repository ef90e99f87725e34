// Tells of a word of a closed list that is written in another letter case than ARM's.
import type { ContentItem, ValuePath } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { fieldAt } from '../content/model/fields.ts';
import { officialWord } from '../content/model/words.ts';
import { isJsonMap } from '../json/json.ts';
import { type Check, everyKind, type Finding } from './check.ts';
import { pages } from './pages.ts';

export const wordCase: Check = {
  code: 'style/word-case',
  severity: 'info',
  kinds: everyKind,
  summary:
    'A word such as a severity, a tactic or an entity type is written in another letter case than the service’s own.',
  why: 'The service reads the word in any case, and the tool sends it in the service’s own; one spelling is found by one search.',
  fix: 'Write the word as the service does.',
  see: pages.restApi,
  run: (item) => findingsBelow(item, item.values, []),
};

function findingsBelow(item: ContentItem, value: unknown, path: ValuePath): Finding[] {
  if (Array.isArray(value)) {
    return value.flatMap((inner: unknown, i) => findingsBelow(item, inner, [...path, i]));
  }
  if (isJsonMap(value)) {
    return Object.entries(value).flatMap(([key, inner]) => findingsBelow(item, inner, [...path, key]));
  }
  if (typeof value !== 'string') return [];
  const field = fieldAt(definitionOf(item).fields, path);
  if (field === undefined || field.anyCase === true) return [];
  const official = officialWord(field, value);
  if (official === value) return [];
  return [
    {
      message: `\`${value}\` is written \`${official}\``,
      at: item.source.valueAt(path),
      hint: `Write \`${official}\`.`,
    },
  ];
}
