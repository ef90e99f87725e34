// What `test --evade` does beyond the tests: rewrites of the ordinary cases of the chosen items, and the record it keeps.
import type { ContentItem } from '../content/content-item.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { evasionFinding } from '../evasion/codes.ts';
import { evadeItem, type ItemEvasion } from '../evasion/evade.ts';
import { readEvasionGaps } from '../evasion/gaps.ts';
import { evasionRecordOf } from '../evasion/record.ts';
import { type EvasionResults, judgedEvasion } from '../evasion/score.ts';
import { keepRecord } from './kept-results.ts';
import { type MutateContentOptions, minScoreOf } from './mutate-content.ts';

/** Rewrites the cases of the items that alert, one item after another. What parsers give is no alert. */
export async function evadeContent(
  items: readonly ContentItem[],
  { tests, runner, selection, flags, context }: MutateContentOptions,
): Promise<{ readonly results: EvasionResults; readonly diagnostics: readonly Diagnostic[] }> {
  const { project, tables } = selection.all;
  const gaps = readEvasionGaps(project.folder, project.folders.tests);
  const evaded: ItemEvasion[] = [];
  for (const item of items) {
    const cases = tests.casesOf(item);
    if (cases.length === 0 || item.kind === 'parser') continue;
    const onRun = (done: number, total: number) =>
      context.doing(`Rewriting cases of ${item.file}`, done, total);
    const one = await evadeItem(item, cases, { runner, onRun });
    evaded.push(one);
    for (const { case: name, rewrite, after, alerts } of one.misses)
      context.trace(`missed ${item.file}: "${name}" by ${rewrite}, ${alerts ?? 'not run'} of 1: ${after}`);
  }
  const { results, diagnostics } = judgedEvasion(evaded, gaps);
  keepRecord('evasionRecord', { flags, context }, () =>
    evasionRecordOf(results, items, { tables, casesOf: tests.casesOf }),
  );
  const least = minScoreOf(flags);
  const isLow = least !== undefined && results.score < least;
  return {
    results,
    diagnostics: [
      ...gaps.diagnostics,
      ...diagnostics,
      ...(isLow
        ? [
            evasionFinding(
              'evasion/low-score',
              `The queries see ${results.score} % of the rewrites, and ${least} % were asked for`,
              {},
            ),
          ]
        : []),
    ],
  };
}
