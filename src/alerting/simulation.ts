// Plays events through the schedules of many rules: the alerts they raise, and the incidents those become.
import { dayMs } from '../content/duration.ts';
import { stableJson } from '../json/json.ts';
import type { EventRun, EventRunner } from '../rows/event-runner.ts';
import { inTurns } from '../rows/in-turns.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { Alert } from './alerts.ts';
import { alertsOf } from './alerts.ts';
import { type ClockModel, type RunView, scheduleOf, timesBetween, viewOf } from './clock.ts';
import type { Entity } from './entities.ts';
import type { Incident, RaisedAlert } from './incident.ts';
import { type Correlation, incidentsOf } from './incidents.ts';
import type { RuleSettings } from './rule-settings.ts';
import { drawnOf, type RunSample, sampleOf } from './run-sample.ts';
import { playViews, runsTogether } from './schedule.ts';

export interface SimulatedRule {
  readonly id: string;
  readonly name: string;
  readonly settings: RuleSettings;
}

export interface SimulationOptions {
  readonly runner: EventRunner;
  /** Runs for scheduled times after `from`, up to and including `to`. */
  readonly from: Date;
  readonly to: Date;
  readonly clock: ClockModel;
  readonly correlation: Correlation;
  readonly phaseMs: number;
  /** Only so many runs of each rule, drawn by a seed; what suppression would have kept from running is among them. */
  readonly sample?: { readonly runs: number; readonly seed: number } | undefined;
  /** Hears how many runs are over, of how many. */
  readonly onRun?: (done: number, total: number) => void;
}

/** An alert with the run that raised it. */
export interface SimulatedAlert extends RaisedAlert {
  readonly view: RunView;
}

interface RuleOutcome {
  readonly id: string;
  readonly name: string;
  /** Runs on the schedule. */
  readonly runs: number;
  /** Of them, those with no row in sight whose result was known from the first such run: the query reads neither clock nor chance. */
  readonly empty: number;
  /** Of them, those that suppression kept from running. */
  readonly suppressed: number;
  readonly alerts: readonly SimulatedAlert[];
  readonly incidents: number;
  /** Absent where all runs were played. */
  readonly sample?: RunSample;
}

export interface Simulation {
  readonly days: number;
  readonly rules: readonly RuleOutcome[];
  readonly incidents: readonly Incident[];
  /** Entities with the number of alerts that hold each, the most frequent first. */
  readonly entities: readonly { readonly entity: Entity; readonly alerts: number }[];
}

/** The query of a rule that cannot run; its cause says why. */
export class RuleFailed extends Error {
  readonly rule: SimulatedRule;

  constructor(rule: SimulatedRule, cause: unknown) {
    super(`${rule.name} cannot run`, { cause });
    this.name = 'RuleFailed';
    this.rule = rule;
  }
}

/** While the database runs the query of one rule, that of another is read. */
const rulesAtOnce = 4;

/** Plays all rules. Throws RuleFailed when the query of one cannot run. */
export async function simulate(
  rules: readonly SimulatedRule[],
  options: SimulationOptions,
): Promise<Simulation> {
  const plans = rules.map((given) => {
    const all = viewsOf(given.settings, options);
    const { sample } = options;
    if (sample === undefined || sample.runs >= all.length) return { rule: given, views: all };
    // Runs that are far from each other do not silence each other.
    const rule = { ...given, settings: { ...given.settings, suppressionMs: 0 } };
    return { rule, views: drawnOf(all, sample.runs, sample.seed), of: all.length };
  });
  const total = plans.reduce((sum, { views }) => sum + views.length, 0);
  let done = 0;
  const onRun = () => options.onRun?.(++done, total);
  const played = await inTurns(rulesAtOnce, plans, ({ rule, views, of }) =>
    playRule(rule, views, { ...options, onRun, of }).catch((cause: unknown) => {
      throw new RuleFailed(rule, cause);
    }),
  );
  const raised = played.flatMap(({ alerts }) => alerts);
  const incidents = incidentsOf(raised, { correlation: options.correlation });
  const days = (options.to.getTime() - options.from.getTime()) / dayMs;
  const incidentsWith = (id: string) =>
    incidents.filter(({ alerts }) => alerts.some(({ rule }) => rule === id)).length;
  return {
    days,
    rules: played.map((outcome) => ({ ...outcome, incidents: incidentsWith(outcome.id) })),
    incidents,
    entities: entitiesOf(raised),
  };
}

function viewsOf(
  settings: RuleSettings,
  { from, to, phaseMs, clock }: SimulationOptions,
): readonly RunView[] {
  const reach = { from: from.getTime() + 1, to: to.getTime(), phaseMs };
  return Array.from(timesBetween(scheduleOf(settings), reach), (at) => viewOf(settings, at, clock));
}

interface PlayRuleOptions {
  readonly runner: EventRunner;
  readonly onRun: () => void;
  /** How many runs the given ones were drawn of. */
  readonly of?: number | undefined;
}

async function playRule(
  { id, name, settings }: SimulatedRule,
  views: readonly RunView[],
  { runner, onRun, of }: PlayRuleOptions,
): Promise<Omit<RuleOutcome, 'incidents'>> {
  let empty = 0;
  let ofNothing: readonly Alert[] | undefined;
  let asked = 0;
  const isNothing = async (run: EventRun) => !(await runner.isVolatile(run)) && !(await runner.sees(run));
  const together = await answersTogether(settings, views, { runner, isNothing });
  const outcomes = await playViews(settings, views, async (view) => {
    asked += 1;
    onRun();
    const run = eventRun(settings, view);
    const hasNothing = together?.has(view) !== true && (await isNothing(run));
    if (hasNothing && ofNothing !== undefined) {
      empty += 1;
      return ofNothing;
    }
    const result = (await together?.get(view)?.()) ?? (await runner.run(run));
    const alerts = alertsOf(settings, result);
    if (hasNothing) ofNothing = alerts;
    return alerts;
  });
  const { incident } = settings;
  const byTime = new Map(views.map((view) => [view.at.getTime(), view]));
  const alerts = outcomes.flatMap(({ at, startsAt, alerts: raised }) =>
    raised.map((alert) => ({ rule: id, incident, at: startsAt, alert, view: byTime.get(at.getTime())! })),
  );
  const drawn = views.length;
  const sample = of === undefined ? {} : { sample: sampleOf({ drawn, of, fired: outcomes.length }) };
  return { id, name, runs: drawn, empty, suppressed: drawn - asked, alerts, ...sample };
}

/**
 * The results of the runs that see something, by their views, some at a time as they are asked for; undefined where each run has to
 * wait for the one before, which may suppress it, or where the runner takes one at a time.
 */
async function answersTogether(
  settings: RuleSettings,
  views: readonly RunView[],
  {
    runner,
    isNothing,
  }: { readonly runner: EventRunner; readonly isNothing: (run: EventRun) => Promise<boolean> },
): Promise<ReadonlyMap<RunView, () => Promise<QueryResult>> | undefined> {
  if (runner.runAll === undefined) return undefined;
  if (settings.suppressionMs > 0 && runner.asksAhead !== true) return undefined;
  const full: RunView[] = [];
  for (const view of views) if (!(await isNothing(eventRun(settings, view)))) full.push(view);
  const answers = new Map<RunView, () => Promise<QueryResult>>();
  const size = runner.runsAtOnce ?? runsTogether;
  for (let start = 0; start < full.length; start += size) {
    const part = full.slice(start, start + size);
    let results: Promise<readonly QueryResult[]> | undefined;
    const ask = () => (results ??= runner.runAll!(part.map((view) => eventRun(settings, view))));
    for (const [place, view] of part.entries()) answers.set(view, async () => (await ask())[place]!);
  }
  return answers;
}

/** What a run of the rule asks of the events. */
export function eventRun({ query }: RuleSettings, { now, window, ingested }: RunView): EventRun {
  return { query, now, ingested, ...(window !== undefined && { window }) };
}

function entitiesOf(raised: readonly { readonly alert: Alert }[]): Simulation['entities'] {
  const counts = new Map<string, { entity: Entity; alerts: number }>();
  for (const { alert } of raised) {
    for (const entity of alert.entities) {
      const key = stableJson(entity);
      counts.set(key, { entity, alerts: (counts.get(key)?.alerts ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.alerts - a.alerts);
}
