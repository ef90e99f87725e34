// What came of comparing two engines, in words that the text and the markdown form share.
import type { ComparedCase, EngineComparison } from '../testing/engine-comparison.ts';

/** `40 equal, 1 different, 0 different by choice, 3 not compared (Kusto on this machine: ...)`. */
export function comparisonSummary({ summary, where }: EngineComparison): string {
  const { equal, differs, mayDiffer, noAnswer, notCompared } = summary;
  const lost = noAnswer === 0 ? '' : `, ${noAnswer} without an answer`;
  return `${equal} equal, ${differs} different, ${mayDiffer} different by choice${lost}, ${notCompared} not compared (${where})`;
}

/** Cases that could not be compared: the others that are not equal are findings. */
export function notCompared({ cases }: EngineComparison): readonly ComparedCase[] {
  return cases.filter(({ status }) => status === 'not-compared');
}
