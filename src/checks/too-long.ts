// Reports texts longer than the service takes.
import { definitionOf } from '../content/kinds/kinds.ts';
import { fileKeys } from '../content/model/fields.ts';
import { type Check, everyKind } from './check.ts';
import { isSent } from './invalid-version.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

export const tooLong: Check = {
  code: 'content/too-long',
  severity: 'error',
  refused: 'always',
  kinds: everyKind,
  summary:
    'A text is longer than the service takes: name 256, description 5,000, query 10,000, version 20 characters.',
  why: 'The service refuses the item.',
  fix: 'Shorten the text.',
  see: pages.limits,
  run(item) {
    const { fields } = definitionOf(item);
    return fileKeys(fields).flatMap((field) => {
      // UTF-16 units, as .NET counts them.
      const length = textOf(item, [field])?.length ?? 0;
      const limit = fields[field]?.longest ?? Number.POSITIVE_INFINITY;
      if (length <= limit) return [];
      const message = `\`${field}\` has ${length} characters; at most ${limit} are allowed`;
      const refused = field === 'version' && !isSent(item, field) ? 'never' : 'always';
      return [{ message, at: item.source.keyAt([field]), refused }];
    });
  },
};
