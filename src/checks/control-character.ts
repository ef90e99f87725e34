// Reports characters that cannot be seen in a name or another text of one line.
import type { ContentItem, ValuePath } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { type Check, everyKind, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { entriesOf, textOf } from './reading/item-values.ts';

/** C0; DEL and C1; the line and paragraph separators; the marks, overrides and isolates of bidirectional text. */
const invisible: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x061c, 0x061c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
];

const isInvisible = (code: number) => invisible.some(([from, to]) => code >= from && code <= to);

const oneLine: readonly ValuePath[] = [
  ['alertDetailsOverride', 'alertDisplayNameFormat'],
  ['alertRuleTemplateName'],
  ['templateVersion'],
];

export const controlCharacter: Check = {
  code: 'content/control-character',
  severity: 'error',
  kinds: everyKind,
  summary:
    'A name or another text of one line holds a control character, a line break or a mark that turns the direction of text.',
  why: 'Terminals, logs and portals obey such characters: the name that is read is not the name that is there.',
  fix: 'Write the text with visible characters, on one line.',
  see: pages.trojanSource,
  run: (item) => [
    ...[['id'], ...placesOfOneLine(item), ...oneLine].flatMap((path) =>
      findingIn(path, textOf(item, path), item.source.valueAt(path)),
    ),
    ...entriesOf(item, ['customDetails']).flatMap(({ key, path }) =>
      findingIn(path, key, item.source.keyAt(path)),
    ),
  ],
};

function placesOfOneLine(item: ContentItem): readonly ValuePath[] {
  const { name, version } = definitionOf(item).places;
  return [name, version];
}

/** The line break that a block scalar ends with is not part of what is read. */
function findingIn(path: ValuePath, text: string | undefined, at: Finding['at']): Finding[] {
  const visible = (text ?? '').replace(/\r?\n$/, '');
  const codePoint = Array.from(visible, (character) => character.codePointAt(0)!).find(isInvisible);
  if (codePoint === undefined) return [];
  const field = path[0] === 'customDetails' ? 'A name of `customDetails`' : `\`${path.at(-1)}\``;
  const code = codePoint.toString(16).toUpperCase().padStart(4, '0');
  return [{ message: `${field} holds the character U+${code}, which cannot be seen`, at }];
}
