// A query as a reader sees it: its pieces marked, in lines that scroll.
import { classify } from '../kql/classify.ts';
import { type Html, html } from './html.ts';

/** Text that is nested or long beyond any query is shown without marks. */
const longestMarked = 100_000;

/** The query in a block of its own, which the keyboard can scroll. */
export function queryBlock(query: string): Html {
  const pieces = query.length > longestMarked ? [{ text: query, class: undefined }] : classify(query);
  return html`<pre tabindex="0" role="region" aria-label="Query"><code>${pieces.map((piece) =>
    piece.class === undefined ? piece.text : html`<span class="${piece.class}">${piece.text}</span>`,
  )}</code></pre>
`;
}
