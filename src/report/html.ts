// HTML as a value: text that comes from anywhere is escaped on its way into it, and only what is HTML already is not.
import { harmless } from '../diagnostics/harmless.ts';

/** HTML that is safe to put into a page. Made by `html` alone. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: HTML as it is, text and numbers escaped, lists joined, nothing for what is absent. */
export type Piece = Html | string | number | undefined | readonly Piece[];

/** html`<p>${text}</p>`: every value is escaped, in an element and between the quotes of an attribute. */
export function html(template: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = template[0]!;
  pieces.forEach((piece, index) => {
    text += htmlOf(piece) + template[index + 1]!;
  });
  return new Html(text);
}

/** The page's own style and script, which are no HTML: never a value of content. */
export function ownText(text: string): Html {
  return new Html(text);
}

function htmlOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  return piece.map(htmlOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Marks of direction and characters without width are shown as `\uXXXX`: no name may look like another. */
function escaped(text: string): string {
  return harmless(text).replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
