// What a simulation has to say, as plain data: rules, alerts with what would silence them, incidents, entities.
import type { ClockModel } from './clock.ts';
import type { Entity } from './entities.ts';
import type { Correlation } from './incidents.ts';
import type { RunSample } from './run-sample.ts';
import type { SilencedAlert, Silencer } from './silencing.ts';
import type { SimulatedAlert, Simulation } from './simulation.ts';

interface SimulatedRuleSummary {
  readonly id: string;
  readonly name: string;
  readonly runs: number;
  /** Runs with no row in sight whose result was known from the first such run. */
  readonly empty: number;
  readonly suppressed: number;
  readonly alerts: number;
  /** Of a sample: what the runs that were drawn make of a day. */
  readonly alertsPerDay: number;
  readonly incidents: number;
  readonly sample?: RunSample;
}

export interface SimulatedAlertSummary {
  readonly rule: string;
  /** When the run started that raised it: the TimeGenerated of the alert. */
  readonly at: string;
  readonly startTime?: string | undefined;
  readonly endTime?: string | undefined;
  readonly title: string;
  readonly severity: string;
  readonly tactics: readonly string[];
  readonly entities: readonly Entity[];
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  /** How many result rows it stands for. */
  readonly resultRows: number;
  readonly dropped: { readonly entities: number; readonly customDetailValues: number };
  /** Each alone would have kept it from being raised; undefined where nobody looked. */
  readonly silencedBy?: readonly Silencer[];
  /** The runs for this alert were used up: more may silence it. */
  readonly unfinished?: boolean;
}

interface SimulatedIncidentSummary {
  readonly title: string;
  readonly severity: string;
  readonly createdAt: string;
  readonly alerts: number;
  readonly rules: readonly string[];
  readonly entities: readonly Entity[];
}

/** Where events of the past were asked for, how, and what that cost and cannot tell. */
export interface HistorySummary {
  readonly place: string;
  readonly algorithm: string;
  readonly cost: { readonly requests: number; readonly rows: number };
  readonly rules: readonly {
    readonly rule: string;
    readonly algorithm: string;
    /** Why it was not the one that was asked for. */
    readonly because: readonly string[];
    readonly limits: readonly string[];
  }[];
}

export interface SimulationSummary {
  readonly from: string;
  readonly to: string;
  readonly clock: ClockModel;
  readonly correlation: Correlation;
  readonly days: number;
  readonly rules: readonly SimulatedRuleSummary[];
  /** In the order of time. */
  readonly alerts: readonly SimulatedAlertSummary[];
  readonly incidents: readonly SimulatedIncidentSummary[];
  readonly entities: Simulation['entities'];
  /** Absent where the events were loaded from files. */
  readonly history?: HistorySummary;
}

export function summaryOf(
  simulation: Simulation,
  silenced: readonly SilencedAlert[],
  options: Pick<SimulationSummary, 'clock' | 'correlation'> & { readonly from: Date; readonly to: Date },
): SimulationSummary {
  const names = new Map(simulation.rules.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const looked = new Map(silenced.map((one) => [one.alert, one]));
  const alerts = simulation.rules.flatMap((rule) =>
    rule.alerts.map((one) => ({ at: one.at.getTime(), summary: alertOf(one, rule.name, looked.get(one)) })),
  );
  return {
    from: options.from.toISOString(),
    to: options.to.toISOString(),
    clock: options.clock,
    correlation: options.correlation,
    days: simulation.days,
    rules: simulation.rules.map(({ alerts: raised, ...rule }) => ({
      ...rule,
      alerts: raised.length,
      alertsPerDay: rounded((raised.length * shareOf(rule)) / simulation.days),
    })),
    alerts: alerts.sort((a, b) => a.at - b.at).map(({ summary }) => summary),
    incidents: simulation.incidents.map(({ title, severity, createdAt, alerts: held, entities }) => ({
      title,
      severity,
      createdAt: createdAt.toISOString(),
      alerts: held.length,
      rules: [...new Set(held.map(({ rule }) => nameOf(rule)))],
      entities,
    })),
    entities: simulation.entities,
  };
}

function alertOf(
  { at, alert }: SimulatedAlert,
  rule: string,
  silenced: SilencedAlert | undefined,
): SimulatedAlertSummary {
  const { startTime, endTime, title, severity, tactics, entities, customDetails, rows, dropped } = alert;
  return {
    rule,
    at: at.toISOString(),
    startTime,
    endTime,
    title,
    severity,
    tactics,
    entities,
    customDetails,
    resultRows: rows.length,
    dropped,
    ...(silenced !== undefined && { silencedBy: silenced.silencers }),
    ...(silenced?.unfinished === true && { unfinished: true }),
  };
}

/** How many runs a drawn one stands for. */
function shareOf({ sample }: Pick<SimulatedRuleSummary, 'sample'>): number {
  return sample === undefined ? 1 : sample.of / sample.drawn;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
