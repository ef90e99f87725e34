// Reports a name in title case.
import { namePath } from '../content/kinds/kinds.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';

export const nameCase: Check = {
  code: 'style/name-case',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'The name is not in sentence case.',
  why: 'Names stand side by side in lists of alerts and incidents; Microsoft’s own are in sentence case.',
  fix: 'Write a capital at the start and in names of products only.',
  see: pages.publishRule,
  run(item) {
    const [first = '', ...rest] = item.name.split(/\s+/);
    // Short words, abbreviations and names with a capital inside say nothing about case.
    const words = rest.filter((word) => /^\p{L}{4,}$/u.test(word) && !/\p{Lu}/u.test(word.slice(1)));
    const isTitleCase = words.length >= 2 && words.every((word) => /^\p{Lu}/u.test(word));
    if (!isTitleCase && !/^\p{Ll}{2,}$/u.test(first)) return [];
    const message = isTitleCase
      ? `The name \`${item.name}\` is in title case`
      : `The name \`${item.name}\` begins with a small letter`;
    return [{ message, at: item.source.valueAt(namePath(item)) }];
  },
};
