// Names content files after what they hold.
import { createHash } from 'node:crypto';

/** Longer names are cut at a word. */
const maxLength = 80;

/** Names that Windows keeps for devices, and the one that content folders keep for their readme. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|readme)$/;

/** `Rare clone: GitHub` as `rare-clone-github`; empty where a name has no letter or digit that fits. */
export function kebabCase(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/['\u2019]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words.length <= maxLength) return words;
  const cut = words.slice(0, maxLength + 1).lastIndexOf('-');
  return words.slice(0, cut > 0 ? cut : maxLength);
}

/**
 * A file name without extension for an item: its display name, with a part of its id where the name alone is taken, reserved or
 * empty. `isTaken` is asked in lower case. The same item among the same others always gets the same name.
 */
export function fileNameFor(name: string, id: string, isTaken: (slug: string) => boolean): string {
  const words = kebabCase(name);
  const idWords = kebabCase(id) || createHash('sha256').update(id).digest('hex').slice(0, 8);
  const prefix = words === '' ? '' : `${words}-`;
  const [first = idWords] = idWords.split('-');
  const candidates = [
    ...(words === '' || reserved.test(words) ? [] : [words]),
    `${prefix}${first}`,
    `${prefix}${idWords}`,
  ];
  return (
    candidates.find((slug) => !isTaken(slug)) ?? `${prefix}${createHash('sha256').update(id).digest('hex')}`
  );
}
