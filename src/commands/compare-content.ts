// What `test --compare kusto` does beyond the tests: every case on a Kusto engine too, and where the answers differ.
import type { ContentItem } from '../content/content-item.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareEngines, type EngineComparison } from '../testing/engine-comparison.ts';
import { openKusto } from './kusto-options.ts';
import type { MutateContentOptions } from './mutate-content.ts';

/** Compares the items that have cases, one item after another. Throws a UserError when the engine cannot be used. */
export async function compareContent(
  items: readonly ContentItem[],
  { tests, runner: embedded, selection, flags, context }: MutateContentOptions,
): Promise<{ readonly comparison: EngineComparison; readonly diagnostics: readonly Diagnostic[] }> {
  const { tables } = selection.all;
  const { createKustoRunner } = await import('../workspace/kusto/runner.ts');
  const other = createKustoRunner(await openKusto(flags, context), tables);
  const withCases = items.map((item) => ({ item, cases: tests.casesOf(item) }));
  const total = withCases.reduce((sum, { cases }) => sum + cases.length, 0);
  const onCase = (done: number) => context.doing(`Comparing with ${other.description}`, done, total);
  const { comparison, findings } = await compareEngines(withCases, { embedded, other, tables, onCase });
  return { comparison, diagnostics: findings };
}
