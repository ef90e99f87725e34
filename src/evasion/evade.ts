// Runs the rewrites of the cases of an item: a rewrite is seen when as many alerts come out as of the case itself.
import type { ContentItem } from '../content/content-item.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import { type DetectionCase, isPositive } from '../testing/detection-case.ts';
import { outcomesOf } from '../testing/run-tests.ts';
import { families as allFamilies } from './families/index.ts';
import { processesOf, rewrittenSeed } from './processes.ts';
import type { Family } from './rewrite.ts';

/** A rewrite of a case that other alerts came out of, or none. */
export interface Miss {
  readonly case: string;
  /** `family/rewrite` */
  readonly rewrite: string;
  /** A line as it was, and as it was rewritten. */
  readonly before: string;
  readonly after: string;
  /** How many alerts came out of one expected; of a hunting query, rows. Undefined where the query did not run. */
  readonly alerts: number | undefined;
}

export interface FamilyCount {
  readonly name: string;
  readonly total: number;
  readonly seen: number;
}

export interface ItemEvasion {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** Rewrites that ran. */
  readonly total: number;
  /** Rewrites of cases that have nothing to spell so. */
  readonly notApplicable: number;
  readonly families: readonly FamilyCount[];
  readonly misses: readonly Miss[];
}

export interface EvadeOptions {
  readonly runner: QueryRunner;
  /** What is tried; undefined: everything. */
  readonly families?: readonly Family[];
  /** Hears how many runs are done. */
  readonly onRun?: (done: number, total: number) => void;
}

interface Run {
  readonly of: DetectionCase;
  readonly family: string;
  readonly rewrite: string;
  readonly rewritten: DetectionCase;
}

/** So many runs share a statement: what they hold between them stays within the memory of one query. */
const runsAtOnce = 300;

/** Rewrites the ordinary cases of an item that raise one alert. A case that does not hold as it stands is left out. */
export async function evadeItem(
  item: ContentItem,
  cases: readonly DetectionCase[],
  { runner, families = allFamilies, onRun }: EvadeOptions,
): Promise<ItemEvasion> {
  const { id, name, file } = item;
  const ordinary = cases.filter(isOrdinary);
  const unchanged = await countsOf(item, ordinary, runner);
  const usable = ordinary.filter((_, index) => unchanged[index] === 1);
  const tried = triedOf(usable, families);
  const runs = tried.flatMap(({ of, family, rewrite, seed }): Run[] =>
    seed === undefined
      ? []
      : [{ of, family, rewrite, rewritten: { ...of, name: `${of.name} (${rewrite})`, seed } }],
  );
  const counts: (number | undefined)[] = [];
  for (let at = 0; at < runs.length; at += runsAtOnce) {
    onRun?.(at, runs.length);
    const some = runs.slice(at, at + runsAtOnce).map(({ rewritten }) => rewritten);
    counts.push(...(await countsOf(item, some, runner)));
  }
  const missed = runs
    .map((run, index) => ({ run, alerts: counts[index] }))
    .filter(({ alerts }) => alerts !== 1);
  return {
    id,
    name,
    file,
    total: runs.length,
    notApplicable: tried.length - runs.length,
    families: families.map((family) => {
      const total = runs.filter((run) => run.family === family.name).length;
      return {
        name: family.name,
        total,
        seen: total - missed.filter(({ run }) => run.family === family.name).length,
      };
    }),
    misses: missed.map(({ run, alerts }) => missOf(run, alerts)),
  };
}

/** Every rewrite of every ordinary case, and the rows it makes; undefined where it does not apply. */
export function triedOf(cases: readonly DetectionCase[], families: readonly Family[] = allFamilies) {
  return cases.filter(isOrdinary).flatMap((of) =>
    families.flatMap((family) =>
      family.rewrites.map((rewrite) => ({
        of,
        family: family.name,
        rewrite: `${family.name}/${rewrite.name}`,
        seed: rewrittenSeed(of.seed, family, rewrite),
      })),
    ),
  );
}

function isOrdinary(one: DetectionCase): boolean {
  return one.tier === 'A' && one.skip === undefined && isPositive(one) && processesOf(one.seed).length > 0;
}

/** The alerts of each case, of a hunting query the rows; undefined where the query did not run. */
async function countsOf(
  item: ContentItem,
  cases: readonly DetectionCase[],
  runner: QueryRunner,
): Promise<readonly (number | undefined)[]> {
  // Runs of equal parameters are one query, and share its statement.
  const outcomes = await outcomesOf(item, cases, runner);
  return outcomes.map((outcome) => {
    if ('problems' in outcome) return undefined;
    return outcome.raisesAlerts ? outcome.alerts.length : outcome.rows.length;
  });
}

function missOf({ of, rewrite, rewritten }: Run, alerts: number | undefined): Miss {
  const lines = (one: DetectionCase) => processesOf(one.seed).map(({ line }) => line);
  const [was, is] = [lines(of), lines(rewritten)];
  const before = was.find((line) => !is.includes(line)) ?? was[0] ?? '';
  const after = is.find((line) => !was.includes(line)) ?? is[0] ?? '';
  return { case: of.name, rewrite, before, after, alerts };
}
