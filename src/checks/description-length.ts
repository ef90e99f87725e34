// Reports a description longer than readers take in.
import { definitionOf } from '../content/kinds/kinds.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

const maxSentences = 5;

export const descriptionLength: Check = {
  code: 'style/description-length',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'The description has more than five sentences, or, of a hunting query, more than 255 characters.',
  why: 'Nobody reads more in an alert, and the list of hunting queries cuts it off.',
  fix: 'Shorten the description.',
  see: pages.publishRule,
  run(item) {
    const description = textOf(item, ['description'])?.trim() ?? '';
    const at = item.source.keyAt(['description']);
    const { longestDescription, words } = definitionOf(item);
    if (longestDescription !== undefined && description.length > longestDescription) {
      const message = `The description has ${description.length} characters; a ${words.one} shows ${longestDescription}`;
      return [{ message, at }];
    }
    const sentences =
      description.replaceAll(/\b(e\.g|i\.e|etc|vs)\./gi, '').match(/[.!?](?=\s|$)/g)?.length ?? 0;
    if (sentences <= maxSentences) return [];
    return [{ message: `The description has ${sentences} sentences; up to ${maxSentences} are read`, at }];
  },
};
