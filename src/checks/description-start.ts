// Reports a description that does not begin as Microsoft's do.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

export const descriptionStart: Check = {
  code: 'style/description-start',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'The description begins neither with "Identifies" nor with "This query searches for".',
  why: 'Microsoft’s publishing guide asks for it; it also makes authors say what is found before how.',
  fix: 'Begin with "Identifies" or "This query searches for".',
  see: pages.publishRule,
  run(item) {
    const description = textOf(item, ['description'])?.trim().replace(/^['"]/, '') ?? '';
    if (description === '' || /^(identifies|this query searches for)\b/i.test(description)) return [];
    const message = 'The description begins neither with "Identifies" nor with "This query searches for"';
    return [{ message, at: item.source.insideAt(['description'], 0) }];
  },
};
