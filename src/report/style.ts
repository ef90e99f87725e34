// The style of every page, inline: no page asks for another file.
import { palettes, propertiesOf } from './palette.ts';

const colours = `
:root { color-scheme: light; ${propertiesOf(palettes.light)} }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; ${propertiesOf(palettes.dark)} } }
:root[data-theme=dark] { color-scheme: dark; ${propertiesOf(palettes.dark)} }`;

const frame = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 84rem; margin: 0 auto; padding: .75rem 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center; border-bottom: 1px solid var(--line); }
header nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; flex: 1; }
header a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
footer { color: var(--muted); font-size: .875rem; border-top: 1px solid var(--line); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .75rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--ground); z-index: 2; }
[hidden] { display: none !important; }
button, input, select { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--muted); border-radius: .3rem; padding: .3rem .6rem; min-height: 2.25rem; }
button { cursor: pointer; }
code, pre { font: .875rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem; overflow-x: auto; overflow-wrap: normal; }
pre.wrapped { white-space: pre-wrap; overflow-wrap: anywhere; }
.note { color: var(--muted); }
summary { cursor: pointer; }`;

const tables = `
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; color: var(--muted); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); min-width: 4rem; overflow-wrap: break-word; }
th { background: var(--panel); font-weight: 600; }
th button { border: 0; background: none; padding: 0; min-height: 1.5rem; font-weight: 600; text-align: left; }
th[aria-sort=ascending] button::after { content: ' \\2191'; }
th[aria-sort=descending] button::after { content: ' \\2193'; }
dl { display: grid; grid-template-columns: fit-content(34rem) 1fr; gap: .25rem 1rem; }
dt { color: var(--muted); }
dd { margin: 0; }
.tags { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 0; padding: 0; list-style: none; }
.badge { display: inline-block; white-space: nowrap; padding: 0 .45rem; border-radius: .3rem; background: var(--panel); border: 1px solid var(--line); }
.good { background: var(--good); color: var(--goodText); }
.partly { background: var(--partly); color: var(--partlyText); }
.bad { background: var(--bad); color: var(--badText); }
.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 1rem 0; }
.filter label { display: flex; flex-direction: column; font-size: .875rem; color: var(--muted); }
.filter input { min-width: min(20rem, 80vw); }
@media (max-width: 44rem) {
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .5rem; }
  .cards, .cards tbody, .cards tr, .cards td { display: block; }
  .cards thead tr { display: flex; flex-wrap: wrap; gap: .25rem; }
  .cards thead th { border: 0; border-radius: .3rem; min-width: 0; }
  .cards tbody tr { border-bottom: 2px solid var(--line); padding: .5rem 0; }
  .cards td { border: 0; padding: .1rem 0; }
  .cards td[data-label]::before { content: attr(data-label) ': '; color: var(--muted); }
}`;

const parts = `
.matrix { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem; }
.matrix section { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem; }
.matrix h3 { margin: 0; }
.matrix ul { list-style: none; margin: .5rem 0; padding: 0; display: grid; gap: .3rem; }
.matrix li.good, .matrix li.partly, .matrix li.bad { border-radius: .3rem; padding: .25rem .5rem; }
.matrix li.good a, .matrix li.partly a, .matrix li.bad a { color: inherit; }
.matrix details ul { color: var(--muted); font-size: .875rem; }
.keyword { color: var(--keyword); }
.function { color: var(--function); }
.string { color: var(--string); }
.literal { color: var(--literal); }
.comment { color: var(--comment); }
.diff ins, .diff del { display: inline-block; min-width: 100%; text-decoration: none; }
.diff ins { background: var(--good); color: var(--goodText); }
.diff del { background: var(--bad); color: var(--badText); }
figure { margin: 1rem 0; }
figcaption, .ends { color: var(--muted); font-size: .875rem; }
.ends { display: flex; justify-content: space-between; margin: 0; }
svg { display: block; }
svg.chart { width: 100%; border-bottom: 1px solid var(--muted); }
svg .mark { fill: var(--accent); }
@media print { header nav, .filter, header button { display: none; } }`;

export const style: string = [colours, frame, tables, parts].join('\n').trim();
