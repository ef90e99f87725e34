// Charts as inline SVG, without style of their own: the numbers stand beside them as text.
import { type Html, html } from './html.ts';

const width = 720;
const height = 120;

/** A bar of a column chart. */
export interface Bar {
  /** What it stands for, as the title of the bar. */
  readonly name: string;
  readonly count: number;
}

/** Columns in their order, the highest as high as there is room. */
export function columnChart(label: string, bars: readonly Bar[]): Html {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = width / Math.max(1, bars.length);
  const columns = bars.map(({ name, count }, index) => {
    const tall = rounded((count / most) * height);
    return html`<rect class="mark" x="${rounded(index * step + step * 0.1)}" y="${rounded(height - tall)}" width="${rounded(step * 0.8)}" height="${tall}"><title>${name}: ${count}</title></rect>\n`;
  });
  return figure(`${label}; the most are ${most}`, height, columns, [bars[0]?.name, bars.at(-1)?.name]);
}

/** The picture stretches to the width of the page; its words do not, so they stand outside. */
function figure(
  label: string,
  tall: number,
  marks: readonly Html[],
  ends: readonly (string | undefined)[],
): Html {
  return html`<figure>
<figcaption>${label}</figcaption>
<svg class="chart" viewBox="0 0 ${width} ${tall}" height="${tall}" preserveAspectRatio="none" role="img" aria-label="${label}">
${marks}</svg>
<p class="ends">${ends.map((end) => html`<span>${end}</span>`)}</p>
</figure>
`;
}

/** A bar along the line of a table. */
export function rowBar(count: number, most: number): Html {
  const long = rounded((count / Math.max(1, most)) * 100);
  return html`<svg class="bar" viewBox="0 0 100 12" width="100" height="12" aria-hidden="true"><rect class="mark" x="0" y="1" width="${long}" height="10"/></svg>`;
}

/** A mark a moment on a line from one time to another, in milliseconds; those that fall on one place are one mark. */
export function timeLine(
  label: string,
  { from, to, moments }: { readonly from: number; readonly to: number; readonly moments: readonly number[] },
): Html {
  const length = Math.max(1, to - from);
  const places = new Set(
    moments.map((at) => Math.min(width - 2, Math.max(2, Math.round(((at - from) / length) * width)))),
  );
  const marks = [...places]
    .sort((a, b) => a - b)
    .map((x) => html`<rect class="mark" x="${x - 1}" y="0" width="2" height="30"/>\n`);
  return figure(
    label,
    30,
    marks,
    [from, to].map((time) => minuteOf(new Date(time).toISOString())),
  );
}

/** `2026-01-15 12:20`, of a time in ISO 8601. */
export function minuteOf(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
