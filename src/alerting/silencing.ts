// Which value of a rule's parameter would have kept an alert from being raised: found by setting it and running again.

import { stableJson } from '../json/json.ts';
import { overrideParameters, type Parameter, parametersOf } from '../kql/rewrite/parameters.ts';
import type { EventRunner } from '../rows/event-runner.ts';
import { type Alert, alertsOf } from './alerts.ts';
import type { RunView } from './clock.ts';
import { textOfCell } from './result-row.ts';
import type { RuleSettings } from './rule-settings.ts';
import { eventRun, type SimulatedAlert } from './simulation.ts';

/** A parameter and a value that silences an alert: one more of an allow list, or a higher threshold. */
export interface Silencer {
  readonly parameter: string;
  readonly value: string | number;
}

export interface SilencedAlert {
  readonly alert: SimulatedAlert;
  readonly silencers: readonly Silencer[];
  /** Not everything was tried: the runs for one alert were used up. */
  readonly unfinished: boolean;
}

export interface SilencingOptions {
  readonly runner: EventRunner;
  /** At most so many runs for one alert. */
  readonly maxRuns: number;
  /** Look no further for an alert once so many of its parameters are known; without it every parameter is tried. */
  readonly enough?: number;
  /** What silenced earlier alerts of the rule; what is found is added. */
  readonly known?: Silencer[];
}

/** An allow list by its name: `AllowedOwners`, `PublicRepoAllow`. */
const allowList = /^Allow|Allow(ed)?$/;
/** Longer texts are evidence, and nobody allows them. */
const maxValueLength = 200;
const maxValues = 200;
/** A threshold beyond any count, sum or score of a day. */
const beyond = 1e12;

class RunsUsedUp extends Error {}

/**
 * What silences the alerts of one rule, alert by alert. An allow list is first given all values that the alert shows; where that
 * does nothing, none of them does. Else halves are tried down to one value, so that the value named was run by itself.
 */
export async function silencersOf(
  settings: RuleSettings,
  alerts: readonly SimulatedAlert[],
  options: SilencingOptions,
): Promise<readonly SilencedAlert[]> {
  const found: SilencedAlert[] = [];
  const known = options.known ?? [];
  const answers = createAnswers(settings, options);
  for (const alert of alerts) {
    const trial = createTrial(settings, alert, answers);
    const silencers: Silencer[] = [];
    let unfinished = false;
    try {
      for (const parameter of parametersOf(settings.query)) {
        if (silencers.length >= (options.enough ?? Number.POSITIVE_INFINITY)) break;
        silencers.push(...(await silencersBy(parameter, alert.alert, { trial, known })));
      }
    } catch (error) {
      if (!(error instanceof RunsUsedUp)) throw error;
      unfinished = true;
    }
    known.push(...silencers);
    found.push({ alert, silencers, unfinished });
  }
  return found;
}

/** Whether the alert is gone when the parameter has this value. */
type Trial = (parameter: string, value: unknown) => Promise<boolean>;

/** The alerts of the run at a view with a query, asked once: alerts of one run are mostly tried with the same values. */
type Answers = (query: string, view: RunView, spend: () => void) => Promise<readonly Alert[]>;

function createAnswers(settings: RuleSettings, { runner, maxRuns }: SilencingOptions) {
  let of: RunView | undefined;
  const known = new Map<string, readonly Alert[]>();
  const answers: Answers = async (query, view, spend) => {
    if (view !== of) known.clear();
    of = view;
    const answer = known.get(query);
    if (answer !== undefined) return answer;
    spend();
    const given = alertsOf(settings, await runner.run(eventRun({ ...settings, query }, view)));
    known.set(query, given);
    return given;
  };
  return { answers, maxRuns };
}

function createTrial(
  settings: RuleSettings,
  { alert, view }: SimulatedAlert,
  { answers, maxRuns }: ReturnType<typeof createAnswers>,
): Trial {
  let runs = 0;
  const run = (query: string) =>
    answers(query, view, () => {
      if (++runs > maxRuns) throw new RunsUsedUp();
    });
  return async (parameter, value) => {
    const before = (await run(settings.query)).length;
    const { text, problems } = overrideParameters(settings.query, { [parameter]: value });
    if (problems.length > 0) return false;
    const after = await run(text);
    const same = keyOf(alert);
    return after.length < before && after.every((one) => keyOf(one) !== same);
  };
}

/** A run with an exception may count less in the same alert; that is the same alert still. */
function keyOf({ title, entities }: Alert): string {
  return stableJson([title, entities]);
}

interface Search {
  readonly trial: Trial;
  /** What silenced earlier alerts of the rule: tried first, since one exception mostly stands for many alerts. */
  readonly known: readonly Silencer[];
}

async function silencersBy(parameter: Parameter, alert: Alert, search: Search): Promise<readonly Silencer[]> {
  const { name } = parameter;
  if (parameter.type === 'number' && !allowList.test(name)) return raisedThreshold(parameter, alert, search);
  const list = allowList.test(name) ? listIn(parameter) : undefined;
  if (list === undefined) return [];
  const silences = (values: readonly string[]) => search.trial(name, [...list, ...values]);
  const values = valuesOf(alert).filter((value) => !list.includes(value));
  const earlier = search.known.filter(
    ({ parameter: known, value }) => known === name && values.includes(String(value)),
  );
  for (const { value } of earlier) {
    if (await silences([String(value)])) return [{ parameter: name, value }];
  }
  const value = values.length === 0 ? undefined : await silencingOf(values, silences);
  return value === undefined ? [] : [{ parameter: name, value }];
}

/** One value that silences by itself, or undefined: all together do nothing, or only several do. */
async function silencingOf(
  values: readonly string[],
  silences: (values: readonly string[]) => Promise<boolean>,
): Promise<string | undefined> {
  if (!(await silences(values))) return undefined;
  let left = values;
  while (left.length > 1) {
    const middle = left.length >>> 1;
    const half = left.slice(0, middle);
    left = (await silences(half)) ? half : left.slice(middle);
  }
  // It may be left over because none of the others did, and not because it does.
  return (await silences(left)) ? left[0] : undefined;
}

/** The lowest number of the alert, or one more than it, that silences as the value of the threshold. */
async function raisedThreshold(
  parameter: Parameter,
  alert: Alert,
  { trial }: Search,
): Promise<readonly Silencer[]> {
  const { name, expression } = parameter;
  const silences = (value: number) => trial(name, value);
  if (!(await silences(beyond))) return [];
  const steps = numbersOf(alert)
    .flatMap((number) => [number, number + 1])
    .filter((number) => number > Number(expression));
  const rising = [...new Set(steps)].sort((a, b) => a - b);
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (await silences(rising[middle]!)) high = middle;
    else low = middle + 1;
  }
  const value = rising[low];
  return value === undefined ? [] : [{ parameter: name, value }];
}

/** The list that is the value of a parameter now; undefined where it is none that can be read. */
function listIn({ type, expression }: Parameter): readonly unknown[] | undefined {
  if (type !== 'dynamic') return undefined;
  try {
    const value: unknown = JSON.parse(/^dynamic\s*\(([\s\S]*)\)$/.exec(expression)?.[1] ?? '');
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The texts that an alert shows, those that name somebody or something first. */
function valuesOf({ entities, customDetails, rows }: Alert): readonly string[] {
  const identifiers = entities.flatMap((entity) => Object.values(entity.identifiers));
  const cells = rows.flatMap((row) => Object.values(row).flatMap(textsIn));
  const all = [...identifiers, ...Object.values(customDetails).flat(), ...cells].map((text) => text.trim());
  const short = all.filter((text) => text !== '' && text.length <= maxValueLength);
  return [...new Set(short)].slice(0, maxValues);
}

function textsIn(cell: unknown): readonly string[] {
  if (Array.isArray(cell)) return cell.flatMap(textsIn);
  return typeof cell === 'object' && cell !== null ? [] : [textOfCell(cell)];
}

function numbersOf({ rows }: Alert): readonly number[] {
  return rows.flatMap((row) =>
    Object.values(row).filter((cell): cell is number => typeof cell === 'number' && Number.isFinite(cell)),
  );
}
