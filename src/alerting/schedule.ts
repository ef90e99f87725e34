// Plays a rule over its schedule: which moments it runs at, what each run sees, and the alerts all runs raise together.
import { type QueryRun, type QueryRunner, runAll } from '../rows/query-runner.ts';
import type { SeedTables } from '../rows/seed-row.ts';
import { type Alert, alertsOf } from './alerts.ts';
import { delayed, ingestedIn, spanOf } from './arrival.ts';
import { type ClockModel, type RunView, scheduleOf, timesBetween, viewOf } from './clock.ts';
import type { RuleSettings } from './rule-settings.ts';

export interface PlayOptions {
  readonly tables: SeedTables;
  readonly runner: QueryRunner;
  /** What `now()` is in a run. */
  readonly clock: ClockModel;
  /** How far the schedule's grid is shifted: 0 puts a run on every multiple of the frequency since 1970. */
  readonly phaseMs?: number;
  /** Added to the ingestion of every row. */
  readonly delayMs?: number;
  /** Only the runs scheduled in this span, in ms since 1970; without it every run that can see a row. */
  readonly between?: { readonly from: number; readonly to: number };
}

export interface RunOutcome {
  /** The scheduled time of the run. */
  readonly at: Date;
  readonly startsAt: Date;
  readonly alerts: readonly Alert[];
}

/** Runs the rule at every time of its schedule that could see a seed row, and returns the runs that raised alerts. */
export async function playSchedule(
  settings: RuleSettings,
  { tables, runner, clock, phaseMs = 0, delayMs = 0, between }: PlayOptions,
): Promise<readonly RunOutcome[]> {
  const rows = delayed(tables, delayMs);
  const span = spanOf(rows);
  if (span === undefined) return [];
  const schedule = scheduleOf(settings);
  const reach = {
    from: Math.max(span.first, between?.from ?? span.first),
    to: Math.min(span.last + schedule.periodMs, between?.to ?? Number.POSITIVE_INFINITY),
    phaseMs,
  };
  const views = Array.from(timesBetween(schedule, reach), (at): Run => {
    const view = viewOf(settings, at, clock);
    const seen = ingestedIn(rows, view.ingested);
    const isNothing = settings.kind === 'NRT' && isEmpty(seen);
    return { view, request: isNothing ? undefined : runOf(settings, view, seen) };
  });
  const alerts = await alertsByView(settings, views, runner);
  return playViews(settings, alerts.keys(), (view) => alerts.get(view)!());
}

interface Run {
  readonly view: RunView;
  /** Undefined for a run that can find nothing. */
  readonly request: QueryRun | undefined;
}

/** So many runs of a rule share a statement. */
export const runsTogether = 48;

/** What each run raises, to be asked in their order: together, except where a run waits for the one before, which may suppress it. */
async function alertsByView(
  settings: RuleSettings,
  runs: readonly Run[],
  runner: QueryRunner,
): Promise<ReadonlyMap<RunView, () => Promise<readonly Alert[]>>> {
  const alerts = new Map(runs.map(({ view }) => [view, async (): Promise<readonly Alert[]> => []]));
  const asked = runs.flatMap(({ view, request }) => (request === undefined ? [] : [{ view, request }]));
  if (settings.suppressionMs > 0) {
    for (const { view, request } of asked)
      alerts.set(view, async () => alertsOf(settings, await runner.run(request)));
    return alerts;
  }
  for (let start = 0; start < asked.length; start += runsTogether) {
    const part = asked.slice(start, start + runsTogether);
    const answers = await runAll(
      runner,
      part.map(({ request }) => request),
    );
    for (const [place, { view }] of part.entries()) {
      const answer = answers[place]!;
      alerts.set(view, async () => {
        if ('thrown' in answer) throw answer.thrown;
        return alertsOf(settings, answer.result);
      });
    }
  }
  return alerts;
}

/** Plays given runs in their order; one whose rule is suppressed is left out. */
export async function playViews(
  { suppressionMs }: Pick<RuleSettings, 'suppressionMs'>,
  views: Iterable<RunView>,
  answer: (view: RunView) => Promise<readonly Alert[]>,
): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  let quietUntil = Number.NEGATIVE_INFINITY;
  for (const view of views) {
    const { at, startsAt } = view;
    if (startsAt.getTime() < quietUntil) continue;
    const alerts = await answer(view);
    if (alerts.length === 0) continue;
    outcomes.push({ at, startsAt, alerts });
    quietUntil = startsAt.getTime() + suppressionMs;
  }
  return outcomes;
}

/** What a detection case asks: its clock is `now()`, the end of the window and the moment of the newest row in sight. */
export function runAt(settings: RuleSettings, tables: SeedTables, at: Date): QueryRun {
  const view = viewOf(settings, at, 'one-moment');
  return runOf(settings, view, ingestedIn(tables, view.ingested));
}

function runOf({ query }: RuleSettings, { now, window }: RunView, tables: SeedTables): QueryRun {
  return { query, now, tables, ...(window !== undefined && { window }) };
}

/** Most minutes of an NRT rule hold no row: what needs none cannot be told from one minute to the next. */
function isEmpty(tables: SeedTables): boolean {
  return Object.values(tables).every((rows) => rows.length === 0);
}
