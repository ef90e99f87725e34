// Makes evidence of a run of detection tests: one record for each item that has cases.

import type { TestRun } from '../testing/run-selection.ts';
import type { ItemResult } from '../testing/run-tests.ts';
import type { Evidence } from './evidence.ts';
import { type EvidenceRun, evidenceOf, type Verdict } from './evidence-of.ts';

/** The records of a run; `run` is what they share. */
export function testEvidence({ results, items, seedRun }: TestRun, run: EvidenceRun): readonly Evidence[] {
  const byFile = new Map(items.map((item) => [item.file, item]));
  return results.rules
    .filter(({ cases }) => cases.length > 0)
    .map((result) => evidenceOf(byFile.get(result.file)!, verdictOf(result, seedRun), run));
}

/** A case that could not run where it was asked to proves nothing: an item passes when no case failed and at least one ran. */
function verdictOf({ cases }: ItemResult, seedRun: string | undefined): Verdict {
  const failed = cases.filter(({ status }) => status === 'failed');
  const passed = cases.filter(({ status }) => status === 'passed').length;
  const result = failed.length === 0 && passed > 0 ? 'passed' : 'failed';
  return { result, detail: detailOf(cases), seed: seedOf(cases, seedRun) };
}

function detailOf(cases: ItemResult['cases']): string {
  const failed = cases.find(({ status }) => status === 'failed');
  if (failed !== undefined) return `${failed.name}: ${failed.differences.join('; ')}`;
  const passed = cases.filter(({ status }) => status === 'passed').length;
  const skipped = passed === 0 ? cases.find(({ skip }) => skip !== undefined) : undefined;
  if (skipped !== undefined) return `no case could run (${skipped.name}: ${skipped.skip})`;
  return `${passed} of ${cases.length} cases passed`;
}

/** How the rows of the cases came; undefined where they ran on the local engine. */
function seedOf(cases: ItemResult['cases'], runId: string | undefined): Evidence['seed'] {
  const ways = cases.flatMap(({ seed }) => (seed === undefined ? [] : [seed.way]));
  if (ways.length === 0) return undefined;
  const tables = ways.filter((way) => way === 'tables').length;
  return { prologue: ways.length - tables, tables, runId: tables > 0 ? runId : undefined };
}
