// What a detection test is once it is read: seed rows relative to a clock, and what must come out of the query.
import type { Position } from '../diagnostics/diagnostic.ts';
import { type CaseSeed, hasFixedArrival } from './case-rows.ts';

/** The clock of cases that name none. */
export const defaultNow = new Date('2026-01-15T12:00:00Z');

/** Column, identifier or detail -> the value it must have; what is not named may be anything. */
export type ExpectedValues = Readonly<Record<string, unknown>>;

export interface ExpectedEntity {
  readonly type: string;
  readonly identifiers: ExpectedValues;
}

export interface ExpectedAlert {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly severity?: string | undefined;
  readonly entities: readonly ExpectedEntity[];
  readonly customDetails: ExpectedValues;
}

export interface ExpectedIncident {
  readonly title?: string | undefined;
  readonly severity?: string | undefined;
  /** Exactly so many alerts. */
  readonly alertCount?: number | undefined;
  readonly entities: readonly ExpectedEntity[];
}

/** What must come out: every part that is given must hold. */
export interface Expectation {
  /** Nothing may fire. */
  readonly none: boolean;
  /** Exactly so many alerts. */
  readonly alertCount?: number | undefined;
  /** Exactly these alerts, in any order. */
  readonly alerts?: readonly ExpectedAlert[] | undefined;
  /** Exactly so many incidents, made of the alerts of the case. */
  readonly incidentCount?: number | undefined;
  /** Exactly these incidents, in any order. */
  readonly incidents?: readonly ExpectedIncident[] | undefined;
  /** Each is matched by a result row of its own, in any order; further rows are fine. */
  readonly rows?: readonly ExpectedValues[] | undefined;
  /** Exactly so many result rows. */
  readonly rowCount?: number | undefined;
  /** Each is an entity of some alert. */
  readonly entities?: readonly ExpectedEntity[] | undefined;
}

/** How hard a behaviour is to see. A: ordinary use. B: a cheap evasion. C: a library or a neighbouring technique, where a named gap is fair. */
export const tiers = ['A', 'B', 'C'] as const;
export type Tier = (typeof tiers)[number];

/** One case of a detection test: seed rows, a clock, and what is expected. */
export interface DetectionCase {
  readonly name: string;
  readonly file: string;
  readonly at: Position;
  /** Why the case must come out as it is expected to. */
  readonly why?: string | undefined;
  readonly tier?: Tier | undefined;
  /** The clock it runs at: its own, or that of a service (`atClock`). */
  readonly now: Date;
  /** The clock is not the case's own, and some of its rows have times that are written out: they stay where they were. */
  readonly timesStay?: boolean;
  /** The rows it runs on; `rowsAt` makes them for a clock. */
  readonly seed: CaseSeed;
  /** Values for the query's parameters, and where the file gives each. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly parameterPlaces: Readonly<Record<string, Position>>;
  /** Values for the parameters of the function that the item is, and where the file gives each. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly argumentPlaces: Readonly<Record<string, Position>>;
  readonly expect: Expectation;
  /** Why the detection cannot see this: nothing fires, and the summary lists it as a known gap. */
  readonly gap?: string | undefined;
  /** Why the case cannot hold today: it may fail, and fails the run once it would pass. */
  readonly skip?: string | undefined;
}

/** Why a case whose times stay proves nothing at another clock. */
export const timesStayWords =
  'rows whose TimeGenerated is written out: the clock of a service cannot be set to that of the case';

/** The case at the clock of a service, which cannot be set to the case's own. */
export function atClock(one: DetectionCase, now: Date): DetectionCase {
  return { ...one, now, timesStay: hasFixedArrival(one.seed) };
}

/** Whether the case asks that the detection fires. */
export function isPositive({ expect, gap }: DetectionCase): boolean {
  // Alerts of a rule without incidents are alerts all the same.
  const fires = expect.incidentCount !== 0 || expect.alertCount !== undefined;
  return gap === undefined && !expect.none && fires && expect.alertCount !== 0 && expect.rowCount !== 0;
}

/** How many cases must fire, and how many must not; known gaps are neither. */
export function countCases(cases: readonly DetectionCase[]): {
  readonly positive: number;
  readonly negative: number;
} {
  const counted = cases.filter((one) => one.gap === undefined);
  const positive = counted.filter(isPositive).length;
  return { positive, negative: counted.length - positive };
}
