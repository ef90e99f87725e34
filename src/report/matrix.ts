// The ATT&CK matrix by tested coverage: a column a tactic, the techniques that detections name, and those that none names.
import type { Coverage, CoveredTechnique, CoveringItem } from '../coverage/coverage.ts';
import { type AttackTechnique, attackTechniques, attackVersion } from '../tables/attack.ts';
import { type Html, html, type Piece } from './html.ts';
import { linkTo, type MainPage, type Page } from './page.ts';
import { section, table } from './parts.ts';
import type { ReportInput } from './report-input.ts';

export const matrixPage: MainPage = { path: 'attack.html', name: 'ATT&CK' };

/** The matrix, and below it the techniques with their detections. */
export function matrix({ coverage, items }: ReportInput): Page {
  const pages = new Map(items.map(({ item, path }) => [item.file, path]));
  const { techniques, tactics } = coverage;
  const all = attackTechniques();
  return {
    path: matrixPage.path,
    title: 'ATT&CK by tested coverage',
    body: html`<h1>ATT&amp;CK by tested coverage</h1>
<p>Techniques of ATT&amp;CK Enterprise ${attackVersion}. A detection is tested when it has a case that fires and one that stays silent; the share is that of the technique&rsquo;s detections.</p>
<div class="matrix">
${tactics.map(({ tactic }) => column(tactic, all, techniques))}</div>
${section(
  'Techniques',
  techniques.length === 0 ? html`<p>No detection names a technique.</p>` : techniqueTable(techniques, pages),
)}${section('Missing', missing(coverage, pages))}`,
  };
}

function column(tactic: string, all: readonly AttackTechnique[], covered: readonly CoveredTechnique[]): Html {
  const named = covered.filter(({ tactics }) => tactics.includes(tactic));
  const ids = new Set(named.map(({ id }) => id));
  const others = all.filter(({ id, tactics }) => tactics.includes(tactic) && !ids.has(id));
  const total = named.length + others.length;
  return html`<section>
<h3>${spaced(tactic)}</h3>
<p class="note">${named.length} of ${total} named</p>
${named.length === 0 ? '' : html`<ul>${named.map(coveredEntry)}</ul>`}
<details><summary>${others.length} without a detection</summary><ul>${others.map(
    ({ id, name }) => html`<li>${id} ${name}</li>`,
  )}</ul></details>
</section>
`;
}

function coveredEntry({ id, name, score }: CoveredTechnique): Html {
  return html`<li class="${levelOfTested(score)}"><a href="#${id}">${id} ${name}</a><br>${score} % tested</li>`;
}

/** All of its detections are tested, some, none. */
function levelOfTested(score: number): string {
  if (score === 100) return 'good';
  return score > 0 ? 'partly' : 'bad';
}

function techniqueTable(techniques: readonly CoveredTechnique[], pages: ReadonlyMap<string, string>): Piece {
  return table(
    'Techniques that detections name',
    ['Technique', 'Tested', 'Detections: cases that fire, stay silent, known gaps'],
    techniques.map(({ id, name, score, items }) => [
      html`<span id="${id}">${id}</span> ${name === '' ? '(not in ATT&CK Enterprise now)' : name}`,
      html`<span class="badge ${levelOfTested(score)}">${score} %</span>`,
      html`<ul class="tags">${items.map(
        (item) => html`<li>${linkOf(item, pages)}: ${item.positive}, ${item.negative}, ${item.gaps}</li>`,
      )}</ul>`,
    ]),
  );
}

function missing({ untested, unnamed }: Coverage, pages: ReadonlyMap<string, string>): Piece {
  if (untested.length + unnamed.length === 0)
    return html`<p>Every detection is tested and names a technique.</p>`;
  return html`<ul>
${untested.map(
  (item) =>
    html`<li>${linkOf(item, pages)} has no case that ${item.positive === 0 ? 'fires' : 'stays silent'}</li>\n`,
)}${unnamed.map((item) => html`<li>${linkOf(item, pages)} names no technique</li>\n`)}</ul>`;
}

function linkOf({ file, name }: CoveringItem, pages: ReadonlyMap<string, string>): Html {
  const path = pages.get(file);
  return path === undefined
    ? html`${name || file}`
    : html`<a href="${linkTo(path, matrixPage.path)}">${name || file}</a>`;
}

/** `CredentialAccess` as people write it. */
function spaced(tactic: string): string {
  return tactic.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
