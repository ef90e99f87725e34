// Reports texts longer than the service takes.
import { type Check, everyKind } from './check.ts';
import { isSent } from './invalid-version.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

/** UTF-16 units, as .NET counts them. */
const limits = { name: 256, description: 5000, query: 10_000, version: 20 } as const;

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
    return Object.entries(limits).flatMap(([field, limit]) => {
      const length = textOf(item, [field])?.length ?? 0;
      if (length <= limit) return [];
      const message = `\`${field}\` has ${length} characters; at most ${limit} are allowed`;
      const refused = field === 'version' && !isSent(item, field) ? 'never' : 'always';
      return [{ message, at: item.source.keyAt([field]), refused }];
    });
  },
};
