// What several pages are put together from: tables, lists of facts, shares, badges.
import { type Html, html, type Piece } from './html.ts';

/** A cell: what it shows, and what it is sorted by where that is another value; an empty text stands last. */
export interface Cell {
  readonly shown: Piece;
  readonly sort?: string | number;
}

/** A table with a heading a column, in a part of the page that scrolls by itself where it is too narrow. */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly Piece[])[]): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>
`;
}

/** Names and values, one below the other; nothing where there is none. */
export function facts(pairs: readonly (readonly [name: string, value: Piece])[]): Piece {
  if (pairs.length === 0) return undefined;
  return html`<dl>${pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
`;
}

/** A part of a page under a heading of its own. */
export function section(title: string, body: Piece): Html {
  return html`<section>
<h2>${title}</h2>
${body}
</section>
`;
}

/** A share of 0 to 100 in the colour of what it says. */
export function scoreBadge(score: number): Html {
  return html`<span class="badge ${levelOf(score)}">${score} %</span>`;
}

/** The class of a share: nearly all, some, none. */
function levelOf(score: number): 'good' | 'partly' | 'bad' {
  if (score >= 90) return 'good';
  return score > 0 ? 'partly' : 'bad';
}

/** What stands beside a result that came of other content than that of now. */
export const earlierNote: Html = html`<p class="note">This result came of an earlier state of the query, the functions it calls or its cases.</p>
`;

/** `1,383` */
export function counted(count: number): string {
  return count.toLocaleString('en');
}

/** The text of a value of a file: scalars as they are, lists of them with commas, all else as JSON. */
export function valueText(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
