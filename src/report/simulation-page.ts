// A simulation: alerts a day and a rule, and on the page of a rule when its alerts were.
import type { ContentItem } from '../content/content-item.ts';
import { dayMs } from '../content/duration.ts';
import { plural } from '../diagnostics/plural.ts';
import { type Bar, columnChart, minuteOf, rowBar, timeLine } from './chart.ts';
import { html, type Piece } from './html.ts';
import { linkTo, type MainPage, type Page } from './page.ts';
import { counted, facts, section, table } from './parts.ts';
import type { ReportedSimulation, ReportInput } from './report-input.ts';

export const simulationPage: MainPage = { path: 'simulation.html', name: 'Simulation' };

/** More columns would not be told apart; then each stands for several days. */
const mostColumns = 92;
/** More alerts of a rule are drawn and not listed. */
const mostListed = 100;

/** Alerts a day of all rules, then rule by rule, those with most alerts first. */
export function simulationOverview(simulation: ReportedSimulation, { items }: ReportInput): Page {
  const { from, to, alerts, rules } = simulation;
  const pages = new Map(items.map(({ item, path }) => [item.id, path]));
  const most = rules.reduce((highest, { alertsPerDay }) => Math.max(highest, alertsPerDay), 0);
  const ordered = [...rules].sort((a, b) => b.alerts - a.alerts);
  const { bars, days } = barsOf(simulation);
  const title = `Alerts in ${days === 1 ? 'a day' : `${days} days`}, in UTC`;
  return {
    path: simulationPage.path,
    title: 'Simulation',
    body: html`<h1>Simulation</h1>
${facts([
  ['from', minuteOf(from)],
  ['to', minuteOf(to)],
  ['alerts', counted(alerts.length)],
  ['rules', counted(rules.length)],
])}
${section(title, [
  columnChart(title, bars),
  html`<details><summary>As a table</summary>${table(
    title,
    ['From', 'Alerts'],
    bars.map(({ name, count }) => [name, count]),
  )}</details>`,
])}${section(
  'Rules',
  table(
    'Alerts a day and a rule',
    ['Rule', 'Runs', 'Alerts', 'Alerts a day', 'Incidents'],
    ordered.map(({ id, name, runs, alerts: raised, alertsPerDay, incidents }) => {
      const page = pages.get(id.toLowerCase());
      return [
        page === undefined ? name : html`<a href="${linkTo(page, simulationPage.path)}">${name}</a>`,
        counted(runs),
        counted(raised),
        html`${alertsPerDay} ${rowBar(alertsPerDay, most)}`,
        counted(incidents),
      ];
    }),
  ),
)}`,
  };
}

/** When the alerts of an item were raised; nothing where it was not simulated. */
export function alertsSection(item: ContentItem, simulation: ReportedSimulation | undefined): Piece {
  const rule = simulation?.rules.find(({ id }) => id.toLowerCase() === item.id && item.id !== '');
  if (simulation === undefined || rule === undefined) return undefined;
  const alerts = simulation.byRule.get(rule.name) ?? [];
  const label = `${plural(alerts.length, 'alert')} from ${minuteOf(simulation.from)} to ${minuteOf(simulation.to)}`;
  const listed = alerts.slice(0, mostListed);
  const rows = listed.map(({ at, severity, title, entities }) => [
    minuteOf(at),
    severity,
    title,
    entities.map(({ type, identifiers }) => `${type} ${Object.values(identifiers).join(' ')}`).join(', '),
  ]);
  const moments = alerts.map(({ at }) => Date.parse(at));
  const [from, to] = [Date.parse(simulation.from), Date.parse(simulation.to)];
  return section('Alerts of the simulation', [
    ...(alerts.length === 0
      ? [html`<p>${label}.</p>`]
      : [
          timeLine(`${label}, ${rule.alertsPerDay} a day`, { from, to, moments }),
          table(
            listed.length === alerts.length
              ? 'Alerts'
              : `The first ${listed.length} of ${alerts.length} alerts`,
            ['Time', 'Severity', 'Title', 'Entities'],
            rows,
          ),
        ]),
  ]);
}

/** The alerts by days of UTC. */
function barsOf({ from, to, alerts }: ReportedSimulation): {
  readonly bars: readonly Bar[];
  readonly days: number;
} {
  const first = Math.floor(Date.parse(from) / dayMs);
  const last = Math.max(first, Math.ceil(Date.parse(to) / dayMs) - 1);
  const days = Math.ceil((last - first + 1) / mostColumns);
  const counts = Array.from({ length: Math.ceil((last - first + 1) / days) }, () => 0);
  for (const { at } of alerts) {
    const index = Math.floor((Math.floor(Date.parse(at) / dayMs) - first) / days);
    // A run at the very end, or one before the first, counts to the day beside it.
    const inside = Math.min(counts.length - 1, Math.max(0, index));
    counts[inside] = counts[inside]! + 1;
  }
  const bars = counts.map((count, index) => ({
    name: new Date((first + index * days) * dayMs).toISOString().slice(0, 10),
    count,
  }));
  return { bars, days };
}
