// Reports alert names and descriptions the service does not take: empty, too long, too many or malformed placeholders.
import type { ContentItem } from '../content/content-item.ts';
import { analyticsRuleFields } from '../content/model/analytics-rule.ts';
import { fieldAt } from '../content/model/fields.ts';
import { alertingKinds, type Check, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';
import { formatFields, placeholdersOf } from './reading/result-columns.ts';

const maxPlaceholders = 3;

export const alertDetailsFormat: Check = {
  code: 'content/alert-details-format',
  severity: 'error',
  refused: 'never',
  kinds: alertingKinds,
  summary:
    'An alert name or description format is empty, too long, or has more than three {{placeholders}}, malformed ones or unpaired braces.',
  why: 'The service refuses the rule, or shows the braces instead of the value.',
  fix: 'Use one to three placeholders, each a column name between double braces without blanks.',
  see: pages.alertDetails,
  run: (item) =>
    (Object.keys(formatFields) as (keyof typeof formatFields)[]).flatMap((field) => findingsIn(item, field)),
};

function findingsIn(item: ContentItem, field: keyof typeof formatFields): Finding[] {
  const path = formatFields[field];
  const text = textOf(item, path);
  if (text === undefined) return [];
  const at = item.source.keyAt(path);
  const placeholders = placeholdersOf(item, path);
  const limit = fieldAt(analyticsRuleFields, path)?.longest ?? Number.POSITIVE_INFINITY;
  return [
    ...(text.trim() === ''
      ? [
          {
            message: `\`${field}\` is empty`,
            at,
            hint: 'Write a text, or remove the field.',
            refused: text === '' ? ('always' as const) : ('never' as const),
          },
        ]
      : []),
    ...(text.length > limit
      ? [
          {
            message: `\`${field}\` has ${text.length} characters; at most ${limit} are allowed`,
            at,
            hint: 'Shorten the text.',
            refused: 'always' as const,
          },
        ]
      : []),
    ...(placeholders.length > maxPlaceholders
      ? [
          {
            message: `\`${field}\` has ${placeholders.length} placeholders; at most ${maxPlaceholders} are allowed`,
            at,
            refused: 'always' as const,
          },
        ]
      : []),
    ...placeholders
      .filter((placeholder) => placeholder.text === '' || /\s/.test(placeholder.text))
      .map((placeholder) => ({
        message: `The placeholder \`{{${placeholder.text}}}\` is not a column name`,
        at: placeholder.at,
        hint: 'Write the column name between the braces without blanks.',
      })),
    ...unpairedBraces(text).map(({ braces, offset }) => ({
      message: `The braces \`${braces}\` have no counterpart, so the alert shows them instead of a value`,
      at: item.source.insideAt(path, offset),
      hint: 'Write each placeholder as `{{Column}}`.',
    })),
  ];
}

/** Double braces outside of placeholders, in text order. */
function unpairedBraces(text: string): { braces: string; offset: number }[] {
  const rest = text.replaceAll(/\{\{[^{}]*\}\}/g, (placeholder) => ' '.repeat(placeholder.length));
  return Array.from(rest.matchAll(/\{\{|\}\}/g), (match) => ({ braces: match[0], offset: match.index }));
}
