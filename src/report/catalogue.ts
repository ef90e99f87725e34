// The first page: every content item with what is known of its tests.
import { allContentKinds, definitionOf } from '../content/kinds/kinds.ts';
import { plural } from '../diagnostics/plural.ts';
import { severities } from '../tables/rule-words.ts';
import { type Html, html, type Piece } from './html.ts';
import { linkTo, type MainPage, type Page } from './page.ts';
import { type Cell, counted, scoreBadge, valueText } from './parts.ts';
import type { ReportedItem, ReportedSimulation, ReportInput } from './report-input.ts';

export const cataloguePage: MainPage = { path: 'index.html', name: 'Catalogue' };

/** A column: its heading and what it says of an item. */
interface Column {
  readonly head: string;
  cell(one: ReportedItem): Cell;
}

const ofEveryReport: readonly Column[] = [
  {
    head: 'Name',
    cell: ({ item, path }) => ({
      shown: html`<a href="${linkTo(path, cataloguePage.path)}">${item.name || item.slug}</a>`,
    }),
  },
  { head: 'Kind', cell: ({ item }) => ({ shown: definitionOf(item).words.one }) },
  { head: 'Severity', cell: ({ item }) => severityCell(item.values['severity']) },
  { head: 'Tactics', cell: ({ item }) => ({ shown: valueText(item.values['tactics'] ?? '') }) },
  { head: 'Techniques', cell: ({ techniques }) => ({ shown: techniques.join(', ') }) },
  { head: 'Tests', cell: testsCell },
  {
    head: 'Mutation',
    cell: ({ mutation }) =>
      mutation === undefined ? { shown: '' } : scoreCell(mutation.score, mutation.isCurrent),
  },
  {
    head: 'Evasion',
    cell: ({ evasion: kept }) =>
      kept === undefined || kept.evasion.total === 0
        ? { shown: '' }
        : scoreCell(kept.evasion.score, kept.isCurrent),
  },
];

/** The catalogue, as a table that needs no script. */
export function catalogue(input: ReportInput): Page {
  const { items, owner, simulation } = input;
  const columns = simulation === undefined ? ofEveryReport : [...ofEveryReport, alertsColumn(simulation)];
  return {
    path: cataloguePage.path,
    title: 'Catalogue of content',
    isSortable: true,
    body: html`<h1>Catalogue of content</h1>
<p>${owner === undefined ? '' : `${owner}: `}${summary(input)}</p>
<p class="note">Mutation is the share of small changes of a query that its cases notice, evasion the share of other spellings of the commands in its cases that it sees. Empty where nothing was recorded; earlier where it came of an earlier state of the query, the functions it calls or its cases.</p>
${filter(items)}
<table class="sortable cards" role="table">
<caption>All content items</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
      ({ head }) => html`<th scope="col" role="columnheader">${head}</th>`,
    )}</tr></thead>
<tbody role="rowgroup">
${items.map((one) => row(one, columns))}</tbody>
</table>`,
  };
}

function alertsColumn({ rules }: ReportedSimulation): Column {
  const perDay = new Map(rules.map(({ id, alertsPerDay }) => [id.toLowerCase(), alertsPerDay]));
  return { head: 'Alerts a day', cell: ({ item }) => ({ shown: perDay.get(item.id) ?? '' }) };
}

function summary({ items, coverage }: ReportInput): string {
  const kinds = allContentKinds
    .map(({ kind, words }) => ({ words, count: items.filter(({ item }) => item.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${counted(count)} ${count === 1 ? words.one : words.many}`);
  const cases = items.reduce((sum, one) => sum + one.cases.length, 0);
  const tested = coverage.techniques.filter(({ score }) => score > 0).length;
  const techniques = `${tested} of ${plural(coverage.techniques.length, 'technique')} tested`;
  return `${[...kinds, `${counted(cases)} test ${cases === 1 ? 'case' : 'cases'}`, techniques].join(', ')}.`;
}

/** Each part says its role, for where the page is narrow it is laid out as no table, and browsers then take it for none. */
function row(one: ReportedItem, columns: readonly Column[]): Html {
  const { kind, values } = one.item;
  return html`<tr role="row" data-kind="${kind}" data-severity="${valueText(values['severity'] ?? '')}">${columns.map(
    ({ head, cell }) => cellOf(head, cell(one)),
  )}</tr>
`;
}

/** The heading of its column stands beside a cell where the page is narrow, but for one with nothing in it. */
function cellOf(head: string, { shown, sort }: Cell): Html {
  const label = shown === '' ? '' : html` data-label="${head}"`;
  return html`<td role="cell"${label}${sort === undefined ? '' : html` data-sort="${sort}"`}>${shown}</td>`;
}

function severityCell(severity: unknown): Cell {
  const text = valueText(severity ?? '');
  const rank = (severities as readonly string[]).indexOf(text);
  return { shown: text, ...(rank >= 0 && { sort: rank }) };
}

function testsCell({ cases, tested }: ReportedItem): Cell {
  if (tested === undefined) return { shown: plural(cases.length, 'case'), sort: cases.length };
  const { passed, failed, skipped } = tested;
  const all = passed + failed + skipped;
  const text = `${passed} of ${all} passed`;
  return { shown: failed > 0 ? html`<span class="badge bad">${text}</span>` : text, sort: passed };
}

function scoreCell(score: number, isCurrent: boolean): Cell {
  return { shown: [scoreBadge(score), isCurrent ? '' : ' earlier'], sort: score };
}

/** Shown by the script, which makes it work. */
function filter(items: readonly ReportedItem[]): Html {
  const kinds = allContentKinds.filter(({ kind }) => items.some(({ item }) => item.kind === kind));
  const options = (values: readonly (readonly [value: string, name: string])[]): Piece =>
    values.map(([value, name]) => html`<option value="${value}">${name}</option>`);
  return html`<form class="filter" id="filter" role="search" hidden>
<label>Words <input type="search" name="words" autocomplete="off"></label>
<label>Kind <select name="kind"><option value="">all</option>${options(kinds.map(({ kind, words }) => [kind, words.one]))}</select></label>
<label>Severity <select name="severity"><option value="">all</option>${options(severities.map((one) => [one, one]))}</select></label>
<output id="shown" role="status"></output>
</form>`;
}
