// A saved plan: each change with its difference, and on the page of an item what becomes of it.
import { type Change, type FieldChange, isListed } from '../plan/change.ts';
import { essentials, inlineValue, isNew, withContext } from '../reporters/field-change.ts';
import { type Html, html, type Piece } from './html.ts';
import { linkTo, type MainPage, type Page } from './page.ts';
import { facts } from './parts.ts';
import type { ReportedItem, ReportedPlan, ReportInput } from './report-input.ts';

export const planPage: MainPage = { path: 'plan.html', name: 'Plan' };

/** Each change that is not a plain no-op. */
export function planOverview(plan: ReportedPlan, { items }: ReportInput): Page {
  const { workspace, environment, commit, changes, safety } = plan;
  const pages = new Map(items.map(({ item, path }) => [item.file, path]));
  const shown = changes.map((change, index) => ({ change, index })).filter(({ change }) => isListed(change));
  return {
    path: planPage.path,
    title: 'Plan',
    body: html`<h1>Plan</h1>
${facts([
  ['workspace', workspace],
  ...(environment === undefined ? [] : [['environment', environment] as const]),
  ...(commit === undefined ? [] : [['commit', html`<code>${commit}</code>`] as const]),
  ['changes', countsOf(changes)],
])}${safety.map(({ message, hint }) => html`<p class="badge bad">${message} ${hint}</p>\n`)}
${shown.length === 0 ? html`<p>There is nothing to do.</p>` : ''}${shown.map(({ change, index }) =>
  changeSection(change, index, pages),
)}`,
  };
}

/** What the plan makes of an item; nothing where it leaves the item as it is. */
export function changesOfItem({ item, path }: ReportedItem, plan: ReportedPlan | undefined): Piece {
  return plan?.changes
    .map((change, index) => ({ change, index }))
    .filter(({ change }) => change.file === item.file && isListed(change))
    .map(
      ({ change, index }) =>
        html`<p>The plan has a change: <a href="${linkTo(planPage.path, path)}#change-${index}">${change.action}${statusOf(change)}</a>.</p>\n`,
    );
}

const levels = {
  create: 'good',
  update: 'partly',
  delete: 'bad',
  'no-op': '',
  blocked: 'bad',
} as const satisfies Record<Change['action'], string>;

function changeSection(change: Change, index: number, pages: ReadonlyMap<string, string>): Html {
  const { action, kind, name, id, file, reason, fields } = change;
  const page = file === undefined ? undefined : pages.get(file);
  const title =
    page === undefined ? html`${name}` : html`<a href="${linkTo(page, planPage.path)}">${name}</a>`;
  return html`<section id="change-${index}">
<h2><span class="badge ${levels[action]}">${action}</span> ${title}${statusOf(change)}</h2>
<p class="note">${kind} <code>${file ?? id}</code></p>
${reason === undefined ? '' : html`<p>${reason}</p>\n`}${
  action === 'blocked' ? html`<p>${change.hint}</p>\n` : ''
}${isNew(change) ? newItem(fields) : fields.map(fieldDifference)}</section>
`;
}

function statusOf({ status }: Change): string {
  return status === undefined ? '' : ` (${status})`;
}

/** What decides how it behaves, and all of it where somebody wants to see it. */
function newItem(fields: readonly FieldChange[]): Html {
  return html`<p>${essentials(fields)}</p>
<details><summary>All fields</summary>${facts(
    fields.map(({ path, after }) => [
      path,
      typeof after === 'string' && after.includes('\n')
        ? html`<pre class="wrapped">${after}</pre>`
        : inlineValue(after),
    ]),
  )}</details>
`;
}

function fieldDifference({ path, before, after, lines, formattingOnly }: FieldChange): Html {
  const layout = formattingOnly === true ? ' (layout only: the tokens are the same)' : '';
  if (lines === undefined)
    return html`<p><code>${path}</code>: <del>${inlineValue(before)}</del> to <ins>${inlineValue(after)}</ins>${layout}</p>\n`;
  const shown = withContext(lines).map((line) => {
    if (line === undefined) return html`<span class="note">&hellip;</span>\n`;
    const text = `${line.op} ${line.text}`;
    if (line.op === '+') return html`<ins>${text}</ins>\n`;
    return line.op === '-' ? html`<del>${text}</del>\n` : html`${text}\n`;
  });
  return html`<h3><code>${path}</code>${layout}</h3>
<pre class="diff" tabindex="0" role="region" aria-label="Difference of ${path}">${shown}</pre>
`;
}

function countsOf(changes: readonly Change[]): string {
  const counts = new Map<string, number>();
  for (const { action } of changes) counts.set(action, (counts.get(action) ?? 0) + 1);
  return [...counts].map(([action, count]) => `${count} ${action}`).join(', ') || 'none';
}
