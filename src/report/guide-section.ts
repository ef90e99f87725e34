// The page that people wrote of a detection: its text as it is, and the links in it.
import { html, type Piece } from './html.ts';
import { section } from './parts.ts';
import type { ReportedItem } from './report-input.ts';

/** Addresses on the web alone: others lead from a file that is not part of the report. */
const link = /\[([^\]\n]+)\]\((https:\/\/[^\s()<>"]+)\)/g;

/** What it finds, triage, tuning: for whoever has the report and not the repository. */
export function guideSection({ guide }: ReportedItem): Piece {
  if (guide === undefined) return undefined;
  const { file, text } = guide;
  const targets = new Map(
    Array.from(text.matchAll(link), ([, name, target]) => [target!, name!.replaceAll('`', '')]),
  );
  const links = [...targets].map(
    ([target, name]) => html`<li><a href="${target}" rel="noopener noreferrer">${name}</a></li>\n`,
  );
  return section(
    'Detection page',
    html`<p>From <code>${file}</code>.</p>
${links.length === 0 ? '' : html`<ul>\n${links}</ul>`}
<details><summary>Text of the page</summary><pre class="wrapped">${text.trim()}</pre></details>`,
  );
}
