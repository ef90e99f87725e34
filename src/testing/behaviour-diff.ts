// What a changed query does differently on the seeded tables: rows and alerts gained and lost, case by case.

import type { ResultRow } from '../alerting/result-row.ts';
import type { ContentItem } from '../content/content-item.ts';
import { stableJson } from '../json/json.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import type { Outcome } from './compare.ts';
import type { DetectionCase } from './detection-case.ts';
import { type DidNotRun, outcomesOf } from './run-tests.ts';

export interface CaseBehaviour {
  readonly name: string;
  /** Why one side did not run; then there are no rows to compare. */
  readonly problem?: string;
  readonly alertsBefore: number;
  readonly alertsAfter: number;
  readonly gained: readonly ResultRow[];
  readonly lost: readonly ResultRow[];
}

export interface BehaviourDiff {
  readonly id: string;
  readonly name: string;
  /** Cases on which both versions were run. */
  readonly compared: number;
  /** Only cases on which they differ, or one did not run. */
  readonly different: readonly CaseBehaviour[];
}

/** Runs the query before and after a change over every case of the item. Columns that only one version has count as differences. */
export async function behaviourDiff(
  item: ContentItem,
  queryBefore: string,
  { cases, runner }: { readonly cases: readonly DetectionCase[]; readonly runner: QueryRunner },
): Promise<BehaviourDiff> {
  const before = { ...item, values: { ...item.values, query: queryBefore } };
  const were = await outcomesOf(before, cases, runner);
  const are = await outcomesOf(item, cases, runner);
  const different = cases.flatMap(({ name }, index) => compare(name, were[index]!, are[index]!) ?? []);
  return { id: item.id, name: item.name, compared: cases.length, different };
}

function compare(
  name: string,
  before: Outcome | DidNotRun,
  after: Outcome | DidNotRun,
): CaseBehaviour | undefined {
  const none = { alertsBefore: 0, alertsAfter: 0, gained: [], lost: [] };
  if ('problems' in before) return { name, problem: `before: ${why(before)}`, ...none };
  if ('problems' in after) return { name, problem: `after: ${why(after)}`, ...none };
  const { gained, lost } = difference(before.rows, after.rows);
  const alertsBefore = before.alerts.length;
  const alertsAfter = after.alerts.length;
  if (gained.length === 0 && lost.length === 0 && alertsBefore === alertsAfter) return undefined;
  return { name, alertsBefore, alertsAfter, gained, lost };
}

function why({ problems, notCovered }: DidNotRun): string {
  return notCovered ?? problems.join('; ');
}

/** Multiset difference: equal rows cancel out one by one. */
function difference(before: readonly ResultRow[], after: readonly ResultRow[]) {
  const counts = new Map<string, number>();
  for (const row of before) counts.set(stableJson(row), (counts.get(stableJson(row)) ?? 0) + 1);
  const gained = after.filter((row) => !take(counts, row));
  const lost = before.filter((row) => take(counts, row));
  return { gained, lost };
}

function take(counts: Map<string, number>, row: ResultRow): boolean {
  const key = stableJson(row);
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}
