// Reports a description that only repeats the name.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

const plain = (text: string) =>
  text
    .trim()
    .replace(/[.!]+$/, '')
    .toLowerCase();

export const descriptionSameAsName: Check = {
  code: 'style/description-same-as-name',
  severity: 'warning',
  kinds: detectionKinds,
  summary: 'The description repeats the name.',
  why: 'It tells an analyst nothing.',
  fix: 'Say what the detection finds and why it matters.',
  see: pages.publishRule,
  run(item) {
    const description = plain(textOf(item, ['description']) ?? '');
    if (description === '' || description !== plain(item.name)) return [];
    return [{ message: 'The description repeats the name', at: item.source.keyAt(['description']) }];
  },
};
