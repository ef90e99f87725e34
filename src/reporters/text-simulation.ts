// A simulation for a reader at a terminal: rules, entities, incidents and what would silence the alerts, or one line an alert.
import type { Entity } from '../alerting/entities.ts';
import type { RunSample } from '../alerting/run-sample.ts';
import type { Silencer } from '../alerting/silencing.ts';
import type { SimulatedAlertSummary } from '../alerting/simulation-summary.ts';
import { plural } from '../diagnostics/plural.ts';
import { inColumns } from './columns.ts';
import type { SimulationReport } from './report.ts';
import type { Style } from './style.ts';

/** More would not be read. */
const shown = 20;

/** The summary: one block a question. */
export function renderSimulation(report: SimulationReport, style: Style): string {
  return [
    headline(report, style),
    block('Rules', ruleLines(report), style),
    block('Entities in most alerts', entityLines(report), style),
    block('Incidents', incidentLines(report), style),
    block('What would silence the alerts', silencerLines(report.alerts), style),
    block('History', historyLines(report), style),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** One line an alert, in the order of time. */
export function renderTimeline(report: SimulationReport, style: Style): string {
  const lines = report.alerts.map(({ at, severity, title, entities, silencedBy }) => [
    minuteOf(at),
    severity,
    title,
    entitiesText(entities),
    silencedBy === undefined || silencedBy.length === 0
      ? ''
      : `silenced by ${silencedBy.map(silencerText).join(' or ')}`,
  ]);
  return `${[headline(report, style).trimEnd(), ...inColumns(lines)].join('\n')}\n`;
}

function headline(
  { from, to, clock, correlation, alerts, incidents }: SimulationReport,
  style: Style,
): string {
  const counts = `${plural(alerts.length, 'alert')}, ${plural(incidents.length, 'incident')}`;
  return `${style.bold('Simulation:')} ${counts} from ${minuteOf(from)} to ${minuteOf(to)} (now() is the ${clock.replace('-', ' ')}; incidents by ${correlation}).\n`;
}

function block(title: string, lines: readonly string[], style: Style): string {
  return lines.length === 0 ? '' : `${[style.bold(title), ...lines.map((line) => `  ${line}`)].join('\n')}\n`;
}

function ruleLines({ rules }: SimulationReport): readonly string[] {
  const header = ['rule', 'runs', 'alerts', 'a day', 'incidents', ''];
  const rows = rules.map(({ name, runs, alerts, alertsPerDay, incidents, empty, suppressed, sample }) => [
    name,
    runs,
    alerts,
    alertsPerDay,
    incidents,
    [
      ...(empty > 0 ? [`${empty} runs without a row`] : []),
      ...(suppressed > 0 ? [`${suppressed} runs suppressed`] : []),
      ...(sample === undefined ? [] : [sampleText(sample)]),
    ].join(', '),
  ]);
  return inColumns([header, ...rows]);
}

/** Never "no alert": what a sample does not rule out. */
function sampleText({ drawn, of, fired, least, most }: RunSample): string {
  const bound = fired === 0 ? `at most ${most}` : `${least} to ${most}`;
  return `${fired} of ${drawn} drawn runs fired: ${bound} of all ${of} (95 %)`;
}

function entityLines({ entities }: SimulationReport): readonly string[] {
  const rows = entities.slice(0, shown).map(({ entity, alerts }) => [alerts, entityText(entity)]);
  return [...inColumns(rows), ...more(entities.length)];
}

function incidentLines({ incidents }: SimulationReport): readonly string[] {
  const rows = incidents
    .slice(0, shown)
    .map(({ createdAt, severity, title, alerts, entities }) => [
      minuteOf(createdAt),
      severity,
      plural(alerts, 'alert'),
      title,
      entitiesText(entities),
    ]);
  return [...inColumns(rows), ...more(incidents.length)];
}

/** `3 of 3  AllowedDevices with "wks-042.contoso.com" or "wks-043.contoso.com"`, rule by rule: one value an alert is enough. */
function silencerLines(alerts: readonly SimulatedAlertSummary[]): readonly string[] {
  return [...looked(alerts)].flatMap(([rule, ones]) => {
    const parameters = [...new Set(ones.flatMap(({ silencedBy }) => silencedBy.map(nameOf)))];
    const rows = parameters.map((parameter) => {
      const silenced = ones.filter(({ silencedBy }) => silencedBy.map(nameOf).includes(parameter));
      const values = silenced.flatMap(({ silencedBy }) =>
        silencedBy.filter((one) => nameOf(one) === parameter).map(valueText),
      );
      return [`  ${silenced.length} of ${ones.length}`, parameter, someOf([...new Set(values)])];
    });
    const without = ones.filter(({ silencedBy }) => silencedBy.length === 0).length;
    const rest = without === 0 ? [] : [[`  ${without} of ${ones.length}`, 'no single value was found']];
    return [rule, ...inColumns(rows), ...inColumns(rest)];
  });
}

/** What was asked, what it cost, and what it cannot tell. */
function historyLines({ history }: SimulationReport): readonly string[] {
  if (history === undefined) return [];
  const { place, algorithm, cost, rules } = history;
  const asked = `${plural(cost.requests, 'request')}, ${plural(cost.rows, 'row')} of results, by ${algorithm} replay`;
  const other = rules.flatMap(({ rule, algorithm: used, because }) =>
    because.length === 0 ? [] : [`${rule}: ${used}, because of ${because.join(', ')}`],
  );
  return [
    `${place}: ${asked}`,
    ...other,
    ...rules.flatMap(({ rule, limits }) => limits.map((one) => `${rule}: ${one}`)),
  ];
}

type LookedAt = SimulatedAlertSummary & Required<Pick<SimulatedAlertSummary, 'silencedBy'>>;

/** The alerts of each rule for which somebody looked. */
function looked(alerts: readonly SimulatedAlertSummary[]): ReadonlyMap<string, LookedAt[]> {
  const byRule = new Map<string, LookedAt[]>();
  for (const alert of alerts) {
    const { silencedBy } = alert;
    if (silencedBy === undefined) continue;
    const one = { ...alert, silencedBy };
    const ones = byRule.get(alert.rule);
    if (ones === undefined) byRule.set(alert.rule, [one]);
    else ones.push(one);
  }
  return byRule;
}

const nameOf = ({ parameter }: Silencer) => parameter;
const valueText = ({ value }: Silencer) => (typeof value === 'number' ? `= ${value}` : JSON.stringify(value));

function someOf(values: readonly string[]): string {
  const some = values.slice(0, 3).join(' or ');
  return values.length > 3 ? `${some} or ${values.length - 3} more` : some;
}

function more(count: number): readonly string[] {
  return count > shown ? [`and ${count - shown} more`] : [];
}

function silencerText({ parameter, value }: Silencer): string {
  return `${parameter} ${valueText({ parameter, value })}`;
}

/** `Host wks-042.contoso.com, Account jdoe CONTOSO`. */
function entitiesText(entities: readonly Entity[]): string {
  const some = entities.slice(0, 4).map(entityText).join(', ');
  return entities.length > 4 ? `${some} and ${entities.length - 4} more` : some;
}

function entityText({ type, identifiers }: Entity): string {
  const text = Object.values(identifiers).join(' ');
  return `${type} ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`;
}

/** `2026-01-15 12:20`. */
function minuteOf(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
