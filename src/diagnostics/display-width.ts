// How much room text takes at a terminal.
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** The places a text of one line takes: two for a wide character, none for a combining one. */
export function displayWidth(text: string): number {
  // Nearly all text is plain, and that is seen faster than each character is looked up.
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

/** Below this, lines hold no words. */
const narrowest = 10;

/** The text in lines of at most `width` places, broken between words where one fits; unchanged without a width. */
export function wrapped(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .map((line) =>
      // The blanks at which a line is broken stand at its end or, where that is full, at the start of the next.
      wrapAnsi(line, Math.max(narrowest, width), { hard: true, trim: false }).replaceAll(/ *\n[ \n]*/g, '\n'),
    )
    .join('\n')
    .replaceAll(/ +\n/g, '\n');
}

/** The text behind an indent; what does not fit into `width` goes on below, two places further in. */
export function hanging(text: string, indent: string, width: number | undefined): string {
  const within = width === undefined ? undefined : width - indent.length - 2;
  return indent + wrapped(text, within).replaceAll('\n', `\n${indent}  `);
}
