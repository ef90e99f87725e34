// Charts as inline SVG, without style of their own: the numbers stand beside them as text.
import { type Html, html } from './html.ts';

const width = 720;
const height = 120;
const foot = 20;

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
  return html`<svg viewBox="0 0 ${width} ${height + foot}" width="${width}" height="${height + foot}" role="img" aria-label="${label}">
<line class="axis" x1="0" y1="${height}" x2="${width}" y2="${height}"/>
${bars.map(({ name, count }, index) => {
  const tall = rounded((count / most) * (height - 16));
  return html`<rect class="mark" x="${rounded(index * step + step * 0.1)}" y="${rounded(height - tall)}" width="${rounded(step * 0.8)}" height="${tall}"><title>${name}: ${count}</title></rect>\n`;
})}<text x="0" y="${height + 15}">${bars[0]?.name}</text>
<text x="${width}" y="${height + 15}" text-anchor="end">${bars.at(-1)?.name}</text>
<text x="0" y="12">${most}</text>
</svg>
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
  const marks = [...places].sort((a, b) => a - b);
  return html`<svg viewBox="0 0 ${width} 50" width="${width}" height="50" role="img" aria-label="${label}">
<line class="axis" x1="0" y1="26" x2="${width}" y2="26"/>
${marks.map((x) => html`<rect class="mark" x="${x - 1}" y="6" width="2" height="20"/>`)}
<text x="0" y="44">${minuteOf(new Date(from).toISOString())}</text>
<text x="${width}" y="44" text-anchor="end">${minuteOf(new Date(to).toISOString())}</text>
</svg>
`;
}

/** `2026-01-15 12:20`, of a time in ISO 8601. */
export function minuteOf(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
